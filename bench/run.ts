/** Times our engine beside its peers, in turns and in one go: `deno task bench`. Runs in Deno only. */

import { parseArgs } from "node:util";
import { compareRatios, type Comparison, comparisonTable } from "./compare.ts";
import { runGrowth, runWork, type WorkResult } from "./computations.ts";
import { PROCESSES, runProcesses } from "./whole_processes.ts";
import { markdownTable } from "./figures.ts";
import { absentPackages, type Peers, peerVersions, preparePeers } from "./peers/packages.ts";
import { limitsTable } from "./limits/limits.ts";
import { GROWTHS, WORKS } from "./works.ts";

const HELP = `Times our engine beside its peers.

deno task bench [--only NAME[,NAME]] [--runs NUMBER] [--processor] [--json] [--compare]
deno task bench --limits

  --only   works by name, or by the start of their names; all that take no minutes without it:
           ${[...WORKS, ...GROWTHS, ...PROCESSES].map(({ name }) => name).join(", ")}
  --runs   timed calls of each side, in turns (by default as a work says, or 5)
  --processor  compares the time that the processor took; where other programs run too it tells more
           than the clock, if each side has one core: "taskset -c 0 deno task bench --processor"
  --json   prints the figures as JSON
  --limits  shows what share of the machine's peak each kernel reaches
  --compare  holds each ratio to a peer against that of bench/RESULTS.md, and fails where one is more
           than 1.3 times as large, twice in a row; goals then do not count
`;

const RESULTS = new URL("RESULTS.md", import.meta.url);

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      only: { type: "string" },
      runs: { type: "string" },
      processor: { type: "boolean", default: false },
      limits: { type: "boolean", default: false },
      json: { type: "boolean" },
      compare: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) console.log(HELP);
  else if (values.limits) console.log(await limitsTable());
  else {
    await bench(values.only?.split(",") ?? null, {
      runs: values.runs === undefined ? null : Number(values.runs),
      isProcessorTime: values.processor,
      isJson: values.json ?? false,
      isComparing: values.compare,
    });
  }
}

async function bench(
  only: readonly string[] | null,
  { runs, isProcessorTime, isJson, isComparing }: {
    readonly runs: number | null;
    readonly isProcessorTime: boolean;
    readonly isJson: boolean;
    readonly isComparing: boolean;
  },
): Promise<void> {
  if (runs !== null && (!Number.isInteger(runs) || runs < 1)) {
    throw new RangeError(`Cannot bench: --runs must be a whole number from 1, but is ${runs}.`);
  }
  const last = isComparing ? await Deno.readTextFile(RESULTS) : "";
  const peers = await preparePeers();
  const absent = absentPackages(peers);
  if (absent.length > 0) console.error(`left out, as they are not installed: ${absent.join(", ")}`);
  const folder = await Deno.makeTempDir();
  const results: WorkResult[] = [];
  const comparisons: Comparison[] = [];
  try {
    const place = { folder, peers, runs, isProcessorTime };
    const works = [
      ...WORKS.map((work) => ({ name: work.name, run: () => runWork(work, place) })),
      ...GROWTHS.map((growth) => ({ name: growth.name, run: () => runGrowth(growth, place) })),
      ...PROCESSES.map((each) => ({ name: each.name, run: () => runProcesses(each, place) })),
    ].filter(({ name }) =>
      only === null
        ? !GROWTHS.some((growth) => growth.name === name && growth.isLong)
        : only.some((start) => name.startsWith(start))
    );
    for (const { run } of works) {
      let result = await run();
      // Other programs may have slowed one side: what is worse once is timed again.
      if (compareRatios(result, last).some(({ isWorse }) => isWorse)) result = await run();
      results.push(result);
      for (const each of compareRatios(result, last)) comparisons.push(each);
      if (!isJson) console.log(`${result.name}: ${result.ours}; ${result.verdict}`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  if (isJson) console.log(JSON.stringify(isComparing ? comparisons : results, null, 2));
  else console.log(`\n${isComparing ? comparisonTable(comparisons) : report(results, peers)}`);
  const isBad = isComparing
    ? comparisons.some(({ isWorse }) => isWorse)
    : results.some(({ isMet }) => !isMet);
  if (isBad) Deno.exitCode = 1;
}

function report(results: readonly WorkResult[], peers: Peers): string {
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
  }\n\nDeno ${deno}, ${build}, ${navigator.hardwareConcurrency} cores; ${peerVersions(peers)}`;
}
