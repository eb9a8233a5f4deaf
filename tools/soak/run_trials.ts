/** Runs trials in processes of their own, ends those that hang, and adds up how they ended. Runs in Deno. */

import { fileURLToPath } from "node:url";
import { TextLineStream } from "./line_stream.ts";
import type { Told } from "./child.ts";

/** What became of a family's trials. */
export interface Tally {
  readonly family: string;
  tried: number;
  answered: number;
  refused: number;
  /** Hung, ended the process, took too much, or threw what is no refusal in words. */
  readonly lost: Loss[];
  worstMs: number;
  worstMegabytes: number;
}

/** A trial that was lost, with what makes it again. */
export interface Loss {
  readonly seed: number;
  readonly at: number;
  readonly problem: string;
}

/** Of processor time, which a busy machine does not lengthen. */
const MOST_MS = 5_000;
const MOST_MEGABYTES = 512;
const CHILD = new URL("child.ts", import.meta.url);
/** Silence after which a process is ended; it has loaded the engine before its first trial. */
const MOST_SILENCE_MS = 60_000;
/** Trials of one process: its memory is fresh again after them. */
const TRIALS_A_PROCESS = 500;

/** A tally of nothing. */
export function newTally(family: string): Tally {
  return {
    ...{ family, tried: 0, answered: 0, refused: 0, lost: [] },
    ...{ worstMs: 0, worstMegabytes: 0 },
  };
}

/** Which trials are run, and how. */
export interface TrialOptions {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly signal?: AbortSignal;
  /** What runs in a process of its own; left out: the trials themselves. */
  readonly script?: URL;
  /** Silence after which a process is ended. */
  readonly mostSilenceMs?: number;
}

/** Runs trials from one number up to another and adds them to a tally. */
export async function runTrials(tally: Tally, options: TrialOptions): Promise<void> {
  const { seed, from, to, signal } = options;
  for (let next = from; next < to && signal?.aborted !== true;) {
    const end = Math.min(to, next + TRIALS_A_PROCESS);
    const { told, problem } = await runProcess(tally, { ...options, from: next, to: end });
    next += told;
    if (next === end) continue;
    tally.tried++;
    tally.lost.push({ seed, at: next, problem });
    next++;
  }
}

/** @returns How many trials ended, and why the next did not, where there is one. */
async function runProcess(
  tally: Tally,
  { seed, from, to, script = CHILD, mostSilenceMs = MOST_SILENCE_MS }: TrialOptions,
): Promise<{ told: number; problem: string }> {
  const child = new Deno.Command("deno", {
    args: [
      ...["run", "--quiet", "--no-prompt", "--no-check", "--allow-read", "--ignore-env"],
      fileURLToPath(script),
      ...[tally.family, seed, from, to].map(String),
    ],
    ...{ stdin: "null", stdout: "piped", stderr: "piped" },
  }).spawn();
  let told = 0, isHung = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isHung = true;
      child.kill("SIGKILL");
    }, mostSilenceMs);
  };
  watch();
  const errors = new Response(child.stderr).text();
  for await (const line of child.stdout.pipeThrough(new TextLineStream())) {
    watch();
    add(tally, JSON.parse(line), seed);
    told++;
  }
  clearTimeout(timer);
  const { code, signal } = await child.status;
  const last = (await errors).trim().split("\n").slice(-3).join(" ");
  const problem = isHung
    ? `no end within ${mostSilenceMs / 1000} s`
    : `the process ended with ${signal ?? code}: ${last}`;
  return { told, problem };
}

function add(tally: Tally, { at, ending, problem, ms, megabytes }: Told, seed: number): void {
  tally.tried++;
  tally.worstMs = Math.max(tally.worstMs, ms);
  tally.worstMegabytes = Math.max(tally.worstMegabytes, megabytes);
  const excess = ms > MOST_MS
    ? `took ${Math.round(ms)} ms`
    : megabytes > MOST_MEGABYTES
    ? `took ${Math.round(megabytes)} MB`
    : "";
  if (ending === "lost" || excess !== "") tally.lost.push({ seed, at, problem: problem || excess });
  else tally[ending]++;
}
