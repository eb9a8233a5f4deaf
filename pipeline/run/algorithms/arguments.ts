/** What algorithms are called with, as cells of notebooks write it: rows, labels, options. Runs in Deno and browsers. */

import { DataError, ParamsError, type Problem, quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { isObject } from "../../base/objects.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { type Matrix, matrix } from "../../numeric/matrix.ts";
import type { Params } from "../../plan/params.ts";
import { resolveParams } from "../../plan/parse_params.ts";

/** What may stand among the options of an algorithm. */
export interface AlgorithmOptions {
  readonly k: number;
  readonly nComponents: number;
  readonly batchSize: number;
  readonly nInit: number;
  readonly maxIter: number;
  readonly linkage: Params["clustering"]["linkage"];
  readonly nNeighbors: number;
  readonly minDist: number;
  readonly seed: number;
}

type OptionName = keyof AlgorithmOptions;

/** The parameter that an option is: what it may be, and what it is where a cell does not say. */
const PARAMETERS: Partial<Readonly<Record<OptionName, readonly string[]>>> = {
  nInit: ["clustering", "n_init"],
  maxIter: ["clustering", "max_iter"],
  linkage: ["clustering", "linkage"],
  nNeighbors: ["reduction", "n_neighbors"],
  minDist: ["reduction", "min_dist"],
  seed: ["seed"],
};

/** Reads rows: a matrix, a list of rows, or one list of numbers, a row each. What is no number is a gap.
 * @param action What the rows are for, for messages: `run kmeans()`.
 * @throws {DataError} If it is none of these, or rows differ in length.
 */
export function rowsOf(given: unknown, action: string): Matrix {
  if (isObject(given) && isList(given.values)) {
    const { values, n, d, weights } = given;
    const made = matrix(numbersOf(values), Number(n), Number(d));
    return isList(weights) ? { ...made, weights: numbersOf(weights) } : made;
  }
  if (!isList(given)) {
    throw new DataError(
      `Cannot ${action}: it takes rows of numbers, such as [[1, 2], [3, 4]] or ` +
        `matrix(values, n, d), but got ${quoteValue(given)}.`,
    );
  }
  const rows = Array.from(given as ArrayLike<unknown>);
  if (!rows.some(isList)) return matrix(numbersOf(given), rows.length, 1);
  const d = isList(rows[0]) ? rows[0].length : 0;
  const values = new Float64Array(rows.length * d);
  for (const [i, row] of rows.entries()) {
    if (!isList(row) || row.length !== d) {
      throw new DataError(
        `Cannot ${action}: every row must have as many numbers as the first, which has ${d}, but ` +
          `row ${i + 1} ${isList(row) ? `has ${row.length}` : `is ${quoteValue(row)}`}.`,
      );
    }
    values.set(numbersOf(row), i * d);
  }
  return matrix(values, rows.length, d);
}

/** Reads the segment of each row.
 * @throws {DataError} If they are no list of whole numbers.
 */
export function labelsOf(given: unknown, action: string): Int32Array {
  const labels = isList(given) ? Array.from(given as ArrayLike<unknown>) : null;
  const wrong = labels?.findIndex((label) => !Number.isInteger(label)) ?? -1;
  if (labels !== null && wrong < 0) return Int32Array.from(labels as number[]);
  throw new DataError(
    `Cannot ${action}: it takes a list of labels, whole numbers from 0, but ` +
      (labels === null
        ? `got ${quoteValue(given)}.`
        : `label ${wrong + 1} is ${quoteValue(labels[wrong])}.`),
  );
}

/** Reads features as answers: what only `run.features` has.
 * @throws {DataError} If it is something else.
 */
export function featuresOf(given: unknown, action: string): Features {
  if (isObject(given) && given.values instanceof Float64Array && Array.isArray(given.sources)) {
    return given as unknown as Features;
  }
  throw new DataError(
    `Cannot ${action}: it compares answers, so that it takes run.features, but got ` +
      `${quoteValue(given)}.`,
  );
}

/** Reads options; those that are a parameter of the run too have its rules, and its default where a cell
 * does not say.
 * @param wanted The options that there are; those with a ? may be left out.
 * @throws {ParamsError} Naming what is unknown, missing or wrong.
 */
export function optionsOf<T extends OptionName>(
  given: unknown,
  { call, wanted, optional = [] }: {
    readonly call: string;
    readonly wanted: readonly T[];
    readonly optional?: readonly OptionName[];
  },
): Pick<AlgorithmOptions, T> & Partial<AlgorithmOptions> {
  const options = given === undefined ? {} : given;
  const names: readonly string[] = [...wanted, ...optional];
  if (!isObject(options)) {
    throw new ParamsError([{
      path: call,
      expected: `an object with ${names.join(", ")}`,
      received: quoteValue(given),
      hint: "",
    }]);
  }
  const problems = Object.keys(options).filter((name) => !names.includes(name))
    .map((name) => unknownOption(name, { call, names }));
  const counts = names.filter((name) => PARAMETERS[name as OptionName] === undefined);
  for (const name of counts) {
    const value = options[name];
    const isLeftOut = value === undefined && !(wanted as readonly string[]).includes(name);
    if (!isLeftOut && !(Number.isInteger(value) && Number(value) >= 1)) {
      problems.push(wrongOption(name, call, "a whole number from 1", value));
    }
  }
  const settled = new Map(
    names.filter((name) => !counts.includes(name)).map((name) => {
      const value = parameterFor(name as OptionName, options[name], { call, problems });
      return [name, value] as const;
    }),
  );
  if (problems.length > 0) throw new ParamsError(problems);
  const read = { ...options, ...Object.fromEntries(settled) };
  return read as Pick<AlgorithmOptions, T> & Partial<AlgorithmOptions>;
}

/** The value of an option that is a parameter; what is wrong with it joins the problems. */
function parameterFor(
  name: OptionName,
  given: unknown,
  { call, problems }: { readonly call: string; readonly problems: Problem[] },
): unknown {
  const path = PARAMETERS[name] ?? [];
  const value = given === undefined
    ? {}
    : [...path].reverse().reduce<unknown>((inner, key) => ({ [key]: inner }), given);
  try {
    const params: unknown = resolveParams([{ source: "", value }]);
    return path.reduce((inner, key) => (inner as Readonly<Record<string, unknown>>)[key], params);
  } catch (error) {
    if (!(error instanceof ParamsError)) throw error;
    for (const each of error.problems) problems.push({ ...each, path: `${name} of ${call}` });
    return undefined;
  }
}

function unknownOption(
  name: string,
  { call, names }: { readonly call: string; readonly names: readonly string[] },
): Problem {
  const near = nearestName(name, [...names]);
  return {
    path: call,
    expected: `options among ${names.join(", ")}`,
    received: quoteValue(name),
    hint: near === null ? "" : `Did you mean ${near}?`,
  };
}

function wrongOption(name: string, call: string, expected: string, value: unknown): Problem {
  return {
    path: `${name} of ${call}`,
    expected,
    received: value === undefined ? "nothing" : quoteValue(value),
    hint: "",
  };
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function numbersOf(list: ArrayLike<unknown>): Float64Array {
  if (list instanceof Float64Array) return list;
  // Number(null) would be an answer that nobody gave.
  return Float64Array.from(
    list,
    (value) => typeof value === "number" || typeof value === "boolean" ? Number(value) : NaN,
  );
}
