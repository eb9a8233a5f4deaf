/** Notebooks and hosts for tests of how cells run. Runs in Deno. */

import {
  cellLabel,
  CONSOLE,
  given,
  type GivenName,
  makeCell,
  makeNotebook,
  type Notebook,
  type NotebookHost,
  problemText,
  refuseModule,
  type Runner,
} from "../../pipeline/notebook/mod.ts";

/** A notebook of TypeScript cells with the ids "1", "2" and so on; what begins with "#" is words. */
export function notebookOf(...sources: readonly string[]): Notebook {
  return makeNotebook(
    sources.map((source, i) =>
      makeCell({ id: String(i + 1), source, kind: source.startsWith("#") ? "markdown" : "ts" })
    ),
  );
}

/** A host that gives some names, the console and one module, `sums`. */
export function hostOf(
  names: Readonly<Record<string, unknown>> = {},
  more: Partial<NotebookHost> & { readonly engine?: Readonly<Record<string, GivenName>> } = {},
): NotebookHost {
  const { engine = {}, ...rest } = more;
  return {
    names: new Map([
      ["console", CONSOLE],
      ...Object.entries(names).map(([name, value]) => [name, given(value)] as const),
      ...Object.entries(engine),
    ]),
    async load(module) {
      await null;
      if (module !== "sums") refuseModule(module, ["sums"]);
      return { add: (a: number, b: number) => a + b, default: 10 };
    },
    ...rest,
  };
}

/** How every cell stands, a line each: its status, and its value or what is wrong. */
export function told(runner: Runner, notebook: Notebook): string[] {
  return notebook.cells.map(({ id }) => {
    const { status, value, names, problem } = runner.state(id)!;
    if (problem !== null) {
      return `${status}: ${problemText(problem, id, (each) => cellLabel(notebook, each))}`;
    }
    const parts = [...names].map(([name, each]) => `${name}=${written(each)}`);
    return [`${status}:`, written(value), ...parts].join(" ");
  });
}

/** How often every cell began to run. */
export function runsOf(runner: Runner, { cells }: Notebook): number[] {
  return cells.map(({ id }) => runner.state(id)!.runs);
}

function written(value: unknown): string {
  return typeof value === "function" ? `${value}` : JSON.stringify(value) ?? String(value);
}
