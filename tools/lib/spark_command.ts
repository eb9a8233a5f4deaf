/** The command line of a Spark Connect server that keeps to the loopback and to one folder. Runs in Deno. */

/** What a server is told. */
export interface SparkCommandOptions {
  /** Holds `jars/`; an absolute path. */
  readonly home: string;
  /** Takes all that the server writes, and what {@link SPARK_LOGGING} says; an absolute path. */
  readonly folder: string;
  readonly port: number;
  /** Of the server's own pages. */
  readonly pagesPort: number;
  /** How it shares its work out: `local[2]`, `local-cluster[2,1,768]`. */
  readonly master: string;
  /** Further options of Java's. */
  readonly machine?: readonly string[];
  /** A file of further settings, which others cannot read in the list of processes. */
  readonly settingsFile?: string;
}

/** Classes as an earlier server had them in memory, below a home: with it a server is up in half the
 * time. Java passes it over where it does not fit. */
export const CLASS_ARCHIVE = "classes.jsa";

/** Java would else spend more on making code fast than a test's few rows give back. */
const QUICK = "-XX:TieredStopAtLevel=1";

/** What a server wants to find in its folder. */
export const SPARK_LOGGING = {
  name: "log4j2.properties",
  text: `rootLogger.level = warn
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c{1}: %m%n%ex{3}
`,
} as const;

/** What Spark needs opened of Java's own modules, as its launcher has it. */
const OPENED = [
  ...["lang", "lang.invoke", "lang.reflect", "io", "net", "nio", "util", "util.concurrent"],
  ...["util.concurrent.atomic"],
].map((name) => `java.base/java.${name}`).concat(
  ["nio.ch", "nio.cs", "security.action", "util.calendar"].map((name) => `java.base/sun.${name}`),
);

/** What java is to be run with; as quick to start and as small as a test's server should be. */
export function sparkArguments(options: SparkCommandOptions): string[] {
  const { home, folder, master } = options;
  const common = [
    ...["-XX:+UseSerialGC", `-Djava.io.tmpdir=${folder}`],
    `-Dlog4j2.configurationFile=${folder}/${SPARK_LOGGING.name}`,
  ];
  const settings: Record<string, string> = {
    ...{ "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1" },
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.connect.grpc.binding.port": `${options.port}`,
    "spark.ui.port": `${options.pagesPort}`,
    "spark.port.maxRetries": "0",
    "spark.local.dir": folder,
    "spark.sql.warehouse.dir": `${folder}/warehouse`,
    // Names the folder in the executors' command lines, by which they are told from others.
    "spark.executor.extraJavaOptions": [QUICK, ...common].join(" "),
    "spark.executor.memory": "768m",
    // Else small tables are cut into 200 parts each.
    "spark.sql.shuffle.partitions": "4",
  };
  const { settingsFile } = options;
  return [
    ...["-Xmx1g", QUICK, "-XX:+IgnoreUnrecognizedVMOptions", ...common],
    ...OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    ...["-Djdk.reflect.useDirectMethodHandle=false", "-Dio.netty.tryReflectionSetAccessible=true"],
    ...[`-Duser.home=${folder}`, ...(options.machine ?? []), "-cp", `${home}/jars/*`],
    ...["org.apache.spark.deploy.SparkSubmit", "--master", master],
    ...["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"],
    ...Object.entries(settings).flatMap(([key, value]) => ["--conf", `${key}=${value}`]),
    ...(settingsFile === undefined ? [] : ["--properties-file", settingsFile]),
    "spark-internal",
  ];
}

/** The environment that it is to be run in. */
export function sparkEnvironment(home: string, folder: string): Record<string, string> {
  return {
    ...{ HOME: folder, SPARK_HOME: home },
    ...{ SPARK_LOCAL_IP: "127.0.0.1", SPARK_LOCAL_HOSTNAME: "127.0.0.1" },
    // Else the launcher of executors looks for it in a source tree.
    SPARK_SCALA_VERSION: "2.13",
  };
}

/** Ports of the loopback that were free a moment ago. */
export function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}

/** Waits until a server listens on a port of the loopback.
 * @returns False if it ended before.
 */
export async function isListening(port: number, hasEnded: () => boolean): Promise<boolean> {
  while (!hasEnded()) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return false;
}
