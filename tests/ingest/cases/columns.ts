/** Inputs with columns and rows that are no answers: weights, numbers of cases, earlier results, totals, copies. Runs in Deno. */

import {
  type Cells,
  csv,
  many,
  numbers,
  RATING,
  type Relative,
  sav,
  share,
  spread,
} from "./relative.ts";

const around = (i: number) => (0.5 + share(i)).toFixed(4);
const weight = (header: string, make: (i: number) => string | number = around) =>
  numbers(header, make, { told: "weight" });
/** Weights of respondents. */
export const WEIGHTS: readonly Relative[] = [
  sav("m02_weight.sav", [
    { name: "weight", measure: "scale", values: many((i) => 0.5 + share(i)) },
    { name: "q1", values: RATING },
  ], { told: { weight: "weight" } }),
  ..."poids_final|waga_post|ağırlık katsayısı|pesi|weegfactor|W_TRIM|w_final|hhwgt|rim_weight"
    .split("|")
    .map((header) => weight(header)),
  weight("wgt_pop", (i) => (1200 + 8000 * share(i)).toFixed(2)),
  weight("WTFINL", (i) => (900 + 2000 * share(i)).toFixed(3)),
  weight("FEXP", (i) => 200 + Math.trunc(2800 * share(i))),
];

const gaps = (i: number) => 17 + 4 * i + (i % 3);
/** Numbers of questionnaires and people. */
export const NUMBERS: readonly Relative[] = [
  numbers("questionnaire", (i) => i + 1, { told: "id" }),
  sav("m03_questionnaire_number.sav", [
    { name: "questionnaire", measure: "scale", values: many((i) => i + 1) },
    { name: "q1", values: RATING },
  ], { told: { questionnaire: "id" } }),
  ..."lfdn|NQUEST|nrquest|S.No|Sr. No.|seqn|Nr ankiety|Katılımcı No|Kwestionariusz nr|N° questionnaire"
    .split("|").map((header) => numbers(header, gaps, { told: "id" })),
];

const GROUPS = spread([1, 2, 3, 4]);
const scores = many((i) => (share(i) - 0.5) * 4);
const results: readonly (readonly [header: string, Cells])[] = [
  ["cluster_kmeans4", GROUPS],
  ["klaster", GROUPS],
  ["mclust_class", GROUPS],
  ["Cluster_Ward", GROUPS],
  ["typologie", GROUPS],
  ["PC1", scores],
  ["UMAP_1", scores],
  ["tsne2", scores],
  ["Factor1", scores],
  ["dist_to_center", scores.map(Math.abs)],
];
/** Results of earlier analyses. */
export const RESULTS: readonly Relative[] = [
  sav("m04_old_cluster.sav", [
    { name: "q1", values: RATING },
    { name: "QCL_1", label: "Cluster Number of Case", measure: "nominal", values: GROUPS },
    { name: "filter_$", label: "q1 > 2 (FILTER)", measure: "nominal", values: spread([0, 1]) },
  ], { told: { QCL_1: "aside", filter_$: "aside" } }),
  ...results.map(([header, cells]) =>
    csv(header, { q1: RATING, [header]: cells }, { told: { [header]: "aside" } })
  ),
];

const RESPONDENTS = 30;
const FIRST = spread([1, 2, 3, 4, 5], { n: RESPONDENTS });
const SECOND = spread([2, 5, 1, 4, 3], { n: RESPONDENTS, by: 3 });
const sums = [FIRST, SECOND].map((cells) => cells.reduce((sum, value) => sum + value, 0));
const means = sums.map((sum) => (sum / RESPONDENTS).toFixed(2));
const below = (name: string, ...rows: Cells[]) =>
  csv(name, {
    id: [...many((i) => i + 1, RESPONDENTS), ...rows.map(([label]) => label)],
    q1: [...FIRST, ...rows.map((row) => row[1])],
    q2: [...SECOND, ...rows.map((row) => row[2])],
  }, {
    told: { id: "id", q1: "ordinal", q2: "ordinal" },
    left: rows.map((_, i) => RESPONDENTS + 2 + i),
  });
/** Rows below the respondents. */
export const TOTALS: readonly Relative[] = [
  below("m08_total_row.csv", ["Total", ...sums], ["Mean", ...means]),
  below("Polish", ["Średnia", ...means], ["Odch. std.", 1.4, 1.4]),
  below("Turkish", ["Toplam", ...sums], ["Ort.", ...means]),
  below("as SPSS prints it", ["Missing", 0, 0], ["Valid N", RESPONDENTS, RESPONDENTS]),
  below("shares", ["% of total", "12%", "14%"]),
  below("a sign", ["Ø", ...means]),
  below("a base in words", ["Base: all respondents", "", ""]),
  below("ends of the scale", ["N", 30, 30], ["Minimum", 1, 1], ["Maximum", 5, 5]),
];

const TWO = spread([1, 2, 3, 4, 5], { by: 3 }), THREE = spread([1, 2, 3, 4, 5], { by: 7 });
const repeat = (name: string, columns: Record<string, Cells>, ...derived: string[]) =>
  csv(name, columns, { told: {}, derived });
const yes = spread(["Yes", "No"], { by: 3 });
/** Columns that say what others say. */
export const REPEATS: readonly Relative[] = [
  repeat("m17_equal_columns.csv", { discount: yes, promo: yes, q1: RATING }, "promo copy discount"),
  repeat("sum.csv", {
    h0: RATING,
    h1: TWO,
    h2: THREE,
    total: RATING.map((value, i) => value + TWO[i] + THREE[i]),
  }, "total sum h0,h1,h2"),
  repeat("a mean behind", {
    c: THREE,
    a: RATING,
    b: TWO,
    mean: RATING.map((value, i) => (value + TWO[i]) / 2),
  }, "mean mean a,b"),
  repeat("words beside codes", {
    a: RATING,
    b: TWO,
    words: RATING.map((value) => ["nie", "selten", "manchmal", "oft", "immer"][value - 1]),
  }, "words renamed a"),
  repeat("standardised", {
    a: RATING,
    b: TWO,
    std: RATING.map((value) => ((value - 3) / 1.4).toFixed(3)),
  }, "std renamed a"),
  repeat(
    "turned round",
    { a: RATING, b: TWO, r: RATING.map((value) => 6 - value) },
    "r opposite a",
  ),
  csv("turned round by twelve, which chance may bring about", {
    polite: yes.slice(0, 12),
    rude: yes.slice(0, 12).map((word) => word === "Yes" ? "No" : "Yes"),
    age: many((i) => 20 + (i * 7) % 50, 12),
  }, { told: { polite: "binary", rude: "binary" }, derived: [] }),
];
