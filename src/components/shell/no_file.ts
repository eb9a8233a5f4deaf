/** The person's own section before there is a file: what to drop, what happens to it, what comes of it. Runs in browsers. */

import { html } from "../kit/elements.js";
import { engineRules } from "../kit/engine_rules.js";
import {
  type AskedProject,
  askedProject,
  projectHref,
  stateOf,
} from "../session/projects/project_address.js";
import { listProjects } from "../session/projects/project_store.js";
import { makeProject } from "../session/projects/take_file.js";
import { homeDrop } from "./projects/home_drop.js";
import type { ProjectDoors } from "./projects/project_actions.js";
import { projectList } from "./projects/project_list.js";
import { wantedFile } from "./projects/wanted_file.js";

/** Pages of the section by the last part of their address, and what each will show. */
const PAGES: readonly (readonly [page: string, title: string, shows: string])[] = [
  ["", "Overview", "how many segments, how large, who they are, and files to take along"],
  ["questions", "Questions", "how the file was understood, what is missing, what was left out"],
  ["how-many", "How many", "which numbers of segments stand out, and how far to trust them"],
  ["who", "Who they are", "every answer by segment, and one question at a time"],
  ["compare", "Compare", "another solution beside yours: who would change places, what differs"],
  ["take-away", "Take away", "every file of the run, each with what is in it"],
  [
    "place",
    "Place new respondents",
    "which segment another person, or everybody of a file, belongs to",
  ],
  [
    "target",
    "Which to serve",
    "how attractive segments are by what counts for you, and how far they lie apart",
  ],
  ["notebook", "Notebook", "the analysis step by step, with its code"],
];
const TOOLS = "Qualtrics, SurveyMonkey, Google Forms, Microsoft Forms and LimeSurvey";
const MOST_EXAMPLES = 3;

/** Makes what stands in place of a page's results: where to drop a file, the projects there are to open,
 * or which file a link wants. What is dropped there is kept in this browser and shown at once.
 * @param options workerUrl is the address of the bundled engine; at is the page's path, that of the
 * window unless told.
 */
export function noFile(
  { workerUrl, at = location.pathname }: { readonly workerUrl: string; readonly at?: string },
): HTMLElement {
  const here = at.replace(/\.html$/, "").split("/").pop() ?? "";
  const doors = {
    workerUrl,
    loadDefaults: () => Promise.resolve(engineRules().plan.data.defaults),
  };
  const element = html("div", [], { class: "no-file" });
  void listProjects().then((projects) => {
    const asked = askedProject(location.search, projects);
    element.append(
      ...asked.kind === "wanted"
        ? [wantedByLink(asked, here, doors)]
        : [...chooseFirst(asked.kind, projects.length), homeDrop([], doors)],
      projects.length === 0 ? aboutFiles(here) : projectList(doors),
    );
  });
  return element;
}

function chooseFirst(kind: AskedProject["kind"], count: number): HTMLElement[] {
  const gone = "This project is not in this browser: it was deleted, or made in another one";
  const title = kind === "gone" ? gone : count === 0 ? "No file yet" : "Which file?";
  const words = count === 0
    ? "Choose a survey, and it is segmented here, in this browser."
    : "Open one of your projects, or begin another with a file.";
  return [html("p", title, { class: "state-title" }), html("p", words)];
}

/** The file of a link opens on the page that the link was made on, with what it says. */
function wantedByLink(
  { name, sha256 }: Extract<AskedProject, { kind: "wanted" }>,
  here: string,
  doors: ProjectDoors,
): HTMLElement {
  const state = stateOf(location.search);
  return wantedFile({
    ...doors,
    ...{ by: "link", name, sha256 },
    take: async (read) => {
      const { id } = await makeProject(read);
      return projectHref(id, PAGES.some(([page]) => page === here) ? here : "", state);
    },
  });
}

function aboutFiles(here: string): HTMLElement {
  return html("div", [
    part("What it may be", [
      html("p", "A table with a row for each respondent and a column for each question:"),
      html("ul", [
        html("li", "CSV, TSV or Excel (.xlsx)"),
        html("li", "SPSS (.sav, .zsav), Parquet or Arrow (.arrow, .feather)"),
        html("li", "any of these gzipped (.gz)"),
        html("li", "its codebook together with it (name.codebook.csv, .xlsx, .yaml, .xml, .sps)"),
      ]),
      html("p", `Exports of ${TOOLS} are recognised.`),
    ]),
    part("What happens to it", [
      html(
        "p",
        "It stays in this browser until you delete it, which is one button. Nothing is sent: " +
          "the engine runs within the page, without a network too.",
      ),
      ...examples(),
    ]),
    part("What the pages will show", [pageList(here)]),
  ], { class: "no-file-parts" });
}

function part(title: string, content: readonly HTMLElement[]): HTMLElement {
  return html("section", [html("h2", title), ...content]);
}

function pageList(here: string): HTMLElement {
  const isKnown = PAGES.some(([page]) => page === here);
  return html(
    "dl",
    PAGES.flatMap(([page, title, shows]) => {
      const isHere = page === (isKnown ? here : "");
      return [
        html("dt", isHere ? `${title} (this page)` : title, { class: isHere ? "is-here" : null }),
        html("dd", shows, { class: isHere ? "is-here" : null }),
      ];
    }),
  );
}

/** Links to surveys that the site shows already, which its navigation marks. */
function examples(): HTMLElement[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("a[data-survey]")]
    .slice(0, MOST_EXAMPLES)
    .map((link) => html("li", [html("a", link.textContent, { href: link.href })]));
  if (links.length === 0) return [];
  return [
    html("p", "No file at hand? See what comes out with a survey of this site:"),
    html("ul", links),
  ];
}
