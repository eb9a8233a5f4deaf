/** Tests of roles: what defines segments, what describes them, what stands aside. Runs in Deno. */

import assert from "node:assert/strict";
import { clean } from "../../pipeline/clean/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { features } from "../../pipeline/features/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";

const TEXT = new TextEncoder();

async function rolesOf(bytes: Uint8Array, changes: object = { include: "auto" }) {
  const params = parseParams({ features: changes });
  const warnings: string[] = [];
  const context = createContext({ onWarning: (text) => warnings.push(text) });
  const cleaned = await clean(await ingest(bytes, "s.csv", params), params);
  const { roles, names } = await features(cleaned, params, context);
  const of = (role: string) => roles.filter((one) => one.role === role).map(({ column }) => column);
  return {
    roles,
    names,
    warnings,
    define: of("define"),
    describe: of("describe"),
    aside: of("aside"),
  };
}

/** A survey of two attitudes, spending, who people are, and what stands aside. */
const SURVEY = [
  "id,started,q1_1,q1_2,spend,age,sex,region,why",
  ...Array.from({ length: 40 }, (_, i) =>
    [
      `R${i}`,
      `2025-01-${10 + i % 20}`,
      1 + i % 5,
      1 + (i * 7 + (i >> 2)) % 5,
      100 + 17 * i % 90,
      20 + (i * 7) % 50,
      i % 2 ? "male" : "female",
      ["North", "South", "West"][i % 3],
      `because of ${i} things that I like about ${i * 3} of them`,
    ].join(",")),
].join("\n");

Deno.test("features.include: auto lets attitudes and behaviour define, who people are describe", async () => {
  const found = await rolesOf(TEXT.encode(SURVEY));
  assert.deepEqual(found.define, ["q1_1", "q1_2", "spend"]);
  assert.deepEqual(found.describe, ["age", "sex", "region"]);
  assert.deepEqual(found.aside, ["id", "started", "why"]);
  assert.deepEqual(found.names, found.define);
  assert.equal(
    found.roles.find(({ column }) => column === "age")?.reason,
    'who respondents are (age): its header says "age"',
  );
  for (const { confidence } of found.roles) assert.ok(confidence > 0 && confidence <= 1);
});

Deno.test("when people were asked describes, and defines after who they are only", async () => {
  const asked = SURVEY.split("\n").map((line, i) => {
    return `${line},${i === 0 ? "year,survey_wave" : `${2021 + i % 3},${1 + i % 2}`}`;
  });
  const found = await rolesOf(TEXT.encode(asked.join("\n")));
  assert.deepEqual(found.define, ["q1_1", "q1_2", "spend"]);
  assert.deepEqual(found.describe, ["age", "sex", "region", "year", "survey_wave"]);
  assert.equal(
    found.roles.find(({ column }) => column === "year")?.reason,
    'when or how respondents were asked: its header says "year"',
  );
  const cut = (from: number, to: number) =>
    rolesOf(
      TEXT.encode(asked.map((line) => line.split(",").toSpliced(from, to - from)).join("\n")),
    );
  assert.deepEqual((await cut(0, 5)).define, ["age", "sex", "region"]);
  const chosen = await rolesOf(TEXT.encode(asked.join("\n")), { include: ["auto", "year"] });
  assert.deepEqual(chosen.define, ["q1_1", "q1_2", "spend", "year"]);
});

Deno.test("features.include and exclude overrule roles", async () => {
  const cases: [object, string[]][] = [
    [{ include: ["auto", "region"] }, ["q1_1", "q1_2", "spend", "region"]],
    [{ include: "auto", exclude: ["q1_*"] }, ["spend", "age", "sex", "region"]],
    [{ include: ["auto", "age"], exclude: ["spend"] }, ["q1_1", "q1_2", "age"]],
    [{ include: ["age", "q1_1"] }, ["q1_1", "age"]],
    [{ include: ["*"] }, ["q1_1", "q1_2", "spend", "age", "sex", "region"]],
  ];
  for (const [changes, define] of cases) {
    assert.deepEqual(
      (await rolesOf(TEXT.encode(SURVEY), changes)).define,
      define,
      JSON.stringify(changes),
    );
  }
});

Deno.test("who people are defines only where next to nothing else is left, and that is said", async () => {
  const people = SURVEY.split("\n").map((line) => line.split(",").slice(4, 8).join(",")).join("\n");
  const { define, warnings } = await rolesOf(TEXT.encode(people));
  assert.deepEqual(define, ["spend", "age", "sex", "region"]);
  assert.match(warnings.join("\n"), /Segments are formed on who respondents are/);
  assert.deepEqual((await rolesOf(TEXT.encode(SURVEY))).warnings, []);
});

/** Columns of real surveys that only describe. */
const REAL: Readonly<Record<string, readonly string[]>> = {
  "bfi.csv": ["gender", "education", "age"],
  "mcdonalds.csv": ["Age", "Gender"],
  "volunteers.csv": ["GENDER", "AGEG"],
  "tea.csv": ["age", "sex", "SPC", "age_Q"],
  "marketing_campaign.csv": [
    "Year_Birth",
    "Education",
    "Marital_Status",
    "Income",
    "Kidhome",
    "Teenhome",
  ],
  "big5.csv": ["race", "age", "engnat", "gender", "source", "country"],
};

Deno.test({
  name: "the roles of real surveys (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn(t) {
    for (const [file, describe] of Object.entries(REAL)) {
      await t.step(file, async () => {
        const found = await rolesOf(await Deno.readFile(sharedData(file)));
        assert.deepEqual(found.describe, describe);
      });
    }
  },
});
