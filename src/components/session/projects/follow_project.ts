/** Keeps what a page changes of its project, and lets the page follow what another tab changes. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { differences } from "../params_text.js";
import type { Session, SessionState } from "../session_types.js";
import { paramsOf, type Project, settingsOf, smallMap } from "./project.js";
import { followNews } from "./project_news.js";
import { changeProject } from "./project_store.js";

/** What is told of it. */
export interface FollowOptions {
  readonly schemaDefaults: Params;
  /** Hears why something could not be kept; an empty string once it can be again. */
  readonly onProblem: (message: string) => void;
}

/** Where the browser's history says that the project has all that this address says. */
const KEPT_MARK = "keptProject";

/** Whether the project has all that the present address says, and so says more: after a reload it counts
 * and not the address, which another tab may have left behind. */
export function isKeptAddress(id: string): boolean {
  return (history.state as Record<string, unknown> | null)?.[KEPT_MARK] === id;
}

/** Marks the present address.
 * @param id Of the project that has all of it; null as long as it has not.
 */
export function markAddress(id: string | null, query?: string): void {
  const address = query === undefined
    ? location.href
    : `${location.pathname}${query === "" ? "" : `?${query}`}${location.hash}`;
  history.replaceState({ ...history.state, [KEPT_MARK]: id }, "", address);
}

/** Keeps a session's parameters and finding in its project, and follows other tabs.
 * @returns A function that ends it.
 */
export function followProject(
  session: Session,
  project: Project,
  options: FollowOptions,
): () => void {
  const follower = new ProjectFollower(session, project, options);
  const stops = [
    session.subscribe((state) => follower.take(state)),
    followNews((news) => {
      const isOurs = news.type === "changed" && news.project.id === project.id;
      if (isOurs && news.isElsewhere === true) follower.hear(news.project);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

class ProjectFollower {
  readonly #session: Session;
  readonly #id: string;
  readonly #options: FollowOptions;
  /** The settings that the project has or is about to get, as text. */
  #settings: string;
  #finding: string;
  #revision: number;
  #isFollowing = false;
  /** Whether the project does not have this tab's last change yet. */
  #isAhead = false;
  /** Changes come quicker than writes; one write at the end has them all. */
  #isWaiting = false;

  constructor(session: Session, project: Project, options: FollowOptions) {
    this.#session = session;
    this.#id = project.id;
    this.#options = options;
    this.#settings = JSON.stringify(project.settings);
    this.#finding = findingText(project);
    this.#revision = project.revision;
  }

  take(state: SessionState): void {
    this.#takeFinding(state);
    if (this.#isFollowing) return;
    const settings = JSON.stringify(this.#settingsNow());
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.#isAhead = true;
    markAddress(null);
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    void this.#write(() => {
      this.#isWaiting = false;
      return { settings: this.#settingsNow() };
    }, true);
  }

  /** Takes what another tab wrote, unless this one has something later: then the other tab takes that. */
  hear(project: Project): void {
    if (project.revision <= this.#revision) return;
    this.#revision = project.revision;
    this.#finding = findingText(project);
    this.#follow(project);
  }

  #follow(project: Project): void {
    if (this.#isAhead) return;
    const params = paramsOf(project, this.#options.schemaDefaults);
    const settings = differences(params, this.#session.state.params);
    if (settings.length === 0) return;
    this.#isFollowing = true;
    // One step of its own, which this tab's Undo takes back.
    this.#session.setAll(settings, "Changed in another tab");
    this.#isFollowing = false;
    this.#settings = JSON.stringify(this.#settingsNow());
    markAddress(this.#id);
  }

  /** What Home tells of it, once the results are those of the controls. */
  #takeFinding({ view, isStale, status, interim }: SessionState): void {
    if (view === null || isStale || status !== "idle" || interim !== null) return;
    const found = { headline: view.headline, map: smallMap(view.map) };
    const text = findingText(found);
    if (text === this.#finding) return;
    this.#finding = text;
    void this.#write(() => found, false);
  }

  async #write(
    change: () => Partial<Project>,
    isTouched: boolean,
  ): Promise<void> {
    const { onProblem } = this.#options;
    try {
      const project = await changeProject(this.#id, change, { isTouched });
      if (project === null) return;
      this.#revision = Math.max(this.#revision, project.revision);
      const isAll = JSON.stringify(project.settings) === JSON.stringify(this.#settingsNow());
      if (isAll) {
        this.#isAhead = false;
        markAddress(this.#id);
      } else if (project.revision === this.#revision) {
        // Between two turns of this tab another one had its own.
        this.#follow(project);
      }
      onProblem("");
    } catch (error) {
      this.#isWaiting = false;
      onProblem(error instanceof Error ? error.message : String(error));
    }
  }

  #settingsNow(): Project["settings"] {
    return settingsOf(this.#session.state.params, this.#options.schemaDefaults);
  }
}

function findingText({ headline, map }: Pick<Project, "headline" | "map">): string {
  return JSON.stringify([headline, map]);
}
