/** The sample survey: reproducible, and as its codebook says. Runs in Deno. */

import assert from "node:assert/strict";
import Papa from "papaparse";
import * as XLSX from "xlsx";
import { makeSample } from "../data/make_sample.ts";
import { CODEBOOK as CODEBOOK_LINES } from "../data/sample_questions.ts";
import { runPipeline } from "../pipeline/mod.ts";
import { adjustedRandIndex } from "./support/rand_index.ts";
import { originalParams } from "./support/original.ts";

const ROOT = new URL("../", import.meta.url);
const RESPONDENTS = 1204;

const sample = makeSample();
const [header, ...rows] = readCsv(sample.csv);

Deno.test("makeSample() gives the committed bytes, each time", async (t) => {
  const again = makeSample();
  await t.step("data/dataset.xlsx", async () => {
    assert.deepEqual(again.xlsx, sample.xlsx);
    assert.deepEqual(sample.xlsx, await Deno.readFile(new URL("data/dataset.xlsx", ROOT)));
  });
  await t.step("tests/data/dataset.csv", async () => {
    assert.equal(again.csv, sample.csv);
    assert.equal(sample.csv, await readText("tests/data/dataset.csv"));
  });
  await t.step("tests/data/dataset_planted.csv", async () => {
    assert.equal(again.planted, sample.planted);
    assert.equal(sample.planted, await readText("tests/data/dataset_planted.csv"));
  });
});

Deno.test("the sample's workbook and its CSV twin hold the same cells", () => {
  const book = XLSX.read(sample.xlsx, { type: "array" });
  assert.deepEqual(book.SheetNames, ["Answers", "Codebook"]);
  const cells = XLSX.utils.sheet_to_json<string[]>(book.Sheets.Answers, {
    header: 1,
    raw: false,
    defval: "",
  });
  assert.equal(cells.length, RESPONDENTS + 1);
  assert.deepEqual(cells, [header, ...rows]);
});

Deno.test("the sample's codebook sheet has a text for every column, and the engine takes it", async () => {
  assert.deepEqual(CODEBOOK_LINES.map(([name]) => name), header);
  const { survey, warnings } = await runPipeline(sample.xlsx, "dataset.xlsx", originalParams({}));
  assert.deepEqual(
    survey.columns.map(({ label }) => label),
    CODEBOOK_LINES.map(([, text]) => text),
  );
  assert.deepEqual(warnings.filter(({ text }) => /codebook/i.test(text)), []);
  const ends = survey.columns.find(({ name }) => name === "core_q2_1")?.ends;
  assert.deepEqual(ends, ["Not at all", "Completely"]);
});

Deno.test("the sample's days are date cells, not texts", () => {
  const book = XLSX.read(sample.xlsx, { type: "array", cellNF: true });
  assert.equal(book.Sheets.Answers.B1.v, "date");
  assert.equal(book.Sheets.Answers.B2.t, "n");
  assert.equal(book.Sheets.Answers.B2.z, "yyyy-mm-dd");
});

Deno.test("the planted segments have the planned shares and are not in the survey", () => {
  const [plantedHeader, ...planted] = readCsv(sample.planted);
  assert.deepEqual(plantedHeader, ["row", "segment"]);
  assert.deepEqual(planted.map(([row]) => row), rows.map((_, row) => String(row + 1)));
  const sizes = ["0", "1", "2", "3"].map((segment) =>
    planted.filter(([, other]) => other === segment).length
  );
  assert.deepEqual(sizes, [36, 584, 350, 234]);
  assert.equal(header.some((name) => /segment|planted|trait/.test(name)), false);
});

const battery = (prefix: string, items: number) =>
  Array.from({ length: items }, (_, item) => `${prefix}_${item + 1}`);
const wholeFrom = (low: number, high: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= low && Number(text) <= high;
const oneOf = (...texts: string[]) => (text: string) => texts.includes(text);

/** Columns, what an answer looks like, and how large a share is blank (lowest, highest). */
const CODEBOOK: readonly [string, string[], (text: string) => boolean, number, number][] = [
  ["identifiers", ["respondent_id"], (text) => /^R-\d{5}$/.test(text), 0, 0],
  ["days", ["date"], (text) => /^2025-03-(0[3-9]|1\d|2[0-3])$/.test(text), 0, 0],
  ["the wave", ["wave"], oneOf("3"), 0, 0],
  [
    "regions",
    ["region"],
    oneOf("North Coast", "Lakes", "Central Valley", "Capital", "Hills", "South"),
    0,
    0,
  ],
  ["gender", ["gender"], oneOf("female", "male", "another", "prefer not to say"), 0.01, 0.05],
  ["age", ["age"], wholeFrom(18, 84), 0.03, 0.06],
  ["usage", battery("core_q1", 8), wholeFrom(0, 1), 0.01, 0.04],
  ["attitudes", battery("core_q2", 10), wholeFrom(1, 5), 0.01, 0.04],
  ["needs", battery("core_q3", 9), wholeFrom(1, 5), 0.01, 0.04],
  ["recommendation", ["recommend"], wholeFrom(0, 10), 0.01, 0.04],
  ["spend", ["spend"], (text) => /^\d{2,4}(\.\d{1,2})?$/.test(text), 0.07, 0.11],
  ["comments", ["open_comment"], (text) => text.length > 8, 0.6, 0.7],
  ["re-contact", battery("core_re_q4", 6), wholeFrom(1, 5), 0.68, 0.76],
  ["the field team's notes", ["comments_internal"], () => false, 1, 1],
];

Deno.test("the sample's columns are as the codebook says", async (t) => {
  for (const [title, names, isAnswer, low, high] of CODEBOOK) {
    await t.step(title, () => {
      for (const name of names) {
        const answers = column(name).filter((text) => text !== "");
        assert.deepEqual(answers.filter((text) => !isAnswer(text)), [], name);
        const blank = 1 - answers.length / RESPONDENTS;
        assert.ok(blank >= low && blank <= high, `${name} has a share of ${blank} blank`);
      }
    });
  }
  await t.step("no other columns", () => {
    assert.deepEqual([...header].sort(), CODEBOOK.flatMap(([, names]) => names).sort());
  });
  await t.step("every column stands in data/README.md", async () => {
    const text = await readText("data/README.md");
    assert.deepEqual(header.filter((name) => !text.includes(`\`${name}\``)), []);
  });
  await t.step("identifiers are distinct", () => {
    assert.equal(new Set(column("respondent_id")).size, RESPONDENTS);
  });
  await t.step("the same respondents answer the whole re-contact", () => {
    const battered = rows.map((row) => row.slice(header.indexOf("core_re_q4_1")).filter(Boolean));
    assert.deepEqual([...new Set(battered.map((answers) => answers.length))].sort(), [0, 4, 5, 6]);
  });
  await t.step("comments hold what breaks careless exports", () => {
    const comments = column("open_comment");
    for (const trap of [/,/, /"/, /\n/, /[éî]/, /^=/]) {
      assert.ok(comments.some((text) => trap.test(text)), String(trap));
    }
  });
});

/** scikit-learn 1.9.1, python3: mode imputation, z-scores (population deviation), PCA(2),
 * KMeans(3, n_init=10, random_state=0, tol=0) over core_q*; silhouette_score, adjusted_rand_score. */
const REFERENCE = {
  sizes: [566, 365, 273],
  inertia: 3268.4499583378056,
  silhouette: 0.4831502786,
  silhouetteOfFeatures: 0.1392945467,
  randIndex: 0.7279454511,
  randIndexWithinSegments: 0.7652756559,
};

Deno.test("the engine finds the planted segments again, as scikit-learn does", async (t) => {
  const planted = readCsv(sample.planted).slice(1).map(([, segment]) => Number(segment));
  const inSegment = planted.flatMap((segment, row) => segment > 0 ? [row] : []);
  const params = originalParams({
    cleaning: { exclude_recontact_features: true, imputation_method: "mode" },
    features: { exclude: ["region", "gender", "age", "recommend", "spend"] },
  });
  const files: [string, Uint8Array<ArrayBuffer>][] = [
    ["dataset.xlsx", sample.xlsx],
    ["dataset.csv", new TextEncoder().encode(sample.csv)],
  ];
  for (const [name, bytes] of files) {
    await t.step(name, async () => {
      const { features, clustering, evaluation } = await runPipeline(bytes, name, params);
      const labels = [...clustering.labels];
      const near = (actual: number | undefined, expected: number) =>
        assert.ok(Math.abs(actual! - expected) < 1e-8 * expected, `${actual} is not ${expected}`);
      assert.equal(features.d, 27);
      assert.equal(features.scaling, "standardize");
      assert.deepEqual([...clustering.sizes], REFERENCE.sizes);
      near(clustering.inertia, REFERENCE.inertia);
      near(evaluation.reduced?.mean, REFERENCE.silhouette);
      near(evaluation.features?.mean, REFERENCE.silhouetteOfFeatures);
      near(adjustedRandIndex(labels, planted), REFERENCE.randIndex);
      near(
        adjustedRandIndex(
          inSegment.map((row) => labels[row]),
          inSegment.map((row) => planted[row]),
        ),
        REFERENCE.randIndexWithinSegments,
      );
    });
  }
});

Deno.test("the sample's own parameters leave out only columns that are there", async () => {
  const { features } = originalParams(await readText("config/surveys/dataset.xlsx.yaml"));
  assert.deepEqual(features.exclude.filter((name) => !header.includes(name)), []);
});

function readCsv(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  assert.deepEqual(errors, []);
  return data;
}

function readText(path: string): Promise<string> {
  return Deno.readTextFile(new URL(path, ROOT));
}

function column(name: string): string[] {
  return rows.map((row) => row[header.indexOf(name)]);
}
