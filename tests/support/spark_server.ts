/** A real Spark Connect server on the loopback for tests, and what to ignore where there is none. Runs in Deno only. */

import { fileURLToPath } from "node:url";
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
  /** Further settings of Spark. */
  readonly settings?: Readonly<Record<string, string>>;
}

const HOME = fileURLToPath(new URL("../../.cache/spark", import.meta.url));
const READY_WITHIN_MS = 60_000;
const MOST_STARTS = 3;
/** What Spark needs opened of Java's own modules, as its launcher has it. */
const OPENED = [
  ...["lang", "lang.invoke", "lang.reflect", "io", "net", "nio", "util", "util.concurrent"],
  ...["util.concurrent.atomic"],
].map((name) => `java.base/java.${name}`).concat(
  ["nio.ch", "nio.cs", "security.action", "util.calendar"].map((name) => `java.base/sun.${name}`),
);

const programs = { java: onPath("java"), python: onPath("python3") };
const isInstalled = exists(`${HOME}/jars/spark-connect_2.13-4.3.0.jar`);

/** Whether tests of Spark must be ignored: it is not installed, and nobody insists, or there is no Java
 * or Python by which it could be. */
export const sparkAbsent: boolean = programs.java === null ||
  (!isInstalled && (!servicesRequired || programs.python === null));

/** What the name of a test that is ignored so ends with. */
export const NEEDS_SPARK = "(needs spark: Java 17, then deno task services)";

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
    await Deno.mkdir(`${folder}/tmp`, { recursive: true });
    await Deno.writeTextFile(`${folder}/log4j2.properties`, LOGGING);
    const child = new Deno.Command(this.#java, {
      args: [...this.#machineOptions(), ...this.#submitOptions()],
      cwd: folder,
      clearEnv: true,
      env: {
        ...{ HOME: folder, SPARK_HOME: HOME, PATH: Deno.env.get("PATH") ?? "" },
        ...{ SPARK_LOCAL_IP: "127.0.0.1", SPARK_LOCAL_HOSTNAME: "127.0.0.1" },
        // Else the launcher of executors looks for it in a source tree.
        SPARK_SCALA_VERSION: "2.13",
      },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.#child = child;
    this.words = new Response(child.stderr).text();
    let hasEnded = false;
    child.status.then(() => hasEnded = true);
    const end = performance.now() + READY_WITHIN_MS;
    while (performance.now() < end && !hasEnded) {
      if (await listens(this.#port)) return true;
      await pause(100);
    }
    return false;
  }

  async runningJobs(): Promise<number> {
    const pages = `http://127.0.0.1:${this.#pagesPort}/api/v1/applications`;
    const [{ id }] = await (await fetch(pages)).json();
    return (await (await fetch(`${pages}/${id}/jobs?status=running`)).json()).length;
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

  #machineOptions(): string[] {
    return [
      ...["-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"],
      ...["-XX:+IgnoreUnrecognizedVMOptions", "--add-modules=jdk.incubator.vector"],
      ...OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
      ...[
        "-Djdk.reflect.useDirectMethodHandle=false",
        "-Dio.netty.tryReflectionSetAccessible=true",
      ],
      ...[`-Djava.io.tmpdir=${this.folder}/tmp`, `-Duser.home=${this.folder}`],
      ...[`-Dlog4j2.configurationFile=${this.folder}/log4j2.properties`],
      ...["-cp", `${HOME}/jars/*`],
    ];
  }

  #submitOptions(): string[] {
    const settings: Record<string, string> = {
      ...{ "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1" },
      "spark.connect.grpc.binding.address": "127.0.0.1",
      "spark.connect.grpc.binding.port": `${this.#port}`,
      "spark.ui.port": `${this.#pagesPort}`,
      "spark.port.maxRetries": "0",
      "spark.local.dir": `${this.folder}/tmp`,
      "spark.sql.warehouse.dir": `${this.folder}/warehouse`,
      // Named in the executors' command lines, by which they are told from others.
      "spark.executor.extraJavaOptions":
        `-XX:+UseSerialGC -Djava.io.tmpdir=${this.folder}/tmp -Dlog4j2.configurationFile=${this.folder}/log4j2.properties`,
      "spark.executor.memory": "768m",
      // Else a test's small tables are cut into 200 parts each.
      "spark.sql.shuffle.partitions": "4",
      ...this.#options.settings,
    };
    return [
      ...["org.apache.spark.deploy.SparkSubmit", "--master", this.#options.master ?? "local[2]"],
      ...["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"],
      ...Object.entries(settings).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
      "spark-internal",
    ];
  }
}

const LOGGING = `rootLogger.level = warn
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c{1}: %m%n%ex{3}
`;

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

async function listens(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
  return ports;
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
