/** Tests of `deno task track`, with the rights that users have. Runs in Deno. */

import assert from "node:assert/strict";
import * as XLSX from "xlsx";
import { writeModelJson } from "../../../pipeline/deliver/model_json.ts";
import { writeSegmentsCsv } from "../../../pipeline/deliver/respondents_csv.ts";
import config from "../../../deno.json" with { type: "json" };
import {
  filesBelow,
  inTemporaryFolder,
  productFile,
  runTrackCommand,
} from "../../support/command.ts";
import { plantedColumns } from "../../support/mixed_features.ts";
import { bytesOf, csvOf } from "../../support/survey_text.ts";
import { segmentInto } from "../../support/typing_runs.ts";

const CELLS = Object.fromEntries(
  Object.entries(plantedColumns(300, 9)).map(([name, [, cells]]) => [name, cells]),
);
const IDS = CELLS.plan.map((_, i) => `r${1000 + i}`);
/** Respondents of the first kind twice as often, half of all in the panel. */
const NEXT = CELLS.plan.flatMap((_, i) => i % 3 === 0 ? [i, i] : [i]);
const NEXT_SURVEY = csvOf({
  id: NEXT.map((i, at) => at % 2 === 0 ? `n${at}` : IDS[i]),
  ...Object.fromEntries(
    Object.entries(CELLS).map(([name, cells]) => [name, NEXT.map((i) => cells[i])]),
  ),
});

/** A folder with a run and a later wave. */
async function withRun(body: (cwd: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    const bytes = bytesOf(csvOf({ id: IDS, ...CELLS }));
    const result = await segmentInto(3, { bytes, name: "own.csv" });
    await Deno.mkdir(`${cwd}/runs/a1`, { recursive: true });
    await Deno.writeFile(`${cwd}/runs/a1/model.json`, writeModelJson(result));
    await Deno.writeFile(`${cwd}/runs/a1/segments.csv`, writeSegmentsCsv(result));
    await Deno.writeTextFile(`${cwd}/next.csv`, NEXT_SURVEY);
    await body(cwd);
  });
}

const ARGS = ["--model", "runs/a1", "--input", "next.csv"];

Deno.test("track prints shares, sentences and flows, and writes nothing unless asked", async () => {
  await withRun(async (cwd) => {
    const { stdout, stderr, code } = await runTrackCommand(ARGS, { cwd });
    assert.equal(stderr, "");
    assert.equal(code, 0);
    const [header, ...lines] = stdout.split("\n");
    assert.match(header, /^Segment +Run +Wave +Change +95 % +Adjusted p +Name$/);
    assert.match(lines.slice(0, 3).join("\n"), /\d+\.\d % +\d+\.\d % +\+\d+\.\d points +\+/);
    assert.match(stdout, /^From segment +to 1 +to 2 +to 3 +Stayed$/m);
    assert.match(stdout, /^Shares: segment \d “.+” grew from 3\d\.\d % to \d\d\.\d % \(/m);
    assert.match(stdout, /^New segment: no sign of one/m);
    assert.match(stdout, /^Panel: of \d+ members in both waves \(by id\) 100\.0 % stayed/m);
    assert.deepEqual(await filesBelow(cwd), [
      "next.csv",
      "runs/a1/model.json",
      "runs/a1/segments.csv",
    ]);
    const json = await runTrackCommand([...ARGS, "--json"], { cwd });
    assert.equal(JSON.parse(json.stdout).shares.segments.length, 3);
  });
});

Deno.test("track writes its files into a folder and leaves what is there, always the same bytes", async () => {
  await withRun(async (cwd) => {
    await Deno.mkdir(`${cwd}/waves`);
    await Deno.writeTextFile(`${cwd}/waves/notes.txt`, "kept");
    const read = async () => {
      const { stderr, code } = await runTrackCommand([...ARGS, "--output", "waves"], { cwd });
      assert.deepEqual([stderr, code], ["", 0]);
      return await Promise.all(
        ["track.json", "track.csv", "track.xlsx", "track.pptx"].map((name) =>
          Deno.readFile(`${cwd}/waves/${name}`)
        ),
      );
    };
    const [json, csv, xlsx, pptx] = await read();
    assert.deepEqual(await read(), [json, csv, xlsx, pptx]);
    assert.equal(await Deno.readTextFile(`${cwd}/waves/notes.txt`), "kept");
    const track = JSON.parse(new TextDecoder().decode(json));
    const [header, first] = new TextDecoder().decode(csv).split("\n");
    assert.match(
      header,
      /^part,segment,name,variable,.*,p,adjusted_p,base_before,base_after,note$/,
    );
    assert.ok(first.startsWith("share,1,"));
    assert.ok(first.includes(String(track.shares.segments[0].change.value)));
    const { SheetNames, Sheets } = XLSX.read(xlsx);
    const names = ["Summary", "Shares", "Centres", "New segment", "Panel", "Questions"];
    assert.deepEqual(SheetNames, names);
    assert.equal(Sheets.Summary.A1.v, track.told[0]);
    assert.equal(Sheets.Shares.F2.v, track.shares.segments[0].after.share);
    assert.equal(Sheets.Panel.B1.v, track.panel.members);
  });
});

Deno.test("track says in words what it cannot use", async (t) => {
  await withRun(async (cwd) => {
    await Deno.writeTextFile(
      `${cwd}/other.csv`,
      "region,plan,owns\nnorth,basic,yes\nsouth,family,no\n",
    );
    const cases: [string, string[], number, RegExp][] = [
      ["no model", ["--input", "next.csv"], 2, /expected --model with the folder of a run/],
      ["no wave", ["--model", "runs/a1"], 2, /expected --input with a survey file/],
      [
        "no run",
        ["--model", "runs/b", "--input", "next.csv"],
        3,
        /Cannot open the model "runs\/b"/,
      ],
      [
        "columns missing",
        ["--model", "runs/a1", "--input", "other.csv"],
        3,
        /2 are missing: "trust"; "spend"\..* Or go on without them.*--fill-missing/,
      ],
      ["no such weights", [...ARGS, "--weights", "w"], 3, /Cannot weight respondents by "w"/],
      ["no such flag", [...ARGS, "--ouput", "x"], 2, /Did you mean --output\?/],
    ];
    for (const [name, args, code, message] of cases) {
      await t.step(name, async () => {
        const result = await runTrackCommand(args, { cwd });
        assert.match(result.stderr, message);
        assert.deepEqual([result.code, result.stdout], [code, ""]);
      });
    }
  });
});

Deno.test("track gives up the network where no bucket is named, and writing where no folder is", async () => {
  await withRun(async (cwd) => {
    // Asked after the work, in the same process: its last act is to say what it may do.
    const probe = `${cwd}/probe.ts`;
    await Deno.writeTextFile(
      probe,
      `globalThis.addEventListener("unload", () => console.log(["net", "write"].map((name) =>` +
        ` Deno.permissions.querySync({ name }).state === "granted").join()));`,
    );
    const words = config.tasks.track.command.replace(/^deno run /, "").split(" ");
    const ask = async (args: readonly string[]): Promise<string> => {
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "--config", productFile("deno.json"), "--preload", probe],
          ...[...words.slice(0, -1), productFile(words[words.length - 1]), ...ARGS, ...args],
        ],
        cwd,
        env: { S3_ENDPOINT: "" },
      }).output();
      return new TextDecoder().decode(stdout).trim().split("\n").at(-1)!;
    };
    assert.equal(await ask([]), "false,false");
    assert.equal(await ask(["--output", "waves"]), "false,true");
  });
});
