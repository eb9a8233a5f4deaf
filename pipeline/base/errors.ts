/** The engine's errors: what a caller may catch, with every problem as data. Runs in Deno and browsers. */

/** One thing that is wrong, as data, so that a page can place it beside its control. */
export interface Problem {
  /** Where: a parameter path, `survey.csv row 42 column "age"`, or a storage address. */
  readonly path: string;
  /** The rule, such as `a whole number from 2 to 1000`. */
  readonly expected: string;
  /** The caller's own value, written out. */
  readonly received: string;
  /** What would work instead, or an empty string. */
  readonly hint: string;
}

const MOST_PROBLEMS_KEPT = 20;

/** Parameters or usage are wrong (exit code 2). Holds up to 20 problems and their total. */
export class ParamsError extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "ParamsError";
  /** The first 20 problems found. */
  readonly problems: readonly Problem[];
  /** How many problems there were in all. */
  readonly total: number;

  /** Makes the error; its message names every problem kept, a line each. */
  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.problems = problems.slice(0, MOST_PROBLEMS_KEPT);
    this.total = problems.length;
  }
}

/** The data cannot be read or cannot be segmented as asked (exit code 3). */
export class DataError extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "DataError";
}

/** What went wrong with a storage, so that a caller can tell the cases apart. */
export type StorageFailure =
  | "missing-bucket"
  | "missing-object"
  | "refused"
  | "unreachable"
  | "interrupted"
  | "no-space"
  | "invalid-name"
  | "failed";

/** A folder, bucket or object cannot be read or written (exit code 4). */
export class StorageError extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "StorageError";
  /** Which of the known cases this is. */
  readonly failure: StorageFailure;

  /** Makes the error; `options.cause` may hold what the platform said. */
  constructor(failure: StorageFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** Writes a value of the caller into a message: short, on one line, strings in quotes. */
export function quoteValue(value: unknown): string {
  const text = typeof value === "number" || value === undefined
    ? String(value)
    : JSON.stringify(value) ?? String(value);
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}

function describeProblems(problems: readonly Problem[]): string {
  const lines = problems.slice(0, MOST_PROBLEMS_KEPT).map((problem) =>
    `Cannot use ${problem.path}: expected ${problem.expected}, but got ${problem.received}` +
    (problem.hint === "" ? "." : `. ${problem.hint}`)
  );
  const unsaid = problems.length - lines.length;
  if (unsaid > 0) lines.push(`... and ${unsaid} more problems.`);
  return lines.join("\n");
}
