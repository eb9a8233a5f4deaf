/** The projects of this browser: a map in small, what was found, when, and what one does with them. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { whenWords } from "../../kit/words/when_words.js";
import type { Project } from "../../session/projects/project.js";
import { projectHref } from "../../session/projects/project_address.js";
import { followNews } from "../../session/projects/project_news.js";
import {
  changeProject,
  copyProject,
  type DeletedProject,
  listProjects,
  restoreProject,
} from "../../session/projects/project_store.js";
import { sizeWords } from "../../session/projects/room.js";
import { dotsDrawing, THUMB } from "../survey_list.js";
import { askToDelete, askToForgetAll, type ProjectDoors, saveAsFile } from "./project_actions.js";

const NOT_RUN = "Nothing was computed yet.";
const MOST_NAME = 200;

/** Makes the list, with its heading; it is nothing as long as there are no projects. It follows what other
 * tabs do.
 */
export function projectList(doors: ProjectDoors): HTMLElement {
  const list = new ProjectList(doors);
  void list.draw();
  const stop = followNews(() => {
    // A page that has gone has no list.
    if (list.wasShown && !list.element.isConnected) stop();
    else void list.draw();
  });
  return list.element;
}

class ProjectList {
  readonly element = html("section", [], { class: "projects", "aria-label": "Your projects" });
  wasShown = false;
  readonly #doors: ProjectDoors;
  readonly #items = html("ul", [], { class: "survey-list", role: "list" });
  readonly #said = html("span", [], { role: "status" });
  readonly #undo = button("Undo", { onClick: () => void this.#restore() });
  readonly #toast = html("p", [this.#said, " ", this.#undo], { class: "project-said" });
  #deleted: DeletedProject | null = null;
  /** Whose name is being written; drawing anew would take it away. */
  #renaming: string | null = null;

  constructor(doors: ProjectDoors) {
    this.#doors = doors;
    this.element.hidden = true;
    this.#toast.hidden = true;
  }

  async draw(): Promise<void> {
    const projects = await listProjects();
    this.wasShown ||= this.element.isConnected;
    if (this.#renaming !== null) return;
    this.element.hidden = projects.length === 0 && this.#toast.hidden;
    this.#items.replaceChildren(...projects.map((project) => this.#item(project)));
    const forget = button("Forget all projects", {
      tone: "quiet",
      onClick: () => {
        void askToForgetAll(projects).then((isDone) => {
          if (!isDone) return;
          this.#deleted = null;
          this.#say("All projects were forgotten.");
        });
      },
    });
    this.element.replaceChildren(
      html("h2", "Your projects"),
      this.#toast,
      html("div", [
        this.#items,
        html("p", ["They are kept in this browser only. ", projects.length === 0 ? null : forget], {
          class: "projects-foot",
        }),
      ], { class: "panel" }),
    );
  }

  #item(project: Project): HTMLElement {
    const { id, name, file, headline, map, changed, notes } = project;
    const link = html("a", name, { href: projectHref(id, ""), class: "survey-link" });
    const title = html("h3", [link]);
    const finding = headline === "" ? NOT_RUN : headline;
    const facts = [
      file.name === name ? null : file.name,
      sizeWords(file.size),
      `changed ${whenWords(changed, Date.now())}`,
    ];
    const act = (text: string, onClick: () => void) =>
      button(text, { tone: "quiet", label: `${text} ${name}`, onClick });
    return html("li", [
      map === null
        ? html("div", "·", { class: "survey-broken-mark is-waiting", "aria-hidden": "true" })
        : dotsDrawing(map),
      html("div", [
        title,
        html("p", finding),
        notes === "" ? null : html("p", notes, { class: "project-notes" }),
        html("p", facts.filter((fact) => fact !== null).join(" · "), { class: "project-when" }),
      ], { class: "survey-text" }),
      html("div", [
        act("Rename", () => this.#rename(project, title)),
        act("Duplicate", () => this.#try(() => copyProject(id))),
        act("Save as a file", () => {
          this.#say(`Making the file of “${name}”`);
          void this.#try(async () => {
            await saveAsFile(project, this.#doors);
            this.#say(`“${name}” was saved.`);
          });
        }),
        act("Delete", () => void this.#delete(project)),
      ], { class: "project-acts" }),
    ], { class: "survey project", style: `--thumb: ${THUMB}px` });
  }

  #rename({ id, name }: Project, title: HTMLElement): void {
    this.#renaming = id;
    const field = html("input", [], {
      type: "text",
      value: name,
      maxlength: MOST_NAME,
      class: "project-name",
      "aria-label": `New name of ${name}`,
    });
    let isOver = false;
    const end = (isKept: boolean): void => {
      if (isOver) return;
      isOver = true;
      this.#renaming = null;
      const next = field.value.trim();
      if (isKept && next !== "" && next !== name) {
        void this.#try(() => changeProject(id, () => ({ name: next })));
      } else void this.draw();
    };
    field.addEventListener("keydown", ({ key }) => {
      if (key === "Enter" || key === "Escape") end(key === "Enter");
    });
    field.addEventListener("blur", () => end(true));
    title.replaceChildren(field);
    field.select();
  }

  async #delete(project: Project): Promise<void> {
    await this.#try(async () => {
      const deleted = await askToDelete(project);
      if (deleted === null) return;
      this.#deleted = deleted;
      this.#say(`“${project.name}” was deleted.`);
      this.#undo.focus();
    });
  }

  async #restore(): Promise<void> {
    const deleted = this.#deleted;
    if (deleted === null) return;
    await this.#try(async () => {
      await restoreProject(deleted);
      this.#deleted = null;
      this.#say(`“${deleted.project.name}” is back.`);
    });
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #say(text: string): void {
    setText(this.#said, text);
    this.#toast.hidden = text === "";
    this.#undo.hidden = this.#deleted === null;
    void this.draw();
  }
}
