/** Parameters as addresses, YAML and command lines. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";

/** A parameter by its path: `clustering.n_clusters`. */
export type Setting = readonly [path: string, value: unknown];

/** The key of an address that holds the survey's fingerprint. */
const DATA_KEY = "data";

/** Digits of the fingerprint that an address holds. */
const DATA_DIGITS = 12;

/** Characters of an address that are read: a page that draws a megabyte of settings stands still, and
 * most servers refuse a quarter of this. */
const MOST_CHARACTERS = 32_768;

const LINK_TOO_LONG =
  `This link is too long: at most ${MOST_CHARACTERS} characters are read, but it has #. Its settings ` +
  "are left out; a parameter file holds as many as you like.";

/** Lists within lists of a value, beyond which an address's text is no value: a worker is never told
 * of what is nested so deep that it cannot be copied. No parameter has more than a few. */
const MOST_LEVELS = 20;

/** The parameters of the first set that differ from the second; storage and publish aside. */
export function differences(params: Params, from: Params): Setting[] {
  return flatten(params).filter(([path, value]) =>
    !isSame(value, valueAt(from, path)) && !/^(storage|publish)\./.test(path)
  );
}

/** The value at a path, or undefined. */
export function valueAt(params: Params, path: string): unknown {
  return path.split(".").reduce<unknown>(
    (value, key) => isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined,
    params,
  );
}

/** A copy with one value set. */
export function withValue(params: Params, path: string, value: unknown): Params {
  return withEntry(params, path.split("."), value);
}

/** A copy with several values set, one after another. */
export function withSettings(params: Params, settings: readonly Setting[]): Params {
  return settings.reduce((now, [path, value]) => withValue(now, path, value), params);
}

function withEntry<T extends object>(
  place: T,
  [key, ...rest]: readonly string[],
  value: unknown,
): T {
  const entry = rest.length === 0 ? value : withEntry(place[key as keyof T] as object, rest, value);
  return { ...place, [key]: entry };
}

/** Whether two sets of parameters ask for the same work. */
export function isSameWork(a: Params, b: Params): boolean {
  return differences(a, b).length === 0;
}

/** The part of an address after `?`: every parameter that differs from the schema's defaults, and
 * the survey's fingerprint. */
export function toQuery(params: Params, schemaDefaults: Params, sha256: string): string {
  const query = new URLSearchParams([[DATA_KEY, sha256.slice(0, DATA_DIGITS)]]);
  for (const [path, value] of differences(params, schemaDefaults)) {
    query.set(path, writeValue(value));
  }
  return query.toString();
}

/** Says that an address is longer than is read; empty if it is not. */
export function tooLongNotice(query: string): string {
  return query.length <= MOST_CHARACTERS ? "" : LINK_TOO_LONG.replace("#", String(query.length));
}

/** Reads what {@link toQuery} wrote.
 * @returns null if it is longer than is read, or holds no state. Unknown keys are passed over;
 *   `leftOut` has the parameters whose values are of another kind than theirs, which pages could not
 *   draw and no run would take.
 */
export function fromQuery(
  query: string,
  schemaDefaults: Params,
): { params: Params; data: string; leftOut: string[] } | null {
  if (tooLongNotice(query) !== "") return null;
  const entries = new URLSearchParams(query);
  const data = entries.get(DATA_KEY);
  if (data === null) return null;
  let params = schemaDefaults;
  const leftOut: string[] = [];
  for (const [path, text] of entries) {
    const usual = valueAt(schemaDefaults, path);
    if (path === DATA_KEY || usual === undefined) continue;
    const value = readValue(text);
    if (mayStandFor(value, usual)) params = withValue(params, path, value);
    else leftOut.push(path);
  }
  return { params, data, leftOut };
}

/** Whether an address was made for this survey. */
export function isSameData(data: string, sha256: string): boolean {
  return sha256.startsWith(data) && data.length === DATA_DIGITS;
}

/** What differs from the schema's defaults, as a `params.yaml`. */
export function toYaml(params: Params, schemaDefaults: Params): string {
  const settings = differences(params, schemaDefaults);
  if (settings.length === 0) return "# All parameters have their defaults.\n";
  const sections = new Map<string, string[]>();
  for (const [path, value] of settings) {
    const [section, ...rest] = path.split(".");
    const lines = sections.get(section) ?? [];
    // JSON is YAML too, and quotes whatever needs quoting.
    lines.push(
      rest.length === 0 ? JSON.stringify(value) : `  ${rest.join(".")}: ${JSON.stringify(value)}`,
    );
    sections.set(section, lines);
  }
  return [...sections].map(([section, lines]) =>
    lines[0].startsWith("  ") ? `${section}:\n${lines.join("\n")}\n` : `${section}: ${lines[0]}\n`
  ).join("");
}

/** What differs, as `--set` has it, a text a parameter. */
export function settingTexts(params: Params, from: Params): string[] {
  return differences(params, from).map(([path, value]) => `${path}=${writeValue(value)}`);
}

/** The command that gives the same run.
 * @param from The parameters that the command line starts from by itself.
 * @param input What names the survey: `--input FILE`, or nothing for the storage's own.
 */
export function toCommand(params: Params, from: Params, input: readonly string[]): string {
  const settings = settingTexts(params, from)
    .flatMap((setting) => ["--set", quoteForShell(setting)]);
  return ["deno task pipeline", ...input.map(quoteForShell), ...settings].join(" ");
}

function flatten(params: Params): Setting[] {
  return Object.entries(params).flatMap(([section, values]): Setting[] =>
    typeof values === "object"
      ? Object.entries(values).map(([key, value]): Setting => [`${section}.${key}`, value])
      : [[section, values]]
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Words stay words unless YAML would take them for something else. */
function writeValue(value: unknown): string {
  const isPlainWord = typeof value === "string" && /^[a-zA-Z][\w-]*$/.test(value) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(value);
  return isPlainWord ? value as string : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function readValue(text: string): unknown {
  try {
    const value = JSON.parse(text);
    return isWithin(value, MOST_LEVELS) ? value : text;
  } catch {
    return text;
  }
}

/** Whether a list stands for a list and a mapping for a mapping; a word such as `auto` may have a list
 * in its place. */
function mayStandFor(value: unknown, usual: unknown): boolean {
  if (isRecord(usual)) return isRecord(value) && Array.isArray(value) === Array.isArray(usual);
  return !isRecord(value) || Array.isArray(value);
}

function isWithin(value: unknown, levels: number): boolean {
  if (!isRecord(value)) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}

function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
