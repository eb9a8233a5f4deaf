/** Opens the engine that was chosen. Runs in Deno only. */

import type { StageContext } from "../../base/context.ts";
import { ParamsError, quoteValue } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";
import type { Engine, EngineName } from "../engine.ts";
import type { SourceFiles } from "../sources.ts";

/** Where a server on this machine listens that was told nothing else. */
const OWN_SERVER = "sc://127.0.0.1:15002";

/** What opening takes. */
export interface EngineWanted {
  readonly files: SourceFiles;
  readonly params: Pick<Params, "engine" | "ingest">;
  readonly context: StageContext;
}

/** Opens files on an engine, whose code is loaded only here.
 * @throws {StorageError} If there is no such engine, or it cannot read the files.
 * @throws {DataError} If the files are not as `ingest` says.
 */
export async function openEngine(
  name: EngineName,
  { files, params: { engine, ingest }, context }: EngineWanted,
): Promise<Engine> {
  if (name === "duckdb") {
    const { openDuckDb } = await import("../duckdb/open_duckdb.ts");
    const memory = engine.memory === "auto" ? null : engine.memory * 1e9;
    return await openDuckDb({ files, ingest, memory, context });
  }
  refuseDatabase(name, files);
  if (name === "spark") {
    const { openSpark } = await import("../spark/open_spark.ts");
    const paths = files.paths.map((path) => Deno.realPathSync(path));
    const endpoint = engine.spark_endpoint === "auto" ? OWN_SERVER : engine.spark_endpoint;
    return await openSpark({
      ...{ endpoint, ingest, context },
      files: { ...files, paths },
    });
  }
  const { openLocalEngine } = await import("../local/local_engine.ts");
  const read = files.paths.map((path, f) => ({
    name: path,
    bytes: Deno.readFileSync(path),
    folders: files.partitions.map(({ name, values }) => ({ name, value: values[f] })),
  }));
  return await openLocalEngine(read, ingest, context);
}

/** @throws {ParamsError} If the source is a DuckDB file. */
function refuseDatabase(name: EngineName, files: SourceFiles): void {
  if (files.form !== "database") return;
  throw new ParamsError([{
    path: "engine.name",
    expected: `duckdb for ${quoteValue(files.name)}, which only DuckDB reads`,
    received: quoteValue(name),
    hint: "Set it so, or give a table of the file as Parquet.",
  }]);
}
