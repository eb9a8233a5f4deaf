/** What a notebook runs on: the names it is given, the modules it may import. Runs in Deno and browsers. */

/** One run of a cell, for what it is given. */
export interface CellContext {
  /** Aborted when the cell is ended or changed. */
  readonly signal: AbortSignal;
  /** Writes a line beneath the cell. */
  log(text: string): void;
}

/** Thrown into a cell that reads what has not been fetched yet: the cell runs anew once it has come, and
 * so may read in the middle of anything what only another thread has. */
export class Lacking extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "Lacking";
  /** Fetches it, unless the signal is aborted before; gives what is to be known of it, if anything. */
  readonly fetch: (signal: AbortSignal) => Promise<string>;

  /** @param what As people call it, for whoever reads it where no cell runs: `run.clustering`. */
  constructor(what: string, fetch: (signal: AbortSignal) => Promise<string>) {
    super(`Cannot read ${what} here: it is fetched when a cell that reads it runs, but none does.`);
    this.fetch = fetch;
  }
}

/** A name that every notebook is given. */
export interface GivenName {
  /** Its value for one run of a cell, which waits for it. */
  get(context: CellContext): unknown;
  /** Whether it is work of the engine: cells that use it wait until they are asked for. */
  readonly isEngine?: boolean;
  /** Whether the work is done, so that cells need not wait; absent: it is not. */
  isReady?(): boolean;
}

/** What a notebook runs on. A page gives names that a worker stands behind, the command line direct ones. */
export interface NotebookHost {
  /** Names that every notebook is given; a cell's own go before them. */
  readonly names: ReadonlyMap<string, GivenName>;
  /** Gives a module of the product or a library that is shipped with it.
   * @throws {Error} In words, for any other.
   */
  load(module: string): Promise<Readonly<Record<string, unknown>>>;
  /** The modules that it gives, by all their names; absent: it does not say before it is asked. */
  readonly modules?: readonly string[];
  /** Whether the platform has a name; absent: what `globalThis` has. */
  isPlatform?(name: string): boolean;
  /** Whether cells shall end, where somebody can say so while they compute. */
  isInterrupted?(): boolean;
  /** Gives others a turn before a cell begins; absent: none waits for one. */
  begin?(): Promise<void>;
  /** Gives others a turn while a cell's loop runs; absent: nobody waits for one. */
  pause?(): Promise<void>;
  /** Makes a function of a body; absent: as the platform does, which pages forbid unless their rules of
   * content say `unsafe-eval`. */
  compile?(parameters: readonly string[], body: string): (...values: unknown[]) => Promise<unknown>;
}

/** Gives a value as it is. */
export function given(value: unknown): GivenName {
  return { get: () => value };
}

/** Refuses a module in words.
 * @param shipped The modules that there are.
 */
export function refuseModule(module: string, shipped: readonly string[]): never {
  throw new Error(
    `Cannot import ${
      JSON.stringify(module)
    }: a notebook imports what is shipped with the product, ` +
      `so that it runs the same everywhere, but this is not. There are ${shipped.join(", ")}.`,
  );
}

/** `console` for one run of a cell: what it is told stands beneath the cell. */
export const CONSOLE: GivenName = {
  get: ({ log }) => {
    const write = (...values: readonly unknown[]): void => log(values.map(logText).join(" "));
    return { log: write, info: write, debug: write, warn: write, error: write };
  },
};

function logText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // What holds itself or a whole number of any size cannot be written so.
    return String(value);
  }
}
