/** Parts of runs that the engine's worker has: fetched when a cell first reads them, then kept. Runs in browsers. */

import type { RunPart } from "../../pipeline/browser/protocol.ts";
import { Lacking, type PartReader } from "../../pipeline/notebook/mod.ts";
import type { Clustering } from "../../pipeline/cluster/clustering.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import type { RemoteSession } from "./remote_session.ts";

/** What is told of work that cells wait for. */
export interface WorkWatcher {
  onProgress(text: string): void;
}

/** The parts that cells have read so far. */
export class RunParts {
  readonly #session: RemoteSession;
  readonly #watcher: WorkWatcher;
  /** By parameters. */
  readonly #kept = new Map<string, Map<RunPart, unknown>>();
  #view: unknown = null;

  constructor(session: RemoteSession, watcher: WorkWatcher) {
    this.#session = session;
    this.#watcher = watcher;
  }

  /** Reads parts of the run that a view is of. */
  of(run: RunView): PartReader {
    const { view } = this.#session.state;
    // Parts are large, and nobody asks for those of what is shown no longer.
    if (view !== this.#view) this.#kept.clear();
    this.#view = view;
    const kept = this.#keptOf(run.params);
    return ((part: RunPart) => {
      if (kept.has(part)) return kept.get(part);
      throw new Lacking(`run.${part}`, (signal) => this.fetch(run, part, signal));
    }) as PartReader;
  }

  /** Has a part fetched, unless it is there.
   * @returns What is to be known of it; empty if nothing is.
   * @throws {Error} In words, where the page has no answers of respondents.
   */
  async fetch(run: RunView, part: RunPart, signal: AbortSignal): Promise<string> {
    const { params } = run;
    const kept = this.#keptOf(params);
    if (kept.has(part)) return "";
    const { whyOff } = this.#session.state;
    if (whyOff !== "") throw new Error(`Cannot read run.${part}: ${whyOff}`);
    const { onProgress } = this.#watcher;
    const answer = await this.#session.compute({ type: "part", params, part }, {
      signal,
      onProgress,
    });
    kept.set(part, answer);
    return part === "clustering" ? otherSegments(run, answer as Clustering) : "";
  }

  #keptOf(params: Params): Map<RunPart, unknown> {
    const key = JSON.stringify(params);
    const kept = this.#kept.get(key) ?? new Map<RunPart, unknown>();
    this.#kept.set(key, kept);
    return kept;
  }
}

/** Says that segments are not quite those that are shown, where they are not: a site may have been built
 * from the file and publish the answers in another order, in which random starts end elsewhere. */
function otherSegments({ profile }: RunView, { sizes }: Clustering): string {
  const shown = profile.segments.map(({ size }) => size);
  if (shown.join() === sizes.join()) return "";
  return `This site publishes answers in another order than the file's, and from random starts in that ` +
    `order the engine came to segments of ${
      sizes.join(", ")
    } respondents: run.clustering tells of ` +
    `these, and run.profile of those of the file, ${
      shown.join(", ")
    }. Trees and k-medoids give the ` +
    `same in any order.`;
}
