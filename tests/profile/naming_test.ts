/** Tests of names given to segments: which segment each belongs to, and what is said where that is not sure. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { createRng } from "../../pipeline/base/rng.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { AnchoredName } from "../../pipeline/plan/segment_names.ts";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { bytesOf } from "../support/survey_text.ts";

const ITEMS = 12;
/** Who answers what, by group: so many respondents, and the items that they rate high. */
const GROUPS = [[90, [0, 1, 2]], [70, [3, 4, 5]], [50, [6, 7, 8]], [40, [9, 10, 11]]] as const;
const NAMES = ["Cooks", "Savers", "Hurried", "Curious"];

/** Four groups that rate other items high, in a file whose rows tell which group they are of. */
function fourGroups(): Uint8Array<ArrayBuffer> {
  const rng = createRng(11);
  const head = Array.from({ length: ITEMS }, (_, item) => `q1_${item + 1}`);
  const rows = GROUPS.flatMap(([size, high], group) =>
    Array.from({ length: size }, (_, i) => [
      ...head.map((_, item) =>
        high.some((each) => each === item) ? 4 + rng.below(2) : 1 + rng.below(3)
      ),
      ...[["north", "south"][group % 2], i],
    ])
  );
  return bytesOf([[...head, "region", "turn"], ...rows].map((row) => row.join(",")).join("\n"));
}

const BYTES = fourGroups();
const CACHE = memoryCache(1e9);

/** A run of so many segments with names. */
function run(k: number, more: Record<string, unknown> = {}): Promise<PipelineResult> {
  const { names = [], ...others } = more;
  const params = parseParams({
    structure: { check: "none" },
    features: { exclude: ["turn"] },
    clustering: { n_clusters: k },
    segments: { names },
    ...others,
  });
  return runPipeline(BYTES, "groups.csv", params, { cache: CACHE });
}

async function anchors(k = GROUPS.length): Promise<AnchoredName[]> {
  const { profile } = await run(k);
  return profile.segments.map(({ centre }, g) => ({ name: NAMES[g], centre }));
}

/** The items each name's segment rates high, from 0. */
function highOf({ profile }: PipelineResult): Record<string, number[]> {
  return Object.fromEntries(
    profile.segments.filter(({ isNamed }) => isNamed).map((segment) => [
      segment.name,
      profile.rows.filter(({ variable, segments }) =>
        variable.startsWith("q1_") && segments[segment.number - 1].value! > 3.5
      ).map(({ variable }) => Number(variable.slice(3)) - 1).sort((a, b) => a - b),
    ]),
  );
}

const EXPECTED = Object.fromEntries(GROUPS.map(([, high], g) => [NAMES[g], [...high]]));

Deno.test("names find their segments whatever the seed, the method, the scaling and the reduction", async () => {
  const names = await anchors();
  const others = [
    ...[1, 2, 3, 4, 5, 6].map((seed) => ({ seed })),
    { clustering: { n_clusters: 4, method: "agglomerative" } },
    { clustering: { n_clusters: 4, method: "kmedoids" } },
    { features: { exclude: ["turn"], scaling: "standardize" } },
    { reduction: { method: "pca", n_components: 3 } },
  ];
  for (const settings of others) {
    const result = await run(4, { names, ...settings });
    assert.deepEqual(highOf(result), EXPECTED, JSON.stringify(settings));
    assert.deepEqual(result.profile.naming, { resting: [], notes: [] }, JSON.stringify(settings));
  }
});

Deno.test("names follow their segments when these change places by size", async () => {
  const names = await anchors();
  const before = await run(4, { names });
  assert.deepEqual(before.profile.segments.map(({ name }) => name), NAMES);
  // Half of everybody whose turn is early is left: the largest group becomes the smallest.
  const after = await run(4, { names, cleaning: { filter: "turn >= 60 or q1_1 < 4" } });
  assert.notDeepEqual(after.profile.segments.map(({ name }) => name), NAMES);
  assert.deepEqual(highOf(after), EXPECTED);
});

Deno.test("one segment fewer or more and back again gives the names back", async () => {
  const names = await anchors();
  for (const k of [3, 5]) {
    const between = await run(k, { names });
    const { resting, notes } = between.profile.naming!;
    const held = between.profile.segments.filter(({ isNamed }) => isNamed).map(({ name }) => name);
    // No name is lost, and none is used twice.
    assert.deepEqual([...held, ...resting].sort(), [...NAMES].sort());
    assert.ok(notes.length > 0, `${k} segments leave nothing to say`);
    const again = await run(4, { names: between.params.segments.names });
    assert.deepEqual(again.profile.segments.map(({ name }) => name), NAMES);
    assert.deepEqual(again.profile.naming, { resting: [], notes: [] });
  }
});

Deno.test("a name without a segment rests, and the run says so in words", async () => {
  const names = await anchors();
  const { profile, warnings } = await run(3, { names });
  const { resting, notes } = profile.naming!;
  const note = notes.find(({ code }) => code === "resting")!;
  assert.equal(resting.length, 1);
  assert.deepEqual(note.names, resting);
  assert.equal(
    note.text,
    `“${resting[0]}” rests: of the three segments that there are now, none without another name ` +
      "lies near where that name was given. It comes back when its segment does.",
  );
  assert.ok(warnings.some(({ stage, text }) => stage === "profile" && text === note.text));
});

Deno.test("the order of the list decides nothing but ties", async () => {
  const names = await anchors();
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(names, { minLength: 1 }), async (some) => {
      const told = highOf(await run(4, { names: some }));
      assert.deepEqual(
        told,
        Object.fromEntries(some.map(({ name }) => [name, EXPECTED[name]])),
      );
    }),
    { numRuns: 20, seed: 2 },
  );
  const [{ centre }] = names;
  const tied = await run(4, { names: [{ name: "First", centre }, { name: "Second", centre }] });
  assert.equal(tied.profile.segments[0].name, "First");
  assert.deepEqual(tied.profile.naming!.resting, ["Second"]);
});

Deno.test("what lies as near, or far, is said with the segments it is of", async () => {
  const { profile } = await run(4);
  const meanOf = (variable: string, g: number) =>
    profile.rows.find((row) => row.variable === variable)!.segments[g].value!;
  const told = async (share: number) => {
    // Somewhere on the way from the first segment to the second.
    const centre = Object.fromEntries(
      ["q1_1", "q1_2", "q1_3", "q1_4", "q1_5", "q1_6"].map((variable) => {
        const [from, to] = [meanOf(variable, 0), meanOf(variable, 1)];
        return [variable, from + share * (to - from)];
      }),
    );
    return (await run(4, { names: [{ name: "Wanderers", centre }] })).profile.naming!;
  };
  assert.deepEqual((await told(0.1)).notes, []);
  const [far] = (await told(0.3)).notes;
  assert.deepEqual([far.code, far.segments], ["far", [1]]);
  assert.match(far.text, /^“Wanderers” is segment 1 now, which lies 0\.\d standard deviations /);
  const [near] = (await told(0.43)).notes;
  assert.equal(near.code, "as-near");
  assert.deepEqual(near.segments.slice(0, 2), [1, 2]);
  assert.match(near.text, /^“Wanderers” is segment 1 now, but segments 2, .* lie nearly as near /);
});

Deno.test("a name finds its segment by the questions that are left, and rests without most of them", async () => {
  const names = (await anchors()).map(({ name, centre }) => ({
    name,
    centre: { ...centre, gone_1: 3, gone_2: 4 },
  }));
  assert.deepEqual(highOf(await run(4, { names })), EXPECTED);
  const lost = [{ name: "Cooks", centre: { q1_1: 4.5, gone_1: 3, gone_2: 4 } }];
  assert.deepEqual((await run(4, { names: lost })).profile.naming!.resting, ["Cooks"]);
});

Deno.test("names by number hold while there are so many segments", async () => {
  const names = { 1: "Cooks", 2: "auto", 4: "Curious" };
  const four = await run(4, { names });
  const [first, second, , fourth] = four.profile.segments;
  assert.deepEqual([first.name, second.isNamed, fourth.name], ["Cooks", false, "Curious"]);
  assert.equal(second.name, second.proposals[0]);
  const three = await run(3, { names });
  assert.ok(three.profile.segments.every(({ isNamed }) => !isNamed));
  assert.deepEqual(three.profile.naming!.resting, ["Cooks", "Curious"]);
  assert.equal(
    three.profile.naming!.notes[0].text,
    "The names by number rest: segments.names goes up to 4, and there are 3 segments. Say " +
      "clustering.n_clusters, name them up to 3 (auto where one needs no name), or give each name a " +
      "centre to follow.",
  );
  const [{ settings }] = three.warnings.find(({ remedies }) => remedies !== undefined)!.remedies!;
  assert.deepEqual(settings, [["clustering.n_clusters", 4]]);
});

Deno.test("names change no figure and run nothing but the profile again", async () => {
  const cache = memoryCache(1e9);
  const of = (names: unknown) =>
    runPipeline(
      BYTES,
      "groups.csv",
      parseParams({
        structure: { check: "none" },
        clustering: { n_clusters: 4 },
        segments: { names },
      }),
      { cache },
    );
  const plain = await of([]), named = await of({ 1: "A", 2: "B", 3: "C", 4: "D" });
  const ran = Object.keys(named.timings).filter((stage) =>
    !named.cached.some((each) => each === stage)
  );
  assert.deepEqual(ran, ["profile"]);
  assert.deepEqual(named.profile.rows, plain.profile.rows);
  assert.notEqual(named.runId, plain.runId);
  assert.equal((await of({})).runId, plain.runId, "no names are no other work");
  assert.ok(!("naming" in plain.profile));
});

Deno.test("a centre is short, rounded, and lies nearest its own segment", async () => {
  const { profile } = await run(4);
  profile.segments.forEach(({ centre, number }) => {
    assert.ok(Object.keys(centre).length >= 3 && Object.keys(centre).length <= 10);
    for (const [variable, value] of Object.entries(centre)) {
      const row = profile.rows.find((each) => each.variable === variable)!;
      assert.ok(Math.abs(row.segments[number - 1].value! - value) < 0.03, variable);
      assert.ok(String(value).length <= 4, String(value));
    }
  });
});
