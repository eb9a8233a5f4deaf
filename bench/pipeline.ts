/** Times the command line as whole processes on two surveys: `deno task bench`. Runs in Deno only. */

import config from "../deno.json" with { type: "json" };
import { createRng } from "../pipeline/rng.ts";
import { formatNumber } from "../pipeline/text.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const SEED_SURVEY = new URL("../../shared/data/seed/dataset.xlsx", import.meta.url).pathname;
const POLL_MS = 50;

interface Work {
  readonly name: string;
  readonly input: string;
  readonly settings: readonly string[];
  readonly runs: number;
  /** Goals: seconds of the median, GiB of the largest run. */
  readonly seconds: number;
  readonly gib: number;
}

interface Measured {
  readonly seconds: number;
  /** The largest resident memory seen. */
  readonly gib: number;
}

/** Whole numbers 1 to 7 around four group profiles, as a large survey has them. */
function largeSurvey(n: number, d: number): string {
  const rng = createRng(1);
  const profiles = Array.from(
    { length: 4 },
    () => Array.from({ length: d }, () => 3 + rng.normal()),
  );
  const lines = [Array.from({ length: d }, (_, c) => `q1_${c + 1}`).join(",")];
  for (let i = 0; i < n; i++) {
    const profile = profiles[rng.below(4)];
    lines.push(
      profile.map((mean) => Math.max(1, Math.min(7, Math.round(mean + 1.2 * rng.normal())))).join(
        ",",
      ),
    );
  }
  return lines.join("\n") + "\n";
}

async function measure({ input, settings }: Work, folder: string): Promise<Measured> {
  const flags = config.tasks.pipeline.command.replace(/^deno run /, "").replace(/ \S+$/, "").split(
    " ",
  );
  const args = ["--input", input, "--params", `${folder}/empty.yaml`, "--output", `${folder}/runs`];
  const started = performance.now();
  const child = new Deno.Command("deno", {
    args: [
      "run",
      ...flags,
      `${ROOT}pipeline/cli.ts`,
      ...args,
      ...settings,
      "--no-cache",
      "--quiet",
    ],
    cwd: ROOT,
    stdout: "null",
  }).spawn();
  let gib = 0;
  let isRunning = true;
  const watch = (async () => {
    while (isRunning) {
      gib = Math.max(gib, await memoryOf(child.pid));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  const { success } = await child.status;
  isRunning = false;
  const seconds = (performance.now() - started) / 1000;
  await watch;
  if (!success) throw new Error(`the command line failed on ${input}`);
  return { seconds, gib };
}

/** Resident memory in GiB as `ps` tells it: Deno lets no program without all rights read /proc. */
async function memoryOf(pid: number): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(pid)] })
    .output();
  return Number(new TextDecoder().decode(stdout)) / 2 ** 20;
}

async function bench(work: Work, folder: string): Promise<boolean> {
  const runs = [];
  for (let run = 0; run < work.runs; run++) runs.push(await measure(work, folder));
  const times = runs.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  const gib = Math.max(...runs.map((run) => run.gib));
  console.log(
    `${work.name}: median ${formatNumber(median, 2)} s of ${runs.length} (${
      formatNumber(times[0], 2)
    } to ${formatNumber(times[times.length - 1], 2)}), goal ${work.seconds} s; peak ${
      formatNumber(gib, 2)
    } GiB, goal ${work.gib} GiB`,
  );
  return median <= work.seconds && gib <= work.gib;
}

if (import.meta.main) {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/empty.yaml`, "");
  await Deno.writeTextFile(`${folder}/large.csv`, largeSurvey(20_000, 50));
  const works: Work[] = [
    {
      name: "seed survey, 2,500 x 82 XLSX, defaults",
      input: SEED_SURVEY,
      settings: [],
      runs: 5,
      seconds: 2,
      gib: 1,
    },
    {
      name: "20,000 x 50 CSV, agglomerative",
      input: `${folder}/large.csv`,
      settings: ["--set", "clustering.method=agglomerative"],
      runs: 3,
      seconds: 120,
      gib: 4,
    },
  ];
  try {
    let met = true;
    for (const work of works) met = await bench(work, folder) && met;
    if (!met) Deno.exitCode = 1;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
