/** Reads a codebook written as YAML (or JSON). Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import { readYaml, YamlError } from "../../base/yaml.ts";
import { quoteValue } from "../../base/errors.ts";
import { Damage } from "../files/damage.ts";
import {
  type Code,
  type Codebook,
  type CodebookVariable,
  codeOf,
  measureOf,
  variableOf,
} from "./codebook.ts";
import { readCodeList, readValueList } from "./value_list.ts";

type Fields = Readonly<Record<string, unknown>>;

const FORM = 'Write a column as  q1: {text: "How often?", values: {1: Never, 2: Often}}.';
/** Reads `name: {text, values, missing, measure}`, a list of `{name, text, …}`, either also below `columns` or `variables`,
 * or simply `name: text`.
 * @throws {Damage} If it is no YAML, or not of this form.
 */
export function readYamlBook(text: string): Omit<Codebook, "place"> {
  const read = parsed(text);
  const root = isObject(read) ? read.columns ?? read.variables ?? read.codebook ?? read : read;
  if (Array.isArray(root)) {
    return { variables: root.map((entry, i) => ofList(entry, i)), notes: [] };
  }
  if (!isObject(root)) {
    throw new Damage(`it must list columns, but holds ${quoteValue(read)}. ${FORM}`);
  }
  return { variables: Object.entries(root).map(([name, said]) => variable(name, said)), notes: [] };
}

function parsed(text: string): unknown {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const where = error.line === null ? "that can be read" : `in line ${error.line}`;
    throw new Damage(`it is no YAML ${where}: ${error.message}. ${FORM}`);
  }
}

function ofList(entry: unknown, i: number): CodebookVariable {
  if (isObject(entry) && entry.name !== undefined) return variable(String(entry.name), entry);
  throw new Damage(
    `entry ${i + 1} of its list must have a name, but is ${quoteValue(entry)}. ${FORM}`,
  );
}

function variable(name: string, said: unknown): CodebookVariable {
  if (typeof said === "string") return variableOf({ name, text: said });
  if (!isObject(said)) {
    throw new Damage(
      `${quoteValue(name)} must have a text or values, but has ${quoteValue(said)}. ${FORM}`,
    );
  }
  const text = said.text ?? said.label ?? said.question ?? "";
  return variableOf({
    name,
    text: typeof text === "string" ? text.trim() : String(text),
    labels: labelsOf(name, said.values ?? said.labels ?? null),
    missing: missingOf(said.missing),
    measure: typeof said.measure === "string" ? measureOf(said.measure) : null,
  });
}

function labelsOf(name: string, values: unknown): Map<Code, string> {
  if (values === null) return new Map();
  if (isObject(values)) {
    return new Map(Object.entries(values).map(([code, label]) => [codeOf(code), String(label)]));
  }
  const list = typeof values === "string" ? readValueList(values) : null;
  if (list !== null) return list;
  throw new Damage(
    `the values of ${quoteValue(name)} must be words for codes, but are ${
      quoteValue(values)
    }. ${FORM}`,
  );
}

function missingOf(missing: unknown): Set<Code> {
  if (missing === undefined || missing === null) return new Set();
  if (Array.isArray(missing)) return new Set(missing.map((code) => codeOf(String(code))));
  return readCodeList(String(missing));
}
