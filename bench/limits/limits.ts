/** What share of the machine's peak each kernel reaches: `deno task bench --limits`. Runs in Deno only.
 *
 * Kernel and peaks are called in turns in one thread, some tenths of a millisecond each, and the
 * quickest calls are compared: those that no other program broke into.
 */

import { createHash } from "node:crypto";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { markdownTable } from "../figures.ts";
import { type KernelLimit, kernelLimits } from "./kernel_limits.ts";
import { type Measured, openPeaks, type Peaks } from "./peaks.ts";

const TURNS = 300;
/** Bytes of each hash, so that a call is short. */
const HASHED = 2 ** 13;
const HEAD = [
  ...["kernel", "numbers", "operations", "operations / byte", "reached", "peak", "memory lets"],
  "share of the least",
];

/** Times all kernels.
 * @returns A table in Markdown: operations and bytes by each kernel's formula, what it reached, the peak
 * of its numbers in one thread, and what the memory would let it have at most.
 */
export async function limitsTable(): Promise<string> {
  const peaks = await openPeaks();
  const rows = kernelLimits().map((limit) => rowOf(limit, peaks));
  return [markdownTable(HEAD, rows), hashLine()].join("\n\n");
}

function rowOf(limit: KernelLimit, peaks: Peaks): string[] {
  const { name, formula, numbers, operations, bytes, isStream, call } = limit;
  const chains = numbers === "i16" ? peaks.i16 : peaks.f64;
  const [own, most, memory] = ratesOf([{ call, amount: operations }, chains, peaks.memory]);
  const peak = numbers === "f32" ? 2 * most : most;
  const intensity = operations / bytes;
  const roof = isStream ? Math.min(peak, intensity * memory) : peak;
  return [
    name,
    numbers,
    formula,
    intensity.toFixed(1),
    spellRate(own),
    spellRate(peak),
    isStream ? spellRate(intensity * memory) : "in caches",
    `${Math.round(100 * own / roof)} %`,
  ];
}

/** Amounts a second of each, by the quickest of calls in turns. */
function ratesOf(all: readonly Measured[]): number[] {
  const least = all.map(() => Infinity);
  for (let turn = 0; turn < TURNS; turn++) {
    all.forEach(({ call }, i) => {
      const started = performance.now();
      call();
      least[i] = Math.min(least[i], performance.now() - started);
    });
  }
  return all.map(({ amount }, i) => 1_000 * amount / least[i]);
}

/** SHA-256 where no digest of the platform's own was taken, beside that digest. */
function hashLine(): string {
  const data = new Uint8Array(HASHED);
  const ways = [
    () => void hashBytes(data),
    () => void createHash("sha256").update(data).digest(),
  ];
  const [own, most] = ratesOf(ways.map((call) => ({ call, amount: HASHED })));
  const speed = (rate: number) => `${Math.round(rate / 1e6)} MB/s`;
  return `SHA-256 in TypeScript: ${speed(own)}; the platform's own: ${speed(most)}.`;
}

function spellRate(rate: number): string {
  return `${(rate / 1e9).toFixed(1)} G/s`;
}
