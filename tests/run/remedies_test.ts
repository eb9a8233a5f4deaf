/** Tests of what warnings offer to do: done, it ends the warning. Runs in Deno. */

import assert from "node:assert/strict";
import { resolveParams, runPipeline } from "../../pipeline/mod.ts";
import type { Warning } from "../../pipeline/mod.ts";

const N = 240;

/** A survey of items on a scale of 1 to 5, with more columns given. */
function surveyOf(
  more: Readonly<Record<string, (row: number) => string>>,
): Uint8Array<ArrayBuffer> {
  const items = Array.from({ length: 6 }, (_, i) => `q1_${i + 1}`);
  const head = [...items, ...Object.keys(more)].join(",");
  const rows = Array.from({ length: N }, (_, row) => {
    const lean = row % 3;
    const answers = items.map((_, i) => String(1 + ((lean * 2 + i * (lean + 1) + row * 7) % 5)));
    return [...answers, ...Object.values(more).map((cell) => cell(row))].join(",");
  });
  return new TextEncoder().encode([head, ...rows].join("\n"));
}

async function warningsOf(
  bytes: Uint8Array<ArrayBuffer>,
  settings: Record<string, unknown>,
): Promise<readonly Warning[]> {
  const params: Record<string, Record<string, unknown>> = {
    clustering: { n_clusters: 3 },
    structure: { check: "none" },
  };
  for (const [path, value] of Object.entries(settings)) {
    const [section, name] = path.split(".");
    params[section] = { ...params[section], [name]: value };
  }
  return (await runPipeline(bytes, "survey.csv", resolveParams([{ source: "", value: params }])))
    .warnings;
}

const CASES: readonly {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly settings?: Record<string, unknown>;
  readonly text: RegExp;
  readonly words: string;
}[] = [
  {
    name: "weights that nobody named",
    bytes: surveyOf({ weight: (row) => (0.5 + (row % 7) / 5).toFixed(4) }),
    text: /"weight" looks like weights/,
    words: 'Weight by "weight"',
  },
  {
    name: "a value to fill with that nobody gave",
    bytes: surveyOf({ q1_7: (row) => row % 6 === 0 ? "" : String(1 + row % 5) }),
    settings: { "cleaning.imputation_method": "fill", "cleaning.fill_value": 0 },
    text: /lies outside the observed range/,
    words: "Fill from the answers instead",
  },
];

for (const { name, bytes, settings = {}, text, words } of CASES) {
  Deno.test(`runPipeline() offers what ends the warning of ${name}`, async () => {
    const found = (await warningsOf(bytes, settings)).find((warning) => text.test(warning.text));
    assert.ok(found !== undefined, "no such warning");
    const remedy = found.remedies?.find((one) => one.words === words);
    assert.ok(remedy !== undefined, JSON.stringify(found));
    const after = await warningsOf(bytes, { ...settings, ...Object.fromEntries(remedy.settings) });
    assert.deepEqual(after.filter((warning) => text.test(warning.text)), []);
  });
}
