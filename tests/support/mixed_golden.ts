/** Golden values of `tests/golden/make_mixed_golden.R` and `.py`, and the real surveys they are for. Runs in Deno. */

import python from "../golden/mixed_python.json" with { type: "json" };
import r from "../golden/mixed_r.json" with { type: "json" };
import { clean } from "../../pipeline/clean/mod.ts";
import type { MixedRows } from "../../pipeline/cluster/prototypes/mixed_rows.ts";
import { features } from "../../pipeline/features/mod.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { columnMeans } from "../../pipeline/numeric/statistics.ts";
import type { Features } from "../../pipeline/features/feature_matrix.ts";
import type { ColumnKind } from "../../pipeline/survey/column.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { sharedData } from "./shared_data.ts";
import { bytesOf, columnOf } from "./survey_text.ts";
import { originalParams } from "./original.ts";

/** Answers of R 4.2.2 with cluster 2.1.4 and FactoMineR 2.7 (the file names its versions). */
export const R_GOLDEN = r;

/** Answers of kmodes 0.12.2, kmedoids 0.5.5 and prince 0.23.0. */
export const PYTHON_GOLDEN = python;

/** A real survey as the golden values take it. */
export interface MixedSurvey {
  readonly file: string;
  /** Kinds that are set, so that no other understanding of the file changes the comparison. */
  readonly kinds: Readonly<Record<string, ColumnKind>>;
  /** Respondents used of those who answered everything; all if absent. */
  readonly most?: number;
}

const items = (names: string, kind: ColumnKind): Record<string, ColumnKind> =>
  Object.fromEntries(names.split(" ").map((name) => [name, kind]));

/** The surveys by their names in the golden files. */
export const MIXED_SURVEYS: Record<
  "tea" | "student" | "mcdonalds" | "volunteers" | "bfi",
  MixedSurvey
> = {
  tea: {
    file: "tea.csv",
    kinds: {
      ...items("Tea How how where price SPC age_Q frequency sex", "nominal"),
      ...items("breakfast tea.time evening lunch dinner always home work tearoom", "nominal"),
      ...items("friends resto pub sugar Sport escape.exoticism spirituality healthy", "nominal"),
      ...items("diuretic friendliness iron.absorption feminine sophisticated", "nominal"),
      ...items("slimming exciting relaxing effect.on.health", "nominal"),
      age: "numeric",
    },
  },
  student: {
    file: "student_survey_mass.csv",
    kinds: {
      ...items("Sex W.Hnd Fold Clap Exer Smoke M.I", "nominal"),
      ...items("Wr.Hnd NW.Hnd Pulse Height Age", "numeric"),
    },
  },
  mcdonalds: {
    file: "mcdonalds.csv",
    kinds: {
      ...items("yummy convenient spicy fattening greasy fast cheap tasty expensive", "binary"),
      ...items("healthy disgusting", "binary"),
      ...items("Like VisitFrequency Gender", "nominal"),
      Age: "numeric",
    },
  },
  volunteers: {
    file: "volunteers.csv",
    kinds: {
      ...items("GENDER AGEG", "nominal"),
      ...items("meet.people no.one.else example socialise help.others give.back career", "binary"),
      ...items("lonely active community cause faith services children good.job", "binary"),
      ...items("benefited network recognition mind.off", "binary"),
    },
  },
  bfi: {
    file: "bfi.csv",
    kinds: {
      ...items("A1 A2 A3 A4 A5 C1 C2 C3 C4 C5 E1 E2 E3 E4 E5", "ordinal"),
      ...items("N1 N2 N3 N4 N5 O1 O2 O3 O4 O5 education", "ordinal"),
      gender: "binary",
      age: "numeric",
    },
    most: 400,
  },
};

/** The features of some columns, of respondents who answered everything. */
export async function mixedFeatures(
  subject: MixedSurvey,
  columns: readonly string[] = Object.keys(subject.kinds),
): Promise<Features> {
  const params = originalParams({ features: { include: columns } });
  return await features(await clean(await mixedSurvey(subject), params), params);
}

/** The survey of respondents who answered everything. */
export async function mixedSurvey({ file, kinds, most }: MixedSurvey): Promise<Survey> {
  const text = await Deno.readTextFile(sharedData(file));
  const [header, ...rows] = text.trim().split(/\r?\n/);
  const complete = rows.filter((row) => !/,NA(,|$)/.test(row)).slice(0, most);
  const params = originalParams({ ingest: { columns: kinds } });
  return await ingest(bytesOf([header, ...complete].join("\n")), file, params);
}

/** Rows as the golden values were computed from them: texts numbered in their order, z-scores. */
export function goldenRows(
  survey: Survey,
  { categories, numbers }: { categories: readonly string[]; numbers: readonly string[] },
): MixedRows {
  const n = survey.rows, q = categories.length, p = numbers.length;
  const codes = new Int32Array(n * q), levels = new Int32Array(q), scaled = new Float64Array(n * p);
  categories.forEach((name, c) => {
    const { texts, codes: cells } = columnOf(survey, name);
    const known = [...new Set(Array.from(cells, (cell) => texts[cell]))].sort();
    levels[c] = known.length;
    cells.forEach((cell, i) => codes[i * q + c] = known.indexOf(texts[cell]));
  });
  numbers.forEach((name, c) => {
    const { values, codes: cells } = columnOf(survey, name);
    const own = Float64Array.from(cells, (cell) => values[cell]);
    const [mean] = columnMeans({ values: own, n, d: 1 });
    const deviation = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
    own.forEach((value, i) => scaled[i * p + c] = (value - mean) / deviation);
  });
  return { n, q, p, codes, levels, numbers: scaled };
}
