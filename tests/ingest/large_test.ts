/** Tests that large surveys are read quickly and in little memory. Runs in Deno only, on Linux. */

import assert from "node:assert/strict";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { type LargeReading, writeLargeSurvey, writeWideSurvey } from "../support/large_survey.ts";

interface LargeCase {
  readonly name: string;
  readonly write: (path: string, rows: number) => Promise<void>;
  readonly mostSeconds: number;
  readonly columns: number;
  readonly questions: Readonly<Record<string, number>>;
}

const ROWS = 100_000;
const MOST_BYTES = 2e9;
/** A process tells its peak memory by files that Linux alone has. */
const procAbsent = Deno.build.os !== "linux";
const CASES: readonly LargeCase[] = [
  {
    name: "150 questions by 100,000 respondents are read within 10 s and 2 GB",
    write: writeLargeSurvey,
    mostSeconds: 10,
    columns: 205,
    questions: {
      identifier: 1,
      grid: 10,
      multi_select: 5,
      number: 72,
      single_choice: 41,
      scale: 14,
      date: 3,
      open_text: 4,
    },
  },
  {
    name: "300 columns by 100,000 respondents are read, typed and grouped within 12 s and 2 GB",
    write: writeWideSurvey,
    mostSeconds: 12,
    columns: 300,
    questions: { identifier: 1, grid: 25, multi_select: 8, single_choice: 20, number: 15 },
  },
];

for (const { name, write, mostSeconds, columns, questions } of CASES) {
  Deno.test({
    name: `${name} (needs Linux's /proc)`,
    ignore: procAbsent,
    fn: () =>
      inTemporaryFolder(async (folder) => {
        const path = `${folder}/large.csv`;
        await write(path, ROWS);
        const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
          args: ["run", "--no-check", "--allow-all", "tests/support/large_survey.ts", path],
          cwd: productFile(""),
        }).output();
        assert.equal(code, 0, new TextDecoder().decode(stderr));
        const found: LargeReading = JSON.parse(new TextDecoder().decode(stdout));
        const { size } = await Deno.stat(path);
        console.log(
          `  ${(size / 1e6).toFixed(0)} MB in ${(found.milliseconds / 1000).toFixed(1)} s, ` +
            `peak ${(found.peak / 1e6).toFixed(0)} MB`,
        );
        assert.deepEqual([found.rows, found.columns], [ROWS, columns]);
        assert.deepEqual(found.questions, questions);
        assert.ok(found.milliseconds < 1000 * mostSeconds, `${found.milliseconds} ms`);
        assert.ok(found.peak < MOST_BYTES, `${found.peak} bytes`);
      }),
  });
}
