/** What a trial of hostile input is. Runs in Deno. */

import type { Rng } from "../../pipeline/base/rng.ts";

/** How a trial ended that was no loss. */
export type Ending = "answered" | "refused";

/** One kind of input and how it is spoilt. */
export interface Family {
  /** As it is asked for. */
  readonly name: string;
  /** As people read it. */
  readonly title: string;
  /** What is promised, whatever the input holds. */
  readonly promise: string;
  /** Makes one input, always the same by the generator's state, and says how many bytes it has. */
  readonly make: (rng: Rng) => Promise<Trial> | Trial;
}

/** One input, ready to be given to the product. */
export interface Trial {
  readonly bytes: number;
  /** Ends, or throws what is no refusal in words. */
  readonly run: () => Promise<Ending> | Ending;
}

/** One item of a list. */
export function pick<T>(rng: Rng, items: readonly T[]): T {
  return items[rng.below(items.length)];
}
