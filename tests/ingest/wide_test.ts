/** Tests that a survey of very many columns is read, typed and judged in a time that grows with them. Runs in Deno. */

import assert from "node:assert/strict";
import { cpuUsage } from "node:process";
import { createContext } from "../../pipeline/base/context.ts";
import { createRng } from "../../pipeline/base/rng.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";

const ROWS = 50;
const FEW = 4_000;
const MANY = 16_000;
/** Times as many columns take so many times as long; what looks at all pairs takes sixteen times. */
const MOST_GROWTH = 9;
/** What loads and compiles is not part of it. */
const LEAST_SECONDS = 0.5;

/** Answers 1..5 to batteries of ten items, and behind each battery its sum. */
function wideSurvey(columns: number): Uint8Array<ArrayBuffer> {
  const rng = createRng(5);
  const isSum = (c: number): boolean => c % 11 === 10;
  const header = Array.from(
    { length: columns },
    (_, c) => isSum(c) ? `total${Math.floor(c / 11)}` : `q${Math.floor(c / 11)}_${1 + c % 11}`,
  );
  const rows = Array.from({ length: ROWS }, () => {
    let sum = 0;
    return Array.from({ length: columns }, (_, c) => {
      const value = isSum(c) ? sum : 1 + rng.below(5);
      sum = isSum(c) ? 0 : sum + value;
      return value;
    }).join();
  });
  return new TextEncoder().encode([header.join(), ...rows].join("\n"));
}

async function read(columns: number) {
  const bytes = wideSurvey(columns);
  const params = parseParams({});
  const from = cpuUsage();
  const survey = await ingest(bytes, "wide.csv", params, createContext({ seed: 1 }));
  const { user, system } = cpuUsage(from);
  return { survey, seconds: (user + system) / 1e6 };
}

Deno.test(`ingest() of ${MANY} columns takes little more than four times as long as of ${FEW}`, async (t) => {
  await read(500);
  const few = await read(FEW);
  const many = await read(MANY);
  for (const { survey } of [few, many]) {
    const sums = survey.report.derived.filter(({ how }) => how === "sum");
    assert.equal(sums.length, Math.floor(survey.columns.length / 11));
    assert.deepEqual(
      sums.at(-1)!.of.map((name) => name.replace(/_.*/, "")),
      Array(10).fill(`q${sums.length - 1}`),
    );
  }
  const words = `${few.seconds.toFixed(1)} s and ${many.seconds.toFixed(1)} s of a processor`;
  await t.step(words, () => {
    assert.ok(many.seconds < MOST_GROWTH * Math.max(LEAST_SECONDS, few.seconds), words);
  });
});
