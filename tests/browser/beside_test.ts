/** Tests of what pages ask their worker for beside the run that is shown: comparisons and crosstabs. Runs in Deno. */

import assert from "node:assert/strict";
import { encode } from "../../pipeline/io/codec.ts";
import {
  compareSolutions,
  crosstab,
  parseParams,
  type PipelineResult,
  runPipeline,
} from "../../pipeline/mod.ts";
import { makeArtifact } from "../../pipeline/view/publish.ts";
import { RARE_SURVEY } from "../support/rare_survey.ts";
import { bytesOf } from "../support/survey_text.ts";
import { WorkerLine } from "../support/worker_line.ts";

const BYTES = bytesOf(RARE_SURVEY);
const plain = (k: number) =>
  parseParams({
    clustering: { n_clusters: k },
    structure: { check: "none" },
    features: { include: ["q*"] },
  });
const PARAMS = plain(3);
const RUN = await runPipeline(BYTES, "rare.csv", PARAMS);

/** A worker that has opened the survey: the file, or what is published of it. */
async function opened(publish: "file" | "pseudonymous" | "none"): Promise<WorkerLine> {
  const worker = new WorkerLine();
  const file = { name: "rare.csv", bytes: BYTES };
  const bytes = publish === "file" ? BYTES : encode(makeArtifact(RUN, publish, file));
  await worker.done({ type: "open", name: "rare.csv", bytes, isArtifact: publish !== "file" });
  return worker;
}

function masked({ columns, rows }: ReturnType<typeof crosstab>): string[] {
  return [...columns.options, ...rows.options].map(({ label }) => label);
}

Deno.test("a worker compares and crosses a file as scripts do", async () => {
  const worker = await opened("file");
  const other: PipelineResult = await runPipeline(BYTES, "rare.csv", plain(4));
  assert.deepEqual(
    await worker.done({ type: "compare", params: PARAMS, other: plain(4) }),
    structuredClone(compareSolutions(RUN, other)),
  );
  assert.deepEqual(
    await worker.done({ type: "crosstab", params: PARAMS, rows: "Job", missing: true }),
    crosstab(RUN, { rows: "Job", missing: true }),
  );
  const refused = await worker.ask({ type: "crosstab", params: PARAMS, rows: "Jobs" });
  assert.match(refused.type === "error" ? refused.message : "", /Did you mean Job\?/);
});

Deno.test("a worker tells nothing of few in crosstabs of what is published", async () => {
  const worker = await opened("pseudonymous");
  const whole = crosstab(RUN, { rows: "Job", columns: "Children" });
  assert.ok(masked(whole).includes("Falconer") && masked(whole).includes("11"));
  const table = await worker.done({
    ...{ type: "crosstab", params: PARAMS, rows: "Job", columns: "Children" },
  });
  assert.ok(table.isPartial);
  assert.ok(!masked(table).some((label) => /Falconer|Vicar|Beekeeper|^11$/.test(label)));
  for (const { base } of [...table.rows.options, ...table.columns.options]) {
    assert.ok(base === null || base >= PARAMS.publish.least_base, String(base));
  }
  for (const { count } of table.cells) {
    assert.ok(count === null || count === 0 || count >= PARAMS.publish.least_base, String(count));
  }
});

Deno.test("a worker without answers compares and crosses nothing, and says why", async () => {
  const worker = await opened("none");
  for (
    const asked of [
      { type: "compare", params: PARAMS, other: plain(4) },
      { type: "crosstab", params: PARAMS, rows: "Job" },
    ] as const
  ) {
    const message = await worker.ask(asked);
    assert.match(message.type === "error" ? message.message : "", /no answers of single respond/);
  }
});
