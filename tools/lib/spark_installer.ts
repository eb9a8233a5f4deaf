/** Installs the jars of a Spark Connect server for the tests. Runs in Deno only. */

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fail, isFile, type Outcome, run, say, type Service } from "./service_installers.ts";
import { archiveClasses } from "./spark_archive.ts";

/** A version of Spark, and where it goes. */
export interface SparkService extends Service {
  readonly folder: string;
  readonly version: string;
}

const OLDEST_JAVA = 17;
const S3_PARTS = fileURLToPath(new URL("./spark_s3a.xml", import.meta.url));
/** Of what s3a needs, Spark has these, some under other names. */
const OWN_ALREADY = "slf4j-api,commons-logging,commons-codec";
/** What the server never loads: a shell's own jars, streaming state, and another scheduler. */
const NOT_NEEDED = ["*/connect-repl", "*/rocksdbjni-*", "*/kubernetes-*"];

/** Fetches the package of Python that has them and unpacks its jars, unless they are there; 456 MB come,
 * 500 MB stay.
 * Where Java or Python is missing, Spark is left out, even if services are required.
 */
export async function installSpark(service: SparkService): Promise<Outcome> {
  const { name, folder, version } = service;
  if (await isFile(sparkProof(service))) return say(service, "present", `in ${folder}`);
  const java = await javaVersion();
  if (java === null || java < OLDEST_JAVA) {
    const said = java === null ? "there is no java on PATH" : `java is version ${java}`;
    return leaveOut(name, said, `Install Java ${OLDEST_JAVA} or later and run this again.`);
  }
  const python = `${folder}/python`;
  const made = await run("python3", ["-m", "venv", python]);
  if (made === null) {
    return leaveOut(name, "there is no python3 on PATH", "Install Python 3.10 or later.");
  }
  console.log(`${name}: fetching pyspark ${version}; this takes a minute`);
  const options = ["--quiet", "--disable-pip-version-check", "--no-deps"];
  const what = ["--no-binary", ":all:", "--dest", folder, `pyspark==${version}`];
  const fetched = made === 0
    ? await run(`${python}/bin/python3`, ["-m", "pip", "download", ...options, ...what])
    : made;
  if (fetched !== 0) return fail(name, "python3 -m venv or pip", fetched ?? 1);
  const archive = `${folder}/pyspark-${version}.tar.gz`;
  const unpacked = `${folder}/unpacked`;
  await Deno.mkdir(unpacked, { recursive: true });
  const code = await run("tar", [
    ...["-xzf", archive, "-C", unpacked, "--strip-components=3"],
    ...NOT_NEEDED.map((pattern) => `--exclude=${pattern}`),
    `pyspark-${version}/deps/jars`,
  ]);
  if (code !== 0) return fail(name, "tar", code ?? 1);
  const withS3 = await run("mvn", [
    ...["--quiet", "--batch-mode", "--file", S3_PARTS, "dependency:copy-dependencies"],
    ...[`-DexcludeArtifactIds=${OWN_ALREADY}`, `-DoutputDirectory=${resolve(unpacked)}`],
  ]);
  if (withS3 === null) {
    console.log(
      `${name}: without s3a, because there is no mvn on PATH. Tests that need it are ignored.`,
    );
  } else if (withS3 !== 0) return fail(name, "mvn", withS3);
  // In one step, so that an installation that was broken off is none.
  await Deno.rename(unpacked, `${folder}/jars`);
  await Deno.remove(archive);
  // Not by Deno, which leaves alone what it may run.
  await run("python3", ["-c", "import shutil, sys; shutil.rmtree(sys.argv[1])", python]);
  if (!await archiveClasses(resolve(folder))) console.log(`${name}: it will start slowly`);
  return say(service, "installed", `in ${folder}`);
}

/** The jar that is there once all are. */
export function sparkProof({ folder, version }: Pick<SparkService, "folder" | "version">): string {
  return `${folder}/jars/spark-connect_2.13-${version}.jar`;
}

/** The major version of the Java on PATH; null if there is none that runs. */
async function javaVersion(): Promise<number | null> {
  try {
    const { stderr } = await new Deno.Command("java", { args: ["-version"] }).output();
    const major = /version "(?:1\.)?(\d+)/.exec(new TextDecoder().decode(stderr))?.[1];
    return major === undefined ? null : Number(major);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) {
      return null;
    }
    throw error;
  }
}

function leaveOut(name: string, because: string, advice: string): Outcome {
  console.log(
    `${name}: left out, because ${because}. Tests that need it are ignored. ${advice}`,
  );
  return "left out";
}
