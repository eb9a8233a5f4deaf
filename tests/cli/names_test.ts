/** Tests that names of segments reach everything a run hands on. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import type { Profile } from "../../pipeline/profile/segment_profile.ts";
import { inTemporaryFolder, runPipelineCommand } from "../support/command.ts";
import { runJson } from "../support/product_copy.ts";

const NAMES = ["Savers, mostly", "=Cooks", "Hurried"];

/** Three groups that rate other items high. */
function threeGroups(): string {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const group = i < 40 ? 0 : i < 70 ? 1 : 2;
    return [0, 1, 2, 0, 1, 2].map((high, item) => high === group ? 5 - (i + item) % 2 : 1 + i % 2);
  });
  return [["q1_1", "q1_2", "q1_3", "q1_4", "q1_5", "q1_6"], ...rows].map((row) => row.join(","))
    .join("\n");
}

/** What `config/surveys/` says of the survey. */
function settings(names: unknown): string {
  return JSON.stringify({
    clustering: { n_clusters: 3 },
    structure: { check: "none" },
    segments: { names },
  });
}

async function inSurveyFolder(
  body: (cwd: string, name: (names: unknown) => Promise<void>) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/data`);
    await Deno.mkdir(`${cwd}/config/surveys`, { recursive: true });
    await Deno.writeTextFile(`${cwd}/config/params.yaml`, "storage: { object_name: groups.csv }\n");
    await Deno.writeTextFile(`${cwd}/data/groups.csv`, threeGroups());
    await body(cwd, async (names) => {
      await Deno.writeTextFile(`${cwd}/config/surveys/groups.csv.yaml`, settings(names));
    });
  });
}

Deno.test("names reach the summary, every file of the run and the printed table", async () => {
  await inSurveyFolder(async (cwd, name) => {
    await name(Object.fromEntries(NAMES.map((each, g) => [g + 1, each])));
    const summary = await runJson(cwd);
    assert.deepEqual(summary.clustering.names, NAMES);
    const read = (file: string) => Deno.readTextFile(`${cwd}/${summary.output}/${file}`);
    const cells = ['1,"Savers, mostly"', "2,'=Cooks", "3,Hurried"];

    const respondents = (await read("segments.csv")).trim().split("\n");
    assert.ok(respondents[0].endsWith(",segment_name"));
    assert.ok(respondents[1].endsWith(',"Savers, mostly"'), respondents[1]);
    assert.ok(respondents[41].endsWith(",'=Cooks"), "what a spreadsheet would run is harmless");
    const survey = (await read("survey_with_segments.csv")).trim().split("\n");
    assert.ok(survey[0].endsWith(",segment,segment_name"));
    assert.deepEqual([1, 41, 71].map((row) => survey[row].split(",").slice(6).join(",")), cells);

    const profile = (await read("profile.csv")).trim().split("\n").slice(0, 5);
    const at = profile[0].split(",").indexOf("segment_name");
    assert.equal(profile[1].split(",")[at], "", "the total has no name");
    assert.deepEqual(profile.slice(2).map((line) => line.split(",")[10]), ["1", "2", "3"]);
    assert.equal(profile[4].split(",")[at], "Hurried");
    const told: Profile = JSON.parse(await read("profile.json"));
    assert.deepEqual(told.segments.map((segment) => segment.name), NAMES);
    assert.deepEqual(JSON.parse(await read("model.json")).clustering.names, NAMES);

    const book = XLSX.read(await Deno.readFile(`${cwd}/${summary.output}/report.xlsx`));
    const sheet = (title: string): string[][] =>
      XLSX.utils.sheet_to_json(book.Sheets[title], { header: 1 });
    assert.deepEqual(sheet("Segments").slice(1).map((row) => row[1]), [
      "Savers, mostly",
      "'=Cooks",
      "Hurried",
    ]);
    assert.deepEqual(
      sheet("Profiles")[0].filter((title) => title.startsWith("Segment ")),
      NAMES.map((each, g) => `Segment ${g + 1}: ${each}`),
    );

    const { stdout } = await runPipelineCommand(["--quiet"], { cwd });
    assert.match(stdout, /\nSegment {2}Respondents {2}Share {2}Silhouette {2}Name\n/);
    for (const each of NAMES) assert.ok(stdout.includes(`  ${each}\n`), stdout);
  });
});

Deno.test("a centre of profile.json anchors a name, and a name without a segment is told of", async () => {
  await inSurveyFolder(async (cwd, name) => {
    const first = await runJson(cwd, ["--set", "clustering.n_clusters=3"]);
    const { segments }: Profile = JSON.parse(
      await Deno.readTextFile(`${cwd}/${first.output}/profile.json`),
    );
    await name(segments.map(({ centre }, g) => ({ name: NAMES[g], centre })));
    assert.deepEqual((await runJson(cwd)).clustering.names, NAMES);
    const fewer = await runJson(cwd, ["--set", "clustering.n_clusters=2"]);
    const told = fewer.warnings.filter(({ stage }) => stage === "profile");
    assert.ok(told.some(({ text }) => / rests: of the two segments /.test(text)), `${told}`);
    const seed = await runJson(cwd, ["--set", "seed=7"]);
    assert.deepEqual(seed.clustering.names, NAMES);
  });
});

Deno.test("names that cannot be are refused with their place", async () => {
  await inSurveyFolder(async (cwd, name) => {
    await name({ 1: "Savers", 2: " savers" });
    const { code, stderr } = await runPipelineCommand(["--quiet"], { cwd });
    assert.equal(code, 2);
    assert.match(
      stderr,
      /Cannot use config\/surveys\/groups\.csv\.yaml segments\.names\.2: expected a name without blanks/,
    );
    const { stderr: told } = await runPipelineCommand(
      ["--quiet", "--set", "segments.names={1: Savers, 2: savers}"],
      { cwd },
    );
    assert.match(told, /expected a name of its own, as another segment is called so/);
  });
});
