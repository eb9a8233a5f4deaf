/** Tests of what a built site may carry of a survey. Runs in Deno. */

import assert from "node:assert/strict";
import { encode } from "../../pipeline/io/codec.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { runPipeline, runSurvey } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import {
  isIdentifying,
  makeArtifact,
  publishedNumbers,
  publishedOrder,
  withoutIdentities,
} from "../../pipeline/view/publish.ts";
import type { MapView } from "../../pipeline/view/types.ts";
import { bytesOf, columnOf, csvOf, surveyOf } from "../support/survey_text.ts";
import { originalParams } from "../support/original.ts";
import { WorkerLine } from "../support/worker_line.ts";

const N = 60;
const FIRST_NAMES = ["Adelheid", "Bartholomew", "Clementine"];
const TOWNS = ["Bonn", "Ulm", "Trier"];
const FILE = csvOf({
  ResponseId: Array.from({ length: N }, (_, i) => `R_${9000 + i}`),
  first_name: Array.from({ length: N }, (_, i) => FIRST_NAMES[i % 3]),
  contact: Array.from({ length: N }, (_, i) => i % 5 === 0 ? "" : `person${i}@mail.example`),
  IPAddress: Array.from({ length: N }, (_, i) => `10.20.30.${i % 4}`),
  town: Array.from({ length: N }, (_, i) => TOWNS[i % 3]),
  started: Array.from({ length: N }, (_, i) => `2025-03-${String(1 + i % 28).padStart(2, "0")}`),
  q1: Array.from({ length: N }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: N }, (_, i) => i < 30 ? 1 + i % 2 : 4 + i % 2),
  comment: Array.from({ length: N }, (_, i) => i < 20 ? `my neighbour number ${i} said so` : ""),
});
const SECRETS = [...FIRST_NAMES, "mail.example", "10.20.30", "2025-03", "neighbour", "R_90"];

function run(): Promise<PipelineResult> {
  return runPipeline(bytesOf(FILE), "people.csv", originalParams({}));
}

Deno.test("isIdentifying() knows identifiers, open text, dates, names, addresses, and no answers", async () => {
  const survey = await surveyOf(FILE);
  const found = survey.columns.filter(isIdentifying).map(({ name }) => name);
  assert.deepEqual(found, [
    "ResponseId",
    "first_name",
    "contact",
    "IPAddress",
    "started",
    "comment",
  ]);
});

Deno.test("isIdentifying() leaves yes and no of many people alone, whatever was asked", async () => {
  const survey = await surveyOf(csvOf({
    "Offers by e-mail": Array.from({ length: N }, (_, i) => i % 3 === 0 ? "no" : "yes"),
    "Has a phone": Array.from({ length: N }, (_, i) => i < 4 ? "no" : "yes"),
    "Contact person": Array.from({ length: N }, (_, i) => i % 2 === 0 ? "Adelheid" : "Clementine"),
    q1: Array.from({ length: N }, (_, i) => 1 + i % 5),
  }));
  const found = survey.columns.filter(isIdentifying).map(({ name }) => name);
  assert.deepEqual(found, ["Has a phone", "Contact person"]);
});

Deno.test("withoutIdentities() tells an impossible value without the row of who gave it", async () => {
  const age = Array.from({ length: N }, (_, i) => i === 11 ? 999 : 20 + i % 40);
  const q1 = Array.from({ length: N }, (_, i) => 1 + (i * 7) % 5);
  const result = await runPipeline(bytesOf(csvOf({ age, q1 })), "people.csv", originalParams({}));
  const told = ({ warnings }: PipelineResult) =>
    warnings.filter(({ text }) => text.startsWith("Impossible")).map(({ text }) => text);
  assert.match(told(result)[0], /age 999 \(row 12\)\./);
  const [published] = told(await withoutIdentities(result));
  assert.match(published, /age 999\./);
  assert.ok(!published.includes("row"));
});

Deno.test("withoutIdentities() and the published artifact hold nothing that points to a person", async () => {
  const result = await run();
  const view = makeView(await withoutIdentities(result), {
    hasPoints: true,
    rowNumbers: publishedNumbers(N, result.input.sha256),
  });
  const artifact = makeArtifact(result, "pseudonymous", {
    name: "people.csv",
    bytes: bytesOf(FILE),
  });
  const published = JSON.stringify(view) + new TextDecoder("latin1").decode(encode(artifact));
  for (const secret of SECRETS) assert.ok(!published.includes(secret), secret);
  for (const town of TOWNS) assert.ok(published.includes(town), town);
});

Deno.test("a published column of dates is still one, without days and without an order to filter by", async () => {
  const result = await run();
  const shown = await withoutIdentities(result);
  const artifact = makeArtifact(result, "pseudonymous", { name: "p.csv", bytes: bytesOf(FILE) });
  assert.ok(artifact.kind === "survey");
  for (const survey of [shown.survey, artifact.survey]) {
    const { kind, texts, values } = columnOf(survey, "started");
    assert.deepEqual([kind, texts], ["date", [""]]);
    assert.ok(values.every(Number.isNaN));
  }
  const view = makeView(shown, {
    hasPoints: true,
    rowNumbers: publishedNumbers(N, result.input.sha256),
  });
  const variable = view.columns.find(({ name }) => name === "started")!;
  assert.deepEqual([variable.kind, variable.distribution], ["date", null]);
  const params = originalParams({ cleaning: { filter: 'started >= "2025-03-10"' } });
  await assert.rejects(runSurvey(artifact.survey, artifact.sha256, params), {
    name: "DataError",
    message: /^Cannot filter respondents: >= needs answers with an order, but "started"/,
  });
});

Deno.test("the dimensions of a published map name no category that points to a person", async () => {
  const rows = Array.from({ length: 40 }, (_, i) => [
    ["Quisling", "Ravensworth"][i % 2],
    ["Ulm", "Bonn"][(i >> 1) % 2],
    ["bus", "train"][(i >> 2) % 2],
  ]);
  const file = bytesOf(csvOf({
    "last name": rows.map(([name]) => name),
    town: rows.map(([, town]) => town),
    travels: rows.map(([, , travels]) => travels),
  }));
  const kinds = { "last name": "nominal", town: "nominal", travels: "nominal" };
  const params = originalParams({ ingest: { columns: kinds }, reduction: { method: "mca" } });
  const result = await runPipeline(file, "people.csv", params);
  assert.ok(JSON.stringify(makeView(result, { hasPoints: false }).mca).includes("Quisling"));
  const { mca } = makeView(await withoutIdentities(result), { hasPoints: false });
  assert.deepEqual(mca!.categories.map(({ label, category }) => `${label}: ${category}`), [
    ...["last name: (not shown)", "last name: (not shown)", "town: Bonn", "town: Ulm"],
    ...["travels: bus", "travels: train"],
  ]);
});

Deno.test("a published survey gives the same segments, in an order that hides the file's", async () => {
  const result = await run();
  const artifact = makeArtifact(result, "pseudonymous", {
    name: "people.csv",
    bytes: bytesOf(FILE),
  });
  assert.equal(artifact.kind, "survey");
  if (artifact.kind !== "survey") return;
  const order = publishedOrder(N, result.input.sha256);
  assert.deepEqual([...order].sort((a, b) => a - b), Array.from({ length: N }, (_, i) => i));
  assert.notDeepEqual([...order], [...order].sort((a, b) => a - b));
  const own = columnOf(result.survey, "q2");
  const published = columnOf(artifact.survey, "q2");
  order.forEach((row, place) =>
    assert.equal(published.texts[published.codes[place]], own.texts[own.codes[row]])
  );
  const features = { include: ["q*"] };
  const again = await runSurvey(artifact.survey, artifact.sha256, originalParams({ features }));
  const first = await runPipeline(bytesOf(FILE), "people.csv", originalParams({ features }));
  assert.deepEqual(again.clustering.sizes, first.clustering.sizes);
});

Deno.test("metadata of the interview is never published, nor analysed, nor profiled", async () => {
  const names = [
    "StartDate",
    "IPAddress",
    "RecipientLastName",
    "RecipientEmail",
    "ExternalReference",
  ];
  const metadata = [...names, "Duration (in seconds)", "UserLanguage", "q1", "q2"];
  const imports = metadata.map((name, c) => `"{""ImportId"":""${c < 7 ? name : `QID${c}`}""}"`);
  const rows = Array.from({ length: N }, (_, i) =>
    [
      `2025-03-0${1 + i % 9} 10:00:00`,
      `10.20.30.${i % 4}`,
      ["Quisling", "Ravensworth"][i % 2],
      `person${i % 3}@mail.example`,
      `panel-${i % 5}`,
      4711 + i % 3,
      ["xx-first", "xx-second"][i % 2],
      1 + i % 5,
      i < 30 ? 1 + i % 2 : 4 + i % 2,
    ].join(","));
  const file = bytesOf([metadata.join(","), imports.join(","), ...rows].join("\n"));
  const result = await runPipeline(file, "people.csv", originalParams({}));
  assert.deepEqual(result.features.names, ["q1", "q2"]);
  assert.deepEqual([...new Set(result.profile.rows.map(({ variable }) => variable))].sort(), [
    "q1",
    "q2",
  ]);
  const artifact = makeArtifact(result, "pseudonymous", { name: "people.csv", bytes: file });
  const view = makeView(await withoutIdentities(result), { hasPoints: true });
  const published = JSON.stringify(view) + new TextDecoder("latin1").decode(encode(artifact));
  const lasted = makeView(result, { hasPoints: false }).columns.find(({ name }) =>
    name === "Duration (in seconds)"
  )!;
  assert.deepEqual([lasted.metadata, lasted.role, lasted.distribution, lasted.roleReason], [
    true,
    "removed",
    null,
    "tells of the interview or of an earlier analysis, not of the answers; to analyse it, give its " +
    "kind in ingest.columns",
  ]);
  const secrets = ["2025-03", "10.20.30", "Quisling", "mail.example", "panel-", "4711", "xx-"];
  for (const secret of secrets) assert.ok(!published.includes(secret), secret);
  assert.equal(artifact.kind, "survey");
  if (artifact.kind !== "survey") return;
  const again = await runSurvey(artifact.survey, artifact.sha256, originalParams({}));
  assert.deepEqual(again.clustering.sizes, result.clustering.sizes);
});

Deno.test("makeArtifact() carries nothing with none, and the file itself with all", async () => {
  const result = await run();
  const file = { name: "people.csv", bytes: bytesOf(FILE) };
  assert.deepEqual(makeArtifact(result, "none", file), { kind: "none" });
  assert.deepEqual(makeArtifact(result, "all", file), { kind: "file", codebook: null, ...file });
  assert.equal(makeView(result, { hasPoints: false }).map.points, null);
});

Deno.test("isIdentifying() knows numbers of places and persons by the whole header, and moments", async () => {
  const numbers = Array.from({ length: N }, (_, i) => 40 + (i * 7) % 30 + 0.25);
  const moment = (i: number) => `2025-03-01 08:${String(10 + i % 9)}:00`;
  const survey = await surveyOf(csvOf({
    LocationLatitude: numbers,
    zip_code: numbers,
    latitude_of_choice: numbers,
    "contact with staff": numbers,
    seen: Array.from({ length: N }, (_, i) => i % 2 === 0 ? "later" : moment(i)),
  }));
  const found = survey.columns.filter(isIdentifying).map(({ name }) => name);
  assert.deepEqual(found, ["LocationLatitude", "zip_code", "seen"]);
});

Deno.test("published points carry answers of analysed variables, the same after a run in the worker", async () => {
  const params = originalParams({ features: { include: ["q*"] } });
  const file = { name: "people.csv", bytes: bytesOf(FILE) };
  const result = await runPipeline(file.bytes, file.name, params);
  const rowNumbers = publishedNumbers(N, result.input.sha256);
  const built = makeView(await withoutIdentities(result), { hasPoints: true, rowNumbers });
  const points = built.map.points!;
  assert.deepEqual(points.answers.map(({ name }) => name).sort(), ["q1", "q2"]);
  assert.deepEqual([points.identifier, points.order], [null, "published"]);
  const order = publishedOrder(N, result.input.sha256);
  const q1 = points.answers.find(({ name }) => name === "q1")!;
  assert.deepEqual(q1.values, points.row.map((row) => 1 + (order[row - 1] * 7) % 5));

  const artifact = makeArtifact(result, "pseudonymous", file);
  const again = (await askWorker(encode(artifact), { isArtifact: true, params })).points!;
  const told = ({ row, order, identifier, answers }: typeof points) => ({
    row,
    order,
    identifier,
    answers: answers.toSorted((a, b) => a.name < b.name ? -1 : 1),
  });
  assert.deepEqual(told(again), told(points));
});

Deno.test("an own file shows everything in the worker", async () => {
  // The town goes with the name, and counts only where it is named.
  const params = originalParams({ features: { include: ["first_name", "town", "q1", "q2"] } });
  const own = (await askWorker(bytesOf(FILE), { isArtifact: false, params })).points!;
  assert.deepEqual(own.identifier!.slice(0, 2), ["R_9000", "R_9001"]);
  assert.equal(own.order, "file");
  assert.ok(own.answers.some(({ name }) => name === "first_name"));
});

async function askWorker(
  bytes: Uint8Array<ArrayBuffer>,
  { isArtifact, params }: { isArtifact: boolean; params: Params },
): Promise<MapView> {
  const line = new WorkerLine();
  await line.done({ type: "open", name: "people.csv", bytes, isArtifact });
  return (await line.done({ type: "run", params })).map;
}

Deno.test("isIdentifying() knows postal codes, which are categories of digits", async () => {
  const codes = Array.from({ length: 40 }, (_, i) => String(10115 + i % 9));
  const rated = Array.from({ length: 40 }, (_, i) => 1 + i % 5);
  const headers = [
    "PLZ",
    "postal_code",
    "Postleitzahl",
    "Code postal",
    "Where",
    "Do you use PLZ 1?",
  ];
  const file = csvOf({
    ...Object.fromEntries(headers.slice(0, 5).map((header) => [header, codes])),
    [headers[5]]: rated,
  });
  const { columns } = await surveyOf(file);
  assert.deepEqual(columns.slice(0, 4).map(({ kind }) => kind), Array(4).fill("nominal"));
  assert.deepEqual(columns.map(isIdentifying), [true, true, true, true, false, false]);
});
