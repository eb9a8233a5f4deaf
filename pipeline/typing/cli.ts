/** The command that places new respondents in the segments of a run: `deno task assign`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { giveUpNetwork } from "../cli/give_up_network.ts";
import { runCommand } from "../cli/run_command.ts";
import { openModel, readSurvey, required } from "../cli/run_model.ts";
import { parseParams } from "../plan/parse_params.ts";
import { assign } from "./assign.ts";
import { assignmentsCsv, assignmentsJson } from "./assignments_text.ts";

const OPTIONS = {
  model: { type: "string" },
  input: { type: "string" },
  set: { type: "string", multiple: true, default: [] as string[] },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  verbose: { type: "boolean", default: false },
} as const;

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
export function main(args: readonly string[]): Promise<number> {
  return runCommand(args, OPTIONS, () => {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    return values.help ? HELP : placeAll(values);
  });
}

interface Asked {
  readonly model?: string;
  readonly input?: string;
  readonly set: readonly string[];
  readonly json: boolean;
}

async function placeAll({ set, json, ...asked }: Asked): Promise<string> {
  const address = required(
    asked.model,
    "--model",
    "the folder of a run, such as runs/fed6f75c8cb3",
  );
  const input = required(asked.input, "--input", "a survey file");
  const { storage } = parseParams({});
  if (import.meta.main) giveUpNetwork({ input, output: address }, storage);
  const { model } = await openModel(address, storage);
  const survey = await readSurvey(model, { input, set }, storage);
  const placed = assign(model, survey);
  return json ? assignmentsJson(survey, placed) : assignmentsCsv(survey, placed);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
