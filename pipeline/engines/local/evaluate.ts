/** Row expressions over slices of columns. Runs in Deno and browsers. */

import type { RowExpression, RowSteps, RowTest } from "../rows/expression.ts";

/** Columns of one slice by name; a missing number is NaN. */
export type Slice = Map<string, Float64Array>;

/** Adds what the steps name to a slice. */
export function takeSteps(steps: RowSteps, slice: Slice, n: number): void {
  for (const step of steps) {
    const made = step.map(([name, is]) => [name, evaluate(is, slice, n)] as const);
    for (const [name, values] of made) slice.set(name, values);
  }
}

/** Computes an expression for each row of a slice. What comes back may be a column itself: it is not
 * to be changed. */
export function evaluate(expression: RowExpression, slice: Slice, n: number): Float64Array {
  switch (expression.op) {
    case "number":
      return new Float64Array(n).fill(expression.value);
    case "name":
      return columnOf(slice, expression.name);
    case "sqrt":
      return evaluate(expression.a, slice, n).map(Math.sqrt);
    case "floor":
      return evaluate(expression.a, slice, n).map(Math.floor);
    case "fill":
      return fill(evaluate(expression.a, slice, n), evaluate(expression.b, slice, n));
    case "if":
      return choose(
        test(expression.test, slice, n),
        evaluate(expression.then, slice, n),
        evaluate(expression.else, slice, n),
      );
    case "least-of":
      return leastOf(expression.of.map((name) => columnOf(slice, name)), n);
    default:
      return combine(expression, slice, n);
  }
}

/** Asks each row of a slice: 1 where it passes. */
export function test(asked: RowTest, slice: Slice, n: number): Uint8Array {
  const passes = new Uint8Array(n);
  const a = evaluate(asked.a, slice, n);
  if (asked.op === "missing") {
    for (let i = 0; i < n; i++) passes[i] = Number.isNaN(a[i]) ? 1 : 0;
    return passes;
  }
  const b = evaluate(asked.b, slice, n);
  if (asked.op === "<") { for (let i = 0; i < n; i++) passes[i] = a[i] < b[i] ? 1 : 0; }
  else if (asked.op === "<=") { for (let i = 0; i < n; i++) passes[i] = a[i] <= b[i] ? 1 : 0; }
  else for (let i = 0; i < n; i++) passes[i] = a[i] === b[i] ? 1 : 0;
  return passes;
}

function columnOf(slice: Slice, name: string): Float64Array {
  const values = slice.get(name);
  if (values === undefined) throw new Error(`No column ${name} among the answers`);
  return values;
}

/** Numbers that are the same in every row are not spread out: most of them are. */
function combine(
  { op, a, b }: Extract<RowExpression, { readonly op: "+" | "-" | "*" | "/" }>,
  slice: Slice,
  n: number,
): Float64Array {
  const x = evaluate(a, slice, n);
  const result = new Float64Array(n);
  if (b.op === "number") {
    const { value } = b;
    if (op === "+") { for (let i = 0; i < n; i++) result[i] = x[i] + value; }
    else if (op === "-") { for (let i = 0; i < n; i++) result[i] = x[i] - value; }
    else if (op === "*") { for (let i = 0; i < n; i++) result[i] = x[i] * value; }
    else for (let i = 0; i < n; i++) result[i] = x[i] / value;
    return result;
  }
  const y = evaluate(b, slice, n);
  if (op === "+") { for (let i = 0; i < n; i++) result[i] = x[i] + y[i]; }
  else if (op === "-") { for (let i = 0; i < n; i++) result[i] = x[i] - y[i]; }
  else if (op === "*") { for (let i = 0; i < n; i++) result[i] = x[i] * y[i]; }
  else for (let i = 0; i < n; i++) result[i] = x[i] / y[i];
  return result;
}

function fill(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => Number.isNaN(value) ? b[i] : value);
}

function choose(passes: Uint8Array, then: Float64Array, otherwise: Float64Array): Float64Array {
  return then.map((value, i) => passes[i] === 1 ? value : otherwise[i]);
}

function leastOf(columns: readonly Float64Array[], n: number): Float64Array {
  const least = columns[0].slice();
  const place = new Float64Array(n);
  for (let c = 1; c < columns.length; c++) {
    const values = columns[c];
    for (let i = 0; i < n; i++) {
      if (values[i] < least[i]) {
        least[i] = values[i];
        place[i] = c;
      }
    }
  }
  return place;
}
