/** What a page of a project says of other tabs: that one has it open too, or that it was deleted. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { engineRules } from "../../kit/engine_rules.js";
import { homeHref, projectHref } from "../../session/projects/project_address.js";
import type { Project, ProjectFile } from "../../session/projects/project.js";
import { followProject } from "../../session/projects/follow_project.js";
import { followNews, holdOpen, type ProjectNews } from "../../session/projects/project_news.js";
import { forgetChoices, restoreProject } from "../../session/projects/project_store.js";
import type { Session } from "../../session/session_types.js";

/** Keeps a page's project, and says above everything else what its reader must know of it.
 * @param file Of the project: the page can bring it back when another tab deletes it.
 * @returns A function that ends it.
 */
export function attendProject(
  session: Session,
  project: Project,
  file: ProjectFile,
): () => void {
  const twice = notice();
  const problem = notice();
  const place = html("div", [twice, problem], { class: "project-notices" });
  main().prepend(place);
  const stops = [
    followProject(session, project, {
      schemaDefaults: engineRules().plan.data.defaults,
      onProblem: (message) => tell(problem, message),
    }),
    holdOpen(project.id, (isFirst) =>
      tell(
        twice,
        isFirst
          ? ""
          : `“${project.name}” is open in another tab, too. What you change here changes ` +
            "there, and the other way round; Undo brings yours back.",
      )),
    followNews((news) => {
      if (news.type !== "deleted" || news.project.id !== project.id) return;
      leave();
      session.close();
      forgetChoices(project.id);
      showDeleted(news, file);
    }),
  ];
  const leave = () => {
    for (const stop of stops) stop();
    place.remove();
  };
  return leave;
}

/** In place of the page: the figures would be of a project that is nowhere. */
function showDeleted(
  { project, entries, isElsewhere }: Extract<ProjectNews, { type: "deleted" }>,
  file: ProjectFile,
): void {
  const { id, name } = project;
  document.body.dataset.run = "none";
  const said = html("p", [], { role: "status" });
  const undo = button(isElsewhere === true ? "Keep it after all" : "Undo", {
    tone: "primary",
    onClick: () => {
      restoreProject({ project, entries }, file)
        .then(() => location.assign(projectHref(id, pageHere())))
        .catch((error: Error) => setText(said, error.message));
    },
  });
  const where = isElsewhere === true ? "in another tab" : "from this browser";
  main().replaceChildren(
    html("h1", `“${name}” was deleted ${where}`),
    html("div", [
      html("p", "This page still has it, until you leave."),
      html("p", [undo, " ", html("a", "To all projects", { href: homeHref() })]),
      said,
    ], { class: "state" }),
  );
  undo.focus();
}

/** The last part of the address, such as `who`. */
function pageHere(): string {
  return location.pathname.split("/").pop()?.replace(/\.html$/, "").replace(/^index$/, "") ?? "";
}

function notice(): HTMLElement {
  const element = html("p", [], { class: "project-notice", role: "status" });
  element.hidden = true;
  return element;
}

function tell(element: HTMLElement, text: string): void {
  setText(element, text);
  element.hidden = text === "";
}

function main(): HTMLElement {
  return document.querySelector<HTMLElement>("#observablehq-main") ?? document.body;
}
