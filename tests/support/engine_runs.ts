/** Runs over all rows for tests: what they come to as text, and whose segment is which. Runs in Deno. */

import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { createContext, type StageContext } from "../../pipeline/base/context.ts";
import type { Engine } from "../../pipeline/engines/engine.ts";
import { writeEngineRun } from "../../pipeline/engines/run/write_run.ts";
import { type EngineResult, runOnEngine } from "../../pipeline/engines/run/run_on_engine.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { memoryCache } from "../../pipeline/run/cache.ts";

/** Samples are the same on every engine, so their runs are computed once. */
const cache = memoryCache(2 ** 30);

/** What an engine came to. */
export interface EngineOutcome {
  readonly result: EngineResult;
  /** All numbers of the result, in full. */
  readonly text: string;
  /** `manifest.json`, `profile.csv` and `model.json` but for times, the engine's name and the order of files. */
  readonly files: ReadonlyMap<string, string>;
  /** A row's cells with its segment, sorted. */
  readonly labels: readonly string[];
}

/** Settings that leave out of the sample's run what only takes time here. */
export function engineParams(settings: Record<string, unknown> = {}): Params {
  return parseParams({
    clustering: { n_clusters: 4, n_init: 3 },
    structure: { check: "none" },
    ...settings,
  });
}

/** Runs on an engine, writes its folder, closes it. */
export async function outcomeOf(
  engine: Engine,
  params: Params,
  context: StageContext = createContext({ seed: params.seed }),
): Promise<EngineOutcome> {
  const output = await Deno.makeTempDir();
  try {
    const result = await runOnEngine(engine, {
      name: "rows",
      params,
      context,
      options: { cache, signal: context.signal },
    });
    const { address } = await writeEngineRun(engine, result, {
      ...{ output, version: "0", started: "", signal: context.signal },
    });
    const read = (name: string) => Deno.readTextFileSync(`${address}/${name}`);
    return {
      ...{ result, text: textOf(result), labels: await labelsIn(`${address}/segments`) },
      files: new Map(["profile.csv", "model.json"].map((name) => [name, read(name)])),
    };
  } finally {
    await engine.close();
    await Deno.remove(output, { recursive: true });
  }
}

function textOf({ centres, indices, profile, segments, space, respondents }: EngineResult): string {
  const told = { centres, indices, profile, segments, respondents, ...space };
  return JSON.stringify(
    told,
    (_, value) => ArrayBuffer.isView(value) ? [...value as Float64Array] : value,
    1,
  );
}

/** Reads the segments of a run, whatever file and order its engine wrote them in. */
export async function labelsIn(folder: string): Promise<string[]> {
  const rows: string[] = [];
  for (const { name } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (name.endsWith(".csv")) {
      for (const row of Deno.readTextFileSync(path).trim().split("\n").slice(1)) rows.push(row);
    } else if (name.endsWith(".parquet")) {
      const file = (await Deno.readFile(path)).buffer;
      for (const row of await parquetReadObjects({ file, compressors })) {
        rows.push(Object.values(row).map((value) => value === null ? "" : String(value)).join(","));
      }
    }
  }
  return rows.sort();
}
