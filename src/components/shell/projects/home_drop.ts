/** Home's place for files: a survey begins a project, a project file opens as one. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { toQuery } from "../../session/params_text.js";
import { projectHref } from "../../session/projects/project_address.js";
import { makeOf, type OpenedFile } from "../../session/projects/project_file.js";
import type { SurveyEntry } from "../survey_list.js";
import type { ProjectDoors } from "./project_actions.js";
import { projectDrop } from "./project_drop.js";
import { wantedFile } from "./wanted_file.js";

/** Makes the zone.
 * @param surveys Those of the site: a project file that holds a fingerprint alone may be of one of them.
 */
export function homeDrop(surveys: readonly SurveyEntry[], doors: ProjectDoors): HTMLElement {
  const wanted = html("div");
  const zone = projectDrop({
    ...doors,
    onWanted: (opened) => void show(opened),
  });
  async function show({ unpacked }: Extract<OpenedFile, { kind: "wanted" }>): Promise<void> {
    const { survey } = unpacked.contents;
    const defaults = await doors.loadDefaults();
    const published = surveys.find(({ value }) => value?.sha256 === survey.sha256);
    if (published !== undefined) {
      const query = toQuery(unpacked.params, defaults, survey.sha256);
      return location.assign(`./${published.slug}/?${query}`);
    }
    wanted.replaceChildren(wantedFile({
      ...doors,
      ...{ by: "project file", name: survey.name, sha256: survey.sha256 },
      take: async (file) => projectHref((await makeOf(unpacked, file, { defaults })).id, ""),
    }));
    wanted.querySelector<HTMLElement>("input")?.focus();
  }
  return html("div", [
    zone,
    html("p", "A project file (.ccproject) opens here as well: drop it, or choose it above.", {
      class: "projects-foot",
    }),
    wanted,
  ]);
}
