/** The Python packages that the benchmark compares with, as far as they can be had. Runs in Deno only. */

import type { Side } from "../works.ts";

const FOLDER = new URL("../../.cache/bench-python/", import.meta.url).pathname;
const PACKAGES = [
  "numpy==2.4.6",
  "scipy==1.17.1",
  "scikit-learn==1.9.1",
  "scikit-learn-intelex==2026.2.0",
  "faiss-cpu==1.15.1",
  "pandas==3.1.1",
  "polars==2.1.0",
  "duckdb==2.0.1",
  "openpyxl==3.1.5",
  "python-calamine==0.9.1",
  "fastcluster==1.3.0",
  "umap-learn==0.5.12",
];

/** What each side is called where it is installed from; ours and the npm packages are always there. */
const PACKAGE_OF: Readonly<Partial<Record<Side, string>>> = {
  sklearn: "scikit-learn",
  intelex: "scikit-learn-intelex",
  faiss: "faiss-cpu",
  fastcluster: "fastcluster",
  "umap-learn": "umap-learn",
  pandas: "pandas",
  polars: "polars",
  duckdb: "duckdb",
  openpyxl: "openpyxl",
  calamine: "python-calamine",
};

/** A Python with some of the packages. */
export interface Peers {
  /** Path of the interpreter. */
  readonly python: string;
  /** Versions of those packages that are there, by name. */
  readonly versions: ReadonlyMap<string, string>;
}

/** Sets the environment up where it is missing, as far as that goes: without Python, or without one of
 * the packages, the works run beside the other peers.
 * @returns What is there; its `versions` are empty where Python is missing.
 */
export async function preparePeers(): Promise<Peers> {
  const python = `${FOLDER}bin/python3`;
  const stamp = `${FOLDER}packages.txt`;
  const wanted = PACKAGES.join("\n");
  if (await readIfThere(stamp) !== wanted) {
    console.error("setting up the Python packages of the peers in .cache/bench-python");
    if (await run("python3", ["-m", "venv", FOLDER]) === null) {
      return { python, versions: new Map() };
    }
    await install(python);
    await Deno.writeTextFile(stamp, wanted);
  }
  return { python, versions: await versionsIn(python) };
}

/** Installs all at once; where that fails, one by one, so that one that cannot be had costs no other. */
async function install(python: string): Promise<void> {
  const pip = (packages: readonly string[]) =>
    run(python, ["-m", "pip", "install", "--quiet", ...packages]);
  if (await pip(PACKAGES) !== null) return;
  for (const each of PACKAGES) await pip([each]);
}

/** Versions of the packages that Python finds; none where it does not run. */
async function versionsIn(python: string): Promise<Map<string, string>> {
  const script = "import importlib.metadata, json; print(json.dumps({each.metadata['Name']: " +
    "each.version for each in importlib.metadata.distributions()}))";
  const text = await run(python, ["-c", script]);
  const found = new Map<string, string>(
    Object.entries(JSON.parse(text ?? "{}") as Record<string, string>)
      .map(([name, version]) => [normal(name), version]),
  );
  return new Map(
    namesOfPackages().flatMap((name) => {
      const version = found.get(normal(name));
      return version === undefined ? [] : [[name, version]];
    }),
  );
}

/** Whether a side can be asked. */
export function isThere(side: Side, { versions }: Peers): boolean {
  const name = PACKAGE_OF[side];
  return name === undefined || versions.has(name);
}

/** Packages that are wanted and not there. */
export function absentPackages({ versions }: Peers): string[] {
  return namesOfPackages().filter((name) => !versions.has(name));
}

/** Names and versions of what is compared. */
export function peerVersions({ versions }: Peers): string {
  return [...versions].map(([name, version]) => `${name} ${version}`).join(", ");
}

function namesOfPackages(): string[] {
  return PACKAGES.map((each) => each.slice(0, each.indexOf("==")));
}

/** Packages are spelt with hyphens or underscores. */
function normal(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** Runs a command.
 * @returns What it prints; null, with its last words told, where it fails or is missing.
 */
async function run(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args] })
      .output();
    if (success) return new TextDecoder().decode(stdout);
    console.error(new TextDecoder().decode(stderr).trim().split("\n").at(-1));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.error(`${command} is missing`);
  }
  return null;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
