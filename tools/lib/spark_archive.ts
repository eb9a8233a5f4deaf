/** Keeps the classes of a Spark Connect server as they lie in memory, so that later ones start sooner. Runs in Deno only. */

import { connectSpark } from "../../pipeline/engines/spark/connect_spark.ts";
import {
  CLASS_ARCHIVE,
  freePorts,
  isListening,
  SPARK_LOGGING,
  sparkArguments,
  sparkEnvironment,
} from "./spark_command.ts";

const WITHIN_MS = 120_000;
/** What loads the classes that most statements need. */
const STATEMENTS = [
  "CREATE TABLE kept USING parquet AS SELECT id, id * 2.0D AS x, cast(id AS string) AS t FROM range(9)",
  "SELECT t, count(DISTINCT id % 7) AS n, sum(x) AS s FROM kept WHERE id > 1 GROUP BY t ORDER BY t",
  "SELECT a.id FROM kept a JOIN kept b ON a.id = b.id WHERE hash(a.t) <> 7",
];

/** Starts a server, has it do a little, and lets it write its classes out as it ends.
 * @param home Holds `jars/`; an absolute path.
 * @returns Whether they were written; servers start without them too.
 */
export async function archiveClasses(home: string): Promise<boolean> {
  const folder = `${home}/first`;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/${SPARK_LOGGING.name}`, SPARK_LOGGING.text);
  const [port, pagesPort] = freePorts(2);
  const archive = `${home}/${CLASS_ARCHIVE}`;
  const child = new Deno.Command("java", {
    args: sparkArguments({
      ...{ home, folder, port, pagesPort, master: "local[2]" },
      machine: [`-XX:ArchiveClassesAtExit=${archive}`],
    }),
    cwd: folder,
    env: sparkEnvironment(home, folder),
    ...{ stdin: "null", stdout: "null", stderr: "null" },
  }).spawn();
  let hasEnded = false;
  child.status.then(() => hasEnded = true);
  const limit = setTimeout(() => child.kill("SIGKILL"), WITHIN_MS);
  try {
    if (await isListening(port, () => hasEnded)) {
      const connection = await connectSpark(`sc://127.0.0.1:${port}`, { callMs: 30_000 });
      for (const statement of STATEMENTS) await connection.query(statement);
      await connection.close();
    }
  } catch (error) {
    console.log(`spark: ${(error as Error).message}`);
  }
  if (!hasEnded) child.kill("SIGTERM");
  await child.status;
  clearTimeout(limit);
  await Deno.remove(folder, { recursive: true });
  return (await Deno.stat(archive).catch(() => null)) !== null;
}
