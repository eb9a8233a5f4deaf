/** The flags of `deno task notebook`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { ParamsError } from "../../base/errors.ts";
import { assertFlags } from "../../cli/flags.ts";

const OPTIONS = {
  input: { type: "string", multiple: true, default: [] as string[] },
  set: { type: "string", multiple: true, default: [] as string[] },
  output: { type: "string", default: "runs" },
  all: { type: "boolean", default: false },
  "no-cache": { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** What was asked for. */
export interface NotebookArguments {
  /** The notebook's file; empty with `help` alone. */
  readonly file: string;
  /** Surveys as paths or `s3://bucket/key`; none: the storage's own. */
  readonly inputs: readonly string[];
  readonly set: readonly string[];
  /** Folder or `s3://bucket/prefix`. */
  readonly output: string;
  /** All surveys of the storage. */
  readonly all: boolean;
  readonly useCache: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
}

/** Reads the flags.
 * @throws {ParamsError} Naming what is unknown, lacks its value, is missing or does not go together.
 */
export function parseNotebookArguments(args: readonly string[]): NotebookArguments {
  assertFlags(args, OPTIONS, 1);
  const { values, positionals: [file = ""] } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (file === "" && !values.help) {
    throw unfit("a notebook's file", "none", "Try: deno task notebook notebooks/portrait.ipynb");
  }
  if (values.all && values.input.length > 0) {
    throw unfit("--all or --input", "both", "--all takes every survey of the storage.");
  }
  return {
    file,
    inputs: values.input,
    set: values.set,
    output: values.output,
    all: values.all,
    useCache: !values["no-cache"],
    quiet: values.quiet,
    help: values.help,
  };
}

function unfit(expected: string, received: string, hint: string): ParamsError {
  return new ParamsError([{ path: "the command line", expected, received, hint }]);
}

/** What `--help` prints. */
export const NOTEBOOK_HELP = `Runs a notebook over surveys, without a page.

deno task notebook FILE [flags]

  FILE                 a notebook: .ipynb, .html of Notebook Kit, or .ts with // %% between cells
  --input FILE|s3://bucket/key
                       a survey, may repeat (default: storage.object_name of the parameters)
  --all                every survey of the storage
  --set PATH=VALUE     overrules one parameter, may repeat: --set clustering.n_clusters=5
  --output DIR|s3://bucket/prefix
                       where the files go (default runs)
  --no-cache           computes every stage anew
  --quiet              no progress
  --verbose            a stack trace with errors
  --help

For each survey there are two files, <notebook>-<survey>.ipynb with results and <notebook>-<survey>.html,
which needs nothing beside it. Parameters are those of config/params.yaml and of
config/surveys/<object name>.yaml, as for deno task pipeline.

A cell that fails is named, and cells that do not need it still run. Exit codes: 0 done, 2 parameters
or usage, 3 the data, 4 storage, 130 interrupted, 1 the notebook (a cell fails, or the file is none). Of
several failures the first counts.
S3: S3_ENDPOINT, S3_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.`;
