/** Tries the engine with hostile input for minutes: `deno task soak`. Runs in Deno. */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { fileAt, ROOT } from "./lib/paths.ts";
import { FAMILIES } from "./soak/families.ts";
import { liveLong } from "./soak/life.ts";
import { newTally, runTrials } from "./soak/run_trials.ts";
import { type Found, replacePart, soakTable } from "./soak/table.ts";

const HELP = `Usage: deno task soak [--minutes 10] [--cases 50000] [--runs 500] [--seed 1] [--write]

Gives the engine input that is damaged or made to harm it, and fails where anything is lost. It ends
after so many minutes or cases, whichever comes first.
  --write  puts the table into docs/reliability.md, and the figures into .cache/soak.json
`;
const MOST_TOLD = 20;
const BATCH = 250;

/** Two families at a time, each in batches, so that all of them get their share of the time. */
async function soak(
  { cases, seed, signal }: { cases: number; seed: number; signal: AbortSignal },
): Promise<Found["tallies"]> {
  const tallies = FAMILIES.map(({ name }) => newTally(name));
  const each = Math.ceil(cases / tallies.length);
  const work = Array.from(
    { length: Math.ceil(each / BATCH) },
    (_, batch) =>
      tallies.map((tally) => ({
        tally,
        from: batch * BATCH,
        to: Math.min(each, (batch + 1) * BATCH),
      })),
  )
    .flat();
  const lane = async () => {
    for (let next = work.shift(); next !== undefined; next = work.shift()) {
      if (signal.aborted) return;
      await runTrials(next.tally, { seed, signal, from: next.from, to: next.to });
    }
  };
  await Promise.all([lane(), lane()]);
  return tallies;
}

async function write(found: Found): Promise<void> {
  const path = fileAt(ROOT, "docs/reliability.md");
  const text = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, replacePart(text, "input", soakTable(found)));
  await new Deno.Command("deno", { args: ["fmt", "--quiet", fileURLToPath(path)] }).output();
  await Deno.mkdir(fileAt(ROOT, ".cache"), { recursive: true });
  await Deno.writeTextFile(fileAt(ROOT, ".cache/soak.json"), `${JSON.stringify(found, null, 1)}\n`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      minutes: { type: "string", default: "10" },
      cases: { type: "string", default: "50000" },
      runs: { type: "string", default: "500" },
      seed: { type: "string", default: "1" },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    Deno.exit(0);
  }
  const seed = Number(values.seed);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 60_000 * Number(values.minutes));
  const tallies = await soak({ cases: Number(values.cases), seed, signal: controller.signal });
  clearTimeout(timer);
  const life = await liveLong(Number(values.runs));
  const found: Found = { seed, tallies, life };
  console.log(soakTable(found));
  const lost = tallies.flatMap(({ family, lost }) => lost.map((each) => ({ family, ...each })));
  for (const { family, at, problem } of lost.slice(0, MOST_TOLD)) {
    console.error(`\nlost: ${family} ${at} of seed ${seed}\n${problem}`);
  }
  if (values.write) await write(found);
  Deno.exit(lost.length === 0 ? 0 : 1);
}
