/** A real Spark Connect server on the loopback for tests, and what to ignore where there is none. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import {
  CLASS_ARCHIVE,
  freePorts,
  isListening,
  SPARK_LOGGING,
  sparkArguments,
  sparkEnvironment,
} from "../../tools/lib/spark_command.ts";
import type { Minio } from "./minio.ts";
import { servicesRequired } from "./services_required.ts";

/** How a server shares its work out: by threads, or by two executors that are processes of their own. */
export type SparkMaster = "local[2]" | "local-cluster[2,1,768]";

/** A running server of its own. */
export interface SparkServer {
  /** `sc://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Its own folder: what tests want it to write may go here. It goes when the server stops. */
  readonly folder: string;
  /** How many jobs run, as the server's own pages tell it. */
  runningJobs(): Promise<number>;
  /** How many tables it keeps in memory. */
  keptTables(): Promise<number>;
  /** Process ids of its executors; none where it works by threads. */
  executors(): Promise<number[]>;
  /** Kills one executor, as a machine that is lost would. */
  killExecutor(): Promise<void>;
  /** Kills the server with its executors; its files stay. */
  kill(): Promise<void>;
  /** Starts it anew at the same address, after it was killed. */
  restart(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/** What a test may ask of its server. */
export interface SparkServerOptions {
  /** `local[2]` if absent. */
  readonly master?: SparkMaster;
  /** Further settings of Spark, such as the keys of a store; only the server can read them. */
  readonly settings?: Readonly<Record<string, string>>;
}

const HOME = fileURLToPath(new URL("../../.cache/spark", import.meta.url));
const READY_WITHIN_MS = 60_000;
const MOST_STARTS = 3;
const programs = { java: onPath("java"), python: onPath("python3"), maven: onPath("mvn") };
const isInstalled = exists(`${HOME}/jars/spark-connect_2.13-4.3.0.jar`);

/** Whether tests of Spark must be ignored: it is not installed, and nobody insists, or there is no Java
 * or Python by which it could be. */
export const sparkAbsent: boolean = programs.java === null ||
  (!isInstalled && (!servicesRequired || programs.python === null));

/** What the name of a test that is ignored so ends with. */
export const NEEDS_SPARK = "(needs spark: Java 17, then deno task services)";

/** Whether tests of Spark with a store must be ignored: besides, its parts for S3 come by Maven. */
export const sparkS3Absent: boolean = sparkAbsent ||
  (!exists(`${HOME}/jars/hadoop-aws-3.5.0.jar`) && (!servicesRequired || programs.maven === null));

/** Settings by which a server reads and writes `s3a://` addresses of a store on the loopback. */
export function storeSettings(
  { endpoint, accessKeyId, secretAccessKey }: Pick<
    Minio,
    "endpoint" | "accessKeyId" | "secretAccessKey"
  >,
): Record<string, string> {
  const settings = {
    ...{ endpoint, "endpoint.region": "us-east-1", "path.style.access": "true" },
    ...{ "access.key": accessKeyId, "secret.key": secretAccessKey },
    // Else a bucket that is missing is asked for many times.
    ...{ "attempts.maximum": "2", "retry.limit": "2" },
  };
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`spark.hadoop.fs.s3a.${key}`, value]),
  );
}

/** Starts a server on free ports of the loopback, in a temporary folder, and waits until it answers.
 * @throws {Error} If there is none, or it does not answer within a minute; with its own words.
 */
export async function startSpark(options: SparkServerOptions = {}): Promise<SparkServer> {
  if (programs.java === null || !isInstalled) {
    throw new Error("Cannot start spark: it is not in .cache/spark. Run: deno task services");
  }
  let said = "";
  // Between finding a free port and using it, another program may take it.
  for (let attempt = 1; attempt <= MOST_STARTS; attempt++) {
    const server = new Server(programs.java, options, await Deno.makeTempDir({ prefix: "spark-" }));
    if (await server.start()) return server;
    await server.stop();
    said = await server.words;
  }
  throw new Error(`Cannot start spark: it did not answer in time. It said: ${said}`);
}

class Server implements SparkServer {
  readonly endpoint: string;
  readonly folder: string;
  words: Promise<string> = Promise.resolve("");
  readonly #java: string;
  readonly #options: SparkServerOptions;
  readonly #port: number;
  readonly #pagesPort: number;
  #child: Deno.ChildProcess | undefined;

  constructor(java: string, options: SparkServerOptions, folder: string) {
    [this.#port, this.#pagesPort] = freePorts(2);
    this.endpoint = `sc://127.0.0.1:${this.#port}`;
    this.folder = folder;
    this.#java = java;
    this.#options = options;
  }

  async start(): Promise<boolean> {
    const { folder } = this;
    await Deno.writeTextFile(`${folder}/${SPARK_LOGGING.name}`, SPARK_LOGGING.text);
    const { master = "local[2]", settings = {} } = this.#options;
    const settingsFile = `${folder}/settings.conf`;
    const lines = Object.entries(settings).map(([key, value]) => `${key} ${value}\n`);
    await Deno.writeTextFile(settingsFile, lines.join(""), { mode: 0o600 });
    const child = new Deno.Command(this.#java, {
      args: sparkArguments({
        ...{ home: HOME, folder, master, settingsFile },
        ...{ port: this.#port, pagesPort: this.#pagesPort },
        machine: [`-XX:SharedArchiveFile=${HOME}/${CLASS_ARCHIVE}`],
      }),
      cwd: folder,
      clearEnv: true,
      env: { ...sparkEnvironment(HOME, folder), PATH: Deno.env.get("PATH") ?? "" },
      ...{ stdin: "null", stdout: "null", stderr: "piped" },
    }).spawn();
    this.#child = child;
    this.words = new Response(child.stderr).text();
    let hasEnded = false;
    child.status.then(() => hasEnded = true);
    const end = performance.now() + READY_WITHIN_MS;
    return await isListening(this.#port, () => hasEnded || performance.now() > end);
  }

  async runningJobs(): Promise<number> {
    return (await this.#ask("jobs?status=running")).length;
  }

  async keptTables(): Promise<number> {
    return (await this.#ask("storage/rdd")).length;
  }

  async #ask(what: string): Promise<unknown[]> {
    const pages = `http://127.0.0.1:${this.#pagesPort}/api/v1/applications`;
    const [{ id }] = await (await fetch(pages)).json();
    return await (await fetch(`${pages}/${id}/${what}`)).json();
  }

  async executors(): Promise<number[]> {
    const children = await listProcesses(["--ppid", `${this.#child?.pid ?? 0}`]);
    return children.filter(({ words }) => this.#isExecutor(words)).map(({ id }) => id);
  }

  async killExecutor(): Promise<void> {
    const [first] = await this.executors();
    if (first === undefined) throw new Error("Cannot kill an executor: there must be one");
    Deno.kill(first, "SIGKILL");
  }

  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async restart(): Promise<void> {
    if (!await this.start()) throw new Error(`Cannot start spark again: ${await this.words}`);
  }

  async stop(): Promise<void> {
    await this.#end("SIGKILL");
    await Deno.remove(this.folder, { recursive: true });
  }

  async #end(signal: Deno.Signal): Promise<void> {
    if (this.#child === undefined) return;
    const executors = await this.executors();
    try {
      this.#child.kill(signal);
    } catch {
      // It has ended by itself.
    }
    await this.#child.status;
    // Executors end by themselves once they miss the server, but write into its folder until then.
    for (const id of executors) {
      const [found] = await listProcesses(["--pid", `${id}`]);
      if (found !== undefined && this.#isExecutor(found.words)) Deno.kill(id, "SIGKILL");
    }
    await this.words;
    this.#child = undefined;
  }

  #isExecutor(words: string): boolean {
    return words.includes("ExecutorBackend") && words.includes(this.folder);
  }
}

/** Processes with their command lines, by options of ps. */
async function listProcesses(
  options: readonly string[],
): Promise<{ readonly id: number; readonly words: string }[]> {
  const { stdout } = await new Deno.Command("ps", {
    args: [...options, "-ww", "-o", "pid=,args="],
  }).output();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line.trim() !== "")
    .map((line) => {
      const [, id, words] = /^\s*(\d+)\s+(.*)$/.exec(line)!;
      return { id: Number(id), words };
    });
}

function onPath(name: string): string | null {
  const granted = Deno.permissions.querySync({ name: "env", variable: "PATH" }).state === "granted";
  const folders = granted ? (Deno.env.get("PATH") ?? "").split(":") : [];
  return folders.filter((folder) => folder !== "").map((folder) => `${folder}/${name}`)
    .find(exists) ?? null;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
