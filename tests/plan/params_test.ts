/** Tests of parameters: defaults, layers, every problem named. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { ParamsError } from "../../pipeline/base/errors.ts";
import {
  parseLayer,
  parseParams,
  parseSetting,
  resolveParams,
} from "../../pipeline/plan/parse_params.ts";
import { paramsYaml } from "../../tools/lib/params_yaml.ts";
import { registryText, schemaText } from "../../tools/schema.ts";

const CONFIG = new URL("../../config/", import.meta.url);

Deno.test("config/params.yaml holds the defaults, and all of them", async () => {
  const text = await Deno.readTextFile(new URL("params.yaml", CONFIG));
  assert.deepEqual(parseParams(text), parseParams({}));
  const shown = text.replace(/^( *)#(\w+:)/gm, "$1$2");
  const written = parseLayer(shown, "").value as Record<string, unknown>;
  assert.deepEqual(parseParams(written), parseParams({}));
  for (const [section, values] of Object.entries(parseParams({}))) {
    if (typeof values !== "object") continue;
    assert.deepEqual(Object.keys(written[section] as object), Object.keys(values), section);
  }
});

Deno.test("what is made of the schema and the methods is what deno task schema writes", async () => {
  const read = (path: string) => Deno.readTextFile(new URL(path, CONFIG));
  assert.equal(await read("params.schema.json"), schemaText());
  assert.equal(await read("../pipeline/cluster/registry.ts"), registryText());
  // The defaults are a user's to change: what is said of them is not.
  const comments = (text: string) => text.split("\n").filter((line) => /^\s*# /.test(line));
  assert.deepEqual(comments(await read("params.yaml")), comments(paramsYaml()));
});

/** Parameters and what is said of them. */
const WRONG: readonly (readonly [yaml: string, message: string])[] = [
  [
    'segments: { names: { 1: "" } }',
    'Cannot use segments.names.1: expected a name that is not empty, but got "".',
  ],
  [
    "segments: { names: { 1: Cooks, 2: cooks } }",
    "Cannot use segments.names.2: expected a name of its own, as another segment is called so, " +
    'but got "cooks".',
  ],
  [
    "segments: { names: { first: Cooks } }",
    "Cannot use segments.names.first: expected names below numbers of segments, from 1, but got " +
    '"Cooks".',
  ],
  [
    'segments: { names: { 1: "two\\nlines" } }',
    "Cannot use segments.names.1: expected a name on one line, without control characters, but " +
    'got "two\\nlines".',
  ],
  [
    `segments: { names: [{ name: ${"x".repeat(61)}, centre: { q1: 2 } }] }`,
    "Cannot use segments.names.0.name: expected a name of at most 60 characters, but got " +
    `"${"x".repeat(61)}".`,
  ],
  [
    "segments: { names: [{ name: Cooks, centre: {} }] }",
    "Cannot use segments.names.0.centre: expected columns with their means or shares, 1 to 100 of " +
    "them, but got {}.",
  ],
  [
    "segments: { names: [{ name: Cooks, centre: { q1: high } }] }",
    'Cannot use segments.names.0.centre.q1: expected a number, but got "high".',
  ],
  [
    "segments: { names: [{ name: Cooks }] }",
    "Cannot use segments.names.0.centre: expected keys and values, but got nothing.",
  ],
  [
    "segments: { names: Cooks }",
    "Cannot use segments.names: expected a list of objects with name, centre or keys and values, " +
    'but got "Cooks".',
  ],
  [
    "targeting: { criteria: [{ name: Growth, scores: { 1: 11 } }] }",
    "Cannot use targeting.criteria.0.scores.1: expected a score from 0 to 10, but got 11.",
  ],
  [
    "targeting: { criteria: [{ name: Growth }, { name: growth }] }",
    "Cannot use targeting.criteria.1.name: expected a name of its own on its side, but got " +
    '"growth".',
  ],
  [
    "clustering: { n_clusters: 0 }",
    'Cannot use clustering.n_clusters: expected "auto" or a whole number from 2 to 1000, but got 0.',
  ],
  [
    "clustering: { n_cluster: 5 }",
    "Cannot use clustering.n_cluster: expected a known parameter, but got an unknown key. " +
    "Did you mean clustering.n_clusters?",
  ],
  [
    "n_clusters: 5",
    "Cannot use n_clusters: expected a known parameter, but got an unknown key. " +
    "Did you mean clustering.n_clusters?",
  ],
  [
    "cleaning: { drop_thresh: 7 }",
    'Cannot use cleaning.drop_thresh: expected "auto" or a number from 0 to 1, but got 7.',
  ],
  [
    "reduction: { n_components: 0 }",
    'Cannot use reduction.n_components: expected "auto" or a whole number from 1 up, but got 0.',
  ],
  [
    "features: { scaling: zscore }",
    'Cannot use features.scaling: expected one of "auto", "none", "standardize", but got "zscore".',
  ],
  [
    "features: { include: q1 }",
    'Cannot use features.include: expected "auto" or a list of strings, but got "q1".',
  ],
  [
    "features: { question_pattern: 'q(' }",
    "Cannot use features.question_pattern: expected a regular expression with one group that " +
    'captures the question, but got "q(".',
  ],
  [
    "ingest: { columns: { age: number } }",
    'Cannot use ingest.columns.age: expected one of "id", "numeric", "binary", "ordinal", ' +
    '"nominal", "date", "text", "weight", "paradata" or an object with kind, order, question, missing, but ' +
    'got "number".',
  ],
  [
    "ingest: { columns: { age: { kinds: ordinal } } }",
    "Cannot use ingest.columns.age.kinds: expected a known parameter, but got an unknown key. " +
    "config/params.yaml lists them all.",
  ],
  [
    "ingest: { columns: { age: { kind: nominal, order: [low, high] } } }",
    "Cannot use ingest.columns.age: expected an order for the kind ordinal only, but got " +
    '{"kind":"nominal","order":["low","high"]}.',
  ],
  [
    "ingest: { columns: { age: { order: [low, high, low] } } }",
    "Cannot use ingest.columns.age.order: expected a list of answers, each once, but got " +
    '["low","high","low"].',
  ],
  [
    "ingest: { missing_codes: { age: 99 } }",
    "Cannot use ingest.missing_codes.age: expected a list of texts or keys and values, but got 99.",
  ],
  [
    "clustering: { n_clusters: }",
    'Cannot use clustering.n_clusters: expected "auto" or a whole number from 2 to 1000, but got null.',
  ],
  [
    "clustering: { method: agglomerative, distance: gower }",
    "Cannot use clustering.distance: expected euclidean with linkage ward, which measures variances " +
    '(gower goes with complete, average and single), but got "gower".',
  ],
  [
    "{ features: { within_respondent: center }, clustering: { method: kmodes } }",
    "Cannot use features.within_respondent: expected none with clustering.method kmodes, which " +
    'compares answers as they were given, but got "center".',
  ],
  [
    "{ features: { within_respondent: standardize }, clustering: { method: kmedoids, distance: gower } }",
    "Cannot use features.within_respondent: expected none with clustering.distance gower, which " +
    'compares answers as they were given, but got "standardize".',
  ],
  [
    "{ features: { within_respondent: center }, reduction: { method: mca } }",
    "Cannot use features.within_respondent: expected none with reduction.method mca, which " +
    'compares answers as they were given, but got "center".',
  ],
  [
    "clustering: { gamma: -1 }",
    'Cannot use clustering.gamma: expected "auto" or a number from 0 up, but got -1.',
  ],
  [
    "[1, 2]",
    "Cannot use the parameters: expected sections such as clustering: with keys below them, but got [1,2].",
  ],
  [
    "clustering: {",
    "Cannot use the parameters: expected valid YAML, but got Flow map in block collection must be sufficiently indented and end with a } at line 1, column 14.",
  ],
];

Deno.test("parseParams() names what is wrong, where, the value given and what would work", async (t) => {
  for (const [yaml, message] of WRONG) {
    await t.step(
      yaml,
      () => assert.throws(() => parseParams(yaml), { name: "ParamsError", message }),
    );
  }
});

Deno.test("parseParams() collects all problems as data", () => {
  assert.throws(
    () => parseParams("clustering: { n_clusters: 1, n_init: 0 }\nseed: -3"),
    (error: Error) => {
      assert.ok(error instanceof ParamsError);
      assert.equal(error.total, 3);
      assert.deepEqual(error.problems.map(({ path }) => path), [
        "clustering.n_clusters",
        "clustering.n_init",
        "seed",
      ]);
      assert.equal(error.problems[0].received, "1");
      return true;
    },
  );
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`strange${i}`, i]));
  assert.throws(() => parseParams(many), (error: Error) => {
    assert.ok(error instanceof ParamsError);
    assert.equal(error.problems.length, 20);
    assert.equal(error.total, 30);
    assert.match(error.message, /\.\.\. and 10 more problems\.$/);
    return true;
  });
});

Deno.test("resolveParams() lays later layers over earlier ones", () => {
  const params = resolveParams([
    parseLayer("clustering: { n_clusters: 4, n_init: 7 }\nfeatures: { exclude: [a, b] }", "base"),
    parseLayer("clustering: { n_clusters: 5 }\nfeatures: { exclude: [c] }\ncleaning:", "overlay"),
    parseSetting("clustering.n_clusters=6"),
    parseSetting("ingest.columns.Q1.a=nominal"),
    parseSetting("ingest.columns.Q1.b={order: [low, 2]}"),
    parseSetting("ingest.missing_codes.Q1.*={-9: refused}"),
    parseSetting("cleaning.exclude_columns=[x, 'y*']"),
  ]);
  assert.equal(params.clustering.n_clusters, 6);
  assert.equal(params.clustering.n_init, 7);
  assert.deepEqual(params.features.exclude, ["c"]);
  assert.deepEqual(params.ingest.columns, { "Q1.a": "nominal", "Q1.b": { order: ["low", 2] } });
  assert.deepEqual(params.ingest.missing_codes, { "Q1.*": { "-9": "refused" } });
  assert.deepEqual(params.cleaning.exclude_columns, ["x", "y*"]);
});

Deno.test("resolveParams() names the layer that holds the wrong value", () => {
  const layers = [
    parseLayer("clustering: { n_clusters: 4 }", "config/params.yaml"),
    parseSetting("clustering.n_clusters=five"),
  ];
  assert.throws(() => resolveParams(layers), {
    message:
      'Cannot use --set clustering.n_clusters: expected "auto" or a whole number from 2 to 1000, but got "five".',
  });
});

Deno.test("parseSetting() refuses what is no path=value", () => {
  for (const setting of ["clustering.n_clusters", "=5", ""]) {
    assert.throws(() => parseSetting(setting), {
      name: "ParamsError",
      message: `Cannot use --set: expected path=value, but got ${JSON.stringify(setting)}. ` +
        "For example --set clustering.n_clusters=5.",
    });
  }
});

Deno.test("parseParams() of resolved parameters changes nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (k, share) => {
        const params = parseParams({
          clustering: { n_clusters: k },
          cleaning: { drop_thresh: share },
        });
        assert.deepEqual(parseParams(structuredClone(params)), params);
      },
    ),
    { seed: 5 },
  );
});
