/** Calibrates the verdict on data without and with segments; writes docs/calibration.md. Runs in Deno. */

import { createContext } from "../pipeline/base/context.ts";
import { keepWorkers } from "../pipeline/parallel/pool.ts";
import type { Structure } from "../pipeline/structure/result.ts";
import { USUAL_SETTINGS } from "../pipeline/structure/settings.ts";
import { findStructure } from "../pipeline/structure/structure.ts";
import type { Answers } from "../pipeline/structure/null/margins.ts";
import { drawNull, NULL_KINDS, type RealItems } from "./calibration/null_sets.ts";
import { drawPlanted, SEPARATIONS } from "./calibration/planted_sets.ts";
import { fileAt, ROOT } from "./lib/paths.ts";

const REAL = new URL("../../shared/data/bfi.csv", import.meta.url);
const SETS = 200;

/** The items A1..O5 of those who answered all of them. */
async function readReal(): Promise<RealItems> {
  const [head, ...lines] = (await Deno.readTextFile(REAL)).trim().split("\n");
  const cells = (line: string) => line.split(",").map((cell) => cell.replaceAll('"', ""));
  const items = cells(head).flatMap((name, at) => /^[ACENO]\d$/.test(name) ? [at] : []);
  return lines.map((line) => items.map((at) => parseInt(cells(line)[at], 10)))
    .filter((row) => row.every(Number.isFinite));
}

/** The verdict on one set. The test rests on all drawn sets that it asks for; samples are few where only
 * the test counts. */
async function judge(x: Answers, seed: number, pairs: number): Promise<Structure> {
  const settings = { ...USUAL_SETTINGS, pairs: 3, pairsOfChosen: pairs, startsOfFit: 5 };
  return await findStructure(x, settings, createContext({ seed }));
}

async function calibrateNull(sets: number, real: RealItems): Promise<string[]> {
  const lines: string[] = [];
  const each = Math.ceil(sets / NULL_KINDS.length);
  for (const [kind, { words }] of NULL_KINDS.entries()) {
    let natural = 0, sum = 0;
    for (let set = 0; set < each; set++) {
      const { verdict } = await judge(drawNull(kind, set, real), set, 3);
      if (verdict.kind === "natural") natural++;
      sum += verdict.p;
    }
    lines.push(`| ${words} | ${each} | ${natural} | ${(sum / each).toFixed(2)} |`);
    console.error(lines[lines.length - 1]);
  }
  return lines;
}

async function calibratePlanted(sets: number): Promise<string[]> {
  const lines: string[] = [];
  const each = Math.ceil(sets / SEPARATIONS.length);
  for (const { words, distance } of SEPARATIONS) {
    let natural = 0, right = 0, found = 0, agreement = 0;
    for (let set = 0; set < each; set++) {
      const { x, k } = drawPlanted(set, distance);
      const { verdict, stability } = await judge(x, set, 20);
      if (verdict.kind === "natural") natural++;
      if (verdict.k === k) right++;
      found += verdict.foundAgain / verdict.samples / each;
      agreement += stability.find((own) => own.k === verdict.k)!.median / each;
    }
    lines.push(
      `| ${words} (${distance}) | ${each} | ${natural} | ${right} (${
        (100 * right / each).toFixed(0)
      } %) | ${(100 * found).toFixed(0)} % | ${agreement.toFixed(2)} |`,
    );
    console.error(lines[lines.length - 1]);
  }
  return lines;
}

function describe(nulls: readonly string[], planted: readonly string[]): string {
  return `# Calibration of the verdict

Written by \`deno task calibrate\`; every set is seeded, so that it can be drawn again. The verdict's
settings are those that the engine uses.

## Data without segments

\`natural\` must be said of at most 5 % of each kind: p at most 0.05 of the test against data of the same
margins and correlations.

| kind | sets | natural said | mean p |
| --- | --- | --- | --- |
${nulls.join("\n")}

p is taken where the test ended, after 19, 39 or 99 drawn sets.

## Planted segments

Two to six segments of unequal sizes (up to 3 to 1), 300 to 3,000 respondents, 8 to 20 questions, numbers
and 1..5 in turn. The distance is the usual one of two centres in standard deviations within a segment.
Samples find a segmentation again where theirs, predicted on all respondents, agrees with it at an
adjusted Rand index of 0.8 or more.

| separation | sets | natural said | k found | samples that find it again | median agreement of pairs |
| --- | --- | --- | --- | --- | --- |
${planted.join("\n")}
`;
}

if (import.meta.main) {
  const sets = Deno.args[0] === undefined ? SETS : parseInt(Deno.args[0], 10);
  using _workers = keepWorkers();
  const nulls = await calibrateNull(sets, await readReal());
  const text = describe(nulls, await calibratePlanted(sets));
  await Deno.writeTextFile(fileAt(ROOT, "docs/calibration.md"), text);
}
