/** What is computed of each row, as data: the same bits in memory, on DuckDB and on Spark. Runs in Deno and browsers. */

/** A number of a row; a missing one is NaN in memory and NULL in SQL.
 *
 * Only what IEEE 754 rounds in one way on every platform is among the operations, so that engines agree
 * to the last bit. Comparisons with a missing number are false. Divisors are never 0.
 */
export type RowExpression =
  | { readonly op: "number"; readonly value: number }
  /** A column of the answers, or what a step before has named. */
  | { readonly op: "name"; readonly name: string }
  | { readonly op: "+" | "-" | "*" | "/"; readonly a: RowExpression; readonly b: RowExpression }
  | { readonly op: "sqrt" | "floor"; readonly a: RowExpression }
  /** The first that is not missing. */
  | { readonly op: "fill"; readonly a: RowExpression; readonly b: RowExpression }
  | {
    readonly op: "if";
    readonly test: RowTest;
    readonly then: RowExpression;
    readonly else: RowExpression;
  }
  /** The place, from 0, of the least of several that are all there; of equal ones the first. */
  | { readonly op: "least-of"; readonly of: readonly string[] };

/** What a row may be asked. */
export type RowTest =
  | { readonly op: "<" | "<=" | "="; readonly a: RowExpression; readonly b: RowExpression }
  | { readonly op: "missing"; readonly a: RowExpression };

/** Names given to what is computed, each step from the columns and the steps before. */
export type RowSteps = readonly (readonly (readonly [name: string, is: RowExpression])[])[];

/** A number that is the same in every row. */
export function num(value: number): RowExpression {
  return { op: "number", value };
}

/** A column, or what a step has named. */
export function named(name: string): RowExpression {
  return { op: "name", name };
}

/** a + b */
export function plus(a: RowExpression, b: RowExpression): RowExpression {
  return { op: "+", a, b };
}

/** a - b */
export function minus(a: RowExpression, b: RowExpression): RowExpression {
  return { op: "-", a, b };
}

/** a * b */
export function times(a: RowExpression, b: RowExpression): RowExpression {
  return { op: "*", a, b };
}

/** a / b, where b is never 0. */
export function over(a: RowExpression, b: RowExpression): RowExpression {
  return { op: "/", a, b };
}

/** One of two, by a test. */
export function choose(
  test: RowTest,
  then: RowExpression,
  otherwise: RowExpression,
): RowExpression {
  return { op: "if", test, then, else: otherwise };
}

/** The sum from left to right: another order would round otherwise. */
export function sumOf(terms: readonly RowExpression[]): RowExpression {
  return terms.length === 0 ? num(0) : terms.reduce(plus);
}

/** (a - b) squared, b the same in every row. */
export function squaredGap(a: RowExpression, b: number): RowExpression {
  const gap = minus(a, num(b));
  return times(gap, gap);
}

/** Holds a number within bounds, infinite ones left out. */
export function within(a: RowExpression, low: number, high: number): RowExpression {
  const raised = low === -Infinity ? a : choose({ op: "<", a, b: num(low) }, num(low), a);
  return high === Infinity ? raised : choose({ op: "<", a: num(high), b: a }, num(high), raised);
}
