/** Row expressions as SQL. Runs in Deno only. */

import type { Coding, SumsQuestion, TallyQuestion, Term } from "../engine.ts";
import type { RowExpression, RowSteps, RowTest } from "../rows/expression.ts";
import { PLAIN_NUMBER } from "../rows/plain_number.ts";
import type { Dialect } from "./dialect.ts";

/** A name that no column of a survey has: databases take A1 and a1 for one. */
export function ownName(name: string, dialect: Dialect): string {
  return dialect.quote(`engine ${name}`);
}

/** Writes an expression; each operation in brackets, so that none is taken in another order. */
export function writeExpression(expression: RowExpression, dialect: Dialect): string {
  const write = (each: RowExpression) => writeExpression(each, dialect);
  switch (expression.op) {
    case "number":
      return dialect.double(expression.value);
    case "name":
      return ownName(expression.name, dialect);
    case "sqrt":
      return `sqrt(${write(expression.a)})`;
    case "floor":
      return `CAST(floor(${write(expression.a)}) AS DOUBLE)`;
    case "fill":
      return `coalesce(${write(expression.a)}, ${write(expression.b)})`;
    case "if":
      return `CASE WHEN ${writeTest(expression.test, dialect)} THEN ${write(expression.then)} ` +
        `ELSE ${write(expression.else)} END`;
    case "least-of":
      return writeLeastOf(expression.of, dialect);
    default:
      return `(${write(expression.a)} ${expression.op} ${write(expression.b)})`;
  }
}

/** Writes a test. */
export function writeTest(test: RowTest, dialect: Dialect): string {
  const a = writeExpression(test.a, dialect);
  return test.op === "missing"
    ? `(${a} IS NULL)`
    : `(${a} ${test.op} ${writeExpression(test.b, dialect)})`;
}

/** The first is the least if it is at most the least of the rest; else it is among the rest. */
function writeLeastOf(names: readonly string[], dialect: Dialect): string {
  const quoted = names.map((name) => ownName(name, dialect));
  if (quoted.length === 1) return dialect.double(0);
  const cases = quoted.slice(0, -1).map((name, place) => {
    return `WHEN ${name} <= ${writeLeast(quoted.slice(place + 1))} THEN ${dialect.double(place)}`;
  });
  return `CASE ${cases.join(" ")} ELSE ${dialect.double(quoted.length - 1)} END`;
}

function writeLeast(quoted: readonly string[]): string {
  return quoted.length === 1 ? quoted[0] : `least(${quoted.join(", ")})`;
}

/** A query of the answers with all that the steps name beside them. */
export function writeSteps(steps: RowSteps, from: string, dialect: Dialect): string {
  return steps.filter((step) => step.length > 0).reduce((inner, step, depth) => {
    const made = step.map(([name, is]) =>
      `${writeExpression(is, dialect)} AS ${ownName(name, dialect)}`
    );
    return `(SELECT *, ${made.join(", ")} FROM ${inner} AS step_${depth})`;
  }, from);
}

/** Rows and sums of each group, a row a group: `g`, `n` and `s0`, `s1`, ... */
export function writeSums(
  { steps, where, group, terms }: SumsQuestion,
  from: string,
  dialect: Dialect,
): string {
  const key = group === null ? dialect.double(0) : writeExpression(group, dialect);
  const sums = terms.map((term, t) => `${writeSum(term, dialect)} AS s${t}`);
  const kept = writeWhere(where, dialect);
  return `SELECT ${[`${key} AS g`, "count(*) AS n", ...sums].join(", ")} FROM ` +
    `${writeSteps(steps, from, dialect)} AS computed${kept} GROUP BY ${key}`;
}

function writeSum({ of, scale }: Term, dialect: Dialect): string {
  const scaled = `${writeExpression(of, dialect)} * ${dialect.double(scale)}`;
  return `sum(floor(${scaled} + ${dialect.double(0.5)}))`;
}

/** The clause that keeps rows which pass every test, with a blank before it; empty without tests. */
export function writeWhere(where: readonly RowTest[], dialect: Dialect): string {
  if (where.length === 0) return "";
  return ` WHERE ${where.map((test) => writeTest(test, dialect)).join(" AND ")}`;
}

/** Rows of each value of each of the answers in each group, in one pass: `which` is the answer's place,
 * `v` its value, `g` the group, `n` rows, `w` and `q` sums of weights and of their squares.
 */
export function writeTally(
  { steps, where, group, of, weight, square }: TallyQuestion,
  from: string,
  dialect: Dialect,
): string {
  const quoted = of.map((name) => ownName(name, dialect));
  const key = writeExpression(group, dialect);
  const sets = quoted.map((name) => `(g, ${name})`);
  const pick = pickGrouped(quoted);
  const sum = (term: Term | null) => term === null ? "0" : writeSum(term, dialect);
  return `SELECT ${pick(String)} AS which, ${pick((place) => quoted[place])} AS v, g, ` +
    `count(*) AS n, ${sum(weight)} AS w, ${sum(square)} AS q FROM (SELECT *, ${key} AS g FROM ` +
    `${writeSteps(steps, from, dialect)} AS computed${writeWhere(where, dialect)}) AS grouped ` +
    `GROUP BY GROUPING SETS (${sets.join(", ")})`;
}

/** What is told of the column by which a row of grouping sets is grouped. */
function pickGrouped(columns: readonly string[]): (of: (place: number) => string) => string {
  return (of) =>
    `CASE ${
      columns.map((name, place) => `WHEN grouping(${name}) = 0 THEN ${of(place)}`).join(" ")
    } END`;
}

/** Rows of each distinct cell of some columns, in one pass: `which` column, its cell `v`, `n` rows. */
export function writeLevels(cells: readonly string[], from: string): string {
  const names = cells.map((_, c) => `c${c}`);
  const pick = pickGrouped(names);
  return `SELECT ${pick(String)} AS which, ${pick((place) => names[place])} AS v, count(*) AS n ` +
    `FROM (SELECT ${cells.map((cell, c) => `${cell} AS ${names[c]}`).join(", ")} FROM ${from} ` +
    `AS source) AS cells GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(", ")})`;
}

/** The answer that a cell stands for.
 * @param own What the database calls the column.
 */
export function writeCoding(
  { answers, except, range }: Coding,
  { own, type }: { readonly own: string; readonly type: "number" | "text" },
  dialect: Dialect,
): string {
  const cell = dialect.quote(own);
  const literal = (text: string) =>
    type === "number" ? dialect.double(Number(text)) : dialect.text(text);
  if (answers !== null) {
    if (answers.size === 0) return dialect.double(NaN);
    const cases = [...answers].map(([text, value]) =>
      `WHEN ${literal(text)} THEN ${dialect.double(value)}`
    );
    const compared = type === "number" ? `CAST(${cell} AS DOUBLE)` : cell;
    return `CASE ${compared} ${cases.join(" ")} END`;
  }
  const number = type === "number"
    ? `CAST(${cell} AS DOUBLE)`
    : `CASE WHEN ${dialect.matches(`trim(${cell})`, PLAIN_NUMBER)} THEN ${
      dialect.asNumber(`trim(${cell})`)
    } END`;
  const tests = [
    ...except.map((value) => `${number} <> ${dialect.double(value)}`),
    ...(range === null
      ? []
      : [`${number} BETWEEN ${dialect.double(range[0])} AND ${dialect.double(range[1])}`]),
    // What is no number to a database may be one in a file.
    ...(type === "number" ? [`NOT isnan(${number})`] : []),
  ];
  return tests.length === 0 ? number : `CASE WHEN ${tests.join(" AND ")} THEN ${number} END`;
}
