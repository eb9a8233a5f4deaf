/** Installs what tests need beyond Deno, into .cache/bin: `deno task services`. Runs in Deno. */

import { resolve } from "node:path";

/** A program that tests use. */
interface Service {
  readonly name: string;
  readonly version: string;
  /** What it is needed for. */
  readonly purpose: string;
  /** The Go package that builds it. */
  readonly goPackage: string;
}

/** How one service came out. */
type Outcome = "present" | "installed" | "absent" | "failed";

const SERVICES: readonly Service[] = [
  {
    name: "minio",
    version: "v0.0.0-20260212201848-7aac2a2c5b7c",
    purpose: "an S3 server for the tests",
    goPackage: "github.com/minio/minio",
  },
];
const FOLDER = ".cache/bin";

async function installService(service: Service): Promise<Outcome> {
  const { name, purpose } = service;
  const target = `${FOLDER}/${name}`;
  if (await isFile(target)) {
    console.log(`${name}: present in ${FOLDER} (${purpose})`);
    return "present";
  }
  const source = `${service.goPackage}@${service.version}`;
  console.log(`${name}: building ${source}; this takes some minutes`);
  const code = await runGo(["install", source]);
  if (code === 0) {
    console.log(`${name}: installed in ${FOLDER} (${purpose})`);
    return "installed";
  }
  if (code !== null) {
    console.log(`${name}: not installed, because go install ended with code ${code}`);
    return "failed";
  }
  console.log(
    `${name}: not installed, because there is no go on PATH. Tests that need it are left out. ` +
      `Install Go (go.dev) and run this again, or put any ${name} on PATH.`,
  );
  return "absent";
}

/** Runs Go with the folder as its target; gives its exit code, or null if there is no Go. */
async function runGo(args: string[]): Promise<number | null> {
  await Deno.mkdir(FOLDER, { recursive: true });
  try {
    const { code } = await new Deno.Command("go", {
      args,
      env: { GOBIN: resolve(FOLDER) },
      stdin: "null",
      stdout: "inherit",
      stderr: "inherit",
    }).spawn().status;
    return code;
  } catch (error) {
    // A program that may be run only by its name is refused, not missed, where it is not on PATH.
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) {
      return null;
    }
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

if (import.meta.main) {
  const outcomes: Outcome[] = [];
  for (const service of SERVICES) outcomes.push(await installService(service));
  const required = Deno.env.get("REQUIRE_SERVICES") === "1";
  if (outcomes.includes("failed") || (required && outcomes.includes("absent"))) Deno.exitCode = 1;
}
