/** Tests of what a parameter does under the present methods. Runs in Deno. */

import assert from "node:assert/strict";
import schema from "../../../config/params.schema.json" with { type: "json" };
import "../../support/with_rules.ts";
import { readText, stagesAfter, whyIdle } from "../../../src/components/session/param_rules.ts";
import { type JsonSchema, listGroups } from "../../../src/components/session/param_schema.ts";
import { originalParams } from "../../support/original.ts";

const SURVEY = { rows: 900, file: "text", isFile: true } as const;

Deno.test("whyIdle() says which parameters a method of clustering uses", async (t) => {
  const used: Record<string, string[]> = {
    kmeans: ["n_init", "max_iter"],
    agglomerative: ["linkage", "distance"],
    kmedoids: ["n_init", "max_iter", "distance"],
    kmodes: ["n_init", "max_iter"],
    kprototypes: ["n_init", "max_iter", "gamma"],
  };
  for (const [method, own] of Object.entries(used)) {
    await t.step(method, () => {
      const params = originalParams({ clustering: { method } });
      const inUse = Object.keys(params.clustering).filter((key) =>
        whyIdle(`clustering.${key}`, params, SURVEY) === ""
      );
      assert.deepEqual(inUse.sort(), ["method", "n_clusters", ...own].sort());
      assert.equal(whyIdle("seed", params, SURVEY) === "", method !== "agglomerative");
    });
  }
});

Deno.test("whyIdle() turns setting ratings against the own mean off where answers are compared as given", () => {
  const path = "features.within_respondent";
  const why =
    "Off: k-modes, k-prototypes, Gower's distance and MCA compare answers as they were given.";
  const cases: [object, string][] = [
    [{}, ""],
    [{ clustering: { method: "kmedoids" } }, ""],
    [{ clustering: { method: "kmodes" } }, why],
    [{ clustering: { method: "kprototypes" } }, why],
    [{ clustering: { method: "kmedoids", distance: "gower" } }, why],
    [{ reduction: { method: "mca" } }, why],
  ];
  for (const [given, expected] of cases) {
    const params = originalParams(given);
    assert.equal(whyIdle(path, params, SURVEY), expected, JSON.stringify(given));
    // What is set must stay within reach: with such a method it is refused.
    const features = { ...params.features, within_respondent: "center" as const };
    assert.equal(whyIdle(path, { ...params, features }, SURVEY), "");
  }
});

Deno.test("stagesAfter() runs no clustering again where only the map of the answers changes", () => {
  const rest = ["evaluate", "profile"];
  const cases: [object, string, string[]][] = [
    [{}, "reduction.n_components", ["reduce", "map", "cluster", ...rest]],
    [{ method: "kmodes" }, "reduction.n_components", ["reduce", "map", ...rest]],
    [{}, "features.within_respondent", ["features", "reduce", "map", "cluster", ...rest]],
    [{ method: "kmodes" }, "features.within_respondent", []],
    [{ method: "kmedoids" }, "reduction.method", ["reduce", "map", "cluster", ...rest]],
    [{ method: "kmedoids", distance: "gower" }, "reduction.method", ["reduce", "map", ...rest]],
    [{ method: "kmedoids", distance: "gower" }, "clustering.distance", ["cluster", ...rest]],
    [{ method: "kprototypes" }, "clustering.gamma", ["cluster", ...rest]],
    [{ method: "kprototypes" }, "features.scaling", [
      "features",
      "reduce",
      "map",
      "cluster",
      ...rest,
    ]],
    [
      { method: "agglomerative", distance: "gower", linkage: "average" },
      "clustering.distance",
      ["tree", "cluster", ...rest],
    ],
    [
      { method: "agglomerative", distance: "gower", linkage: "average" },
      "reduction.n_components",
      ["reduce", "map", ...rest],
    ],
  ];
  for (const [clustering, path, expected] of cases) {
    const params = originalParams({ clustering });
    assert.deepEqual(
      stagesAfter(path, params, SURVEY),
      expected,
      JSON.stringify([clustering, path]),
    );
  }
  const seeded = originalParams({
    reduction: { method: "umap" },
    clustering: { method: "kmodes" },
  });
  assert.deepEqual(stagesAfter("seed", seeded, SURVEY), ["reduce", "map", "cluster", ...rest]);
});

Deno.test("readText() takes a number or a word where the parameter may be either", () => {
  const fields = listGroups(schema as JsonSchema).flatMap((group) => group.fields);
  const read = (path: string, text: string) =>
    readText(fields.find((field) => field.path === path)!, text);
  assert.deepEqual(read("clustering.gamma", " 0.5 "), { value: 0.5 });
  assert.deepEqual(read("clustering.gamma", "auto"), { value: "auto" });
  assert.deepEqual(read("ingest.sheet", "2"), { value: 2 });
  assert.deepEqual(read("ingest.sheet", "0.5"), { value: "0.5" });
  assert.deepEqual(read("cleaning.drop_thresh", "auto"), { value: "auto" });
  assert.deepEqual(read("cleaning.drop_thresh", "80"), {
    rule: "Needs auto or a number from 0 to 1. 80 was not used.",
  });
  assert.deepEqual(read("clustering.gamma", "much"), {
    rule: "Needs auto or a number from 0 up. much was not used.",
  });
});

Deno.test("whyIdle() says that answers which were read at the build cannot be read anew", () => {
  const params = originalParams({});
  const reading = listGroups(schema as JsonSchema).find(({ key }) => key === "ingest")!.fields;
  const published = { ...SURVEY, isFile: false };
  for (const { path } of reading) {
    assert.match(whyIdle(path, params, published), /^Off: read when the site was built/, path);
  }
  assert.equal(whyIdle("cleaning.fill_value", params, published), "");
  assert.equal(whyIdle("ingest.columns", params, { ...published, isFile: true }), "");
});
