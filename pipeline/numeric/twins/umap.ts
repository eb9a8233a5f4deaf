/** Kernels of the UMAP layout: what they are, and the same in TypeScript. Runs in Deno and browsers. */

import type { KernelArguments, KernelFamily } from "../kernels.ts";
import { UMAP_WASM } from "../wasm/umap_wasm.ts";
import { drawBelow } from "./xorshift.ts";

const MOVE_IN_PLANE = [
  ...["points", "others", "heads", "tails", "due", "count", "attract", "repel"],
  ...["states", "n", "rate", "isMutual"],
] as const;
const MOVE_IN_SPACE = [...MOVE_IN_PLANE, "width", "pushes"] as const;
type Move = KernelArguments<typeof MOVE_IN_PLANE>;

/** Addresses are bytes; maps are row-major, of 32-bit numbers; edges are numbered from 0. */
export interface UmapKernels {
  /** Adds each edge's share to its meter and lists the edges of from..to-1 (multiples of 4) whose
   * meter ran over 2^31; `due` has room for 4 more than these.
   * @returns How many are listed.
   */
  dueEdges(meters: number, shares: number, due: number, from: number, to: number): number;
  /** Moves rows of a map of 2 dimensions along `count` listed edges, one after another: the edge
   * pulls its ends together, then 5 random rows push its head away, all from where the head then is.
   * Tails are among the `n` rows of `others`, and move too where `isMutual`. `states` are those of
   * 5 generators, one for each push: whole numbers other than 0.
   */
  moveInPlane(given: Move): void;
  /** The same in any number of dimensions: rows of `width` numbers, a multiple of 4, zeros at the
   * end; `pushes` is room for one row. */
  moveInSpace(given: KernelArguments<typeof MOVE_IN_SPACE>): void;
}

/** The kernels of the UMAP layout. */
export const UMAP_KERNELS: KernelFamily<UmapKernels> = {
  wasm: UMAP_WASM,
  orders: { moveInPlane: MOVE_IN_PLANE, moveInSpace: MOVE_IN_SPACE },
  twin: umapTwin,
};

/** Squared distances below 2^-40 share the first piece of a table of forces; there are 32 an octave. */
const SHIFT = 18;
const FIRST_ENTRY = (127 - 40) << 23 >> SHIFT;
const LAST_ENTRY = 64 * 32 - 1;
const LIMIT = 4;
const PUSHES = 5;
const REST = 0x7fffffff;

function umapTwin(memory: ArrayBuffer): UmapKernels {
  const whole = new Int32Array(memory, 0, memory.byteLength >> 2);
  const numbers = new Float32Array(memory, 0, memory.byteLength >> 2);
  return {
    dueEdges(meters, shares, due, from, to) {
      let count = 0;
      for (let e = from; e < to; e++) {
        const sum = (whole[(meters >> 2) + e] + whole[(shares >> 2) + e]) | 0;
        whole[(meters >> 2) + e] = sum & REST;
        if (sum < 0) whole[(due >> 2) + count++] = e;
      }
      return count;
    },
    moveInPlane: (given) => move(whole, numbers, { given, d: 2, room: 0 }),
    moveInSpace: (given) =>
      move(whole, numbers, { given, d: given.width, room: given.pushes >> 2 }),
  };
}

/** @param room Where the kernel keeps a head's pushes; 0 in the plane, where it sums them in pairs. */
function move(
  whole: Int32Array,
  numbers: Float32Array,
  { given, d, room }: { given: Move; d: number; room: number },
): void {
  const { fround } = Math;
  const { points, others, heads, tails, due, count, attract, repel, states, n, isMutual } = given;
  const rate = fround(given.rate);
  const pushes = room > 0 ? numbers.subarray(room, room + d) : new Float32Array(d);
  const each = new Float32Array(PUSHES * d);
  for (let i = 0; i < count; i++) {
    const edge = whole[(due >> 2) + i];
    const head = (points >> 2) + whole[(heads >> 2) + edge] * d;
    const tail = (others >> 2) + whole[(tails >> 2) + edge] * d;
    const pull = force(numbers, attract >> 2, squareBetween(numbers, head, tail, d));
    for (let c = 0; c < d; c++) {
      const place = numbers[head + c], other = numbers[tail + c];
      const step = fround(clip(fround(pull * fround(place - other))) * rate);
      numbers[head + c] = place + step;
      if (isMutual !== 0) numbers[tail + c] = other - step;
    }
    for (let draw = 0; draw < PUSHES; draw++) {
      const row = (others >> 2) + drawBelow(whole, (states >> 2) + draw, n) * d;
      const push = force(numbers, repel >> 2, squareBetween(numbers, head, row, d));
      for (let c = 0; c < d; c++) {
        each[draw * d + c] = clip(fround(push * fround(numbers[head + c] - numbers[row + c])));
      }
    }
    for (let c = 0; c < d; c++) {
      const [p0, p1, p2, p3, p4] = [0, 1, 2, 3, 4].map((draw) => each[draw * d + c]);
      const four = room > 0
        ? fround(fround(fround(0 + p0 + p1) + p2) + p3)
        : fround(fround(p0 + p1) + fround(p2 + p3));
      pushes[c] = fround(four + p4);
      numbers[head + c] += fround(pushes[c] * rate);
    }
  }
}

const bits = new Int32Array(1);
const number = new Float32Array(bits.buffer);

function force(numbers: Float32Array, table: number, square: number): number {
  number[0] = square;
  const entry = Math.max(0, Math.min((bits[0] >> SHIFT) - FIRST_ENTRY, LAST_ENTRY));
  const piece = table + 2 * entry;
  return Math.fround(numbers[piece] + Math.fround(numbers[piece + 1] * square));
}

/** Lane by lane as the kernel adds them: four lanes, or two in the plane. */
function squareBetween(numbers: Float32Array, left: number, right: number, d: number): number {
  const { fround } = Math;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  const squareAt = (c: number) => {
    const gap = fround(numbers[left + c] - numbers[right + c]);
    return fround(gap * gap);
  };
  if (d === 2) return fround(squareAt(0) + squareAt(1));
  for (let c = 0; c < d; c += 4) {
    s0 = fround(s0 + squareAt(c));
    s1 = fround(s1 + squareAt(c + 1));
    s2 = fround(s2 + squareAt(c + 2));
    s3 = fround(s3 + squareAt(c + 3));
  }
  return fround(fround(s0 + s1) + fround(s2 + s3));
}

function clip(move: number): number {
  return move > LIMIT ? LIMIT : move < -LIMIT ? -LIMIT : move;
}
