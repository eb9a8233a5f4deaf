/** The command line from a survey's file to its segments, beside Python doing the same. Runs in Deno only. */

import config from "../deno.json" with { type: "json" };
import { type Place, runsOf, spellTimes, type WorkResult } from "./computations.ts";
import { type DataShape, writeSurvey } from "./data.ts";
import { timesOf } from "./figures.ts";
import { isThere } from "./peers/packages.ts";
import { type Program, timeProcess } from "./processes.ts";
import type { Side } from "./works.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const SHARED = new URL("../../shared/data/", import.meta.url).pathname;

/** A survey through the whole command line. */
export interface ProcessWork {
  readonly name: string;
  /** A file of the shared surveys, or the shape of one to make. */
  readonly survey: string | DataShape;
  readonly flags: readonly string[];
  /** What Python reads the file with; empty for a measurement alone. */
  readonly readers: readonly ("openpyxl" | "calamine" | "csv")[];
  /** What the names of the columns to segment on start with; every number where empty. */
  readonly prefix?: string;
  /** Respondents in Python's silhouettes: the same as ours takes. */
  readonly sample: number | "all";
  /** Our time must be at most this many times that of the first reader; null for none. */
  readonly ratio: number | null;
  /** Seconds and MB that the command line may take. */
  readonly seconds?: number;
  readonly megabytes?: number;
}

/** What Python does too: three segments, and no search for how many there are. */
const AS_PYTHON = ["--set", "clustering.n_clusters=3", "--set", "structure.check=none"];

/** Whole processes: started, run, ended. */
export const PROCESSES: readonly ProcessWork[] = [
  {
    name: "process-seed-survey",
    survey: "seed/dataset.xlsx",
    flags: AS_PYTHON,
    readers: ["openpyxl", "calamine"],
    sample: "all",
    ratio: 0.25,
    seconds: 2,
  },
  {
    name: "process-rse",
    survey: "rse.csv",
    flags: ["--set", "features.include=[Q*]", ...AS_PYTHON],
    prefix: "Q",
    readers: ["csv"],
    sample: 10_000,
    ratio: 0.5,
  },
  {
    name: "process-seed-verdict",
    survey: "seed/dataset.xlsx",
    flags: [],
    readers: [],
    sample: "all",
    ratio: null,
  },
  {
    name: "process-tree-20000",
    survey: { kind: "survey", n: 20_000, d: 50 },
    flags: ["--set", "clustering.method=agglomerative", ...AS_PYTHON],
    readers: [],
    sample: "all",
    ratio: null,
    seconds: 120,
    megabytes: 4_096,
  },
];

/** Times whole processes in turns. */
export async function runProcesses(work: ProcessWork, place: Place): Promise<WorkResult> {
  const { folder, peers: { python } } = place;
  const runs = runsOf({}, place);
  const readers = work.readers.filter((reader) =>
    ["pandas", "sklearn", ...(reader === "csv" ? [] : [reader])]
      .every((side) => isThere(side as Side, place.peers))
  );
  const file = await surveyFile(work, folder);
  const programs = [
    commandLine(work, file, folder),
    ...readers.map((reader): Program => ({
      command: python,
      args: [
        `${ROOT}bench/peers/peer_pipeline.py`,
        file,
        reader,
        String(work.sample),
        work.prefix ?? "",
      ],
    })),
  ];
  const ms: number[][] = programs.map(() => []);
  const most = programs.map(() => 0);
  for (let run = 0; run < runs; run++) {
    for (let p = 0; p < programs.length; p++) {
      const found = await timeProcess(programs[p]);
      ms[p].push(found.ms);
      most[p] = Math.max(most[p], found.megabytes);
    }
  }
  const [ours, ...peers] = ms.map(timesOf);
  const ratios = peers.map((each) => ours.median / each.median);
  const isMet = (work.ratio === null || ratios.length === 0 || ratios[0] <= work.ratio) &&
    (work.seconds === undefined || ours.median <= 1_000 * work.seconds) &&
    (work.megabytes === undefined || most[0] <= work.megabytes);
  const goals = [
    work.ratio === null ? "" : `x ${work.ratio.toFixed(2)}`,
    work.seconds === undefined ? "" : `${work.seconds} s`,
    work.megabytes === undefined ? "" : `${work.megabytes} MB`,
  ].filter(Boolean).join(", ");
  const peer = peers.map((each, p) => `${readers[p]} ${spellTimes(each)}`).join(", ");
  const ratio = ratios.map((each, p) => `x ${each.toFixed(3)} (${readers[p]})`).join(", ");
  return {
    name: work.name,
    ours: spellTimes(ours),
    peer,
    ratio,
    goal: goals,
    memory: most.map((megabytes) => `${megabytes.toFixed(0)} MB`).join(" / "),
    quality: "",
    isMet,
    verdict: [peer, ratio, `goal ${goals}${isMet ? "" : " MISSED"}`, `${most[0].toFixed(0)} MB`]
      .filter(Boolean).join("; "),
  };
}

/** The task `pipeline` with its own rights, without the stage cache. */
function commandLine({ flags }: ProcessWork, file: string, folder: string): Program {
  const [, ...task] = config.tasks.pipeline.command.split(" ");
  const own = ["--input", file, "--output", `${folder}/runs`, "--no-cache", "--quiet"];
  return {
    command: Deno.execPath(),
    args: [...task.slice(0, -1), `${ROOT}${task.at(-1)}`, ...own, ...flags],
  };
}

async function surveyFile({ name, survey }: ProcessWork, folder: string): Promise<string> {
  if (typeof survey === "string") return SHARED + survey;
  const file = `${folder}/${name}.csv`;
  await writeSurvey(file, survey);
  return file;
}
