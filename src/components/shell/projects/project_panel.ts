/** What one does with the project that a page shows: notes, saving, copying, deleting, other files. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setText, uniqueId } from "../../kit/elements.js";
import { engineRules } from "../../kit/engine_rules.js";
import { homeHref, projectHref } from "../../session/projects/project_address.js";
import type { Project } from "../../session/projects/project.js";
import { followNews } from "../../session/projects/project_news.js";
import { changeProject, copyProject, findProject } from "../../session/projects/project_store.js";
import type { Session } from "../../session/session_types.js";
import { askToDelete } from "./project_actions.js";
import { projectDrop } from "./project_drop.js";
import { projectFileButton } from "./project_file_button.js";

/** How long after a key notes are kept, whatever else is typed meanwhile. */
const KEEP_AFTER_MS = 300;
const MOST_NOTES = 100_000;

/** Makes the panel's part for an own file. */
export function projectPanel(session: Session, workerUrl: string): HTMLElement {
  const { key, name } = session.state.survey;
  const said = html("p", [], { role: "status", class: "project-said" });
  const act = (work: () => Promise<unknown>) => () => {
    work().catch((error: Error) => setText(said, error.message));
  };
  const doors = {
    workerUrl,
    loadDefaults: () => Promise.resolve(engineRules().plan.data.defaults),
  };
  const zone = html("div");
  void findProject(key).then((project) => {
    zone.append(projectDrop({
      ...doors,
      title: "Another file",
      ...(project === null ? {} : { project }),
    }));
  });
  const copy = button("Duplicate", {
    onClick: act(async () => {
      const made = await copyProject(key);
      if (made !== null) location.assign(projectHref(made.id, ""));
    }),
  });
  const remove = button("Delete this project", {
    onClick: act(async () => {
      const project = await findProject(key);
      if (project !== null) await askToDelete(project);
    }),
  });
  return html("details", [
    html("summary", `${name} lives in this browser only`),
    html("p", [html("a", "All projects", { href: homeHref() })]),
    notesField(key, said),
    projectFileButton(session),
    html("div", [copy, remove], { class: "run-buttons" }),
    said,
    zone,
  ], { class: "own-file" });
}

/** A field for what one wants to remember. What another tab writes is shown, or offered to who is writing. */
function notesField(id: string, said: HTMLElement): HTMLElement {
  const field = html("textarea", [], { id: uniqueId("notes"), rows: 4, maxlength: MOST_NOTES });
  const offer = html("p", [], { class: "notes-offer", role: "status" });
  /** What the field began with: as long as it says this, there is nothing of this tab to keep. */
  let begun = "";
  let soon: ReturnType<typeof setTimeout> | undefined;
  let revision = 0;
  const write = (notes: string): void => {
    begun = notes;
    changeProject(id, () => ({ notes })).then((project) => {
      revision = Math.max(revision, project?.revision ?? 0);
      setText(said, "");
    }).catch((error: Error) => setText(said, error.message));
  };
  const keep = (): void => {
    clearTimeout(soon);
    soon = undefined;
    if (field.value !== begun) write(field.value);
  };
  field.addEventListener("input", () => soon ??= setTimeout(keep, KEEP_AFTER_MS));
  field.addEventListener("blur", keep);
  addEventListener("pagehide", keep);
  const show = (notes: string): void => {
    begun = notes;
    field.value = notes;
    offer.replaceChildren();
  };
  const take = ({ notes, revision: theirs }: Project): void => {
    // What comes late was written before this tab wrote; and most changes are of something else.
    if (theirs <= revision || notes === begun) return;
    revision = theirs;
    if (notes === field.value || document.activeElement !== field) return show(notes);
    const choose = button("Take those", {
      tone: "quiet",
      onClick: () => {
        show(notes);
        write(notes);
      },
    });
    offer.replaceChildren("These notes were changed in another tab. ", choose);
  };
  void findProject(id).then((project) => show(project?.notes ?? ""));
  const stop = followNews((news) => {
    if (news.type !== "changed" || news.project.id !== id || news.isElsewhere !== true) return;
    if (field.isConnected) take(news.project);
    else stop();
  });
  return html("div", [html("label", "Notes", { for: field.id }), field, offer], {
    class: "project-notes-field",
  });
}
