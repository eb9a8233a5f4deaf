/** Tests of `deno task assign`, with the rights that users have. Runs in Deno. */

import assert from "node:assert/strict";
import { inTemporaryFolder, runAssignCommand } from "../support/command.ts";
import { writeModelJson } from "../../pipeline/deliver/model_json.ts";
import { segmentInto } from "../support/typing_runs.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const CELLS = Object.fromEntries(
  Object.entries(plantedColumns(150, 9)).map(([name, [, cells]]) => [name, cells]),
);
const SURVEY = csvOf({ id: CELLS.plan.map((_, i) => `r${1000 + i}`), ...CELLS });

/** A folder with a run and its survey. */
async function withRun(
  body: (cwd: string, labels: readonly number[], names: readonly string[]) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    const result = await segmentInto(3, { bytes: bytesOf(SURVEY), name: "own.csv" });
    await Deno.mkdir(`${cwd}/runs/a1`, { recursive: true });
    await Deno.writeFile(`${cwd}/runs/a1/model.json`, writeModelJson(result));
    await Deno.writeTextFile(`${cwd}/own.csv`, SURVEY);
    const names = result.profile.segments.map(({ name }) => name);
    await body(cwd, [...result.clustering.labels], names);
  });
}

Deno.test("assign places the respondents of a file by the folder of a run, as CSV and as JSON", async () => {
  await withRun(async (cwd, labels, names) => {
    const args = ["--model", "runs/a1", "--input", "own.csv"];
    const csv = await runAssignCommand(args, { cwd });
    assert.equal(csv.stderr, "");
    assert.equal(csv.code, 0);
    const [header, ...lines] = csv.stdout.trimEnd().split("\n");
    assert.equal(header, "row,id,segment,name,probability,unlike,missing");
    assert.equal(lines.length, 150);
    assert.deepEqual(lines.map((line) => Number(line.split(",")[2]) - 1), labels);
    const json = await runAssignCommand([...args, "--json"], { cwd });
    const [first] = JSON.parse(json.stdout);
    assert.deepEqual(
      { ...first, probability: 1 },
      {
        ...{ row: 1, id: "r1000", segment: labels[0] + 1, name: names[labels[0]] },
        ...{ unlike: false, missing: [], probability: 1 },
      },
    );
    assert.ok(first.probability > 0 && first.probability <= 1);
    assert.deepEqual([...Deno.readDirSync(cwd)].map(({ name }) => name).sort(), [
      "own.csv",
      "runs",
    ]);
  });
});

Deno.test("assign says in words what it cannot use", async (t) => {
  await withRun(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/other.csv`, "plan,owns\nbasic,yes\nfamily,no\n");
    const cases: [string, string[], number, RegExp][] = [
      [
        "no model",
        ["--input", "own.csv"],
        2,
        /^error: Cannot use the command line: expected --model/,
      ],
      ["no run", ["--model", "runs/b", "--input", "own.csv"], 3, /Cannot open the model "runs\/b"/],
      ["no file", ["--model", "runs/a1", "--input", "no.csv"], 4, /^error: Cannot /],
      [
        "columns missing",
        ["--model", "runs/a1", "--input", "other.csv"],
        3,
        /2 are missing: "trust"; "spend"\. It has 2 columns: "plan", "owns"/,
      ],
      ["no such flag", ["--modle", "runs/a1"], 2, /Did you mean --model\?/],
    ];
    for (const [name, args, code, message] of cases) {
      await t.step(name, async () => {
        const result = await runAssignCommand(args, { cwd });
        assert.match(result.stderr, message);
        assert.equal(result.code, code);
        assert.equal(result.stdout, "");
      });
    }
  });
});
