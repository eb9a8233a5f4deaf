/** Finds in a module what platforms lack or answer differently. Runs in Deno. */

import * as esbuild from "esbuild";

/** A use of something that is not the same everywhere. */
export interface Finding {
  /** Counted from 1. */
  readonly line: number;
  readonly name: string;
  readonly reason: string;
}

const DENO = "browsers lack it";
const LOCALE = "its answer depends on the locale and the platform's data";
const TIME = "its answer depends on the local time zone";

/** Names that are global unless a module declares them itself. */
const GLOBALS: Readonly<Record<string, string>> = {
  Deno: DENO,
  process: DENO,
  Buffer: DENO,
  Intl: LOCALE,
  SharedArrayBuffer: "many static hosts cannot enable it",
};

/** Properties, whatever they are properties of. */
const PROPERTIES: readonly [RegExp, string][] = [
  [/^(localeCompare|toLocale\w+)$/, LOCALE],
  [
    /^([gs]et(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year)|getTimezoneOffset|to(Date|Time)String)$/,
    TIME,
  ],
  [/^subtle$/, "pages on plain http lack crypto.subtle"],
];

/** Searches a TypeScript module; texts, comments and types do not count.
 * esbuild reads the module: a define replaces just those names that are global, and renaming of
 * properties tells which there are.
 * @returns Every global and property found, once, in the order of the names, with the first line
 * that holds it.
 */
export async function findEngineDefined(source: string): Promise<Finding[]> {
  const names = Object.keys(GLOBALS);
  const { code, mangleCache } = await esbuild.transform(source, {
    loader: "ts",
    charset: "utf8",
    define: Object.fromEntries(
      names.flatMap((name) => [[name, mark(name)], [`globalThis.${name}`, mark(name)]]),
    ),
    mangleProps: new RegExp(PROPERTIES.map(([pattern]) => pattern.source).join("|")),
    mangleQuoted: true,
    mangleCache: {},
  });
  const found = [
    ...names.filter((name) => code.includes(mark(name))).map((name) => [name, GLOBALS[name]]),
    ...Object.keys(mangleCache ?? {}).map((name) => [
      name,
      PROPERTIES.find(([pattern]) => pattern.test(name))![1],
    ]),
  ];
  return found.map(([name, reason]) => ({ name, reason, line: lineOf(name, source) }));
}

function mark(name: string): string {
  return `absent_in_browsers_${name}`;
}

function lineOf(name: string, source: string): number {
  const word = new RegExp(`\\b${name}\\b`);
  const lines = source.split("\n");
  const isCode = (line: string) => word.test(line) && !/^\s*(\/\/|\/?\*)/.test(line);
  return lines.findIndex(isCode) + 1;
}
