/** Tests of which project an address asks for, of projects as data, and of their names and maps. Runs in Deno. */

import assert from "node:assert/strict";
import {
  addressQuery,
  askedProject,
  linkQuery,
  stateOf,
} from "../../../src/components/session/projects/project_address.ts";
import {
  freeName,
  paramsOf,
  type Project,
  settingsOf,
  smallMap,
} from "../../../src/components/session/projects/project.ts";
import { projectFileName } from "../../../src/components/session/projects/project_file.ts";
import { fromQuery, toQuery } from "../../../src/components/session/params_text.ts";
import { originalParams } from "../../support/original.ts";

const DEFAULTS = originalParams({});
const CHANGED = originalParams({ clustering: { n_clusters: 5 }, features: { exclude: ["a"] } });
const SHA = "b43e0d836528ff4c7b49b224dc2272bd056d52d5e6315bdf62a9df3357295108";
const OTHER_SHA = "0".repeat(64);

function project(id: string, sha256: string): Project {
  return {
    ...{ id, sha256, name: `${id}.csv`, notes: "", headline: "", map: null },
    file: { name: `${id}.csv`, size: 1, codebook: null },
    ...{ settings: [], created: 0, changed: 0, revision: 0 },
  };
}

const ONE = project("one", SHA);
const TWO = project("two", OTHER_SHA);

Deno.test("askedProject() opens what an address names, and says what else it wants", () => {
  const state = toQuery(CHANGED, DEFAULTS, SHA);
  const link = linkQuery({ isOwn: true, name: "one.csv", sha256: SHA }, state);
  const unknown = `file=x.csv&sha256=${"a".repeat(64)}`;
  const cases = [
    ["?project=two", [ONE, TWO], { kind: "open", project: TWO, isLink: false }],
    [`?project=one&${state}`, [ONE, TWO], { kind: "open", project: ONE, isLink: false }],
    [`?${link}`, [TWO, ONE], { kind: "open", project: ONE, isLink: true }],
    // Made before there were projects: twelve digits are all that there is.
    [`?${state}`, [TWO, ONE], { kind: "open", project: ONE, isLink: true }],
    [`?${state}`, [TWO], { kind: "wanted", name: null, sha256: SHA.slice(0, 12) }],
    [`?${unknown}`, [ONE], { kind: "wanted", name: "x.csv", sha256: "a".repeat(64) }],
    ["?project=gone", [ONE], { kind: "gone" }],
    ["?project=gone", [], { kind: "gone" }],
    ["", [ONE], { kind: "open", project: ONE, isLink: false }],
    ["", [ONE, TWO], { kind: "choose" }],
    ["", [], { kind: "choose" }],
    ["?data=no-digits", [ONE, TWO], { kind: "choose" }],
  ] as const;
  for (const [search, projects, expected] of cases) {
    assert.deepEqual(askedProject(search, projects), expected, search);
  }
});

Deno.test("addresses name the project, links the file, and both keep the state", () => {
  const own = { isOwn: true, key: "k1", name: "a & b.csv", sha256: SHA };
  const state = toQuery(CHANGED, DEFAULTS, SHA);
  const address = addressQuery(own, state);
  assert.equal(address, `project=k1&${state}`);
  assert.equal(addressQuery(own, ""), "project=k1");
  const link = linkQuery(own, state);
  assert.ok(!link.includes("k1"), link);
  assert.equal(new URLSearchParams(link).get("file"), "a & b.csv");
  for (const query of [address, link]) {
    assert.deepEqual(fromQuery(`?${stateOf(query)}`, DEFAULTS)!.params, CHANGED);
    assert.deepEqual(fromQuery(`?${query}`, DEFAULTS)!.params, CHANGED);
  }
  assert.equal(stateOf(`project=k1`), "");
  const published = { ...own, isOwn: false };
  assert.equal(addressQuery(published, state), state);
  assert.equal(linkQuery(published, state), state);
});

Deno.test("a project keeps what differs, and takes new defaults for all else", () => {
  const settings = settingsOf(CHANGED, DEFAULTS);
  assert.deepEqual(paramsOf({ settings }, DEFAULTS), CHANGED);
  const newer = originalParams({ seed: 9 });
  assert.deepEqual(paramsOf({ settings }, newer), { ...CHANGED, seed: 9 });
  const strange = [...settings, ["clustering.gone", 1] as const, ["gone", 2] as const];
  assert.deepEqual(paramsOf({ settings: strange }, DEFAULTS), CHANGED);
});

Deno.test("freeName() gives a name that nobody has", () => {
  assert.equal(freeName("a.csv", []), "a.csv");
  assert.equal(freeName("a.csv", ["a.csv"]), "a.csv (2)");
  assert.equal(freeName("a.csv (2)", ["a.csv", "a.csv (2)"]), "a.csv (3)");
  assert.equal(freeName("b.csv", ["a.csv"]), "b.csv");
});

Deno.test("smallMap() keeps the shape in few numbers", () => {
  const n = 4000;
  const x = Array.from({ length: n }, (_, i) => i / 7);
  const map = {
    n,
    centers: [{}, {}],
    points: { x, y: x, segment: x.map((_, i) => i % 2) },
    grid: { cells: 2, counts: [[0, 1, 1, 9]], xDomain: [0, 4], yDomain: [0, 8] },
  } as unknown as Parameters<typeof smallMap>[0];
  const small = smallMap(map);
  assert.equal(small.n, n);
  assert.equal(small.segments, 2);
  assert.ok(small.x.length > 200 && small.x.length <= 300, String(small.x.length));
  assert.equal(small.x.length, small.segment.length);
  assert.deepEqual(smallMap({ ...map, points: null }), {
    ...{ n, segments: 2, x: [1], y: [6], segment: [1] },
  });
});

Deno.test("projectFileName() is a name that every system takes", () => {
  assert.equal(projectFileName("Spring wave"), "Spring wave.ccproject");
  assert.equal(projectFileName('a/b\\c:d*e?f"g<h>i|j\n'), "a_b_c_d_e_f_g_h_i_j_.ccproject");
  assert.equal(projectFileName("again.ccproject"), "again.ccproject");
  assert.ok(projectFileName("x".repeat(400)).length < 140);
});
