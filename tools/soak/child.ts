/** Runs trials of one family and tells how each ended, so that one that hangs can be ended from outside. Runs in Deno. */

import { cpuUsage, resourceUsage } from "node:process";
import { createRng } from "../../pipeline/base/rng.ts";
import { FAMILIES } from "./families.ts";

/** How one trial ended: a line of JSON. */
export interface Told {
  /** Of the trial, from 0. */
  readonly at: number;
  readonly ending: "answered" | "refused" | "lost";
  /** What was thrown, where it was lost. */
  readonly problem: string;
  /** Of processor time. */
  readonly ms: number;
  /** Beyond what the process had before, and beyond the input. */
  readonly megabytes: number;
}

const MEGABYTE = 2 ** 20;

/** Trial `at` of a family; the same whoever runs it. */
async function tryOne(family: string, seed: number, at: number): Promise<Told> {
  const { make } = FAMILIES.find(({ name }) => name === family)!;
  const trial = await make(createRng(seed).fork(`${family} ${at}`));
  const before = Deno.memoryUsage().rss, from = cpuUsage();
  let ending: Told["ending"] = "lost", problem = "";
  try {
    ending = await trial.run();
  } catch (error) {
    problem = error instanceof Error ? error.stack ?? error.message : String(error);
  }
  const { user, system } = cpuUsage(from);
  const most = Math.max(Deno.memoryUsage().rss, peakBytes());
  const megabytes = most > highest ? Math.max(0, most - before - trial.bytes) / MEGABYTE : 0;
  highest = Math.max(highest, most);
  return { at, ending, problem, ms: (user + system) / 1e3, megabytes };
}

/** The most that the process ever had: only who raises it is told of. */
let highest = 0;

function peakBytes(): number {
  return resourceUsage().maxRSS * 1024;
}

if (import.meta.main) {
  const [family, seed, from, to] = Deno.args;
  highest = peakBytes();
  for (let at = Number(from); at < Number(to); at++) {
    console.log(JSON.stringify(await tryOne(family, Number(seed), at)));
  }
}
