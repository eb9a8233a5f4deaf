/** The command line's flags. Runs in Deno only. */

import { parseArgs } from "node:util";
import { type DeliverableName, readDeliverables } from "../deliver/deliverables.ts";
import { assertFlags } from "./flags.ts";

const OPTIONS = {
  params: { type: "string" },
  preset: { type: "string" },
  set: { type: "string", multiple: true, default: [] as string[] },
  input: { type: "string" },
  output: { type: "string", default: "runs" },
  deliver: { type: "string", default: "" },
  json: { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  "no-cache": { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

/** What was asked for on the command line. */
export interface Arguments {
  /** File of parameters, or null for `config/params.yaml`. */
  readonly params: string | null;
  /** Name of a file of `presets/` beside the parameters; null for the schema's own defaults. */
  readonly preset: string | null;
  readonly set: readonly string[];
  /** File or `s3://bucket/key`, or null for the storage's own. */
  readonly input: string | null;
  /** Folder or `s3://bucket/prefix`. */
  readonly output: string;
  /** What is to lie in the run folder beside its own files. */
  readonly deliver: readonly DeliverableName[];
  readonly json: boolean;
  readonly quiet: boolean;
  readonly useCache: boolean;
  readonly list: boolean;
  readonly help: boolean;
  readonly version: boolean;
  readonly verbose: boolean;
}

/** Reads the flags.
 * @throws {ParamsError} Naming the flag that is unknown, lacks its value or has one too many.
 */
export function parseArguments(args: readonly string[]): Arguments {
  assertFlags(args, OPTIONS);
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  return {
    params: values.params ?? null,
    preset: values.preset ?? null,
    set: values.set,
    input: values.input ?? null,
    output: values.output,
    deliver: readDeliverables(values.deliver),
    json: values.json,
    quiet: values.quiet,
    useCache: !values["no-cache"],
    list: values.list,
    help: values.help,
    version: values.version,
    verbose: values.verbose,
  };
}

/** What `--help` prints. */
export const HELP = `Segments survey respondents.

deno task pipeline [flags]

  --params FILE        parameters (default config/params.yaml); what differs for one survey is read
                       from surveys/<object name>.yaml beside it
  --preset NAME        whole settings by name, beneath the parameters: presets/NAME.yaml beside them
                       (original: as the first version of this system; recommended: none)
  --set PATH=VALUE     overrules one parameter, may repeat: --set clustering.n_clusters=5
  --input FILE|s3://bucket/key
                       the survey (default: storage.object_name of the parameters)
  --output DIR|s3://bucket/prefix
                       where the run folder goes (default runs)
  --deliver NAMES      also writes what is handed over, names with commas between them: tables
                       (tables.xlsx and tables.csv, by the parameters tables.*), pptx (slides), docx
                       (a document), html (a report in one file), typing (a short form that
                       places others: a workbook, a table, SQL and a module)
  --json               prints the summary as one JSON object
  --quiet              no progress
  --no-cache           computes every stage anew
  --list               lists the surveys in the storage
  --verbose            a stack trace with errors
  --help, --version

Exit codes: 0 done, 2 parameters or usage, 3 the data, 4 storage, 130 interrupted, 1 a defect.
S3: S3_ENDPOINT, S3_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.`;
