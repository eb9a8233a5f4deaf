/** Tests that hostile input of every kind ends in an answer or a refusal, and what is told of it. Runs in Deno. */

import assert from "node:assert/strict";
import { FAMILIES } from "../../tools/soak/families.ts";
import { liveLong } from "../../tools/soak/life.ts";
import { newTally, runTrials } from "../../tools/soak/run_trials.ts";
import { replacePart, soakTable } from "../../tools/soak/table.ts";

const TRIALS = 2000;
const SEED = 20_261_129;
const RUNS = 50;
/** What one run of its survey holds while it is at work. */
const MOST_GROWTH_MB = 8;

Deno.test(`none of ${TRIALS} hostile inputs is lost`, async () => {
  const tallies = FAMILIES.map(({ name }) => newTally(name));
  const each = TRIALS / tallies.length;
  const open = [...tallies];
  const lane = async () => {
    for (let tally = open.shift(); tally !== undefined; tally = open.shift()) {
      await runTrials(tally, { seed: SEED, from: 0, to: each });
    }
  };
  await Promise.all([lane(), lane()]);
  for (const { family, tried, answered, refused, lost } of tallies) {
    assert.deepEqual(lost, [], family);
    assert.equal(tried, each, family);
    // What is always refused, or never, tries nothing.
    assert.ok(answered > each / 20, `${family}: ${answered} answered`);
    assert.ok(family === "glob" || refused > each / 50, `${family}: ${refused} refused`);
  }
});

Deno.test("a trial that hangs, or ends its process, is lost and the next ones are run", async () => {
  for (const family of ["hangs", "crashes"]) {
    const tally = newTally(family);
    const script = new URL("../support/soak_child.ts", import.meta.url);
    await runTrials(tally, { seed: 1, from: 0, to: 4, script, mostSilenceMs: 10_000 });
    assert.equal(tally.tried, 4);
    assert.equal(tally.answered, 3);
    assert.deepEqual(tally.lost.map(({ at }) => at), [1]);
    assert.match(
      tally.lost[0].problem,
      family === "hangs" ? /^no end within 10 s$/ : /^the process ended with 7: a last word$/,
    );
  }
});

Deno.test(`memory stays flat over ${RUNS} runs in one process`, async () => {
  const { runs, first, last } = await liveLong(RUNS);
  assert.equal(runs, RUNS);
  assert.ok(last - first < MOST_GROWTH_MB, `${first} MB grew to ${last} MB`);
});

Deno.test("a part of a document is replaced between its marks and nowhere else", () => {
  const text = "a\n<!-- input:begin -->\nold\n<!-- input:end -->\nb\n<!-- storage:begin -->c";
  assert.equal(
    replacePart(text, "input", "new"),
    "a\n<!-- input:begin -->\n\nnew\n\n<!-- input:end -->\nb\n<!-- storage:begin -->c",
  );
  assert.throws(() => replacePart(text, "other", "new"), /no part between/);
});

Deno.test("docs/reliability.md has the table of a soak that lost nothing", async () => {
  const text = await Deno.readTextFile(new URL("../../docs/reliability.md", import.meta.url));
  const empty = soakTable({ seed: 1, tallies: [], life: { runs: 1, first: 1, last: 1 } });
  const [head] = empty.split("\n");
  assert.ok(text.replace(/ +/g, " ").includes(head), "the table's columns");
  for (const { title } of FAMILIES) {
    const row = text.split("\n").find((line) => line.startsWith(`| ${title} `));
    assert.ok(row !== undefined, title);
    assert.equal(row.split("|")[6].trim(), "0", `${title}: lost`);
  }
});
