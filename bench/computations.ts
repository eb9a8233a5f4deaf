/** Single computations, ours and the peers' in turns, and how their time grows. Runs in Deno only. */

import { type DataShape, writeData } from "./data.ts";
import { growthExponent, medianOf, spellTime, type Times, timesOf } from "./figures.ts";
import { isThere, type Peers } from "./peers/packages.ts";
import { Answerer, type Program } from "./processes.ts";
import { compareAnswers, type Quality, type SideRun } from "./quality.ts";
import type { Answer, Question } from "./protocol.ts";
import type { Growth, Side, Work } from "./works.ts";

const HERE = new URL(".", import.meta.url).pathname;
const USUAL_RUNS = 5;

/** Where and how often to measure. */
export interface Place {
  readonly folder: string;
  readonly peers: Peers;
  /** Timed calls of each side; null for as many as a work says, or five. */
  readonly runs: number | null;
  /** Whether processor time is compared instead of time: where other programs run too, each side on one
   * core, it tells more. */
  readonly isProcessorTime: boolean;
}

/** Timed calls of each side of a work. */
export function runsOf({ runs }: { readonly runs?: number }, place: Place): number {
  return place.runs ?? runs ?? USUAL_RUNS;
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

/** Times a computation on every side; the first call of a process is not counted unless the work is
 * about whole processes. */
export async function runWork(work: Work, place: Place): Promise<WorkResult> {
  const runs = runsOf(work, place);
  const sides: Side[] = ["ours", ...work.peers.filter((side) => isThere(side, place.peers))];
  const file = await dataFile(place.folder, work.data);
  const found = work.isCold
    ? await runCold(work, { sides, file, runs, place })
    : await runWarm(work, { sides, file, runs, place });
  const [ours, ...peers] = found;
  const judge = isThere("sklearn", place.peers)
    ? {
      program: programOf("sklearn", place),
      question: (side: Side) => questionOf(work, { file, seed: 0, side }),
    }
    : null;
  const quality = await compareAnswers(work, { ours, peers }, judge);
  const held = heldAgainst(work, peers, quality);
  const ratio = held === null ? null : ours.times.median / held.times.median;
  const isFast = work.ratio === null || ratio === null || ratio <= work.ratio;
  const isSmall = work.megabytes === undefined || ours.megabytes <= work.megabytes;
  return inWords(work, { ours, peers, quality, isMet: isFast && isSmall && quality.isMet });
}

/** The peer that the goal is held against: the one that the work names, else the quickest of those whose
 * answer is as good as ours, or of all where none is. */
function heldAgainst(
  { against }: Work,
  peers: readonly SideRun[],
  { worse }: Quality,
): SideRun | null {
  if (against !== undefined) return peers.find(({ side }) => side === against) ?? null;
  const good = peers.filter(({ side }) => !worse.has(side));
  return (good.length > 0 ? good : peers).reduce<SideRun | null>(
    (least, each) => least === null || each.times.median < least.times.median ? each : least,
    null,
  );
}

interface Setting {
  readonly sides: readonly Side[];
  readonly file: string;
  readonly runs: number;
  readonly place: Place;
}

async function runWarm(work: Work, { sides, file, runs, place }: Setting): Promise<SideRun[]> {
  const open = sides.map((side) => new Answerer(programOf(side, place)));
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
    times: timesOf(answers[s].map(({ ms, processor }) => place.isProcessorTime ? processor : ms)),
    megabytes: megabytes[s],
    answers: answers[s],
  }));
}

/** Whole processes. The first of each side is not counted: umap-learn's search for neighbours keeps on
 * disk what it compiles, and only later processes find that. */
async function runCold(work: Work, { sides, file, runs, place }: Setting): Promise<SideRun[]> {
  const answers: Answer[][] = sides.map(() => []);
  const megabytes = sides.map(() => 0);
  for (let run = 0; run <= runs; run++) {
    for (let s = 0; s < sides.length; s++) {
      const started = performance.now();
      const process = new Answerer(programOf(sides[s], place));
      const answer = await process.ask(questionOf(work, { file, seed: run, side: sides[s] }));
      const ms = performance.now() - started;
      megabytes[s] = Math.max(megabytes[s], await process.stop());
      if (run > 0) answers[s].push({ ...answer, ms });
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
  let megabytes = 0;
  for (const n of growth.sizes) {
    const data: DataShape = { kind: "blobs", n, d: 50 };
    const file = await dataFile(place.folder, data);
    const process = new Answerer(programOf("ours", place));
    const perCall: number[] = [];
    for (let run = 0; run <= Math.min(3, runsOf({}, place)); run++) {
      const { ms, processor, quality } = await process.ask(
        questionOf({ ...growth, data }, { file, seed: run, side: "ours" }),
      );
      const iterations = Number(quality.iterations ?? 1);
      if (run > 0) perCall.push((place.isProcessorTime ? processor : ms) / iterations);
    }
    megabytes = await process.stop();
    times.push(medianOf(perCall));
  }
  const exponent = growthExponent(growth.sizes, times);
  const isMet = exponent <= growth.exponent &&
    (growth.megabytes === undefined || megabytes <= growth.megabytes);
  const goals = [
    `n^${growth.exponent}`,
    growth.megabytes === undefined ? "" : `${growth.megabytes} MB`,
  ].filter(Boolean).join(", ");
  const memory = `${megabytes.toFixed(0)} MB`;
  return {
    name: growth.name,
    ours: growth.sizes.map((n, i) => `${n}: ${spellTime(times[i])}`).join(", "),
    peer: "",
    ratio: `n^${exponent.toFixed(2)}`,
    goal: goals,
    memory,
    quality: "",
    isMet,
    verdict: `grows with n^${exponent.toFixed(2)}; ${memory}; goal ${goals}${missed(isMet)}`,
  };
}

function questionOf(
  { method, data, settings }: Pick<Work, "method" | "data" | "settings">,
  { file, seed, side }: { readonly file: string; readonly seed: number; readonly side: Side },
): Question {
  return { method, file, n: data.n, d: data.d, settings, seed, peer: side };
}

function programOf(side: Side, { peers }: Place): Program {
  return side === "ours" || side === "npm"
    ? {
      command: Deno.execPath(),
      args: ["run", "--no-prompt", "--allow-read", `${HERE}side.ts`, side],
    }
    : { command: peers.python, args: [`${HERE}peers/peers.py`] };
}

const written = new Map<string, string>();

/** The file of some data, written once a run. */
async function dataFile(folder: string, shape: DataShape): Promise<string> {
  const key = JSON.stringify(shape);
  const file = written.get(key) ?? await writeData(folder, shape);
  written.set(key, file);
  return file;
}

function inWords(work: Work, { ours, peers, quality, isMet }: {
  readonly ours: SideRun;
  readonly peers: readonly SideRun[];
  readonly quality: Quality;
  readonly isMet: boolean;
}): WorkResult {
  const goals = [
    work.ratio === null ? "" : `x ${work.ratio.toFixed(2)}`,
    work.megabytes === undefined ? "" : `${work.megabytes} MB`,
  ].filter(Boolean).join(", ");
  const mark = ({ side }: SideRun) => quality.worse.has(side) ? ", its answer worse" : "";
  const peer = peers.map((each) => `${each.side} ${spellTimes(each.times)}${mark(each)}`)
    .join(", ");
  const ratio = peers.map(({ side, times }) => {
    const text = `x ${(ours.times.median / times.median).toFixed(3)}`;
    return peers.length === 1 ? text : `${text} (${side})`;
  }).join(", ");
  const memory = [ours, ...peers].map(({ megabytes }) => `${megabytes.toFixed(0)} MB`);
  return {
    name: work.name,
    ours: spellTimes(ours.times),
    peer,
    ratio,
    goal: goals,
    memory: memory.join(" / "),
    quality: quality.text,
    isMet,
    verdict: [
      peer,
      ratio,
      `goal ${goals}${missed(isMet)}`,
      memory[0],
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
