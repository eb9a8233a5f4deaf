/** The columns that a model reads, with what fills their gaps. Runs in Deno and browsers. */

import { findGapBatteries } from "../../clean/gap_batteries.ts";
import { imputeAlone, imputeColumn, medianOf, mostFrequent } from "../../clean/impute.ts";
import { describeWholeBattery } from "../../clean/impute_twoway.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import { levelCounts } from "../../survey/read_column.ts";
import type { ModelBattery, ModelColumn } from "../model.ts";

const NOT_ASKED = missingCode("not_asked");

/** Columns and batteries of a model. */
export interface ColumnsRead {
  readonly columns: readonly ModelColumn[];
  readonly batteries: readonly ModelBattery[];
}

/** A battery, each item with what is put in where a respondent answered none. */
type BatteryFound = Omit<ModelBattery, "items"> & {
  readonly items: readonly (ModelBattery["items"][number] & { readonly alone: number })[];
};

/** Describes all columns that features are made of, gaps are filled from or ratings are set against, in the
 * survey's order.
 * @param also Names of columns that are described with them.
 */
export function describeColumns(
  result: PipelineResult,
  also: readonly string[] = [],
): ColumnsRead {
  const { features, cleaned: { survey }, params } = result;
  const defining = new Set(features.sources.map(({ column }) => column));
  const found = batteriesOf(result).filter(({ items }) =>
    items.some(({ name }) => defining.has(name))
  );
  const names = new Set([
    ...defining,
    ...also,
    ...found.flatMap(({ items }) => items.map(({ name }) => name)),
    ...(features.within?.scales ?? []).flatMap(({ columns }) => columns),
  ]);
  const fills = new Map(
    found.flatMap(({ items }) => items.map(({ name, alone }) => [name, alone] as const)),
  );
  const given = new Map(result.survey.columns.map((column) => [column.name, column]));
  const isIndicator = params.cleaning.not_asked === "indicator";
  return {
    columns: survey.columns.filter(({ name }) => names.has(name)).map((cleaned) => {
      const column = given.get(cleaned.name)!;
      const isAsked = isIndicator && countOfLevels(column, NOT_ASKED) > 0;
      return {
        ...{ name: column.name, label: column.label, kind: cleaned.kind, isAsked },
        answers: isAsked ? null : describeAnswers(column, cleaned),
        range: isAsked ? null : rangeOf(column, cleaned),
        fill: isAsked ? 0 : fills.get(column.name) ?? fillOf(cleaned, result),
      };
    }),
    batteries: found.map(({ low, high, mean, items }) => ({
      ...{ low, high, mean },
      items: items.map(({ name, mean, isTurned }) => ({ name, mean, isTurned })),
    })),
  };
}

/** The batteries whose items fill each other's gaps, whether or not the run had some. */
function batteriesOf({ cleaned, params }: PipelineResult): BatteryFound[] {
  const method = params.cleaning.imputation_method;
  if (method !== "auto" && method !== "twoway") return [];
  const { survey: { columns, questions }, weights } = cleaned;
  const pattern = params.features.question_pattern;
  const filled = new Map(
    (cleaned.report.twoway ?? []).map((battery) => [battery.items[0].name, battery]),
  );
  return findGapBatteries({ questions }, { columns, pattern }).map((each) => {
    const { low, high, mean, items } = filled.get(each.columns[0].name) ??
      describeWholeBattery(each, weights);
    return {
      ...{ low, high, mean },
      items: items.map((item, c) => ({
        ...item,
        alone: each.areRatings ? medianOf(each.columns[c], weights) : item.mean,
      })),
    };
  });
}

/** What a gap that stands alone is filled with: what the run put in, or would have. */
function fillOf(column: Column, { cleaned, params }: PipelineResult): number {
  const counts = levelCounts(column);
  const gap = column.missing.findIndex((reason, level) => reason !== 0 && counts[level] > 0);
  const { cleaning } = params;
  if (gap >= 0 && cleaning.imputation_method !== "nearest") return column.values[gap];
  if (cleaning.imputation_method === "fill" && column.kind !== "nominal") {
    return cleaning.fill_value;
  }
  if (column.kind === "nominal") return mostFrequent(column, counts);
  const asks = { ...column, missing: Uint8Array.from([...column.missing, 1]) };
  const probe: Column = {
    ...asks,
    codes: Uint32Array.from([...column.codes, column.texts.length]),
    texts: [...column.texts, ""],
    values: Float64Array.from([...column.values, NaN]),
  };
  const method = cleaning.imputation_method;
  const isAlone = method === "auto" || method === "twoway" || method === "nearest";
  const weights = cleaned.weights === null ? null : Float64Array.from([...cleaned.weights, 0]);
  const filled = isAlone
    ? imputeAlone(probe, { weights, keepsKinds: true }).column
    : imputeColumn(probe, cleaning).column;
  return filled.values[column.texts.length];
}

/** The answers in words and the numbers that stand for them; null where the number itself is the answer. */
function describeAnswers(given: Column, cleaned: Column): ModelColumn["answers"] {
  const { categories, values, missing, texts, written } = given;
  if (categories === null && cleaned.categories === null) return null;
  const answers = new Map<string, { text: string; code?: string; value: number }>();
  categories?.forEach((text, value) => answers.set(text, { text, value }));
  values.forEach((value, level) => {
    if (missing[level] !== 0) return;
    const text = categories?.[value] ?? texts[level];
    const code = written?.[level];
    answers.set(text, {
      ...{ text, value: cleaned.values[level] },
      ...(code === undefined || code === text ? {} : { code }),
    });
  });
  return [...answers.values()];
}

function rangeOf(given: Column, cleaned: Column): ModelColumn["range"] {
  const isScale = given.kind === "ordinal" || given.kind === "binary";
  if (!isScale || given.categories !== null || cleaned.categories !== null) return null;
  let low = Infinity, high = -Infinity;
  given.values.forEach((value, level) => {
    if (given.missing[level] !== 0) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  return low <= high ? [low, high] : null;
}

function countOfLevels(column: Column, reason: number): number {
  const counts = levelCounts(column);
  return column.missing.reduce(
    (sum, own, level) => own === reason ? sum + counts[level] : sum,
    0,
  );
}
