/** Test that a large survey is read quickly and in little memory. Runs in Deno only, on Linux. */

import assert from "node:assert/strict";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { type LargeReading, writeLargeSurvey } from "../support/large_survey.ts";

const ROWS = 100_000;
const MOST_MS = 10_000;
const MOST_BYTES = 2e9;
/** A process tells its peak memory by files that Linux alone has. */
const procAbsent = Deno.build.os !== "linux";

Deno.test({
  name: "150 questions by 100,000 respondents are read within 10 s and 2 GB (needs Linux's /proc)",
  ignore: procAbsent,
  fn: () =>
    inTemporaryFolder(async (folder) => {
      const path = `${folder}/large.csv`;
      await writeLargeSurvey(path, ROWS);
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
      assert.deepEqual([found.rows, found.columns], [ROWS, 205]);
      assert.deepEqual(found.questions, {
        identifier: 1,
        grid: 10,
        multi_select: 5,
        number: 72,
        single_choice: 41,
        scale: 14,
        date: 3,
        open_text: 4,
      });
      assert.ok(found.milliseconds < MOST_MS, `${found.milliseconds} ms`);
      assert.ok(found.peak < MOST_BYTES, `${found.peak} bytes`);
    }),
});
