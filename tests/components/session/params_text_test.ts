/** Tests of parameters as addresses, YAML and command lines. Runs in Deno. */

import assert from "node:assert/strict";
import fc from "fast-check";
import {
  differences,
  fromQuery,
  isSameData,
  toCommand,
  tooLongNotice,
  toQuery,
  toYaml,
  withValue,
} from "../../../src/components/session/params_text.ts";
import { originalParams } from "../../support/original.ts";

const DEFAULTS = originalParams({});
const SHA = "b43e0d836528ff4c7b49b224dc2272bd056d52d5e6315bdf62a9df3357295108";
const CHANGED = originalParams({
  clustering: { n_clusters: 5, method: "agglomerative" },
  features: { exclude: ["age", "it's, odd"] },
  cleaning: { drop_thresh: 0.25 },
  seed: 7,
});

Deno.test("toQuery() holds what differs, and fromQuery() gives it back", () => {
  const query = toQuery(CHANGED, DEFAULTS, SHA);
  assert.ok(query.startsWith("data=b43e0d836528&"));
  const { params, data } = fromQuery(`?${query}`, DEFAULTS)!;
  assert.deepEqual(params, CHANGED);
  assert.ok(isSameData(data, SHA));
  assert.equal(fromQuery("?utm=x", DEFAULTS), null);
  assert.deepEqual(fromQuery("?data=b43e0d836528&clustering.k=4&seed=9", DEFAULTS)!.params, {
    ...DEFAULTS,
    seed: 9,
  });
});

Deno.test("fromQuery() reads no values that are nested beyond what can be copied, and no endless ones", () => {
  const nested = "[".repeat(5_000) + "]".repeat(5_000);
  const read = fromQuery(`?data=x&cleaning.filter=${nested}&features.exclude=${nested}`, DEFAULTS)!;
  assert.equal(read.params.cleaning.filter, nested);
  assert.deepEqual([read.params.features.exclude, read.leftOut], [[], ["features.exclude"]]);
  const proto = fromQuery(
    "?data=x&__proto__.x=1&clustering.__proto__=3&constructor.name=2",
    DEFAULTS,
  )!;
  assert.deepEqual(proto.params, DEFAULTS);
  const long = `?data=x&cleaning.filter=${"a".repeat(40_000)}`;
  assert.equal(fromQuery(long, DEFAULTS), null);
  assert.match(tooLongNotice(long), /at most 32768 characters are read, but it has 40024\./);
  assert.equal(tooLongNotice(`?${toQuery(CHANGED, DEFAULTS, SHA)}`), "");
});

Deno.test("toQuery() and fromQuery() are inverse for any value", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string()),
      fc.integer({ min: 2, max: 99 }),
      fc.string({ minLength: 1 }),
      (exclude, k, sheet) => {
        const params = originalParams({
          features: { exclude },
          clustering: { n_clusters: k },
          ingest: { sheet },
        });
        assert.deepEqual(fromQuery(toQuery(params, DEFAULTS, SHA), DEFAULTS)!.params, params);
      },
    ),
    { seed: 10 },
  );
});

Deno.test("toYaml() is read back as the same parameters", () => {
  assert.deepEqual(originalParams(toYaml(CHANGED, DEFAULTS)), CHANGED);
  assert.equal(toYaml(DEFAULTS, DEFAULTS), "# All parameters have their defaults.\n");
});

Deno.test("toCommand() quotes for the shell and says nothing of what is so anyway", () => {
  assert.equal(toCommand(DEFAULTS, DEFAULTS, []), "deno task pipeline");
  assert.equal(
    toCommand(CHANGED, withValue(CHANGED, "seed", 42), ["--input", "my file.csv"]),
    "deno task pipeline --input 'my file.csv' --set seed=7",
  );
  assert.equal(
    toCommand(CHANGED, DEFAULTS, []),
    "deno task pipeline --set cleaning.drop_thresh=0.25 " +
      `--set 'features.exclude=["age","it'\\''s, odd"]' ` +
      "--set clustering.method=agglomerative --set clustering.n_clusters=5 --set seed=7",
  );
});

Deno.test("differences() passes over where the survey lies and what is published", () => {
  const params = originalParams({
    storage: { object_name: "x.csv" },
    publish: { respondents: "none" },
  });
  assert.deepEqual(differences(params, DEFAULTS), []);
});
