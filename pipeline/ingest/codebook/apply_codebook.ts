/** Gives columns the texts and value labels of a codebook. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import { countOf } from "../../base/text.ts";
import { fold } from "../cells/scales/fold.ts";
import { makeCodedColumn } from "../files/sav/sav_column.ts";
import type { ColumnFacts } from "../table/column_facts.ts";
import type { RawColumn, RawTable } from "../table/table.ts";
import { type Code, type Codebook, type CodebookVariable, codeOf, variableOf } from "./codebook.ts";

/** A table with what its codebook says, and what is to be told of it. */
export interface CodebookApplied {
  readonly table: RawTable;
  /** Columns that were given a text, and those that were given value labels. */
  readonly texts: number;
  readonly labels: number;
  /** A sentence each. */
  readonly notes: readonly string[];
}

/** What does not fit between a codebook and its survey. */
interface Misfits {
  readonly unknown: string[];
  readonly disputed: { column: string; code: string; own: string; other: string }[];
  readonly unlabelled: { column: string; texts: readonly string[] }[];
}

const MOST_NAMED = 3;
const TEXT_WIDTH = 8;

/** Gives each column the text of the codebook, and where the file has no labels of its own, its value
 * labels, missing codes and measure: as if the file itself had them. A cell may be a code or already its
 * words. Columns are found by name, their case aside, or by header.
 * @param names Unique name of each column of the table.
 */
export function applyCodebook(
  table: RawTable,
  { codebook, names }: { codebook: Codebook; names: readonly string[] },
): CodebookApplied {
  const misfits: Misfits = { unknown: [], disputed: [], unlabelled: [] };
  const said = variablesOf(codebook, { table, names, misfits });
  let texts = 0, labels = 0;
  const columns = table.columns.map((column, c) => {
    const variable = said.get(c);
    if (variable === undefined) return column;
    if (variable.text !== "") texts++;
    const given = labelColumn(column, { variable, name: names[c], misfits });
    if (given !== column && variable.labels.size > 0) labels++;
    return withText(given, variable.text);
  });
  return {
    table: { ...table, columns },
    texts,
    labels,
    notes: describe(codebook, { names, misfits, isUsed: said.size > 0 }),
  };
}

/** What the codebook says of each column, by its place: all entries of one together, the first one's text. */
function variablesOf(
  { variables }: Codebook,
  { table, names, misfits }: { table: RawTable; names: readonly string[]; misfits: Misfits },
): Map<number, CodebookVariable> {
  const places = new Map<string, number>();
  for (const keys of [names, names.map(lower), table.columns.map(({ header }) => lower(header))]) {
    for (const [c, key] of keys.entries()) if (!places.has(key)) places.set(key, c);
  }
  const placeOf = (name: string) => places.get(name.trim()) ?? places.get(lower(name));
  const said = new Map<number, CodebookVariable>();
  for (const variable of variables) {
    const first = placeOf(variable.name);
    const last = variable.last === undefined ? first : placeOf(variable.last);
    if (first === undefined || last === undefined) {
      misfits.unknown.push(first === undefined ? variable.name : variable.last ?? "");
      continue;
    }
    for (let c = first; c <= last; c++) {
      const before = said.get(c);
      said.set(c, before === undefined ? variable : together(before, variable));
    }
  }
  return said;
}

function together(a: CodebookVariable, b: CodebookVariable): CodebookVariable {
  return variableOf({
    name: a.name,
    text: a.text || b.text,
    labels: new Map([...b.labels, ...a.labels]),
    missing: new Set([...a.missing, ...b.missing]),
    missingRange: a.missingRange ?? b.missingRange,
    measure: a.measure ?? b.measure,
  });
}

/** The column with words for its codes; as it is where the codebook has none or the file its own. */
function labelColumn(
  column: RawColumn,
  { variable, name, misfits }: { variable: CodebookVariable; name: string; misfits: Misfits },
): RawColumn {
  const { labels, missing, missingRange, measure } = variable;
  if (labels.size === 0 && missing.size === 0 && missingRange === null && measure === null) {
    return column;
  }
  if (column.facts !== undefined) {
    noteDisputed(column, { variable, name, misfits });
    return column;
  }
  const codes = [...labels.keys(), ...missing];
  const byWords = new Map([...labels].map(([code, words]) => [fold(words), code]));
  const values = column.texts.map((text): Code => valueOf(text, { labels, byWords }));
  noteUnlabelled(column, { values, variable, name, misfits });
  const isNumbers = codes.every((code) => typeof code === "number");
  const made = makeCodedColumn(
    {
      ...{
        name: column.header,
        label: "",
        teller: "codebook",
        format: 0,
        measure,
        labels,
        set: null,
      },
      width: isNumbers ? 0 : TEXT_WIDTH,
      missing: { codes: missing, range: missingRange },
    },
    { codes: column.codes, values, counts: column.counts },
    column.position,
  );
  const told = made.facts?.declared?.areLabels === true ? made : keepNumbers(column, made);
  return told.texts === column.texts ? told : { ...told, written: writtenAs(column, told) };
}

/** What the file has in each cell that is told in other words; of several writings the first. */
function writtenAs({ codes, texts }: RawColumn, told: RawColumn): string[] {
  const written = new Array<string>(told.texts.length);
  for (let i = 0, found = 0; i < codes.length && found < written.length; i++) {
    const level = told.codes[i];
    if (written[level] !== undefined) continue;
    written[level] = texts[codes[i]];
    found++;
  }
  return written;
}

/** A cell as a code: NaN where blank, so that what is not answered is missing and no label. */
function valueOf(
  text: string,
  { labels, byWords }: { labels: ReadonlyMap<Code, string>; byWords: ReadonlyMap<string, Code> },
): Code {
  const trimmed = text.trim();
  if (trimmed === "") return NaN;
  const code = codeOf(trimmed);
  if (labels.has(code)) return code;
  if (labels.has(trimmed)) return trimmed;
  return byWords.get(fold(trimmed)) ?? code;
}

/** Where labels name only the ends of a scale, or nothing, cells stay as they were written but for those
 * that are no answers. */
function keepNumbers(column: RawColumn, made: RawColumn): RawColumn {
  const { facts } = made;
  const isSame = made.texts.length === column.texts.length &&
    made.texts.every((text, level) => codeOf(text) === codeOf(column.texts[level]));
  return isSame && facts !== undefined ? { ...column, facts } : made;
}

function withText(column: RawColumn, text: string): RawColumn {
  if (text === "") return column;
  const facts: ColumnFacts = column.facts ?? {
    label: "",
    declared: null,
    categories: null,
    numbers: null,
    missing: new Uint8Array(column.texts.length),
  };
  return { ...column, facts: { ...facts, label: text } };
}

/** Words of the codebook that the file itself says otherwise: the file's stay. */
function noteDisputed(
  { texts, facts }: RawColumn,
  { variable, name, misfits }: { variable: CodebookVariable; name: string; misfits: Misfits },
): void {
  for (const [level, own] of texts.entries()) {
    const code = facts?.numbers?.[level] ?? NaN;
    const other = variable.labels.get(code);
    if (other === undefined || own.trim() === String(code) || fold(own) === fold(other)) continue;
    misfits.disputed.push({ column: name, code: String(code), own, other });
    return;
  }
}

/** Codes without words among many that have them. */
function noteUnlabelled(
  { texts }: RawColumn,
  { values, variable: { labels, missing }, name, misfits }: {
    values: readonly Code[];
    variable: CodebookVariable;
    name: string;
    misfits: Misfits;
  },
): void {
  const answers = values.map((value, level) => ({ value, text: texts[level] }))
    .filter(({ value }) => !Number.isNaN(value) && !missing.has(value));
  const codes = [...labels.keys()].filter((code) => typeof code === "number");
  const low = codes.reduce((least, code) => Math.min(least, code), Infinity);
  const high = codes.reduce((most, code) => Math.max(most, code), -Infinity);
  // Between named ends numbers speak for themselves.
  const bare = answers.filter(({ value }) =>
    !labels.has(value) && !(typeof value === "number" && value > low && value < high)
  );
  if (bare.length === 0 || labels.size < 2 || 2 * bare.length > answers.length) return;
  misfits.unlabelled.push({ column: name, texts: bare.map(({ text }) => text) });
}

function describe(
  { place, variables, notes }: Codebook,
  { names, misfits: { unknown, disputed, unlabelled }, isUsed }: {
    names: readonly string[];
    misfits: Misfits;
    isUsed: boolean;
  },
): string[] {
  const told = notes.map((note) => `The codebook (${place}): ${note}`);
  if (!isUsed) {
    const ofOthers = `The codebook (${place}) names no column of this survey: it begins with ` +
      `${listed(variables.map(({ name }) => name))}, the survey with ${
        listed(names)
      }. No text was ` +
      "taken from it. Its names must be the survey's headers.";
    return variables.length === 0 ? told : [...told, ofOthers];
  }
  if (unknown.length > 0) {
    const near = nearestName(unknown[0], names);
    told.push(
      `The codebook (${place}) names ${
        countOf(unknown.length, "column")
      } that the survey does not ` +
        `have: ${listed(unknown)}.${near === null ? "" : ` Did you mean ${quoteValue(near)}?`}`,
    );
  }
  if (disputed.length > 0) {
    const [{ column, code, own, other }] = disputed;
    told.push(
      `The codebook (${place}) and the file label ${
        countOf(disputed.length, "column")
      } differently: ` +
        `${code} of ${quoteValue(column)} is ${quoteValue(own)} in the file, ${
          quoteValue(other)
        } in ` +
        "the codebook. The file's labels were kept.",
    );
  }
  if (unlabelled.length > 0) {
    const [{ column, texts }] = unlabelled;
    told.push(
      `${countOf(unlabelled.length, "column")} ${
        unlabelled.length === 1 ? "has" : "have"
      } answers that ` +
        `the codebook (${place}) has no words for, such as ${listed(texts)} of ${
          quoteValue(column)
        }. ` +
        "Add them to its values, or to ingest.missing_codes if they are no answers.",
    );
  }
  return told;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map(quoteValue).join(", ");
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}
