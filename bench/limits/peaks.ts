/** What this machine does at most in one thread, by small kernels of WebAssembly. Runs in Deno only. */

import { compileAssembly } from "../../tools/kernels.ts";
import { type Arena, openKernels } from "../../pipeline/numeric/kernels.ts";

const FOLDER = "bench/limits/assembly/";
const ROUNDS = 20_000;
/** Numbers of each array of the triad, more than caches hold, and of one call. */
const COUNT = 2 ** 23;
const SLICE = 2 ** 16;
/** Operations of 64 bits a round: twelve chains of two numbers, multiplied and added. */
const OPERATIONS_64 = 48;
/** Of 16 bits: eight vectors of eight products, which are added up. */
const OPERATIONS_16 = 128;

interface PeakKernels {
  chains64(constants: number, rounds: number): number;
  chains16(constants: number, rounds: number): number;
  triad(target: number, left: number, right: number, count: number): void;
}

/** One thing to time, and how much of it one call does. */
export interface Measured {
  readonly call: () => void;
  /** Operations of a call, or bytes. */
  readonly amount: number;
}

/** The peaks. Numbers of 32 bits go through the same instructions, twice as many at once. */
export interface Peaks {
  readonly f64: Measured;
  readonly i16: Measured;
  /** Reads two arrays and writes a third: 24 bytes a number. */
  readonly memory: Measured;
}

/** Opens the kernels that show the peaks. */
export async function openPeaks(): Promise<Peaks> {
  const wasm = (await compileAssembly(FOLDER, "peak")).toBase64();
  const family = { wasm, orders: {}, twin: noTwin };
  const { run, arena } = openKernels<PeakKernels>(family, 3 * 8 * COUNT + 128, "wasm");
  const [target, left, right] = [0, 1, 2].map(() => filled(arena));
  const constants = arena.float64(2);
  constants.set([0.999999, 0.000001]);
  const at = constants.byteOffset;
  return {
    f64: { call: () => run.chains64(at, ROUNDS), amount: OPERATIONS_64 * ROUNDS },
    i16: { call: () => run.chains16(at, ROUNDS), amount: OPERATIONS_16 * ROUNDS },
    memory: {
      call: inSlices(COUNT, SLICE, (from) => {
        const [to, first, second] = [target, left, right].map((start) => start + 8 * from);
        run.triad(to, first, second, SLICE);
      }),
      amount: 24 * SLICE,
    },
  };
}

/** A call for one slice after another, and over again: each short, and yet none on what caches hold. */
export function inSlices(count: number, slice: number, each: (from: number) => void): () => void {
  let from = 0;
  return () => {
    each(from);
    from = (from + slice) % count;
  };
}

/** Pages that were never written may all be one page of zeros, which stays in the cache. */
function filled(arena: Arena): number {
  return arena.float64(COUNT).fill(1).byteOffset;
}

function noTwin(): never {
  throw new RangeError("Cannot measure peaks: this platform has no WebAssembly SIMD.");
}
