/** The command that sets a later wave beside a run: `deno task track`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { giveUpNetwork } from "../cli/give_up_network.ts";
import { runCommand } from "../cli/run_command.ts";
import { getIfThere, openModel, readSurvey, required } from "../cli/run_model.ts";
import { trackText } from "../cli/track_table.ts";
import { trackFiles } from "../deliver/track/track_files.ts";
import { openLocation } from "../io/open.ts";
import { joinNames } from "../io/names.ts";
import { parseParams } from "../plan/parse_params.ts";
import { readPanel } from "./track/panel.ts";
import { track } from "./track/track.ts";

const OPTIONS = {
  model: { type: "string" },
  input: { type: "string" },
  output: { type: "string" },
  weights: { type: "string" },
  "fill-missing": { type: "boolean", default: false },
  set: { type: "string", multiple: true, default: [] as string[] },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  verbose: { type: "boolean", default: false },
} as const;

const SEGMENTS_FILE = "segments.csv";
const NO_WEIGHTS = "none";

/** What `--help` prints. */
const HELP = `Sets a later wave of a survey beside the run whose segments it is placed in.

deno task track --model RUN --input NEXT [flags]

  --model DIR|FILE|s3://bucket/key
                       the run's folder, or its model.json; members of a panel are found by the
                       identifiers of its segments.csv, where it lies beside
  --input FILE|s3://bucket/key
                       the later wave
  --output DIR|s3://bucket/prefix
                       where track.json, track.csv, track.xlsx and track.pptx (slides) are
                       written; nowhere without it
  --weights COLUMN     the wave's weights, where not the run's column holds them; none: no weights
  --fill-missing       goes on where questions that form segments are missing: they are filled for
                       everybody as the run fills gaps
  --set PATH=VALUE     how the file is read, where it differs from the run's, may repeat:
                       --set ingest.sheet=2
  --json               prints track.json instead of tables and sentences
  --verbose            a stack trace with errors
  --help

Prints shares of segments, what segments answer, whether a new segment appeared, and where members of
a panel went, each with its interval of 95 %.
Exit codes: 0 done, 2 parameters or usage, 3 the data, 4 storage, 1 a defect.
S3: S3_ENDPOINT, S3_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment.`;

/** Runs the command.
 * @param args The flags, without the program's name.
 * @returns The exit code.
 */
export function main(args: readonly string[]): Promise<number> {
  return runCommand(args, OPTIONS, () => {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    return values.help ? HELP : trackWave(values);
  });
}

interface Asked {
  readonly model?: string;
  readonly input?: string;
  readonly output?: string;
  readonly weights?: string;
  readonly "fill-missing": boolean;
  readonly set: readonly string[];
  readonly json: boolean;
}

async function trackWave(asked: Asked): Promise<string> {
  const address = required(
    asked.model,
    "--model",
    "the folder of a run, such as runs/fed6f75c8cb3",
  );
  const input = required(asked.input, "--input", "a survey file");
  const { output, weights } = asked;
  const { storage } = parseParams({});
  if (import.meta.main) giveUpRights({ address, input, output }, storage);
  const { model, storage: place, folder } = await openModel(address, storage);
  const file = joinNames(folder, SEGMENTS_FILE);
  const segments = await getIfThere(place, file);
  const survey = await readSurvey(model, { input, set: asked.set }, storage);
  const found = await track(model, survey, {
    ...(weights === undefined ? {} : { weights: weights === NO_WEIGHTS ? "" : weights }),
    fillsMissing: asked["fill-missing"],
    panel: segments === null ? null : readPanel(new TextDecoder().decode(segments), file),
  });
  if (output !== undefined) {
    const { storage: target, name: prefix } = await openLocation(output, storage, Deno.env);
    for (const { name, bytes } of await trackFiles(found)) {
      await target.put(joinNames(prefix, name), bytes);
    }
  }
  return asked.json ? JSON.stringify(found, null, 1) : trackText(found);
}

/** Nothing can be sent anywhere unless a bucket is named, nor written unless a folder is. */
function giveUpRights(
  { address, input, output }: { address: string; input: string; output: string | undefined },
  storage: ReturnType<typeof parseParams>["storage"],
): void {
  const named = [address, output ?? ""].find((place) => /^s3:\/\//i.test(place)) ?? "";
  giveUpNetwork({ input, output: named }, storage);
  const isDownloaded = /^s3:\/\//i.test(input);
  if (output === undefined && !isDownloaded) Deno.permissions.revokeSync({ name: "write" });
}

if (import.meta.main) Deno.exit(await main(Deno.args));
