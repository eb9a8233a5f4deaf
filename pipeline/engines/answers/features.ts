/** Features of a model as expressions of answers. Runs in Deno and browsers. */

import { logOf } from "../../features/tails.ts";
import type { Model, ModelBattery, ModelFeature } from "../../typing/model.ts";
import {
  choose,
  minus,
  named,
  num,
  over,
  plus,
  type RowExpression,
  type RowSteps,
  type RowTest,
  sumOf,
  times,
  within,
} from "../rows/expression.ts";
import { logSteps } from "../rows/logarithm.ts";

const MISSING = num(NaN);
/** Beyond it amounts have no logarithm of ours. */
const MOST_AMOUNT = 2 ** 63;

/** What features are before they are centred and scaled. */
export interface RawFeatures {
  readonly steps: RowSteps;
  /** What each is called. */
  readonly names: readonly string[];
}

/** The answers of a column. */
export function answerName(column: number): string {
  return `a${column}`;
}

/** Fills gaps, sets ratings against the own scale, tames tails and makes indicators, as placing others by a
 * model does.
 * @param whole Columns that every row has answered: nothing is to be filled there.
 */
export function rawFeatures(
  { features, placing: { columns, batteries: all }, within_respondent: asked }: Pick<
    Model,
    "features" | "placing" | "within_respondent"
  >,
  whole: ReadonlySet<string>,
): RawFeatures {
  const batteries = all.filter(({ items }) => items.some(({ name }) => !whole.has(name)));
  const at = new Map(columns.map(({ name }, c) => [name, c]));
  const levels = batteries.flatMap((battery, b) => levelSteps(battery, { b, at }));
  const own = new Map(
    batteries.flatMap((battery, b) =>
      battery.items.map((item) => [item.name, ownLevel(battery, item, b)] as const)
    ),
  );
  const fills = columns.map(({ name, fill }, c): readonly [string, RowExpression] => {
    const answer: RowExpression = { op: "name", name: answerName(c) };
    if (whole.has(name)) return [`f${c}`, answer];
    const level = own.get(name);
    const first: RowExpression = level === undefined ? answer : { op: "fill", a: answer, b: level };
    return [`f${c}`, { op: "fill", a: first, b: num(fill) }];
  });
  const logs = features.map((feature, f) => {
    const isLog = feature.category === null && feature.tail?.isLog === true;
    const filled = named(`f${at.get(feature.column)!}`);
    return isLog ? logSteps(`l${f}`, within(filled, 0, MOST_AMOUNT)) : [];
  });
  const scales = (asked?.scales ?? []).map(({ columns }) => columns.map((name) => at.get(name)!));
  const raw = features.map((feature, f): readonly [string, RowExpression] => {
    const c = at.get(feature.column)!;
    const scale = feature.category === null ? scales.findIndex((each) => each.includes(c)) : -1;
    return [
      `r${f}`,
      scale >= 0
        ? related(named(answerName(c)), scale, asked!.method)
        : rawFeature(feature, { filled: named(`f${c}`), log: named(`l${f}`) }),
    ];
  });
  return {
    steps: [
      ...sideBySide([...levels, ...scales.map(scaleSteps)]),
      ...[fills, ...sideBySide(logs), raw],
    ],
    names: raw.map(([name]) => name),
  };
}

/** Of steps that do not know each other the first of all, then the second of all. */
function sideBySide(steps: readonly RowSteps[]): RowSteps {
  const most = steps.reduce((sofar, { length }) => Math.max(sofar, length), 0);
  return Array.from({ length: most }, (_, s) => steps.flatMap((each) => each[s] ?? []));
}

function rawFeature(
  { category, categories, tail }: ModelFeature,
  { filled, log }: { readonly filled: RowExpression; readonly log: RowExpression },
): RowExpression {
  if (category !== null) {
    const position = num(categories!.indexOf(category));
    return choose({ op: "=", a: filled, b: position }, num(1), num(0));
  }
  if (tail === undefined) return filled;
  const as = (value: number) => tail.isLog ? logOf(value) : value;
  const low = tail.low === null ? -Infinity : as(tail.low);
  const high = tail.high === null ? Infinity : as(tail.high);
  return within(tail.isLog ? log : filled, low, high);
}

/** The respondent's own level in a battery: the mean of the answers given, turned where items are. */
function levelSteps(
  { low, high, items }: ModelBattery,
  { b, at }: { readonly b: number; readonly at: ReadonlyMap<string, number> },
): RowSteps[] {
  const answers = items.map(({ name, isTurned }) => {
    const answer = named(answerName(at.get(name)!));
    return { answer, isTurned };
  });
  const given = answers.map(({ answer, isTurned }) =>
    choose(
      { op: "missing", a: answer },
      num(0),
      isTurned ? minus(num(low + high), answer) : answer,
    )
  );
  const count = answers.map(({ answer }) => choose({ op: "missing", a: answer }, num(0), num(1)));
  const isNone: RowTest = { op: "=", a: named(`c${b}`), b: num(0) };
  return [[
    [[`b${b}`, sumOf(given)], [`c${b}`, sumOf(count)]],
    [[`o${b}`, choose(isNone, MISSING, over(named(`b${b}`), named(`c${b}`)))]],
  ]];
}

function ownLevel(
  { low, high, mean }: ModelBattery,
  item: ModelBattery["items"][number],
  b: number,
): RowExpression {
  const level = within(minus(plus(named(`o${b}`), num(item.mean)), num(mean)), low, high);
  return item.isTurned ? minus(num(low + high), level) : level;
}

/** How a respondent uses a scale: the mean and the deviation of the answers given, by differences from the
 * first of them, as in memory.
 */
function scaleSteps(items: readonly number[], s: number): RowSteps {
  const answers = items.map((c) => named(answerName(c)));
  const sumGiven = (of: (answer: RowExpression) => RowExpression) =>
    sumOf(answers.map((a) => choose({ op: "missing", a }, num(0), of(a))));
  const first = answers.reduceRight((later, a) => ({ op: "fill", a, b: later }));
  const [start, count, sum, squares, mean] = ["first", "count", "sum", "squares", "mean"]
    .map((each) => named(`${each}${s}`));
  const gap = (answer: RowExpression) => minus(answer, start);
  const variance = minus(over(squares, count), times(mean, mean));
  const isFlat: RowTest = { op: "=", a: squares, b: num(0) };
  const isNone: RowTest = { op: "=", a: count, b: num(0) };
  return [
    [[`first${s}`, first], [`count${s}`, sumGiven(() => num(1))]],
    [[`sum${s}`, sumGiven(gap)], [`squares${s}`, sumGiven((a) => times(gap(a), gap(a)))]],
    [[`mean${s}`, choose(isNone, MISSING, over(sum, count))]],
    [
      [`level${s}`, plus(start, mean)],
      [`spread${s}`, choose(isFlat, num(0), { op: "sqrt", a: within(variance, 0, Infinity) })],
    ],
  ];
}

/** An answer set against the own use of its scale; 0 for a gap. */
function related(
  a: RowExpression,
  scale: number,
  method: "center" | "standardize",
): RowExpression {
  const gap = minus(a, named(`level${scale}`));
  const spread = named(`spread${scale}`);
  const own = method === "center"
    ? gap
    : choose({ op: "=", a: spread, b: num(0) }, num(0), over(gap, spread));
  return choose({ op: "missing", a }, num(0), own);
}

/** How many of some columns have no answer. */
export function gapCount(which: readonly number[]): RowExpression {
  return sumOf(
    which.map((c) => choose({ op: "missing", a: named(answerName(c)) }, num(1), num(0))),
  );
}
