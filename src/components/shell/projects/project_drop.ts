/** Files that are dropped become projects; what there is no room for says what would make some. Runs in browsers. */

import { html } from "../../kit/elements.js";
import type { Project } from "../../session/projects/project.js";
import { projectHref } from "../../session/projects/project_address.js";
import { type OpenedFile, openProjectFile } from "../../session/projects/project_file.js";
import {
  type GivenFiles,
  makeProject,
  readGiven,
  takeCodebook,
} from "../../session/projects/take_file.js";
import { fileDrop } from "../file_drop.js";
import { askWhichProject, offering, type ProjectDoors } from "./project_actions.js";

/** How the zone behaves. */
export interface ProjectDropOptions extends ProjectDoors {
  /** What stands in it. */
  readonly title?: string;
  /** The project that a codebook alone is for. */
  readonly project?: Project;
  /** Gets what a project file wants, where it holds a fingerprint alone. */
  readonly onWanted?: (wanted: Extract<OpenedFile, { kind: "wanted" }>) => void;
}

/** Where a project is opened that was just made. */
const FIRST_PAGE = "questions";

/** Makes the zone. What is dropped opens as a project of its own; what cannot be read changes nothing. */
export function projectDrop(options: ProjectDropOptions): HTMLElement {
  const offers = html("div", [], { class: "room-offers" });
  const zone = fileDrop({
    ...(options.title === undefined ? {} : { title: options.title }),
    onFiles: (given) => offering(offers, options, () => takeGiven(given, options)),
    ...(options.onWanted === undefined
      ? {}
      : { onProject: (file) => offering(offers, options, () => openFile(file, options)) }),
  });
  return html("div", [zone, offers]);
}

async function takeGiven(given: GivenFiles, options: ProjectDropOptions): Promise<void> {
  const { workerUrl, project } = options;
  if (given.survey === null && given.codebook !== null && project !== undefined) {
    await takeCodebook(project, given.codebook, workerUrl);
    location.reload();
    return;
  }
  const read = await readGiven(given, workerUrl);
  const chosen = read.known.length === 0 ? "another" : await askWhichProject(read.name, read.known);
  if (chosen === null) return;
  if (chosen !== "another") return location.assign(projectHref(chosen.id, ""));
  location.assign(projectHref((await makeProject(read)).id, FIRST_PAGE));
}

/** Opens a project file as a project, and shows it. */
export async function openFile(file: File, options: ProjectDropOptions): Promise<void> {
  const { workerUrl, loadDefaults, onWanted } = options;
  const opened = await openProjectFile(file, { workerUrl, defaults: await loadDefaults() });
  if (opened.kind === "made") location.assign(projectHref(opened.project.id, ""));
  else onWanted?.(opened);
}
