/** Times our engine beside its peers, in turns and in one go: `deno task bench`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { runGrowth, runWork, type WorkResult } from "./computations.ts";
import { PROCESSES, runProcesses } from "./whole_processes.ts";
import { markdownTable } from "./figures.ts";
import { peerVersions, preparePython } from "./python.ts";
import { GROWTHS, WORKS } from "./works.ts";

const HELP = `Times our engine beside its peers.

deno task bench [--only NAME[,NAME]] [--runs NUMBER] [--json]

  --only   works by name, or by the start of their names; all without it:
           ${[...WORKS, ...GROWTHS, ...PROCESSES].map(({ name }) => name).join(", ")}
  --runs   timed calls of each side, in turns (default 5)
  --json   prints the figures as JSON
`;

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      only: { type: "string" },
      runs: { type: "string", default: "5" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) console.log(HELP);
  else await bench(values.only?.split(",") ?? [""], Number(values.runs), values.json ?? false);
}

async function bench(only: readonly string[], runs: number, isJson: boolean): Promise<void> {
  if (!Number.isInteger(runs) || runs < 1) {
    throw new RangeError(`Cannot bench: --runs must be a whole number from 1, but is ${runs}.`);
  }
  const isWanted = ({ name }: { readonly name: string }) =>
    only.some((start) => name.startsWith(start));
  const folder = await Deno.makeTempDir();
  const python = await preparePython();
  const results: WorkResult[] = [];
  const say = (result: WorkResult) => {
    results.push(result);
    if (!isJson) console.log(`${result.name}: ${result.ours}; ${result.verdict}`);
  };
  try {
    const place = { folder, python, runs };
    for (const work of WORKS.filter(isWanted)) say(await runWork(work, place));
    for (const growth of GROWTHS.filter(isWanted)) say(await runGrowth(growth, place));
    for (const each of PROCESSES.filter(isWanted)) say(await runProcesses(each, place));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  if (isJson) console.log(JSON.stringify(results, null, 2));
  else console.log(`\n${report(results)}`);
  if (results.some(({ isMet }) => !isMet)) Deno.exitCode = 1;
}

function report(results: readonly WorkResult[]): string {
  const head = ["work", "ours", "peer", "ratio", "goal", "memory", "quality"];
  const rows = results.map((each) => [
    each.name,
    each.ours,
    each.peer,
    each.ratio,
    each.goal,
    each.memory,
    each.quality,
  ]);
  const { build, deno } = { build: Deno.build.target, deno: Deno.version.deno };
  return `${
    markdownTable(head, rows)
  }\n\nDeno ${deno}, ${build}, ${navigator.hardwareConcurrency} cores; ${peerVersions()}`;
}
