/** The Python environment of the benchmark's peers. Runs in Deno only. */

const FOLDER = new URL("../.cache/bench-python/", import.meta.url).pathname;
const PACKAGES = [
  "numpy==2.4.6",
  "scipy==1.17.1",
  "scikit-learn==1.9.1",
  "pandas==3.1.1",
  "openpyxl==3.1.5",
  "python-calamine==0.9.1",
  "fastcluster==1.3.0",
  "umap-learn==0.5.12",
];

/** Sets the environment up where it is missing.
 * @returns The path of its Python.
 * @throws {Error} If Python is missing or the packages cannot be installed.
 */
export async function preparePython(): Promise<string> {
  const python = `${FOLDER}bin/python3`;
  const stamp = `${FOLDER}packages.txt`;
  const wanted = PACKAGES.join("\n");
  if (await readIfThere(stamp) === wanted) return python;
  console.error("setting up the Python packages of the peers in .cache/bench-python");
  await run("python3", ["-m", "venv", FOLDER]);
  await run(python, ["-m", "pip", "install", "--quiet", ...PACKAGES]);
  await Deno.writeTextFile(stamp, wanted);
  return python;
}

/** Names and versions of what is compared. */
export function peerVersions(): string {
  return PACKAGES.map((each) => each.replace("==", " ")).join(", ");
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  if (success) return;
  throw new Error(`Cannot set up the peers: ${new TextDecoder().decode(stderr).trim()}`);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
