/** The browser's own history of a page: an entry for each step, so that Back and Forward undo and redo. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import { isSameWork } from "../params_text.js";

/** How an address comes to stand for other parameters: as a new entry, in the place of the present one, or
 * by going to the nearest entry that has them, backwards, forwards or either way; where there is none, as
 * a new one. */
export type Way = "push" | "replace" | "back" | "forward" | "either";

/** What parameters are written as and who hears of a move. */
export interface EntryOptions {
  /** The part of an address after the path, from `?`; empty for the defaults. */
  readonly queryOf: (params: Params) => string;
  /** What such a part asks for. */
  readonly paramsAt: (query: string) => Params;
  /** The browser went to an entry of this page.
   * @param step The one that was shown there; null where that is not known.
   */
  readonly onMove: (params: Params, step: number | null) => void;
  /** The browser shows the page again as it was left, after another one. */
  readonly onReturn: () => void;
}

/** What is to be shown by the address. */
interface Shown {
  readonly params: Params;
  readonly step: number;
  readonly way: Way;
}

/** An entry as the Navigation API tells of it, where a browser has that. */
interface Entry {
  readonly url: string | null;
  readonly index: number;
  readonly sameDocument: boolean;
}

/** A browser that does not arrive within so long stays where it is. */
const MOST_WAIT_MS = 1_000;

/** Keeps the address equal to what is shown. */
export class AddressEntries {
  readonly #options: EntryOptions;
  /** Where the browser was sent and has not arrived. */
  #sent: { readonly params: Params; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  /** What came meanwhile. */
  #waiting: Shown | null = null;

  constructor(options: EntryOptions) {
    this.#options = options;
    addEventListener("popstate", this.#onPopState);
    addEventListener("pageshow", this.#onPageShow);
  }

  /** Ends listening. */
  close(): void {
    clearTimeout(this.#sent?.timer);
    removeEventListener("popstate", this.#onPopState);
    removeEventListener("pageshow", this.#onPageShow);
  }

  /** The step that the present entry is of; null where that is not known. */
  get step(): number | null {
    const { step } = (history.state ?? {}) as { step?: unknown };
    return typeof step === "number" ? step : null;
  }

  /** Has the address stand for parameters; where it does already, there is no further entry. */
  show(params: Params, step: number, way: Way): void {
    if (this.#sent !== null) {
      this.#waiting = { params, step, way };
      return;
    }
    const { queryOf, paramsAt } = this.#options;
    const state = { ...history.state, step };
    if (isSameWork(paramsAt(location.search), params)) {
      history.replaceState(state, "");
      return;
    }
    const distance = way === "push" || way === "replace" ? 0 : this.#distanceTo(params, way);
    if (distance !== 0) {
      const timer = setTimeout(() => this.#arrive(), MOST_WAIT_MS);
      this.#sent = { params, timer };
      history.go(distance);
      return;
    }
    const address = `${location.pathname}${queryOf(params)}${location.hash}`;
    if (way === "replace") history.replaceState(state, "", address);
    else history.pushState({ step }, "", address);
  }

  readonly #onPopState = (): void => {
    if (this.#sent !== null) return this.#arrive();
    this.#options.onMove(this.#options.paramsAt(location.search), this.step);
  };

  readonly #onPageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#options.onReturn();
  };

  #arrive(): void {
    const sent = this.#sent, waiting = this.#waiting;
    clearTimeout(sent?.timer);
    this.#sent = this.#waiting = null;
    if (waiting !== null) return this.show(waiting.params, waiting.step, waiting.way);
    const params = this.#options.paramsAt(location.search);
    // Who pressed Back meanwhile is somewhere else.
    if (sent !== null && !isSameWork(params, sent.params)) this.#options.onMove(params, this.step);
  }

  /** How many entries away the nearest one is that shows these parameters on this page; 0 for none. */
  #distanceTo(params: Params, way: "back" | "forward" | "either"): number {
    const { entries, at } = entriesOfBrowser();
    const isWanted = (entry: Entry) => {
      const url = new URL(entry.url ?? location.href);
      return url.pathname === location.pathname &&
        isSameWork(this.#options.paramsAt(url.search), params);
    };
    const look = (sign: -1 | 1): number => {
      for (let i = at + sign; entries[i]?.sameDocument; i += sign) {
        if (isWanted(entries[i])) return i - at;
      }
      return 0;
    };
    const back = way === "forward" ? 0 : look(-1);
    return back !== 0 || way === "back" ? back : look(1);
  }
}

/** The entries of this tab that are of this site, and which is shown; none where a browser tells nothing. */
function entriesOfBrowser(): { readonly entries: readonly Entry[]; readonly at: number } {
  const { navigation } = globalThis as unknown as {
    navigation?: { entries(): readonly Entry[]; readonly currentEntry: Entry | null };
  };
  const at = navigation?.currentEntry?.index ?? -1;
  return at < 0 ? { entries: [], at: 0 } : { entries: navigation!.entries(), at };
}
