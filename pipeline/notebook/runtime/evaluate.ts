/** Runs one program, and finds the place of what it throws. Runs in Deno and browsers. */

import type { Program } from "../language/program.ts";
import type { Guard } from "./guard.ts";
import type { NotebookHost } from "./host.ts";
import type { CellPlace } from "./problem.ts";

/** What a cell gives. */
export interface CellResult {
  /** Of its last statement, or of the expressions among its words; undefined where there is none. */
  readonly value: unknown;
  /** By the names that it declares. */
  readonly names: ReadonlyMap<string, unknown>;
}

type Compile = NonNullable<NotebookHost["compile"]>;

/** What a cell runs with. */
export interface Surroundings {
  readonly guard: Guard;
  readonly inputs: ReadonlyMap<string, unknown>;
  readonly host: Pick<NotebookHost, "load" | "compile">;
}

const AsyncFunction = (async () => {}).constructor as new (
  ...texts: string[]
) => ReturnType<Compile>;

/** What the name of a cell's code begins with in the lines of a stack. */
const URL_START = "notebook-cell-";

/** Such a line's cell, line and column; some engines name the function's source behind the cell. */
const IN_CELL = new RegExp(`${URL_START}([^\\s:(),]*)(?:, <anonymous>)?:(\\d+):(\\d+)`, "g");

/** Runs a program to its end. Promises among its value and names are waited for.
 * @param cell Its id, by which its code is told in stacks.
 */
export async function evaluate(
  cell: string,
  program: Program,
  { guard, inputs, host }: Surroundings,
): Promise<CellResult> {
  if (program.body === "") return { value: undefined, names: new Map() };
  const names = [...inputs.keys()];
  const body = `${program.body}\n//# sourceURL=${URL_START}${encodeURIComponent(cell)}`;
  const compile = host.compile ?? compileHere;
  const run = compile([...program.parameters, ...names], body);
  const load = (module: unknown, wanted: unknown = []) =>
    loadWith(host, String(module), Array.isArray(wanted) ? wanted : []);
  const result = await run(guard, load, ...inputs.values()) as {
    readonly value: unknown;
    readonly names: Readonly<Record<string, unknown>>;
  };
  const settled = await Promise.all(
    Object.entries(result.names).map(async ([name, value]) => [name, await value] as const),
  );
  const value = Array.isArray(result.value) && program.isWords
    ? await Promise.all(result.value)
    : await result.value;
  return { value, names: new Map(settled) };
}

function compileHere(
  parameters: readonly string[],
  body: string,
): (...values: unknown[]) => Promise<unknown> {
  return new AsyncFunction(...parameters, body);
}

/** A module that has all that is wanted of it. */
async function loadWith(
  host: Pick<NotebookHost, "load">,
  module: string,
  wanted: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const loaded = await host.load(module);
  const lacking = wanted.find((name) => !(name in loaded));
  if (lacking === undefined) return loaded;
  throw new Error(
    `Cannot import ${lacking} from ${JSON.stringify(module)}: it has no such name.`,
  );
}

/** The innermost place in a cell that an error came through; null where its stack tells none.
 * @param programOf The program that a cell runs.
 */
export function placeOfError(
  error: unknown,
  programOf: (cell: string) => Program | undefined,
): CellPlace | null {
  const stack = error instanceof Error ? error.stack ?? "" : "";
  for (const [, id, line, column] of stack.matchAll(IN_CELL)) {
    const cell = decodeURIComponent(id);
    const place = programOf(cell)
      ?.sourcePlace({ line: Number(line) - linesAbove(), column: Number(column) });
    if (place !== null && place !== undefined) return { cell, ...place };
  }
  return null;
}

let measuredLines: number | null = null;

/** Lines that the engine of the language puts above the body of a function that it makes: they
 * differ, so they are measured once. */
function linesAbove(): number {
  if (measuredLines !== null) return measuredLines;
  let stack = "";
  try {
    const probe = compileProbe();
    stack = String(probe());
  } catch {
    // Where functions cannot be made of text, the host brings its own way, and lines are taken as told.
  }
  const found = /notebook-probe(?:, <anonymous>)?:(\d+)/.exec(stack);
  measuredLines = found === null ? 0 : Number(found[1]) - 1;
  return measuredLines;
}

function compileProbe(): () => unknown {
  return new Function("a", "b", "return new Error().stack\n//# sourceURL=notebook-probe") as () =>
    unknown;
}
