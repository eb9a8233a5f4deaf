/** Compiles the WebAssembly kernels into modules: `deno task kernels [--check] [NAME...]`. Runs in Deno only. */

import asc from "assemblyscript/asc";
import { fileAt, ROOT } from "./lib/paths.ts";

const SOURCES = "pipeline/numeric/assembly/";
const TARGETS = "pipeline/numeric/wasm/";
const LINE = 96;

if (import.meta.main) {
  const names = Deno.args.filter((argument) => argument !== "--check");
  await writeKernels(names.length > 0 ? names : kernelNames(), Deno.args.includes("--check"));
}

/** Writes, or only compares, the generated module of each kernel. */
async function writeKernels(names: readonly string[], isCheck: boolean): Promise<void> {
  const stale: string[] = [];
  for (const name of names) {
    const target = fileAt(ROOT, `${TARGETS}${name}_wasm.ts`);
    const text = kernelModule(name, await compileAssembly(SOURCES, name));
    if (!isCheck) await Deno.writeTextFile(target, text);
    else if (readIfThere(target) !== text) stale.push(name);
  }
  if (stale.length === 0) {
    console.log(`kernels: ${names.join(", ")} ${isCheck ? "are as their sources" : "written"}`);
    return;
  }
  console.error(
    `Cannot trust the kernels ${
      stale.join(", ")
    }: ${TARGETS} must be what ${SOURCES} compiles to, ` +
      "but differs. Run: deno task kernels",
  );
  Deno.exitCode = 1;
}

/** Every kernel that has a source, in order. */
function kernelNames(): string[] {
  return [...Deno.readDirSync(fileAt(ROOT, SOURCES))]
    .filter(({ name }) => name.endsWith(".ts"))
    .map(({ name }) => name.slice(0, -".ts".length))
    .sort();
}

/** Compiles one source with all it imports, which lie in a folder of this project.
 * @param folder With a slash at its end.
 * @returns WebAssembly that imports its memory as `env.memory`.
 * @throws {Error} With what the compiler said.
 */
export async function compileAssembly(
  folder: string,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  let wasm: Uint8Array<ArrayBuffer> | null = null;
  const { error, stderr } = await asc.main([
    `${name}.ts`,
    "--outFile",
    `${name}.wasm`,
    // Plain SIMD: the relaxed kind may round differently from machine to machine.
    ...["-O3", "--enable", "simd", "--runtime", "stub", "--noAssert", "--importMemory"],
  ], {
    readFile: (file) => readIfThere(fileAt(ROOT, folder + file)),
    writeFile: (_file, contents) => {
      if (typeof contents !== "string") wasm = new Uint8Array(contents);
    },
    listFiles: () => [],
  });
  if (error !== null || wasm === null) {
    throw new Error(`Cannot compile the kernels ${name}: ${stderr.toString()}`);
  }
  return wasm;
}

/** The module that carries the bytes, so that Deno and a bundle read them alike. */
function kernelModule(name: string, wasm: Uint8Array): string {
  const base64 = wasm.toBase64();
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [
    `/** The compiled kernels of \`assembly/${name}.ts\`, by \`deno task kernels\`. Runs in Deno and browsers. */`,
    "",
    "/** WebAssembly in base64. */",
    `export const ${name.toUpperCase()}_WASM: string = \`\\`,
    ...lines.map((line) => `${line}\\`),
    "`;",
    "",
  ].join("\n");
}

function readIfThere(file: URL): string | null {
  try {
    return Deno.readTextFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
