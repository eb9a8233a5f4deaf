/** Single computations, ours and the peers' in turns, and how their time grows. Runs in Deno only. */

import { type DataShape, writeRows } from "./data.ts";
import {
  growthExponent,
  largestDifference,
  medianOf,
  spellTime,
  type Times,
  timesOf,
} from "./figures.ts";
import { Answerer, type Program } from "./processes.ts";
import type { Answer, Question } from "./protocol.ts";
import type { Growth, Side, Work } from "./works.ts";

const HERE = new URL(".", import.meta.url).pathname;
const TRUSTWORTHINESS_LOSS = 0.005;
const INERTIA_EXCESS = 1.001;
const RELATIVE = 1e-6;

/** Where and how often to measure. */
export interface Place {
  readonly folder: string;
  readonly python: string;
  readonly runs: number;
}

/** One line of the report, in words; `isMet` says whether every goal of it was. */
export interface WorkResult {
  readonly name: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
  readonly goal: string;
  readonly memory: string;
  readonly quality: string;
  readonly isMet: boolean;
  readonly verdict: string;
}

interface SideRun {
  readonly side: Side;
  readonly times: Times;
  readonly megabytes: number;
  readonly answers: readonly Answer[];
}

/** Times a computation on every side; the first call of a process is not counted unless the work is
 * about whole processes. */
export async function runWork(work: Work, place: Place): Promise<WorkResult> {
  const runs = Math.min(work.runs ?? place.runs, place.runs);
  const sides: Side[] = ["ours", ...work.peers];
  const file = await dataFile(place.folder, work.data);
  const found = work.isCold
    ? await runCold(work, { sides, file, runs, place })
    : await runWarm(work, { sides, file, runs, place });
  const [ours, ...peers] = found;
  const quality = await compare(work, { ours, peers, file, python: place.python });
  const best = peers.reduce<SideRun | null>(
    (least, each) => least === null || each.times.median < least.times.median ? each : least,
    null,
  );
  const ratio = best === null ? null : ours.times.median / best.times.median;
  const isFast = work.ratio === null || ratio === null || ratio <= work.ratio;
  const isSmall = work.megabytes === undefined || ours.megabytes <= work.megabytes;
  return inWords(work, { ours, best, ratio, quality, isFast, isSmall });
}

interface Setting {
  readonly sides: readonly Side[];
  readonly file: string;
  readonly runs: number;
  readonly place: Place;
}

async function runWarm(work: Work, { sides, file, runs, place }: Setting): Promise<SideRun[]> {
  const open = sides.map((side) => new Answerer(programOf(side, place.python)));
  const answers: Answer[][] = sides.map(() => []);
  for (let run = 0; run <= runs; run++) {
    for (let s = 0; s < sides.length; s++) {
      const answer = await open[s].ask(questionOf(work, { file, seed: run, side: sides[s] }));
      if (run > 0) answers[s].push(answer);
    }
  }
  const megabytes = await Promise.all(open.map((each) => each.stop()));
  return sides.map((side, s) => ({
    side,
    times: timesOf(answers[s].map(({ ms }) => ms)),
    megabytes: megabytes[s],
    answers: answers[s],
  }));
}

async function runCold(work: Work, { sides, file, runs, place }: Setting): Promise<SideRun[]> {
  const answers: Answer[][] = sides.map(() => []);
  const megabytes = sides.map(() => 0);
  for (let run = 1; run <= runs; run++) {
    for (let s = 0; s < sides.length; s++) {
      const started = performance.now();
      const process = new Answerer(programOf(sides[s], place.python));
      const answer = await process.ask(questionOf(work, { file, seed: run, side: sides[s] }));
      const ms = performance.now() - started;
      answers[s].push({ ...answer, ms });
      megabytes[s] = Math.max(megabytes[s], await process.stop());
    }
  }
  return sides.map((side, s) => ({
    side,
    times: timesOf(answers[s].map(({ ms }) => ms)),
    megabytes: megabytes[s],
    answers: answers[s],
  }));
}

/** Times ours on growing data; warm, the median of a few calls at each size. */
export async function runGrowth(growth: Growth, place: Place): Promise<WorkResult> {
  const times: number[] = [];
  for (const n of growth.sizes) {
    const data: DataShape = { kind: "blobs", n, d: 50 };
    const file = await dataFile(place.folder, data);
    const process = new Answerer(programOf("ours", place.python));
    const perCall: number[] = [];
    for (let run = 0; run <= Math.min(3, place.runs); run++) {
      const { ms, quality } = await process.ask(
        questionOf({ ...growth, data }, { file, seed: run, side: "ours" }),
      );
      const iterations = Number(quality.iterations ?? 1);
      if (run > 0) perCall.push(ms / iterations);
    }
    await process.stop();
    times.push(medianOf(perCall));
  }
  const exponent = growthExponent(growth.sizes, times);
  const isMet = exponent <= growth.exponent;
  return {
    name: growth.name,
    ours: growth.sizes.map((n, i) => `${n}: ${spellTime(times[i])}`).join(", "),
    peer: "",
    ratio: `n^${exponent.toFixed(2)}`,
    goal: `n^${growth.exponent}`,
    memory: "",
    quality: "",
    isMet,
    verdict: `grows with n^${exponent.toFixed(2)}, goal ${growth.exponent}${missed(isMet)}`,
  };
}

function questionOf(
  { method, data, settings }: Pick<Work, "method" | "data" | "settings">,
  { file, seed, side }: { readonly file: string; readonly seed: number; readonly side: Side },
): Question {
  return { method, file, n: data.n, d: data.d, settings, seed, peer: side };
}

function programOf(side: Side, python: string): Program {
  return side === "ours" || side === "npm"
    ? {
      command: Deno.execPath(),
      args: ["run", "--no-prompt", "--allow-read", `${HERE}side.ts`, side],
    }
    : { command: python, args: [`${HERE}peers.py`] };
}

const written = new Set<string>();

async function dataFile(folder: string, shape: DataShape): Promise<string> {
  const file = `${folder}/${shape.kind}-${shape.n}-${shape.d}.bin`;
  if (!written.has(file)) await writeRows(file, shape);
  written.add(file);
  return file;
}

interface Quality {
  readonly text: string;
  readonly isMet: boolean;
}

interface Compared {
  readonly ours: SideRun;
  readonly peers: readonly SideRun[];
  readonly file: string;
  readonly python: string;
}

async function compare(work: Work, { ours, peers, file, python }: Compared): Promise<Quality> {
  const list = (run: SideRun, name: string) =>
    run.answers[0].quality[name] as readonly number[] | undefined;
  if (work.method === "umap") return await compareMaps(work, { ours, peers, file, python });
  if (work.method === "kmeans") {
    const inertia = (run: SideRun) =>
      medianOf(run.answers.map((each) => Number(each.quality.inertia)));
    const known = peers.filter((each) => each.answers[0].quality.inertia !== undefined);
    if (known.length === 0) return { text: "", isMet: true };
    const least = known.map(inertia).reduce((a, b) => Math.min(a, b));
    const ratio = inertia(ours) / least;
    return { text: `inertia x ${ratio.toFixed(5)}`, isMet: ratio <= INERTIA_EXCESS };
  }
  const name = work.method === "pca"
    ? "variance"
    : work.method === "ward"
    ? "heights"
    : "silhouettes";
  if (peers.length === 0) return { text: "", isMet: true };
  const differences = peers.map((each) =>
    name === "silhouettes"
      ? largestGap(list(ours, name)!, list(each, name)!)
      : largestDifference(list(ours, name)!, list(each, name)!)
  );
  const most = differences.reduce((a, b) => Math.max(a, b), -Infinity);
  return { text: `${name} differ by ${most.toExponential(1)}`, isMet: most <= RELATIVE };
}

/** Silhouettes near 0 have no relative difference worth a name. */
function largestGap(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

async function compareMaps(work: Work, { ours, peers, file, python }: Compared): Promise<Quality> {
  const judge = new Answerer(programOf("umap-learn", python));
  const trust = async (run: SideRun) => {
    const found: number[] = [];
    for (const { quality } of run.answers) {
      const asked = questionOf(work, { file, seed: 0, side: run.side });
      const map = quality.map as readonly number[];
      const { quality: judged } = await judge.ask({ ...asked, method: "trustworthiness", map });
      found.push(Number(judged.trustworthiness));
    }
    return medianOf(found);
  };
  const own = await trust(ours);
  const theirs: number[] = [];
  for (const peer of peers) theirs.push(await trust(peer));
  await judge.stop();
  const best = theirs.reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    text: `trustworthiness ${own.toFixed(4)}, peer ${best.toFixed(4)}`,
    isMet: own >= best - TRUSTWORTHINESS_LOSS,
  };
}

function inWords(work: Work, found: {
  readonly ours: SideRun;
  readonly best: SideRun | null;
  readonly ratio: number | null;
  readonly quality: Quality;
  readonly isFast: boolean;
  readonly isSmall: boolean;
}): WorkResult {
  const { ours, best, ratio, quality, isFast, isSmall } = found;
  const isMet = isFast && isSmall && quality.isMet;
  const goals = [
    work.ratio === null ? "" : `x ${work.ratio.toFixed(2)}`,
    work.megabytes === undefined ? "" : `${work.megabytes} MB`,
  ].filter(Boolean);
  return {
    name: work.name,
    ours: spellTimes(ours.times),
    peer: best === null ? "" : `${best.side} ${spellTimes(best.times)}`,
    ratio: ratio === null ? "" : `x ${ratio.toFixed(3)}`,
    goal: goals.join(", "),
    memory: [ours, ...(best === null ? [] : [best])]
      .map(({ megabytes }) => `${megabytes.toFixed(0)} MB`).join(" / "),
    quality: quality.text,
    isMet,
    verdict: [
      best === null ? "" : `${best.side} ${spellTimes(best.times)}`,
      ratio === null ? "" : `ratio ${ratio.toFixed(3)}`,
      `goal ${goals.join(", ")}${missed(isMet)}`,
      `${ours.megabytes.toFixed(0)} MB`,
      quality.text,
    ].filter(Boolean).join("; "),
  };
}

function missed(isMet: boolean): string {
  return isMet ? "" : " MISSED";
}

/** Median with the least and the most. */
export function spellTimes({ median, least, most }: Times): string {
  return `${spellTime(median)} (${spellTime(least)} to ${spellTime(most)})`;
}
