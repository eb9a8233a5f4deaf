/** What every page of a survey begins with: its session, or why there is none. Runs in browsers. */

import type { PageRules } from "../../../pipeline/browser/page_rules.ts";
import type { SiteView } from "../../../pipeline/view/site_view.ts";
import { takeRules } from "../kit/engine_rules.js";
import { followWay } from "./way.js";
import { interimOf } from "../session/interim.js";
import { isKeptAddress, markAddress } from "../session/projects/follow_project.js";
import { addressQuery, askedProject, stateOf } from "../session/projects/project_address.js";
import { findProjectFile, listProjects } from "../session/projects/project_store.js";
import { paramsOf } from "../session/projects/project.js";
import { differences, fromQuery } from "../session/params_text.js";
import { openSession, QUIET_MS } from "../session/session.js";
import { followUndoKeys } from "./history/undo_keys.js";
import { allDrawn } from "../session/parts.js";
import type { Session, SessionState } from "../session/session_types.js";
import { attendProject } from "./projects/project_notices.js";

/** What the view's loader gives. */
export type LoadedView =
  | { readonly status: "ok"; readonly value: SiteView }
  | { readonly status: "own" }
  | { readonly status: "failed"; readonly name: string; readonly message: string };

/** The files of a page. */
export interface PageFiles {
  readonly slug: string;
  readonly loaded: LoadedView;
  /** The engine's rules, by which all components of the page go. */
  readonly rules: PageRules;
  readonly workerUrl: string;
  readonly artifactUrl: string;
}

/** A page's session; null with the reason where there is none. */
export type Page = {
  readonly session: Session;
  readonly problem: null;
  /** Ends what goes on beside the session. */
  readonly leave?: () => void;
} | {
  readonly session: null;
  /** No file was chosen, or the engine's message. */
  readonly problem: "no file" | { readonly name: string; readonly message: string };
};

const NOT_PUBLISHED =
  "This site publishes no answers of single respondents, so nothing can be computed anew here.";

/** Opens the session of a page.
 * Moving between pages re-runs nothing: the address carries the state, and this browser the results.
 */
export async function openPage(files: PageFiles): Promise<Page> {
  const { loaded, rules, slug } = files;
  takeRules(rules);
  if (loaded.status === "failed") return { session: null, problem: loaded };
  if (loaded.status === "own") return await openOwn(files);
  const { view, publish } = loaded.value;
  const { name, sha256 } = view.survey;
  const session = await openSession({
    survey: { slug, key: slug, name, sha256, isOwn: false, isFile: publish === "all" },
    view,
    defaults: view.params,
    schemaDefaults: rules.plan.data.defaults,
    whyOff: publish === "none" ? NOT_PUBLISHED : "",
    engine: {
      workerUrl: files.workerUrl,
      name,
      isArtifact: true,
      bytes: async () => new Uint8Array(await (await fetchWhole(files.artifactUrl)).arrayBuffer()),
    },
  });
  return { session, problem: null };
}

/** Opens the project that the address asks for, with its own parameters unless the address has others. */
async function openOwn({ slug, rules, workerUrl }: PageFiles): Promise<Page> {
  const schemaDefaults = rules.plan.data.defaults;
  const asked = askedProject(location.search, await listProjects());
  const file = asked.kind === "open" ? await findProjectFile(asked.project.id) : null;
  if (asked.kind !== "open" || file === null) return { session: null, problem: "no file" };
  const { project } = asked;
  const isLink = asked.isLink && project.settings.length > 0;
  const state = isKeptAddress(project.id) ? "" : stateOf(location.search);
  const { name } = project.file;
  const survey = { slug, key: project.id, name, sha256: project.sha256, isOwn: true, isFile: true };
  markAddress(isKeptAddress(project.id) ? project.id : null, addressQuery(survey, state));
  const session = await openSession({
    survey,
    view: null,
    defaults: schemaDefaults,
    schemaDefaults,
    params: paramsOf(project, schemaDefaults),
    query: isLink ? "" : state,
    whyOff: "",
    engine: {
      workerUrl,
      name,
      isArtifact: false,
      codebook: file.codebook,
      bytes: () => Promise.resolve(file.bytes),
    },
  });
  const leave = attendProject(session, project, file);
  // What somebody sends is one step, which Undo takes back to what the project was.
  const sent = isLink ? fromQuery(state, schemaDefaults) : null;
  if (sent !== null) {
    session.setAll(differences(sent.params, session.state.params), "Settings of a link");
  }
  return { session, problem: null, leave };
}

async function fetchWhole(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(
      `Cannot load the survey: the site answered ${response.status}. Reload the page.`,
    );
  }
  return response;
}

/** Hears one aspect of a session's state, only when it changes; for `Generators.observe`. */
export function watch<T>(
  session: Session | null,
  select: (state: SessionState) => T,
): (change: (value: T | null) => void) => (() => void) | undefined {
  return (change) => {
    if (session === null) {
      change(null);
      return undefined;
    }
    let last: T | undefined;
    let isFirst = true;
    return session.subscribe((state) => {
      const value = select(state);
      if (!isFirst && value === last) return;
      isFirst = false;
      last = value;
      change(value);
    });
  };
}

/** Lets the document know what its page has: `data-run`, see {@link reflectRun}, and `data-problem`, why it has
 * no session; lets links to the survey's other pages carry the state, and keys undo and redo. Ends with
 * the function it gives, which closes the session too.
 */
export function reflectState(page: Page): () => void {
  const { session, problem } = page;
  const { dataset } = document.body;
  if (session === null) {
    dataset.problem = problem === "no file" ? problem : "error";
    dataset.run = "none";
    dataset.drawn = "yes";
    return () => {};
  }
  const atRest = untilAtRest();
  void atRest.then(() => dataset.drawn = "yes");
  let followed: SessionState["view"] | undefined;
  const stopRun = reflectRun(session, atRest);
  const stop = session.subscribe((state) => {
    if (state.view !== followed) followWay(state);
    followed = state.view;
  });
  const leave = carryState(session.state.survey.slug);
  const stopKeys = followUndoKeys(session);
  return () => {
    stop();
    stopRun();
    stopKeys();
    leave();
    page.leave?.();
    session.close();
  };
}

/** Frames of one height by which a page is known to be drawn. */
const FRAMES_AT_REST = 4;
/** A page that never rests is shown nonetheless. */
const MOST_FRAMES = 40;

/** Waits until the page keeps its height: what is below what is still drawn would jump before eyes. */
async function untilAtRest(): Promise<void> {
  let [height, at] = [-1, 0];
  for (let frame = 0; at < FRAMES_AT_REST && frame < MOST_FRAMES; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const { scrollHeight } = document.documentElement;
    at = scrollHeight === height ? at + 1 : 0;
    height = scrollHeight;
  }
}

/** Tells styles of the run, as `data-run` of the body: none, running, stale (dimmed: the controls are of
 * another run), interim (the segments are those of the controls, the verdict is not final), drawing (what
 * is out of sight is older) or ready.
 * @param atRest Resolves once all parts of the page have their place: before, none may wait to be drawn.
 */
function reflectRun(session: Session, atRest: Promise<void>): () => void {
  const { dataset } = document.body;
  let dimming: ReturnType<typeof setTimeout> | undefined;
  let told: { readonly run: string; readonly view: SessionState["view"] } | undefined;
  return session.subscribe((state) => {
    const now = { run: runState(state), view: state.view };
    const { run, view } = now;
    if (run === told?.run && (run !== "ready" || view === told.view)) return;
    told = now;
    clearTimeout(dimming);
    dataset.run = run === "ready" ? "drawing" : run;
    if (run === "running") dimming = setTimeout(() => dataset.run = "stale", QUIET_MS);
    if (run !== "ready") return;
    void atRest.then(allDrawn).then(() => {
      // Another result may have come meanwhile.
      if (told === now) dataset.run = "ready";
    });
  });
}

function runState(state: SessionState): string {
  const { view, isStale, status } = state;
  if (view === null) return "none";
  if (interimOf(state) !== null) return "interim";
  if (status === "running") return "running";
  return isStale ? "stale" : "ready";
}

/** Links to a survey's other pages keep the present state, which is in the address.
 * @returns A function that ends it.
 */
export function carryState(slug: string): () => void {
  const onClick = (event: MouseEvent): void => {
    const link = (event.target as Element | null)?.closest?.("a[href]") as HTMLAnchorElement | null;
    if (link === null || link.origin !== location.origin || link.search !== "") return;
    const folder = `/${slug}/`;
    if (!link.pathname.includes(folder) || location.search === "") return;
    link.search = location.search;
  };
  document.addEventListener("click", onClick, { capture: true });
  return () => document.removeEventListener("click", onClick, { capture: true });
}
