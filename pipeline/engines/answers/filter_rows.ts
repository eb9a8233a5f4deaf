/** Which rows `cleaning.filter` lets through, by the distinct cells of what it names. Runs in Deno and browsers. */

import { DataError, quoteValue } from "../../base/errors.ts";
import { filterStates, hasNumbers, NO, OPEN, YES } from "../../clean/filter.ts";
import {
  type Comparison,
  type Filter,
  type Operand,
  parseFilter,
} from "../../plan/filter_parse.ts";
import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import type { Survey } from "../../survey/survey.ts";
import type { Coding, Engine, Level } from "../engine.ts";
import { plainNumber } from "../rows/plain_number.ts";
import {
  choose,
  minus,
  named,
  num,
  type RowExpression,
  type RowSteps,
  type RowTest,
} from "../rows/expression.ts";
import { levelsByText, MOST_LEVELS } from "./coding.ts";

/** How the rows of a filter are found. */
export interface FilterMade {
  readonly codings: readonly Coding[];
  readonly steps: RowSteps;
  readonly where: readonly RowTest[];
}

const BLANK = missingCode("blank");

/** Makes a filter of rows. What speaks of one column alone, of up to {@link MOST_LEVELS} distinct cells, is
 * decided once for each of them, as on a survey in memory; columns of more are compared as plain numbers.
 * @param text As `cleaning.filter` is written; an empty one lets all through.
 * @param survey The sample as ingested.
 * @throws {DataError} If a column is none of the files, or has too many cells that are no plain numbers.
 */
export async function makeFilter(
  engine: Engine,
  text: string,
  survey: Survey,
): Promise<FilterMade> {
  if (text.trim() === "") return { codings: [], steps: [], where: [] };
  const filter = parseFilter(text);
  const names = columnsIn(filter);
  const there = new Set(engine.facts.columns.map(({ name }) => name));
  for (const name of names) {
    if (there.has(name)) continue;
    throw new DataError(
      `Cannot filter all rows by ${quoteValue(name)}: the files have no column of this name.`,
    );
  }
  const levels = await engine.levels(names, MOST_LEVELS);
  const own = new Map(survey.columns.map((column) => [column.name, column]));
  const making = new Making(
    new Map(names.map((name, c) => [name, { column: own.get(name)!, levels: levels[c] }])),
  );
  const { state } = making.state(filter);
  return {
    ...{ codings: making.codings, steps: making.steps },
    where: [{ op: "=", a: state, b: num(YES) }],
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

class Making {
  readonly codings: Coding[] = [];
  readonly steps: [string, RowExpression][][] = [];
  readonly #columns: ReadonlyMap<string, Named>;
  readonly #numbers = new Map<string, RowExpression>();

  constructor(columns: ReadonlyMap<string, Named>) {
    this.#columns = columns;
  }

  state(filter: Filter): Known {
    const names = columnsIn(filter);
    if (names.length === 1) {
      const { column, levels } = this.#columns.get(names[0])!;
      if (levels !== null) return this.#byLevel(filter, column, levels);
    }
    switch (filter.kind) {
      case "and":
        return this.#join(NO, filter.parts);
      case "or":
        return this.#join(YES, filter.parts);
      case "not":
        return this.#opposite(this.state(filter.of));
      case "missing":
        return this.#keep({ op: "missing", a: this.#number(filter.name) });
      case "in":
        return this.#join(
          YES,
          filter.list.map((right) => ({ kind: "compare", by: "=", left: filter.of, right })),
        );
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
    return { state: { op: "fill", a: named(as), b: num(states[0]) }, after: 0 };
  }

  #compare({ by, left, right }: Filter & { readonly kind: "compare" }): Known {
    const [a, b] = [left, right].map((operand) => this.#operand(operand, { by, left, right }));
    const missing = [left, right].filter(({ kind }) => kind === "column")
      .map((operand) => this.#number((operand as { name: string }).name));
    const known = this.#keep(testOf(by, a, b), by === "!=");
    return missing.reduce<Known>(
      (inner, number) =>
        this.#name(choose({ op: "missing", a: number }, num(OPEN), inner.state), inner.after),
      known,
    );
  }

  #operand(
    operand: Operand,
    { by, left, right }: {
      readonly by: Comparison;
      readonly left: Operand;
      readonly right: Operand;
    },
  ): RowExpression {
    if (operand.kind === "number") return num(operand.value);
    if (operand.kind === "column") return this.#number(operand.name);
    const column = [left, right].flatMap(nameOf)[0];
    throw new DataError(
      `Cannot filter all rows: ${
        quoteValue(column)
      } has more than ${MOST_LEVELS} different cells and ` +
        `is then compared with numbers, but the filter says ${by} ${
          quoteValue(operand.value)
        }. Give ` +
        "the engine files of these rows alone.",
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

  #keep(test: RowTest, isOpposite = false): Known {
    const [then, otherwise] = isOpposite ? [NO, YES] : [YES, NO];
    return { state: choose(test, num(then), num(otherwise)), after: 0 };
  }

  #opposite({ state, after }: Known): Known {
    const isOpen: RowTest = { op: "=", a: state, b: num(OPEN) };
    return this.#name(choose(isOpen, num(OPEN), minus(num(1), state)), after);
  }

  /** The decisive state settles it, an open one leaves it open. */
  #join(decisive: number, parts: readonly Filter[]): Known {
    return parts.map((part) => this.state(part)).reduce((a, b) => {
      const is = ({ state }: Known, value: number): RowTest => ({
        op: "=",
        a: state,
        b: num(value),
      });
      const isOpen = (known: Known, otherwise: RowExpression) =>
        choose(is(known, OPEN), num(OPEN), otherwise);
      const undecided = isOpen(a, isOpen(b, num(1 - decisive)));
      const state = choose(
        is(a, decisive),
        num(decisive),
        choose(is(b, decisive), num(decisive), undecided),
      );
      return this.#name(state, Math.max(a.after, b.after));
    });
  }

  /** Names a state, so that what speaks of it several times does not repeat it. */
  #name(state: RowExpression, after: number): Known {
    const step = this.steps[after] ??= [];
    const name = `by_${after}_${step.length}`;
    step.push([name, state]);
    return { state: named(name), after: after + 1 };
  }
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
    const level = known.get(cell.trim());
    // A word that the sample does not have has no place among its answers.
    const unseen = column.categories === null ? plainNumber(cell) : NaN;
    values[i] = level === undefined ? unseen : column.values[level];
    missing[i] = level !== undefined
      ? column.missing[level]
      : cell.trim() === "" || (hasNumbers(column) && Number.isNaN(values[i]))
      ? BLANK
      : 0;
    return level === undefined ? cell.trim() : column.texts[level];
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
  const except = new Set<number>();
  column.texts.forEach((text, level) => {
    const plain = plainNumber(text);
    if (column.missing[level] !== 0) {
      if (!Number.isNaN(plain)) except.add(plain);
    } else if (Number.isNaN(plain) || (hasNumbers(column) && plain !== column.values[level])) {
      throw new DataError(
        `Cannot filter all rows by ${
          quoteValue(column.name)
        }: it has more than ${MOST_LEVELS} different ` +
          `cells, which must then be plain numbers such as 12.5, but one is ${
            quoteValue(text)
          }. Give ` +
          "the engine files of these rows alone.",
      );
    }
  });
  return { answers: null, except: [...except].sort((a, b) => a - b) };
}
