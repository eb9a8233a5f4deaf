/** Which rows take part: by `cleaning.filter`, and by the rules of `quality` that say drop. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import { conditionsOfDrop } from "../../clean/admit.ts";
import { filterStates, hasNumbers, NO, OPEN, YES } from "../../clean/filter.ts";
import {
  type Comparison,
  type Filter,
  type Operand,
  parseFilter,
} from "../../plan/filter_parse.ts";
import type { Params } from "../../plan/params.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import type { Survey } from "../../survey/survey.ts";
import type { Coding, Engine, Level } from "../engine.ts";
import {
  choose,
  minus,
  named,
  num,
  type RowExpression,
  type RowSteps,
  type RowTest,
  sumOf,
} from "../rows/expression.ts";
import { levelsByText, missingNumbers, MOST_LEVELS, unseenNumber } from "./coding.ts";

/** How the rows that take part are found. */
export interface FilterMade {
  readonly codings: readonly Coding[];
  readonly steps: RowSteps;
  readonly where: readonly RowTest[];
}

const BLANK = missingCode("blank");
const WAY_OUT = "Give the engine files of these rows alone.";
/** Conditions that are counted at once: SQL engines refuse what nests too deeply, as sums of many terms do. */
const MOST_PARTS = 32;

/** Makes a filter of rows. What `cleaning.filter` says of one column alone, of up to {@link MOST_LEVELS}
 * distinct cells, is decided once for each of them, as on a survey in memory; columns of more are compared
 * as plain numbers. Rules of quality have the bounds that they have in the sample.
 * @param survey The sample as ingested.
 * @throws {DataError} If a column is none of the files, or has too many cells that are no plain numbers.
 */
export async function makeFilter(
  engine: Engine,
  params: Pick<Params, "cleaning" | "quality" | "features">,
  survey: Survey,
): Promise<FilterMade> {
  const text = params.cleaning.filter.trim();
  const asked = text === "" ? [] : [parseFilter(text)];
  const dropped = conditionsOfDrop(survey, params);
  const names = [...new Set([...asked, ...dropped].flatMap(columnsIn))];
  if (names.length === 0) return { codings: [], steps: [], where: [] };
  const there = new Set(engine.facts.columns.map(({ name }) => name));
  for (const name of names) {
    if (there.has(name)) continue;
    throw new DataError(
      `Cannot choose rows by ${quoteValue(name)}: the files have no column of this name.`,
    );
  }
  const levels = await engine.levels(names, MOST_LEVELS);
  const own = new Map(survey.columns.map((column) => [column.name, column]));
  const making = new Making(
    new Map(names.map((name, c) => [name, { column: own.get(name)!, levels: levels[c] }])),
  );
  const passing = asked.map((filter) => making.state(filter, "as written").state);
  const flagged = dropped.map((filter) => making.state(filter, "by value").state);
  return {
    ...{ codings: making.codings, steps: making.steps },
    where: [
      ...passing.map((a): RowTest => ({ op: "=", a, b: num(YES) })),
      // Whoever gave no answer is not flagged.
      ...flagged.map((state): RowTest => {
        const isFlagged: RowTest = { op: "=", a: state, b: num(YES) };
        return { op: "=", a: choose(isFlagged, num(YES), num(NO)), b: num(NO) };
      }),
    ],
  };
}

function columnsIn(filter: Filter): string[] {
  const found = (): string[] => {
    switch (filter.kind) {
      case "and":
      case "or":
        return filter.parts.flatMap(columnsIn);
      case "not":
        return columnsIn(filter.of);
      case "missing":
        return [filter.name];
      case "in":
        return [filter.of, ...filter.list].flatMap(nameOf);
      case "compare":
        return [filter.left, filter.right].flatMap(nameOf);
    }
  };
  return [...new Set(found())];
}

function nameOf(operand: Operand): string[] {
  return operand.kind === "column" ? [operand.name] : [];
}

/** A comparison. */
type Compared = Pick<Filter & { readonly kind: "compare" }, "by" | "left" | "right">;

type Listed = Filter & { readonly kind: "in" };

interface Named {
  /** As in the sample. */
  readonly column: Column;
  /** Null for too many. */
  readonly levels: readonly Level[] | null;
}

/** What is known of a condition for a row, and after how many steps it is known. */
interface Known {
  readonly state: RowExpression;
  readonly after: number;
}

/** How words are compared: by what is written, as people do, or by their place among the answers. */
type Comparing = "as written" | "by value";

class Making {
  readonly codings: Coding[] = [];
  readonly steps: [string, RowExpression][][] = [];
  readonly #columns: ReadonlyMap<string, Named>;
  readonly #numbers = new Map<string, RowExpression>();

  constructor(columns: ReadonlyMap<string, Named>) {
    this.#columns = columns;
  }

  state(filter: Filter, comparing: Comparing): Known {
    const names = columnsIn(filter);
    if (names.length === 1 && comparing === "as written") {
      const { column, levels } = this.#columns.get(names[0])!;
      if (levels !== null) return this.#byLevel(filter, column, levels);
    }
    switch (filter.kind) {
      case "and":
        return this.#join(NO, filter.parts.map((part) => this.state(part, comparing)));
      case "or":
        return this.#join(YES, filter.parts.map((part) => this.state(part, comparing)));
      case "not":
        return this.#opposite(this.state(filter.of, comparing));
      case "missing":
        return this.#name(stateOf({ op: "missing", a: this.#number(filter.name) }), 0);
      case "in":
        return this.#among(filter);
      case "compare":
        return this.#compare(filter);
    }
  }

  /** Decided for each distinct cell as for a respondent in memory. */
  #byLevel(filter: Filter, column: Column, levels: readonly Level[]): Known {
    const texts = ["", ...levels.flatMap(({ text }) => text === null ? [] : [text])];
    const told = withCells(column, texts);
    const states = filterStates(filter, { name: column.name, columns: [told], rows: texts.length });
    const as = this.#code({
      column: column.name,
      answers: new Map(texts.map((text, level) => [text, states[level]] as const).slice(1)),
      except: [],
    });
    return this.#name({ op: "fill", a: named(as), b: num(states[0]) }, 0);
  }

  /** Whether an answer is one of a list: numbers by halves, as lists may be long. */
  #among({ of, list }: Listed): Known {
    const numbers = list.flatMap((each) => each.kind === "number" ? [each.value] : []);
    if (of.kind === "column" && numbers.length === list.length) {
      const number = this.#number(of.name);
      const found = searchFor(number, numbers.sort((a, b) => a - b));
      return this.#name(choose({ op: "missing", a: number }, num(OPEN), found), 0);
    }
    return this.#join(YES, list.map((right) => this.#compare({ by: "=", left: of, right })));
  }

  #compare({ by, left, right }: Compared): Known {
    const [a, b] = [left, right].map((operand) => this.#operand(operand, { by, left, right }));
    const held = by === "!="
      ? choose({ op: "=", a, b }, num(NO), num(YES))
      : stateOf(testOf(by, a, b));
    const columns = [left, right].flatMap(nameOf).map((name) => this.#number(name));
    const state = columns.reduce(
      (inner, number) => choose({ op: "missing", a: number }, num(OPEN), inner),
      held,
    );
    return this.#name(state, 0);
  }

  #operand(operand: Operand, { by, left, right }: Compared): RowExpression {
    if (operand.kind === "number") return num(operand.value);
    if (operand.kind === "column") return this.#number(operand.name);
    const [name, text] = [[left, right].flatMap(nameOf)[0], operand.value].map(quoteValue);
    throw new DataError(
      `Cannot filter all rows: ${name} has more than ${MOST_LEVELS} different cells and is then ` +
        `compared with numbers, but the filter says ${by} ${text}. ${WAY_OUT}`,
    );
  }

  /** The cells of a column as numbers. */
  #number(name: string): RowExpression {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const { column, levels } = this.#columns.get(name)!;
    const found = named(this.#code({ column: name, ...numbersOf(column, levels) }));
    this.#numbers.set(name, found);
    return found;
  }

  #code(coding: Pick<Coding, "column" | "answers" | "except">): string {
    const as = `by${this.codings.length}`;
    this.codings.push({ ...coding, as, range: null });
    return as;
  }

  #opposite({ state, after }: Known): Known {
    const isOpen: RowTest = { op: "=", a: state, b: num(OPEN) };
    return this.#name(choose(isOpen, num(OPEN), minus(num(1), state)), after);
  }

  /** The decisive state settles it, an open one leaves it open. */
  #join(decisive: number, parts: readonly Known[]): Known {
    if (parts.length > MOST_PARTS) {
      const groups = Array.from(
        { length: Math.ceil(parts.length / MOST_PARTS) },
        (_, g) => parts.slice(g * MOST_PARTS, (g + 1) * MOST_PARTS),
      );
      return this.#join(decisive, groups.map((group) => this.#join(decisive, group)));
    }
    const count = (state: number) =>
      sumOf(parts.map((part) => choose({ op: "=", a: part.state, b: num(state) }, num(1), num(0))));
    const isThere = (state: number): RowTest => ({ op: "<", a: num(0), b: count(state) });
    const undecided = choose(isThere(OPEN), num(OPEN), num(1 - decisive));
    return this.#name(
      choose(isThere(decisive), num(decisive), undecided),
      parts.reduce((last, { after }) => Math.max(last, after), 0),
    );
  }

  /** Names a state, so that what speaks of it several times does not repeat it. */
  #name(state: RowExpression, after: number): Known {
    const step = this.steps[after] ??= [];
    const name = `by_${after}_${step.length}`;
    step.push([name, state]);
    return { state: named(name), after: after + 1 };
  }
}

function stateOf(test: RowTest): RowExpression {
  return choose(test, num(YES), num(NO));
}

/** Whether a number is one of these.
 * @param values Rising; at least one.
 */
function searchFor(number: RowExpression, values: readonly number[]): RowExpression {
  if (values.length === 1) return stateOf({ op: "=", a: number, b: num(values[0]) });
  const middle = values.length >> 1;
  return choose(
    { op: "<", a: number, b: num(values[middle]) },
    searchFor(number, values.slice(0, middle)),
    searchFor(number, values.slice(middle)),
  );
}

function testOf(by: Comparison, a: RowExpression, b: RowExpression): RowTest {
  switch (by) {
    case "<":
    case "<=":
      return { op: by, a, b };
    case ">":
      return { op: "<", a: b, b: a };
    case ">=":
      return { op: "<=", a: b, b: a };
    default:
      return { op: "=", a, b };
  }
}

/** A column with one respondent for each of these cells: as in the sample where it has the cell, else a text
 * or a number as it is written. */
function withCells(column: Column, cells: readonly string[]): Column {
  const known = levelsByText(column);
  const values = new Float64Array(cells.length);
  const missing = new Uint8Array(cells.length);
  const texts = cells.map((cell, i) => {
    const text = cell.trim();
    const level = known.get(text);
    if (level !== undefined) {
      values[i] = column.values[level];
      missing[i] = column.missing[level];
      return column.texts[level];
    }
    // A word that the sample does not have has no place among its answers.
    values[i] = column.categories === null ? unseenNumber(column, text) : NaN;
    missing[i] = text === "" || (hasNumbers(column) && Number.isNaN(values[i])) ? BLANK : 0;
    return text;
  });
  return { ...column, codes: Uint32Array.from(cells.keys()), texts, values, missing };
}

function numbersOf(
  column: Column,
  levels: readonly Level[] | null,
): Pick<Coding, "answers" | "except"> {
  if (levels !== null) {
    const cells = levels.flatMap(({ text }) => text === null ? [] : [text]);
    const { values, missing } = withCells(column, cells);
    const isThere = (level: number) => missing[level] === 0 && !Number.isNaN(values[level]);
    const numbers = cells.map((cell, level) => [cell, values[level]] as const);
    return { answers: new Map(numbers.filter((_, level) => isThere(level))), except: [] };
  }
  const except = missingNumbers(column, (plain, level) => {
    if (!Number.isNaN(plain) && (!hasNumbers(column) || plain === column.values[level])) return;
    const [name, text] = [column.name, column.texts[level]].map(quoteValue);
    throw new DataError(
      `Cannot filter all rows by ${name}: it has more than ${MOST_LEVELS} different cells, which must ` +
        `then be plain numbers such as 12.5, but one is ${text}. ${WAY_OUT}`,
    );
  });
  return { answers: null, except };
}
