/** Reading of parameters: YAML, overlays, `--set`, and every problem named. Runs in Deno and browsers. */

import { z } from "zod";
import { PLAN } from "./engine_plan.ts";
import { ParamsError, type Problem, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import { isObject } from "../base/objects.ts";
import { readYaml, YamlError } from "../base/yaml.ts";
import { type Params, PARAMS_SCHEMA } from "./params.ts";

/** One source of parameters; later ones overlay earlier ones. */
export interface ParamsLayer {
  /** Where it comes from, for messages: `config/params.yaml`, `--set`; may be empty. */
  readonly source: string;
  /** A plain object as YAML gives it; null counts as empty. */
  readonly value: unknown;
}

type PlainObject = Record<string, unknown>;

const SECTIONS = PARAMS_SCHEMA.shape;
/** The schema, and what parameters of several sections ask of each other. */
const CHECKED = PARAMS_SCHEMA.superRefine((params, context) => {
  if (params.clustering.n_clusters === "auto" && params.structure.check === "none") {
    const message = "a number where structure.check is none, as nothing else finds it";
    context.addIssue({ code: "custom", path: ["clustering", "n_clusters"], message });
  }
  const method = PLAN.methodOnAnswers(params);
  if (method === null || params.features.within_respondent === "none") return;
  const message = `none with ${method}, which compares answers as they were given`;
  context.addIssue({ code: "custom", path: ["features", "within_respondent"], message });
});

/** Parses parameters and fills in the defaults.
 * @param source An object, or YAML text.
 * @throws {ParamsError} With every problem found: place, rule, the value given, the nearest known key.
 * @example
 * ```ts
 * import { parseParams } from "./parse_params.ts";
 * const params = parseParams("clustering: { n_clusters: 5 }");
 * if (params.clustering.n_clusters !== 5 || params.seed !== 42) throw new Error("not as expected");
 * ```
 */
export function parseParams(source: unknown): Params {
  const value = typeof source === "string" ? parseLayer(source, "").value : source;
  return resolveParams([{ source: "", value }]);
}

/** Reads one YAML document as a layer.
 * @throws {ParamsError} If it is no YAML, with line and column.
 */
export function parseLayer(yamlText: string, source: string): ParamsLayer {
  try {
    return { source, value: readYaml(yamlText) };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ParamsError([{
      path: source === "" ? "the parameters" : source,
      expected: "valid YAML",
      received: error.message,
      hint: "",
    }]);
  }
}

/** Reads one `--set path=value`; the value is read as YAML.
 * @throws {ParamsError} If there is no `=` or no path before it, or the value is no YAML.
 */
export function parseSetting(setting: string): ParamsLayer {
  const split = setting.indexOf("=");
  if (split < 1) {
    throw new ParamsError([{
      path: "--set",
      expected: "path=value",
      received: quoteValue(setting),
      hint: "For example --set clustering.n_clusters=5.",
    }]);
  }
  const keys = setting.slice(0, split).trim().split(".");
  const value = parseLayer(setting.slice(split + 1), `--set ${keys.join(".")}`).value;
  // A column's name may hold dots, so all that follows `columns` or `missing_codes` is one key.
  const isByColumn = keys[0] === "ingest" && /^(columns|missing_codes)$/.test(keys[1] ?? "");
  const deep = isByColumn && keys.length > 3 ? ["ingest", keys[1], keys.slice(2).join(".")] : keys;
  return {
    source: "--set",
    value: deep.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value),
  };
}

/** Lays later layers over earlier ones and checks the whole. Objects merge key by key; lists and
 * single values are replaced.
 * @throws {ParamsError} With every problem found and the layer it comes from.
 */
export function resolveParams(layers: readonly ParamsLayer[]): Params {
  for (const { source, value } of layers) {
    if (value === undefined || value === null || isObject(value)) continue;
    throw new ParamsError([{
      path: source === "" ? "the parameters" : source,
      expected: "sections such as clustering: with keys below them",
      received: quoteValue(value),
      hint: "",
    }]);
  }
  const merged = layers.reduce<PlainObject>((base, layer) => mergeLayer(base, layer.value), {});
  const result = CHECKED.safeParse(merged);
  if (result.success) return result.data;
  throw new ParamsError(result.error.issues.flatMap((issue) => toProblems(issue, merged, layers)));
}

/** An empty section (`cleaning:` with nothing below) says nothing; an empty value is a wrong one. */
function mergeLayer(base: PlainObject, over: unknown): PlainObject {
  if (!isObject(over)) return base;
  const said = Object.entries(over).filter(([key, value]) => value !== null || !(key in SECTIONS));
  return merge(base, Object.fromEntries(said)) as PlainObject;
}

function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = Object.hasOwn(base, key) ? merge(base[key], value) : value;
  }
  return merged;
}

function toProblems(
  issue: z.core.$ZodIssue,
  merged: unknown,
  layers: readonly ParamsLayer[],
): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey([...issue.path, key], layers));
  }
  const within = issuesWithin(issue);
  if (within.length > 0) return within.flatMap((each) => toProblems(each, merged, layers));
  const path = issue.path.filter((key) => typeof key !== "symbol");
  // What nobody gave is the default, which other settings may exclude.
  const said = valueAt(merged, path);
  const given = said === undefined ? valueAt(PARAMS_SCHEMA.parse({}), path) : said;
  return [{
    path: locate(path, layers),
    expected: issue.code === "custom" ? issue.message : describeRule(path),
    received: given === undefined ? "nothing" : quoteValue(given),
    hint: "",
  }];
}

/** Of a value that may have several forms: what is wrong within it, where it has one of them outwardly. */
function issuesWithin(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [];
  const own = issue.errors.filter((issues) => issues.every(({ path }) => path.length > 0));
  if (own.length !== 1) return [];
  return own[0].map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
}

function unknownKey(path: readonly PropertyKey[], layers: readonly ParamsLayer[]): Problem {
  const keys = path.map(String);
  const near = nearestPath(keys);
  return {
    path: locate(keys, layers),
    expected: "a known parameter",
    received: "an unknown key",
    hint: near === null ? "config/params.yaml lists them all." : `Did you mean ${near}?`,
  };
}

/** The nearest known key: first beside the unknown one, then anywhere. */
function nearestPath(keys: readonly string[]): string | null {
  const known = knownPaths();
  const parent = keys.slice(0, -1).join(".");
  const siblings = known.filter((path) => path.split(".").slice(0, -1).join(".") === parent);
  const name = keys[keys.length - 1];
  const beside = nearestName(name, siblings.map((path) => path.split(".").pop()!));
  if (beside !== null) return parent === "" ? beside : `${parent}.${beside}`;
  const elsewhere = known.find((path) => path.split(".").pop() === name);
  return elsewhere ?? nearestName(keys.join("."), known);
}

function knownPaths(): string[] {
  return Object.entries(SECTIONS).flatMap(([section, schema]) =>
    schema instanceof z.ZodPrefault
      ? [
        section,
        ...Object.keys((schema.unwrap() as z.ZodObject).shape).map((key) => `${section}.${key}`),
      ]
      : [section]
  );
}

/** `config/params.yaml clustering.n_clusters`: the last layer that says the value. */
function locate(path: readonly (string | number)[], layers: readonly ParamsLayer[]): string {
  const layer = layers.findLast(({ value }) => valueAt(value, path) !== undefined);
  const dotted = path.join(".");
  return layer === undefined || layer.source === "" ? dotted : `${layer.source} ${dotted}`;
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? (inner as PlainObject)[key] : undefined,
    value,
  );
}

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Record<string, JsonSchema>;
  readonly additionalProperties?: JsonSchema | false;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** Writes the rule of a parameter in words, from the schema itself. */
function describeRule(path: readonly (string | number)[]): string {
  let schema = z.toJSONSchema(PARAMS_SCHEMA, { io: "input" }) as JsonSchema | undefined;
  for (const key of path) {
    const outer: JsonSchema | undefined = schema;
    schema = typeof key === "number"
      ? outer?.items
      : outer?.properties?.[key] ?? (outer?.additionalProperties || undefined);
    schema ??= outer?.anyOf?.map((option) => withinOption(option, key))
      .find((option) => option !== undefined);
  }
  return schema === undefined ? "another value" : describeSchema(schema);
}

function withinOption(option: JsonSchema, key: string | number): JsonSchema | undefined {
  if (typeof key === "number") return option.items;
  return option.properties?.[key] ?? (option.additionalProperties || undefined);
}

function describeSchema(schema: JsonSchema): string {
  if (schema.anyOf !== undefined) return schema.anyOf.map(describeSchema).join(" or ");
  if (schema.enum !== undefined) {
    return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") {
    const { type = "value", properties } = schema.items ?? {};
    const keys = properties === undefined ? "" : ` with ${Object.keys(properties).join(", ")}`;
    return `a list of ${typeof type === "string" ? type : "text"}s${keys}`;
  }
  if (schema.type === "integer") return `a whole number${describeRange(schema)}`;
  if (schema.type === "number") return `a number${describeRange(schema)}`;
  if (schema.type === "boolean") return "true or false";
  if (schema.type === "string") {
    return schema.minLength === undefined ? "text" : "text that is not empty";
  }
  return schema.properties === undefined
    ? "keys and values"
    : `an object with ${Object.keys(schema.properties).join(", ")}`;
}

function describeRange({ minimum, maximum }: JsonSchema): string {
  const isOpenBelow = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER;
  const isOpenAbove = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER;
  if (isOpenBelow) return isOpenAbove ? "" : ` up to ${maximum}`;
  return isOpenAbove ? ` from ${minimum} up` : ` from ${minimum} to ${maximum}`;
}
