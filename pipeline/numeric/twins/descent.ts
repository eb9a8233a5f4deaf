/** Kernels of nearest-neighbour descent: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelArguments, KernelFamily } from "../kernels.ts";
import { DESCENT_WASM } from "../wasm/descent_wasm.ts";
import { drawBelow } from "./xorshift.ts";

const LISTS = ["rows", "bytes", "indices", "squares", "fresh", "k"] as const;
const MEET_ALL = [...LISTS, "group", "count"] as const;
const MEET_CANDIDATES = [...LISTS, "candidates", "counts", "most", "n", "from", "to"] as const;
const GATHER = [
  ...["indices", "fresh", "k", "candidates", "counts", "most", "state", "n", "from", "to"],
] as const;
const SETTLE = ["indices", "fresh", "k", "candidates", "counts", "most", "from", "to"] as const;

/** Addresses of rows (32-bit numbers, `bytes` a row, a multiple of 16) and of the lists, k entries a row
 * by rising squared distance: row numbers (-1: none yet), squared distances, and whether an entry is
 * fresh. */
type Lists = KernelArguments<typeof LISTS>;

/** Addresses are bytes. Candidates: room for `most` a row, the fresh of all n rows and then the old
 * ones; `counts` says, in the same order, how many came. */
export interface DescentKernels {
  /** Measures all rows of a group against each other and offers each to the other's list.
   * @returns How many lists changed, each time counted.
   */
  meetAll(given: KernelArguments<typeof MEET_ALL>): number;
  /** The same for the candidates of each row from..to-1: fresh ones with each other and the old. */
  meetCandidates(given: KernelArguments<typeof MEET_CANDIDATES>): number;
  /** Makes the rows from..to-1 and those in their lists candidates of each other; where more come
   * than there is room for, each has the same chance. `state` is the generator's, other than 0. */
  gather(given: KernelArguments<typeof GATHER>): void;
  /** Ends the freshness of those in the lists of rows from..to-1 that are candidates now. */
  settle(given: KernelArguments<typeof SETTLE>): void;
}

/** The kernels of nearest-neighbour descent. */
export const DESCENT_KERNELS: KernelFamily<DescentKernels> = {
  wasm: DESCENT_WASM,
  orders: { meetAll: MEET_ALL, meetCandidates: MEET_CANDIDATES, gather: GATHER, settle: SETTLE },
  twin: (memory) => ({ ...meetingsTwin(memory), ...candidatesTwin(memory) }),
};

/** What measures rows that meet. */
function meetingsTwin(memory: ArrayBuffer): Pick<DescentKernels, "meetAll" | "meetCandidates"> {
  const whole = new Int32Array(memory, 0, memory.byteLength >> 2);
  const numbers = new Float32Array(memory, 0, memory.byteLength >> 2);

  function meetAll({ group, count, ...lists }: KernelArguments<typeof MEET_ALL>): number {
    let changes = 0;
    for (let i = 0; i < count; i++) {
      const rest = (group >> 2) + i + 1;
      changes += meet(whole, numbers, lists, { row: whole[rest - 1], rest, count: count - i - 1 });
    }
    return changes;
  }

  return {
    meetAll,
    meetCandidates({ candidates, counts, most, n, from, to, ...lists }) {
      let changes = 0;
      for (let row = from; row < to; row++) {
        const news = (candidates >> 2) + row * most, rest = news + n * most;
        const newCount = Math.min(most, whole[(counts >> 2) + row]);
        const count = Math.min(most, whole[(counts >> 2) + n + row]);
        changes += meetAll({ ...lists, group: 4 * news, count: newCount });
        for (let i = 0; i < newCount; i++) {
          changes += meet(whole, numbers, lists, { row: whole[news + i], rest, count });
        }
      }
      return changes;
    },
  };
}

/** What chooses who meets. */
function candidatesTwin(memory: ArrayBuffer): Pick<DescentKernels, "gather" | "settle"> {
  const whole = new Int32Array(memory, 0, memory.byteLength >> 2);
  return {
    gather({ indices, fresh, k, candidates, counts, most, state, n, from, to }) {
      const enlist = (place: number, candidate: number) => {
        const came = whole[(counts >> 2) + place]++;
        const slot = came < most ? came : drawBelow(whole, state >> 2, came + 1);
        if (slot < most) whole[(candidates >> 2) + place * most + slot] = candidate;
      };
      for (let row = from; row < to; row++) {
        for (let at = row * k; at < (row + 1) * k; at++) {
          const other = whole[(indices >> 2) + at];
          if (other < 0) continue;
          const kind = whole[(fresh >> 2) + at] !== 0 ? 0 : n;
          enlist(kind + row, other);
          enlist(kind + other, row);
        }
      }
    },
    settle({ indices, fresh, k, candidates, counts, most, from, to }) {
      for (let row = from; row < to; row++) {
        const own = (candidates >> 2) + row * most;
        const count = Math.min(most, whole[(counts >> 2) + row]);
        const current = whole.subarray(own, own + count);
        for (let at = row * k; at < (row + 1) * k; at++) {
          if (current.includes(whole[(indices >> 2) + at])) whole[(fresh >> 2) + at] = 0;
        }
      }
    },
  };
}

/** Offers a row and each of `count` others (from `rest` on) to each other. */
function meet(
  whole: Int32Array,
  numbers: Float32Array,
  lists: Lists,
  { row, rest, count }: { row: number; rest: number; count: number },
): number {
  const { rows, bytes } = lists;
  const base = rows >> 2, width = bytes >> 2;
  let changes = 0;
  for (let i = 0; i < count; i++) {
    const other = whole[rest + i];
    if (other === row) continue;
    const square = squareBetween(numbers, base + row * width, base + other * width, width);
    changes += offer(whole, numbers, lists, { row, other, square });
    changes += offer(whole, numbers, lists, { row: other, other: row, square });
  }
  return changes;
}

function offer(
  whole: Int32Array,
  numbers: Float32Array,
  { indices, squares, fresh, k }: Lists,
  { row, other, square }: { row: number; other: number; square: number },
): number {
  const list = (indices >> 2) + row * k, lengths = (squares >> 2) + row * k;
  const marks = (fresh >> 2) + row * k;
  if (!(square < numbers[lengths + k - 1])) return 0;
  for (let at = 0; at < k; at++) if (whole[list + at] === other) return 0;
  let slot = k - 1;
  for (; slot > 0 && numbers[lengths + slot - 1] > square; slot--) {
    numbers[lengths + slot] = numbers[lengths + slot - 1];
    whole[list + slot] = whole[list + slot - 1];
    whole[marks + slot] = whole[marks + slot - 1];
  }
  numbers[lengths + slot] = square;
  whole[list + slot] = other;
  whole[marks + slot] = 1;
  return 1;
}

/** Lane by lane as the kernel adds them, lanes in pairs. */
function squareBetween(numbers: Float32Array, left: number, right: number, width: number): number {
  const { fround } = Math;
  const sums = new Float32Array(4);
  for (let c = 0; c < width; c++) {
    const gap = fround(numbers[left + c] - numbers[right + c]);
    sums[c & 3] += fround(gap * gap);
  }
  return fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3]));
}
