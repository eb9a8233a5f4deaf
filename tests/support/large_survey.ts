/** A large survey as a file of text, and a process that reads it and prints time and peak memory. Runs in Deno only. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { originalParams } from "./original.ts";

/** What reading took, and what was understood. */
export interface LargeReading {
  readonly milliseconds: number;
  /** Of the process, in bytes. */
  readonly peak: number;
  readonly rows: number;
  readonly columns: number;
  /** Questions of each kind. */
  readonly questions: Readonly<Record<string, number>>;
}

type Column = readonly [header: string, cell: (row: number, rng: Rng) => string];

const AGREE = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"];
const OFTEN = ["Never", "Rarely", "Sometimes", "Often", "Always"];
const BANDS = ["Under 18", "18 to 24", "25 to 34", "35 to 44", "45 to 64", "65 or older"];
const BRANDS = ["Alpha", "Beta, the new one", "Gamma", "Delta", "None of these"];
const OPTIONS = ["Price", "Quality", "Service", "Place", "Advice", "Habit"];
const WORDS = [
  "good",
  "bad",
  "the staff",
  "and",
  "too slow",
  "prices",
  "I liked",
  "never",
  "again",
];
/** Respondents are written in blocks, so that the file is never one text. */
const BLOCK = 2_000;
const GRIDS = 10;
const ITEMS = 4;
const MULTIS = 5;

/** Makes the columns of 150 questions: grids of words, ticks, scales of numbers with a code, words,
 * bands, measures, dates, open text, and questions that only some were asked.
 */
export function largeColumns(): Column[] {
  const pick = (texts: readonly string[]) => (_: number, rng: Rng) =>
    rng.uniform() < 0.03 ? "" : texts[rng.below(texts.length)];
  const columns: Column[] = [["respondent_id", (row) => `R-${1_000_000 + row}`]];
  for (let g = 0; g < GRIDS; g++) {
    for (let i = 0; i < ITEMS; i++) {
      columns.push([`How far do you agree? (${g}) - Item ${i}`, pick(g % 2 === 0 ? AGREE : OFTEN)]);
    }
  }
  for (let m = 0; m < MULTIS; m++) {
    for (let o = 0; o < OPTIONS.length; o++) {
      columns.push([`Q${200 + m}_${o + 1}`, (_, rng) => rng.uniform() < 0.3 ? "1" : "0"]);
    }
  }
  for (let s = 0; s < 60; s++) {
    columns.push([
      `Rating of topic ${s}`,
      (_, rng) => rng.uniform() < 0.01 ? "99" : String(1 + rng.below(7)),
    ]);
  }
  for (let s = 0; s < 40; s++) columns.push([`Brand bought for use ${s}`, pick(BRANDS)]);
  for (let s = 0; s < 10; s++) columns.push([`Age of member ${s}`, pick(BANDS)]);
  for (let s = 0; s < 12; s++) {
    columns.push([`Spend on goods ${s}`, (_, rng) => (900 * rng.uniform()).toFixed(2)]);
  }
  for (let s = 0; s < 3; s++) {
    columns.push([
      `Date of visit ${s}`,
      (_, rng) =>
        `2024-${String(1 + rng.below(12)).padStart(2, "0")}-${
          String(1 + rng.below(28)).padStart(2, "0")
        }`,
    ]);
  }
  for (let s = 0; s < 4; s++) {
    columns.push([
      `In your own words ${s}`,
      (row, rng) =>
        rng.uniform() < 0.5 ? "" : `${WORDS[rng.below(9)]} ${WORDS[rng.below(9)]}, ${row} ${s}`,
    ]);
  }
  columns.push(["Do you own a car?", (row) => row % 3 === 0 ? "No" : "Yes"]);
  for (let s = 0; s < 4; s++) {
    columns.push([`About your car ${s}`, (row, rng) => row % 3 === 0 ? "" : OFTEN[rng.below(5)]]);
  }
  return columns;
}

/** Writes the survey.
 * @param rows Respondents.
 */
export async function writeLargeSurvey(path: string, rows: number): Promise<void> {
  const columns = largeColumns();
  const rng = createRng(150);
  const quote = (cell: string) => cell.includes(",") ? `"${cell}"` : cell;
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  await writer.write(encoder.encode(`${columns.map(([header]) => quote(header)).join(",")}\n`));
  for (let from = 0; from < rows; from += BLOCK) {
    const lines: string[] = [];
    for (let row = from; row < Math.min(rows, from + BLOCK); row++) {
      lines.push(columns.map(([, cell]) => quote(cell(row, rng))).join(","));
    }
    await writer.write(encoder.encode(`${lines.join("\n")}\n`));
  }
  writer.releaseLock();
}

/** Makes the columns of a wide survey, their identifier aside: batteries of codes and of words, ticks, brands,
 * amounts.
 */
function wideColumns(): Column[] {
  const columns: Column[] = [];
  const code = (most: number) => (_: number, rng: Rng) =>
    rng.uniform() < 0.02 ? "" : String(1 + rng.below(most));
  const word = (texts: readonly string[]) => (_: number, rng: Rng) =>
    texts[rng.below(texts.length)];
  for (let q = 1; q <= 20; q++) {
    for (let i = 1; i <= 8; i++) columns.push([`q${q}_${i}`, code(q % 2 === 0 ? 5 : 7)]);
  }
  for (let q = 21; q <= 25; q++) {
    for (let i = 1; i <= 8; i++) columns.push([`q${q}_${i}`, word(AGREE)]);
  }
  for (let q = 26; q <= 33; q++) {
    for (let i = 1; i <= 8; i++) columns.push([`q${q}_${i}`, word(["0", "1"])]);
  }
  for (let b = 1; b <= 20; b++) columns.push([`Brand bought for use ${b}`, word(["A", "B", "C"])]);
  for (let a = 1; a <= 15; a++) {
    columns.push([`Spend on goods ${a}`, (_, rng) => (900 * rng.uniform()).toFixed(2)]);
  }
  return columns;
}

/** Writes a survey of 300 columns, whose answers but for the identifier repeat every 2,000 respondents. */
export async function writeWideSurvey(path: string, rows: number): Promise<void> {
  const columns = wideColumns();
  const rng = createRng(300);
  const answers = Array.from(
    { length: BLOCK },
    (_, row) => columns.map(([, cell]) => cell(row, rng)).join(","),
  );
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  const header = ["respondent_id", ...columns.map(([name]) => name)].join(",");
  await writer.write(encoder.encode(`${header}\n`));
  for (let from = 0; from < rows; from += BLOCK) {
    const lines = answers.slice(0, rows - from).map((cells, i) =>
      `R-${1_000_000 + from + i},${cells}`
    );
    await writer.write(encoder.encode(`${lines.join("\n")}\n`));
  }
  writer.releaseLock();
}

async function read(path: string): Promise<LargeReading> {
  const bytes = await Deno.readFile(path);
  const started = performance.now();
  const survey = await ingest(bytes, "large.csv", originalParams({}));
  const milliseconds = performance.now() - started;
  const status = await Deno.readTextFile("/proc/self/status");
  const questions: Record<string, number> = {};
  for (const { kind } of survey.questions) questions[kind] = (questions[kind] ?? 0) + 1;
  return {
    milliseconds,
    peak: 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)![1]),
    rows: survey.rows,
    columns: survey.columns.length,
    questions,
  };
}

if (import.meta.main) console.log(JSON.stringify(await read(Deno.args[0])));
