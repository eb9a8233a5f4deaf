/** The command that places new respondents in the segments of a run: `deno task assign`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { DataError, ParamsError, StorageError } from "../base/errors.ts";
import { EXIT, exitCodeOf } from "../cli/exit.ts";
import { assertFlags } from "../cli/flags.ts";
import { giveUpNetwork } from "../cli/give_up_network.ts";
import { print, printError } from "../cli/print.ts";
import { ingest } from "../ingest/mod.ts";
import { openInput, openLocation } from "../io/open.ts";
import { joinNames } from "../io/names.ts";
import type { Params } from "../plan/params.ts";
import { parseParams, parseSetting } from "../plan/parse_params.ts";
import { assign } from "./assign.ts";
import { assignmentsCsv, assignmentsJson } from "./assignments_text.ts";
import { type Model, parseModel } from "./model.ts";
import { readingParams } from "./place_file.ts";

const OPTIONS = {
  model: { type: "string" },
  input: { type: "string" },
  set: { type: "string", multiple: true, default: [] as string[] },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  verbose: { type: "boolean", default: false },
} as const;

const MODEL_FILE = "model.json";

/** What `--help` prints. */
const HELP = `Places new respondents in the segments of a run.

deno task assign --model RUN --input FILE [flags]

  --model DIR|FILE|s3://bucket/key
                       the run's folder, or its model.json
  --input FILE|s3://bucket/key
                       a survey with the columns that the segments were formed on
  --set PATH=VALUE     how the file is read, where it differs from the run's, may repeat:
                       --set ingest.sheet=2
  --json               prints one JSON object a respondent, in an array
  --verbose            a stack trace with errors
  --help

Prints CSV: row, identifier, segment, name, probability, unlike, missing.
Exit codes: 0 done, 2 parameters or usage, 3 the data, 4 storage, 1 a defect.
S3: S3_ENDPOINT, S3_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.`;

/** Runs the command.
 * @param args The flags, without the program's name.
 * @returns The exit code.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    assertFlags(args, OPTIONS);
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.help) print(HELP);
    else print(await placeAll(values));
    return EXIT.done;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const code = exitCodeOf(error);
    printError(`error: ${code === EXIT.defect ? `a defect of the engine: ${text}` : text}\n`);
    if (args.includes("--verbose") && error instanceof Error) printError(`${error.stack}\n`);
    return code;
  }
}

interface Asked {
  readonly model?: string;
  readonly input?: string;
  readonly set: readonly string[];
  readonly json: boolean;
}

async function placeAll({ model: address, input, set, json }: Asked): Promise<string> {
  if (address === undefined) {
    throw lacks("--model", "the folder of a run, such as runs/c968665b135a");
  }
  if (input === undefined) throw lacks("--input", "a survey file");
  const { storage } = parseParams({});
  if (import.meta.main) giveUpNetwork({ input, output: address }, storage);
  const model = await openModel(address, storage);
  const params = readingParams(model, set.map(parseSetting));
  const { name, bytes, codebook } = await openInput(input, storage, Deno.env);
  const survey = await ingest(bytes, name, { ...params, codebook: codebook ?? undefined });
  const placed = assign(model, survey);
  return json ? assignmentsJson(survey, placed) : assignmentsCsv(survey, placed);
}

function lacks(flag: string, expected: string): ParamsError {
  return new ParamsError([{
    path: "the command line",
    expected: `${flag} with ${expected}`,
    received: "none",
    hint: "--help lists the flags.",
  }]);
}

/** Reads the model that a run's folder holds, or the file itself. */
async function openModel(address: string, storageParams: Params["storage"]): Promise<Model> {
  const { storage, name } = await openLocation(address, storageParams, Deno.env);
  const isFile = name.endsWith(".json");
  const file = isFile ? name : joinNames(name, MODEL_FILE);
  try {
    const bytes = await storage.get(file);
    return parseModel(
      new TextDecoder().decode(bytes),
      isFile ? address : `${address}/${MODEL_FILE}`,
    );
  } catch (error) {
    if (!(error instanceof StorageError) || error.failure !== "missing-object") throw error;
    throw new DataError(
      `Cannot open the model ${JSON.stringify(address)}: it must be the folder of a run with a ` +
        `${MODEL_FILE}, but there is none. Runs lie in runs/, one folder each.`,
    );
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
