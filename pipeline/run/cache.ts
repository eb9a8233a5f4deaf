/** Where stage results are kept between runs; the form for memory. Runs in Deno and browsers. */

import type { Remedy } from "../base/context.ts";

/** What a stage warned of; a text alone where nothing can be done about it. */
export type KeptWarning = string | {
  readonly text: string;
  readonly remedies: readonly Remedy[];
};

/** A stage's result with the warnings it gave, so that a kept result warns again. */
export interface CacheEntry {
  /** The stage's result. */
  readonly value: unknown;
  /** The warnings it gave, in order. */
  readonly warnings: readonly KeptWarning[];
}

/** Keeps stage results by key. */
export interface StageCache {
  /**
   * Gives the entry of a key, computing it if it is not there. Callers that want the same key at
   * once wait for one computation; if that fails or is cancelled, the next one computes.
   * @returns hit Whether the entry was there.
   */
  resolve(
    key: string,
    compute: () => Promise<CacheEntry>,
    signal?: AbortSignal,
  ): Promise<{ entry: CacheEntry; hit: boolean }>;
}

/** Keeps nothing. */
export const NO_CACHE: StageCache = {
  resolve: async (_key, compute) => ({ entry: await compute(), hit: false }),
};

/** Keeps results in memory up to a number of bytes, dropping those unused longest.
 * @param mostBytes Bytes of typed arrays and text kept, measured roughly.
 */
export function memoryCache(mostBytes: number): StageCache {
  return new MemoryCache(mostBytes);
}

class MemoryCache implements StageCache {
  readonly #mostBytes: number;
  readonly #entries = new Map<string, { entry: CacheEntry; bytes: number }>();
  readonly #underWay = new Map<string, Promise<CacheEntry>>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  async resolve(
    key: string,
    compute: () => Promise<CacheEntry>,
    signal?: AbortSignal,
  ): Promise<{ entry: CacheEntry; hit: boolean }> {
    for (;;) {
      signal?.throwIfAborted();
      const kept = this.#entries.get(key);
      if (kept !== undefined) {
        this.#entries.delete(key);
        this.#entries.set(key, kept);
        return { entry: kept.entry, hit: true };
      }
      const other = this.#underWay.get(key);
      if (other === undefined) return { entry: await this.#compute(key, compute), hit: false };
      await other.catch(() => {});
    }
  }

  async #compute(key: string, compute: () => Promise<CacheEntry>): Promise<CacheEntry> {
    const promise = compute();
    this.#underWay.set(key, promise);
    try {
      const entry = await promise;
      this.#keep(key, entry);
      return entry;
    } finally {
      this.#underWay.delete(key);
    }
  }

  #keep(key: string, entry: CacheEntry): void {
    const bytes = measure(entry.value);
    if (bytes > this.#mostBytes) return;
    this.#entries.set(key, { entry, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= freed;
    }
  }
}

/** Rough size of a result in bytes, each buffer counted once. Only objects are remembered and set
 * aside, as a survey's columns may hold millions of texts. */
function measure(value: unknown): number {
  const seen = new Set<unknown>();
  const waiting: object[] = [];
  let bytes = 0;
  const take = (part: unknown): void => {
    if (typeof part === "string") bytes += 2 * part.length;
    else if (typeof part !== "object" || part === null) bytes += 8;
    else waiting.push(part);
  };
  take(value);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (ArrayBuffer.isView(next)) {
      if (!seen.has(next.buffer)) bytes += next.byteLength;
      seen.add(next.buffer);
    } else if (!seen.has(next)) {
      seen.add(next);
      for (const part of Array.isArray(next) ? next : Object.values(next)) take(part);
    }
  }
  return bytes;
}
