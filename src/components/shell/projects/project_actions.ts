/** What one does with a project, asking first where something would be lost. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { button } from "../../kit/buttons.js";
import { askByDialog } from "../../kit/dialog.js";
import { html, setText } from "../../kit/elements.js";
import { saveBlob } from "../../kit/save_and_copy.js";
import { countOf } from "../../kit/words/format.js";
import { whenWords } from "../../kit/words/when_words.js";
import type { Project } from "../../session/projects/project.js";
import { projectFileName, saveProject } from "../../session/projects/project_file.js";
import {
  type DeletedProject,
  deleteProject,
  forgetAllProjects,
  listProjects,
} from "../../session/projects/project_store.js";
import { NoRoomError, sizeWords } from "../../session/projects/room.js";

/** What actions need of their page. */
export interface ProjectDoors {
  /** Address of the bundled engine. */
  readonly workerUrl: string;
  /** Gives the schema's defaults; asked for only where they are needed. */
  readonly loadDefaults: () => Promise<Params>;
}

/** Saves a project as a file, its survey included. */
export async function saveAsFile({ id, name }: Project, doors: ProjectDoors): Promise<void> {
  const { workerUrl, loadDefaults } = doors;
  const defaults = await loadDefaults();
  saveBlob(await saveProject(id, true, { workerUrl, defaults }), projectFileName(name));
}

/** Deletes a project, if its reader says so.
 * @returns What brings it back; null if it stays.
 */
export async function askToDelete({ id, name }: Project): Promise<DeletedProject | null> {
  const answer = await askByDialog({
    title: `Delete “${name}”?`,
    words: [
      "Its file, settings, notes and notebooks with all their versions leave this browser. There is no " +
      "other copy, unless you saved one.",
      "You can undo this as long as this page stays open.",
    ],
    choices: [
      { answer: "keep", text: "Keep it" },
      { answer: "delete", text: "Delete", tone: "primary" },
    ],
  });
  return answer === "delete" ? await deleteProject(id) : null;
}

/** Forgets all projects, if their reader says so.
 * @returns Whether she did.
 */
export async function askToForgetAll(projects: readonly Project[]): Promise<boolean> {
  const answer = await askByDialog({
    title: `Forget ${countOf(projects.length, "project")}?`,
    words: [
      "Files, settings, notes, notebooks and results leave this browser, all at once. This cannot be undone.",
      projects.map(({ name }) => name).join(", "),
    ],
    choices: [
      { answer: "keep", text: "Keep them" },
      { answer: "forget", text: "Forget all", tone: "primary" },
    ],
  });
  if (answer !== "forget") return false;
  await forgetAllProjects();
  return true;
}

/** Asks what to do with a file that projects have already.
 * @returns The project to open, or whether to make another; null to do nothing.
 */
export async function askWhichProject(
  name: string,
  known: readonly Project[],
): Promise<Project | "another" | null> {
  const shown = known.slice(0, 4);
  const answer = await askByDialog({
    title: `“${name}” is here already`,
    words: ["Open what you made of it before, or begin another project with the same file."],
    choices: [
      ...shown.map((project, i) => ({
        answer: project.id,
        text: `Open “${project.name}”, changed ${whenWords(project.changed, Date.now())}`,
        ...(i === 0 ? { tone: "primary" as const } : {}),
      })),
      { answer: "another", text: "Make another project" },
      { answer: "nothing", text: "Cancel" },
    ],
  });
  if (answer === "another") return "another";
  return shown.find(({ id }) => id === answer) ?? null;
}

/** Does something that needs room, and where there is none shows which projects take how much. */
export async function offering(
  place: HTMLElement,
  doors: ProjectDoors,
  work: () => Promise<void>,
): Promise<void> {
  place.replaceChildren();
  try {
    await work();
  } catch (error) {
    if (error instanceof NoRoomError) place.append(...await roomOffers(doors));
    throw error;
  }
}

async function roomOffers(doors: ProjectDoors): Promise<HTMLElement[]> {
  const projects = (await listProjects()).toSorted((a, b) => b.file.size - a.file.size);
  if (projects.length === 0) return [];
  const said = html("p", [], { role: "status" });
  const items = projects.map((project) => {
    const save = button("Save as a file", {
      label: `Save ${project.name} as a file`,
      onClick: () => {
        void saveAsFile(project, doors).then(() => setText(said, `Saved ${project.name}.`))
          .catch((error: Error) => setText(said, error.message));
      },
    });
    const remove = button("Delete", {
      label: `Delete ${project.name}`,
      onClick: () => {
        void askToDelete(project).then((deleted) => {
          if (deleted === null) return;
          row.remove();
          setText(said, `Deleted ${project.name}. Drop the file again.`);
        });
      },
    });
    const row = html("li", [`${project.name}, ${sizeWords(project.file.size)} `, save, remove]);
    return row;
  });
  return [
    html("p", "What your projects take:"),
    html("ul", items, { role: "list", "aria-label": "What your projects take" }),
    said,
  ];
}
