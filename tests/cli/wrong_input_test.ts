/** Tests of what the command line says to wrong input: message, exit code, nothing left behind. Runs in Deno. */

import assert from "node:assert/strict";
import { csvOf } from "../support/survey_text.ts";
import {
  filesBelow,
  inTemporaryFolder,
  productFile,
  runPipelineCommand,
} from "../support/command.ts";

const ITEMS = {
  q1: [1, 2, 3, 4, 5, 1, 2, 3, 4, 5],
  q2: [5, 4, 3, 2, 1, 5, 4, 3, 2, 2],
  words: ["a", "b", "a", "b", "a", "b", "old", "b", "a", "b"],
};
const PNG = Uint8Array.of(
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  0,
  0,
  0,
  13,
  0x49,
  0x48,
  0x44,
  0x52,
);

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly message: RegExp;
  readonly env?: Record<string, string>;
}

const CASES: Case[] = [
  {
    name: "an unknown parameter",
    args: ["--input", "survey.csv", "--set", "clustering.n_cluster=3"],
    code: 2,
    message:
      /^error: Cannot use --set clustering\.n_cluster: expected a known parameter, but got an unknown key\. Did you mean clustering\.n_clusters\?\n$/,
  },
  {
    name: "n_clusters 0",
    args: ["--input", "survey.csv", "--set", "clustering.n_clusters=0"],
    code: 2,
    message:
      /^error: Cannot use --set clustering\.n_clusters: expected "auto" or a whole number from 2 to 1000, but got 0\.\n$/,
  },
  {
    name: "a weight column of words",
    args: ["--input", "survey.csv", "--set", "weighting.column=words"],
    code: 3,
    message:
      /^error: Cannot weight respondents by "words": every weight must be a number from 0 up, but survey\.csv row 1 holds "a", and 9 more are none either\. .*\n$/,
  },
  {
    name: "n_clusters above the number of respondents",
    args: ["--input", "survey.csv", "--set", "clustering.n_clusters=11"],
    code: 3,
    message:
      /^error: Cannot form 11 segments: .* but there are \d+\. Lower clustering\.n_clusters to \d+ or less\.\n$/,
  },
  {
    name: "drop_thresh 7",
    args: ["--input", "survey.csv", "--set", "cleaning.drop_thresh=7"],
    code: 2,
    message:
      /^error: Cannot use --set cleaning\.drop_thresh: expected "auto" or a number from 0 to 1, but got 7\.\n$/,
  },
  {
    name: "a missing file",
    args: ["--input", "surwey.csv"],
    code: 4,
    message: /^error: Cannot read "surwey\.csv" .*Did you mean "survey\.csv"/,
  },
  {
    name: "a missing file in a missing folder",
    args: ["--input", "nowhere/survey.csv"],
    code: 4,
    message: /^error: Cannot read .*nowhere/,
  },
  {
    name: "an empty file",
    args: ["--input", "empty.csv"],
    code: 3,
    message: /^error: Cannot read "empty\.csv": .*empty/,
  },
  {
    name: "a PNG named .xlsx",
    args: ["--input", "picture.xlsx"],
    code: 3,
    message: /^error: Cannot read "picture\.xlsx": .*PNG/,
  },
  {
    name: "a truncated XLSX",
    args: ["--input", "cut.xlsx"],
    code: 3,
    message: /^error: Cannot read "cut\.xlsx": /,
  },
  {
    name: "a CSV with one column",
    args: ["--input", "one.csv"],
    code: 3,
    message:
      /^error: Cannot segment "one\.csv": at least 2 usable features are needed, but there is 1\./,
  },
  {
    name: "a survey where every feature is constant",
    args: ["--input", "constant.csv"],
    code: 3,
    message:
      /^error: Cannot segment "constant\.csv": at least 2 usable features are needed, but all 2 are constant\./,
  },
  {
    name: "a column said to be numeric with words in it",
    args: ["--input", "survey.csv", "--set", "ingest.columns.words=numeric"],
    code: 3,
    message: /^error: Cannot read "survey\.csv" row 2 column "words" as numeric: .*"a"/,
  },
  {
    name: "an unknown flag",
    args: ["--inptu", "survey.csv"],
    code: 2,
    message:
      /^error: Cannot use the command line: expected a known flag, but got "--inptu"\. Did you mean --input\?\n$/,
  },
  {
    name: "a flag without its value",
    args: ["--input", "--json"],
    code: 2,
    message:
      /^error: Cannot use the command line: expected a value after --input, but got "--input"\./,
  },
  {
    name: "a parameter file that is not there",
    args: ["--params", "none.yaml"],
    code: 2,
    message:
      /^error: Cannot use --params: expected a file that exists, but got "none\.yaml"\. The default is config\/params\.yaml\.\n$/,
  },
  {
    name: "a storage without its folder",
    args: [],
    code: 4,
    message: /^error: Cannot read "dataset\.xlsx" in folder data: /,
  },
  {
    name: "an S3 endpoint that cannot be reached",
    args: ["--input", "s3://survey-dataset/dataset.xlsx"],
    code: 4,
    message: /^error: .*http:\/\/127\.0\.0\.1:9/,
    env: {
      S3_ENDPOINT: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "someone",
      AWS_SECRET_ACCESS_KEY: "hush-hush",
    },
  },
  {
    name: "S3 without credentials",
    args: ["--input", "s3://survey-dataset/dataset.xlsx"],
    code: 4,
    message: /^error: .*AWS_ACCESS_KEY_ID/,
    env: { S3_ENDPOINT: "http://127.0.0.1:9", AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
  },
];

Deno.test("the command line answers wrong input in one or two lines and leaves nothing behind", async (t) => {
  await inTemporaryFolder(async (cwd) => {
    const sample = await Deno.readFile(productFile("data/dataset.xlsx"));
    await Deno.writeTextFile(`${cwd}/survey.csv`, csvOf(ITEMS));
    await Deno.writeTextFile(`${cwd}/empty.csv`, "");
    await Deno.writeFile(`${cwd}/picture.xlsx`, PNG);
    await Deno.writeFile(`${cwd}/cut.xlsx`, sample.slice(0, sample.length / 2));
    await Deno.writeTextFile(`${cwd}/one.csv`, csvOf({ q1: ITEMS.q1 }));
    await Deno.writeTextFile(
      `${cwd}/constant.csv`,
      csvOf({ q1: new Array(9).fill(3), q2: new Array(9).fill(1) }),
    );
    for (const { name, args, code, message, env = {} } of CASES) {
      await t.step(name, async () => {
        const found = await runPipelineCommand([...args, "--output", "out", "--quiet"], {
          cwd,
          env,
        });
        assert.match(found.stderr, message);
        assert.equal(found.code, code);
        assert.ok(found.stderr.trimEnd().split("\n").length <= 2, found.stderr);
        assert.doesNotMatch(found.stderr, /\n\s+at |hush-hush/);
        assert.equal(found.stdout, "");
        assert.deepEqual(await filesBelow(`${cwd}/out`), []);
      });
    }
  });
});
