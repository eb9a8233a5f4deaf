/** A small survey in which every parameter has something to act on. Runs in Deno. */

import { createRng } from "../../pipeline/base/rng.ts";

const ROWS = 60;
const REGIONS = ["north", "south", "east"];
const SATISFACTION = [
  "very dissatisfied",
  "dissatisfied",
  "neutral",
  "satisfied",
  "very satisfied",
];

/** The bytes of a CSV: five items of a battery, an age, a region, an order of words, a weight, gaps. */
export function smallSurvey(): Uint8Array<ArrayBuffer> {
  const rng = createRng(5);
  const lines = ["q1_1,q1_2,q1_3,q1_4,q1_5,age,region,q2,wt"];
  for (let i = 0; i < ROWS; i++) {
    const base = 1 + 2 * (i % 2);
    const items = Array.from({ length: 5 }, () => base + rng.below(3));
    lines.push(
      [
        ...items.map((item) => rng.below(12) === 0 ? "" : item),
        18 + rng.below(50),
        REGIONS[rng.below(3)],
        SATISFACTION[rng.below(5)],
        (1 + rng.below(20) / 10).toFixed(1),
      ].join(","),
    );
  }
  return new TextEncoder().encode(lines.join("\n") + "\n");
}
