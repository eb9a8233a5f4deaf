/** Tests of the worker's placing of others: the command's bytes, whatever the page's run searched for. Runs in Deno. */

import assert from "node:assert/strict";
import { ingest, parseParams, runPipeline } from "../../pipeline/mod.ts";
import { assign } from "../../pipeline/typing/assign.ts";
import { assignmentsCsv } from "../../pipeline/typing/assignments_text.ts";
import { plantedColumns } from "../support/mixed_features.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";
import { modelOf } from "../support/typing_runs.ts";
import { WorkerLine } from "../support/worker_line.ts";

function planted(n: number, seed: number): Record<string, readonly (string | number)[]> {
  return Object.fromEntries(
    Object.entries(plantedColumns(n, seed)).map(([name, [, cells]]) => [name, cells]),
  );
}

const BYTES = bytesOf(csvOf(planted(150, 9)));
const OTHERS = planted(40, 10);
/** As a survey's first run has it: the number of segments is searched for. */
const PARAMS = parseParams({});

async function opened(): Promise<WorkerLine> {
  const worker = new WorkerLine();
  await worker.done({ type: "open", name: "own.csv", bytes: BYTES, isArtifact: false });
  return worker;
}

Deno.test("a worker places a file as the model of the whole run does, without its search", async () => {
  const run = await runPipeline(BYTES, "own.csv", PARAMS);
  const { k } = run.clustering;
  const worker = await opened();
  const bytes = bytesOf(csvOf({ ...OTHERS, also: OTHERS.plan }));
  const file = { name: "others.csv", bytes };
  const message = await worker.ask({ type: "place", params: PARAMS, k, file });
  assert.ok(message.type === "done" && message.asked === "place", JSON.stringify(message));
  const survey = await ingest(bytes, "others.csv", run.params);
  const placed = assign(modelOf(run), survey);
  const { csv, rows, counts, unlike, without } = message.answer;
  assert.equal(new TextDecoder().decode(csv), assignmentsCsv(survey, placed));
  assert.deepEqual(
    [rows, counts, unlike, without],
    [
      40,
      run.profile.segments.map(({ number }) =>
        placed.filter(({ segment }) => segment === number).length
      ),
      placed.filter(({ isUnlike }) => isUnlike).length,
      0,
    ],
  );
  const stages = new Set(worker.heard.flatMap((one) => one.type === "progress" ? [one.stage] : []));
  assert.ok(stages.has("place") && !stages.has("structure"), [...stages].join());
});

Deno.test("a worker says which questions a file to place lacks", async () => {
  const worker = await opened();
  const { plan: _plan, ...rest } = OTHERS;
  const file = { name: "few.csv", bytes: bytesOf(csvOf(rest)) };
  const message = await worker.ask({ type: "place", params: PARAMS, k: 3, file });
  assert.ok(message.type === "error" && message.name === "DataError");
  assert.match(message.message, /Cannot place the respondents of "few.csv".*missing: "plan"/);
});
