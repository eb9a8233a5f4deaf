/** Tests of later waves drawn from a real survey: no change where there is none, planted changes found. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../../pipeline/base/rng.ts";
import type { Track } from "../../../pipeline/typing/track/tracked.ts";
import { sharedDataAbsent } from "../../support/shared_data.ts";
import {
  type Cells,
  changed,
  drawWaves,
  modelOver,
  newKind,
  planted,
  readBig5,
  segmentsOf,
  trackOver,
} from "../../support/waves.ts";

const LEVEL = 0.05;
const SPLITS = 20;

function test(name: string, fn: (t: Deno.TestContext) => Promise<void>): void {
  Deno.test({ name: `${name} (needs ../shared/data)`, ignore: sharedDataAbsent, fn });
}

const shiftsOf = ({ drift }: Track) =>
  drift.flatMap(({ variable, segments }) => segments.map((shift) => ({ variable, ...shift })));
const movedOf = (track: Track) => shiftsOf(track).filter(({ adjusted }) => adjusted! < LEVEL);

// Of 20 pairs each figure is expected to be below 0.05 in one; five or more happen in 3 of 1,000 such tests.
test("halves of one survey show no change: of 20 pairs as few as chance gives", async () => {
  const all = await readBig5();
  const found = { shares: 0, all: 0, centres: 0, questions: 0, unlike: 0 };
  let tested = 0, below = 0;
  for (let seed = 1; seed <= SPLITS; seed++) {
    const { before, after } = drawWaves(all, { sizes: [2000, 2000], seed });
    const track = await trackOver(await modelOver(4, before), after);
    found.shares += track.shares.segments.some(({ adjusted }) => adjusted < LEVEL) ? 1 : 0;
    found.all += track.shares.test.p < LEVEL ? 1 : 0;
    found.centres += movedOf(track).length > 0 ? 1 : 0;
    found.questions += track.drift.some(({ adjusted }) => adjusted! < LEVEL) ? 1 : 0;
    found.unlike += track.unlike.finding === "none" ? 0 : 1;
    const shifts = shiftsOf(track).filter((shift) => shift.test !== null);
    tested += shifts.length;
    below += shifts.filter((shift) => shift.test!.p < LEVEL).length;
  }
  for (const [what, count] of Object.entries(found)) {
    assert.ok(count <= 4, `${what}: ${count} of ${SPLITS}`);
  }
  const share = below / tested;
  assert.ok(share > 0.03 && share < 0.07, `p of centres below 0.05: ${share}`);
});

test("a segment that grew is found with its size, and nothing else moves", async (t) => {
  const all = await readBig5();
  for (const seed of [1, 2, 3]) {
    await t.step(`draw ${seed}`, async () => {
      const { before, after } = drawWaves(all, { sizes: [3000, 4000], seed });
      const model = await modelOver(4, before);
      const segments = await segmentsOf(model, after);
      const rows = after.rows.filter((_, i) => segments[i] === 2 || i % 4 !== 0);
      const share = segments.filter((segment) => segment === 2).length / rows.length;
      const track = await trackOver(model, { header: after.header, rows });
      const grown = track.shares.segments[1];
      assert.ok(grown.adjusted < 0.001 && grown.change.low > 0.03);
      assert.ok(Math.abs(grown.after.share - share) < 1e-12);
      const past = model.placing.baseline!.segments[1].share;
      assert.ok(grown.change.low < share - past && share - past < grown.change.high);
      assert.equal(movedOf(track).length, 0);
      assert.equal(track.unlike.finding, "none");
      assert.match(track.told.join("\n"), /segment 2 “.*” grew from 2\d\.\d % to 3\d\.\d %/);
    });
  }
});

test("a question that one segment answers otherwise is found there, with its shift", async (t) => {
  const all = await readBig5();
  for (const seed of [1, 2, 3]) {
    await t.step(`draw ${seed}`, async () => {
      const { before, after } = drawWaves(all, { sizes: [3000, 3000], seed });
      const model = await modelOver(4, before);
      const segments = await segmentsOf(model, after);
      const rng = createRng(seed);
      let sum = 0;
      const shifted = changed(after, "E1", (cell, row) => {
        if (segments[row] !== 1 || cell === "0" || rng.uniform() < 0.5) return cell;
        const next = Math.min(5, Number(cell) + 1);
        sum += next - Number(cell);
        return String(next);
      });
      const track = await trackOver(model, shifted);
      const [most] = movedOf(track).sort((a, b) =>
        Math.abs(b.shift!.value) - Math.abs(a.shift!.value)
      );
      assert.deepEqual([most.variable, most.segment], ["E1", 1]);
      const measure = model.placing.baseline!.measures.find(({ column }) => column === "E1")!;
      const count = segments.filter((segment) => segment === 1).length;
      const size = sum / count / measure.deviation;
      assert.ok(most.shift!.low < size && size < most.shift!.high, `${size}`);
      const question = track.drift.find(({ variable }) => variable === "E1")!;
      assert.ok(question.adjusted! < 0.001);
      assert.equal(track.drift.filter(({ adjusted }) => adjusted! < LEVEL).length, 1);
      assert.ok(track.shares.segments.every(({ adjusted }) => adjusted > 0.01));
    });
  }
});

test("a new kind of 3 and 5 % of the wave is found, with its size and what it answers", async (t) => {
  const all = await readBig5();
  for (const seed of [1, 2, 3]) {
    const { before, after } = drawWaves(all, { sizes: [3000, 2000], seed });
    const model = await modelOver(4, before);
    for (const count of [60, 100]) {
      await t.step(`${count} of 2,000, draw ${seed}`, async () => {
        const wave = planted(after, count, newKind(createRng(seed)));
        const { unlike, told } = await trackOver(model, wave);
        assert.equal(unlike.finding, "together");
        const { size, silhouette } = unlike.together!;
        assert.ok(
          size.low < count / 2000 && count / 2000 < size.high,
          `${size.low} to ${size.high}`,
        );
        assert.ok(unlike.p < 0.001 && unlike.excess.low > 0);
        assert.ok(silhouette > 0.5);
        const answers = new Map(
          unlike.differences.map(({ variable, value }) => [variable, value]),
        );
        assert.ok(answers.get("A4")! < 1.5 && answers.get("A8")! < 1.5);
        assert.match(told.join("\n"), /New segment: likely/);
      });
    }
  }
});

test("answers at random are unlike any segment, and no segment", async () => {
  const all = await readBig5();
  const { before, after } = drawWaves(all, { sizes: [3000, 2000], seed: 4 });
  const rng = createRng(4);
  const careless: Cells = planted(after, 200, () => rng.uniform() < 0.5 ? 1 : 5);
  const { unlike } = await trackOver(await modelOver(4, before), careless);
  assert.equal(unlike.finding, "scattered");
  assert.ok(unlike.excess.low > 0);
});

test("robots who all answer the same are found as one kind", async () => {
  const all = await readBig5();
  const { before, after } = drawWaves(all, { sizes: [3000, 2000], seed: 5 });
  const robots = planted(after, 50, (item) => item % 2 === 0 ? 1 : 5);
  const { header, rows } = robots;
  const same = { header, rows: rows.map((cells, row) => row < 50 ? rows[0] : cells) };
  const { unlike, told } = await trackOver(await modelOver(4, before), same);
  assert.equal(unlike.finding, "together");
  assert.ok(unlike.together!.size.low < 0.025 && 0.025 < unlike.together!.size.high);
  assert.doesNotMatch(JSON.stringify(unlike) + told.join(), /NaN|Infinity/);
});
