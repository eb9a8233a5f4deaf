/** Installs one thing that tests need beside Deno. Runs in Deno only. */

import { resolve } from "node:path";

/** How one service came out; what is left out is missed by nobody, even where services are required. */
export type Outcome = "present" | "installed" | "absent" | "left out" | "failed";

/** What is installed, and what for. */
export interface Service {
  readonly name: string;
  readonly purpose: string;
}

/** A program that Go builds into a folder. */
export interface GoService extends Service {
  readonly folder: string;
  readonly goPackage: string;
  readonly version: string;
}

/** Programs of the operating system. */
export interface SystemService extends Service {
  /** Where they lie once all are installed. */
  readonly paths: readonly string[];
  readonly aptPackages: readonly string[];
}

/** Packages of Python in an environment of their own. */
export interface PythonService extends Service {
  readonly folder: string;
  /** Below the folder: there once all is installed. */
  readonly proof: string;
  readonly packages: readonly string[];
}

/** Builds a program with Go, unless it is there. */
export async function installWithGo(service: GoService): Promise<Outcome> {
  const { name, folder } = service;
  if (await isFile(`${folder}/${name}`)) return say(service, "present", `in ${folder}`);
  const source = `${service.goPackage}@${service.version}`;
  console.log(`${name}: building ${source}; this takes some minutes`);
  await Deno.mkdir(folder, { recursive: true });
  const code = await run("go", ["install", source], { GOBIN: resolve(folder) });
  if (code === 0) return say(service, "installed", `in ${folder}`);
  if (code !== null) return fail(name, "go install", code);
  console.log(
    `${name}: not installed, because there is no go on PATH. Tests that need it are left out. ` +
      `Install Go (go.dev) and run this again, or put any ${name} on PATH.`,
  );
  return "absent";
}

/** Installs packages of Debian and its kin, unless all their programs are there. */
export async function installWithApt(service: SystemService): Promise<Outcome> {
  const { name, paths, aptPackages } = service;
  const there = await Promise.all(paths.map(isFile));
  const place = paths.join(", ");
  if (there.every(Boolean)) return say(service, "present", `at ${place}`);
  console.log(`${name}: installing ${aptPackages.join(", ")} with apt-get`);
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  const updated = await run("apt-get", ["update", "--quiet"], quiet);
  const install = ["install", "--yes", "--quiet", "--no-install-recommends", ...aptPackages];
  const code = updated === 0 ? await run("apt-get", install, quiet) : updated;
  if (code === 0) return say(service, "installed", `at ${place}`);
  if (code !== null) return fail(name, "apt-get (which needs root)", code);
  console.log(
    `${name}: not installed, because there is no apt-get on PATH. Tests that need it are left ` +
      `out. Install ${name} so that it lies at ${place}.`,
  );
  return "absent";
}

/** Makes an environment of Python with packages, unless it is there. */
export async function installWithPython(service: PythonService): Promise<Outcome> {
  const { name, folder, packages } = service;
  if (await isFile(`${folder}/${service.proof}`)) return say(service, "present", `in ${folder}`);
  console.log(`${name}: installing ${packages.join(" and ")}`);
  const made = await run("python3", ["-m", "venv", folder]);
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages];
  const code = made === 0 ? await run(`${folder}/bin/python3`, pip) : made;
  if (code === 0) return say(service, "installed", `in ${folder}`);
  if (code !== null) return fail(name, "python3 -m venv or pip", code);
  console.log(
    `${name}: not installed, because there is no python3 on PATH. Tests that need it are left ` +
      "out. Install Python 3.10 or later and run this again.",
  );
  return "absent";
}

/** Runs a program; gives its exit code, or null if there is none. */
export async function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number | null> {
  try {
    const { code } = await new Deno.Command(program, {
      args: [...args],
      env,
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

/** Says where a service is, and what for. */
export function say(
  { name, purpose }: Service,
  outcome: "present" | "installed",
  where: string,
): Outcome {
  console.log(`${name}: ${outcome} ${where} (${purpose})`);
  return outcome;
}

/** Says which step failed. */
export function fail(name: string, what: string, code: number): Outcome {
  console.log(`${name}: not installed, because ${what} ended with code ${code}`);
  return "failed";
}

/** Whether a file is there. */
export async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
