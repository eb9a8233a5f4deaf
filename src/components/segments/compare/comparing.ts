/** What the shown solution is compared with, and what came of it. Runs in browsers. */

import type { WorkRequest } from "../../../../pipeline/browser/protocol.ts";
import type { Params } from "../../../../pipeline/plan/params.ts";
import type { Comparison } from "../../../../pipeline/view/compare/comparison.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { engineRules } from "../../kit/engine_rules.js";
import type { EngineProgress } from "../../session/engine_client.js";
import { differences, isSameWork } from "../../session/params_text.js";
import { MOST_PINS, type Pin, readPins, writePins } from "../../session/pins.js";
import { isQuick, withoutSearch } from "../../session/param_rules.js";
import type { Session, SessionState } from "../../session/session_types.js";
import { type CompareChoice, listChoices, solutionName } from "./compare_choices.js";

/** Everything that the page shows of a comparison. */
export interface ComparingState {
  /** Solutions to compare with. */
  readonly choices: readonly CompareChoice[];
  /** The one that is chosen; null while there is no run. */
  readonly chosen: CompareChoice | null;
  readonly pins: readonly Pin[];
  /** Why the shown solution cannot be pinned; empty if it can. */
  readonly whyNoPin: string;
  /** The last one; stays while another is computed. */
  readonly comparison: Comparison | null;
  /** `asked`: long work that waits for its button. */
  readonly status: "waiting" | "asked" | "running" | "done" | "failed";
  /** What is under way, or went wrong. */
  readonly words: string;
}

/** Parts of a request: both solutions, and whether their verdicts come with them. */
type Asked = Omit<WorkRequest<"compare">, "type">;

const KEY = "compare-with";
const NOT_PUBLISHED =
  "This site publishes no answers of single respondents, so that nothing is computed anew here: the " +
  "search for structure tells of one segment more and one fewer.";
const NOTHING_PUBLISHED =
  "This site publishes no answers of single respondents, and its run did not try other numbers of " +
  "segments: there is nothing to compare with. Build the site with structure.check: auto.";

/** Follows a session, and computes what its solution is compared with once its run is done. */
export class Comparing {
  state: ComparingState = {
    ...{ choices: [], chosen: null, pins: [], whyNoPin: "", comparison: null },
    ...{ status: "waiting", words: "" },
  };
  readonly #session: Session;
  readonly #listeners = new Set<(state: ComparingState) => void>();
  readonly #stop: () => void;
  #wanted: string | null = null;
  #running: AbortController | null = null;
  /** What the comparison is of. */
  #key = "";

  constructor(session: Session) {
    this.#session = session;
    this.#wanted = sessionStorage.getItem(`${KEY} ${session.state.survey.slug}`);
    this.state = { ...this.state, pins: readPins(session.state.survey) };
    this.#stop = session.subscribe((state) => this.#follow(state));
  }

  subscribe(listener: (state: ComparingState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  /** Compares with another solution. */
  choose(key: string): void {
    this.#wanted = key;
    sessionStorage.setItem(`${KEY} ${this.#session.state.survey.slug}`, key);
    this.#follow(this.#session.state);
  }

  /** Computes long work that waits. */
  compute(): void {
    const { chosen } = this.state;
    const { view } = this.#session.state;
    if (chosen !== null && view !== null) void this.#compare(view, chosen);
  }

  /** Keeps the shown solution at hand. */
  pin(): void {
    const { params, view } = this.#session.state;
    if (view === null || this.state.whyNoPin !== "") return;
    const { method, k } = view.summary.clustering;
    const taken = this.state.pins.map(({ id }) => Number(id));
    const id = String(taken.reduce((a, b) => Math.max(a, b), 0) + 1);
    this.#keep([...this.state.pins, { id, name: solutionName(method, k), params, k }]);
  }

  unpin(id: string): void {
    this.#keep(this.state.pins.filter((pin) => pin.id !== id));
  }

  /** Gives a pin another name; an empty one changes nothing. */
  rename(id: string, name: string): void {
    const told = name.trim();
    if (told === "") return this.#update({});
    this.#keep(this.state.pins.map((pin) => pin.id === id ? { ...pin, name: told } : pin));
  }

  /** Shows a pin on the whole site. */
  use(id: string): void {
    const pin = this.state.pins.find((one) => one.id === id);
    if (pin !== undefined) this.#show(pin.params);
  }

  /** Shows the solution that is compared with on the whole site. */
  useChosen(): void {
    const params = this.state.chosen?.params ?? null;
    if (params !== null) this.#show(params);
  }

  close(): void {
    this.#stop();
    this.#running?.abort(new DOMException("closed", "AbortError"));
    this.#listeners.clear();
  }

  #show(params: Params): void {
    this.#session.setAll(differences(params, this.#session.state.params));
    if (this.#session.state.isStale && this.#session.state.status !== "running") {
      this.#session.run();
    }
  }

  #keep(pins: readonly Pin[]): void {
    const isKept = writePins(this.#session.state.survey, pins);
    this.#update({ pins });
    this.#follow(this.#session.state);
    if (!isKept) {
      this.#update({ words: "This browser keeps nothing: pins last as long as this page." });
    }
  }

  #follow(state: SessionState): void {
    const { view, params } = state;
    const isSettled = view !== null && !state.isStale && state.status !== "running";
    if (!isSettled) return this.#await();
    const choices = listChoices(state, this.state.pins);
    const chosen = choices.find(({ key }) => key === this.#wanted) ?? choices[0] ?? null;
    this.#update({ choices, chosen, whyNoPin: this.#whyNoPin(params) });
    const key = JSON.stringify([view.params, chosen?.params]);
    if (key === this.#key) return;
    this.#running?.abort(new DOMException("another choice", "AbortError"));
    this.#running = null;
    this.#key = key;
    if (state.whyOff !== "") return this.#tellPublished(view, chosen);
    if (chosen === null) {
      return this.#update({
        comparison: null,
        status: "failed",
        words: "There is no other solution.",
      });
    }
    const rows = view.survey.rows;
    if (isQuick(params, rows) && isQuick(chosen.params, rows)) {
      return void this.#compare(view, chosen);
    }
    this.#update({ status: "asked", words: `${chosen.words} may take long to compute.` });
  }

  #await(): void {
    this.#running?.abort(new DOMException("another run", "AbortError"));
    this.#running = null;
    this.#key = "";
    this.#update({ status: "waiting", words: "The comparison follows the run." });
  }

  #whyNoPin(params: Params): string {
    const { pins } = this.state;
    const same = pins.find((pin) => isSameWork(pin.params, params));
    if (same !== undefined) return `This solution is pinned as “${same.name}”.`;
    return pins.length < MOST_PINS ? "" : `${MOST_PINS} solutions are pinned: remove one of them.`;
  }

  /** What a site tells that publishes no respondents. */
  #tellPublished(view: RunView, chosen: CompareChoice | null): void {
    const comparison = chosen === null ? null : engineRules().compareNumbers(view, chosen.k);
    const words = comparison === null ? NOTHING_PUBLISHED : NOT_PUBLISHED;
    this.#update({ comparison, status: comparison === null ? "failed" : "done", words });
  }

  /** Who is with whom comes at once; the verdicts on both, which take a search for structure, after it. */
  async #compare(view: RunView, chosen: CompareChoice): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    const isNow = (): boolean => this.#running === controller;
    const full = { params: view.params, other: chosen.params };
    this.#update({ status: "running", words: `Computing ${chosen.words}` });
    try {
      for (const asked of [...firstLook(view, chosen), full]) {
        const comparison = await this.#session.ask({ type: "compare", ...asked }, {
          signal: controller.signal,
          onProgress: (progress) => {
            if (isNow()) this.#update({ words: progressWords(chosen, progress) });
          },
        });
        if (!isNow()) return;
        const isLast = asked === full;
        this.#update({
          comparison: isLast ? comparison : { ...comparison, parameters: this.#parameters(chosen) },
          status: isLast ? "done" : "running",
          words: isLast ? orderWords(view, comparison) : "Judging both solutions",
        });
      }
    } catch (error) {
      if (!isNow()) return;
      this.#key = "";
      this.#update({ comparison: null, status: "failed", words: (error as Error).message });
    }
  }

  /** What differs, as it stands in the controls. */
  #parameters({ params }: CompareChoice): Comparison["parameters"] {
    const { params: own } = this.#session.state;
    const before = new Map(differences(own, params));
    return differences(params, own)
      .map(([path, after]) => ({ path, before: before.get(path), after }));
  }

  #update(changes: Partial<ComparingState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.#listeners) listener(this.state);
  }
}

/** The same segments without a verdict, where one is asked for. */
function firstLook(view: RunView, { params, k }: CompareChoice): readonly Asked[] {
  const { check } = view.params.structure;
  if (check === "none" && params.structure.check === "none") return [];
  return [{
    params: withoutSearch(view.params, view.summary.clustering.k),
    other: withoutSearch(params, k),
  }];
}

function progressWords({ words }: CompareChoice, { stage, share }: EngineProgress): string {
  return stage === ""
    ? `Computing ${words}`
    : `Computing ${words}: ${stage} ${Math.round(100 * share)} %`;
}

/** A site may be built from the file and publish its answers in another order, in which random starts end
 * elsewhere. */
function orderWords({ profile }: RunView, { before }: Comparison): string {
  const shown = profile.segments.map(({ size }) => size).join();
  const sizes = before.segments.map(({ size }) => size);
  return shown === sizes.join()
    ? ""
    : `This site publishes answers in another order than the file's, and from random starts in that ` +
      `order the engine came to segments of ${
        sizes.join(", ")
      } respondents, which are compared here.`;
}
