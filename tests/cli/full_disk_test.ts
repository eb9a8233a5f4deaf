/** Tests of a run whose disk is full: told as such, and what was there stays whole. Runs in Deno. */

import assert from "node:assert/strict";
import { filesBelow, inTemporaryFolder, productFile } from "../support/command.ts";
import { mountAbsent, NEEDS_MOUNT, onSmallDisk } from "../support/small_disk.ts";
import { csvOf } from "../support/survey_text.ts";

const small = surveyOf(40);
const large = surveyOf(6000);

function surveyOf(n: number): string {
  return csvOf({
    q1: Array.from({ length: n }, (_, i) => 1 + (i * 7) % 5),
    q2: Array.from({ length: n }, (_, i) => i < n / 2 ? 1 + i % 2 : 4 + i % 2),
  });
}

/** Runs the command in a shell, after a line that sets the shell's limits. */
async function run(
  cwd: string,
  survey: string,
  before = "",
): Promise<{ code: number; said: string }> {
  const words = [
    ...["exec", Deno.execPath(), "run", "-A", "--no-check", "--config", productFile("deno.json")],
    ...[productFile("pipeline/cli.ts"), "--input", `${cwd}/${survey}`],
    ...["--output", `${cwd}/disk/runs`, "--quiet", "--no-cache"],
    ...["--set", "clustering.n_clusters=2", "--set", "structure.check=none"],
  ];
  const { code, stderr } = await new Deno.Command("sh", {
    args: ["-c", `${before}\n${words.join(" ")}`],
    cwd,
    env: { S3_ENDPOINT: "" },
    stdout: "null",
  }).output();
  return { code, said: new TextDecoder().decode(stderr) };
}

async function contentsOf(folder: string): Promise<Map<string, string>> {
  const files = await filesBelow(folder);
  return new Map(
    await Promise.all(
      files.map(async (name): Promise<[string, string]> => [
        name,
        await Deno.readTextFile(`${folder}/${name}`),
      ]),
    ),
  );
}

/** A first run fits; the second, of a larger survey, does not. */
async function checkFull(cwd: string, before = ""): Promise<void> {
  await Deno.writeTextFile(`${cwd}/small.csv`, small);
  await Deno.writeTextFile(`${cwd}/large.csv`, large);
  const first = await run(cwd, "small.csv");
  assert.equal(first.code, 0, first.said);
  const earlier = await contentsOf(`${cwd}/disk`);
  assert.ok(earlier.size > 5);
  const { code, said } = await run(cwd, "large.csv", before);
  assert.equal(code, 4, said);
  assert.match(
    said,
    /^error: Cannot write "runs\/\w+" in folder .*: the disk needs room for \d+ bytes/,
  );
  assert.deepEqual(await contentsOf(`${cwd}/disk`), earlier);
}

Deno.test({
  name: `a run on a disk that is full ends with 4 and leaves what was there ${NEEDS_MOUNT}`,
  ignore: mountAbsent,
  fn: () => inTemporaryFolder((cwd) => onSmallDisk(`${cwd}/disk`, "200k", () => checkFull(cwd))),
});

Deno.test("a run whose files may not grow that large ends with 4 and leaves what was there", () =>
  inTemporaryFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/disk`);
    // In blocks of 512 bytes; the signal would end the process before it can tell.
    await checkFull(cwd, `ulimit -f 120\ntrap "" XFSZ`);
  }));
