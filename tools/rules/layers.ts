/** Which module may import which: the arrows of the design, pointing down only. Runs in Deno. */

/** A layer, and what it must not know. */
interface Layer {
  readonly name: string;
  readonly holds: RegExp;
  readonly mustNotImport: RegExp;
  readonly because: string;
}

const STAGE = "(ingest|clean|features|reduce|cluster|evaluate|profile)";

const LAYERS: readonly Layer[] = [
  {
    name: "the engine",
    holds: /^pipeline\//,
    mustNotImport: /^(src|tests|tools|bench|data|notebooks)\//,
    because: "the engine knows nothing of the site, the tests, the tools and the data",
  },
  {
    name: "a foundation module",
    holds: /^pipeline\/base\//,
    mustNotImport: /^pipeline\/(?!base\/)/,
    because: "everything else rests on it",
  },
  {
    name: "numeric code",
    holds: /^pipeline\/numeric\//,
    mustNotImport: /^pipeline\/(?!numeric\/|base\/|results\.ts$)/,
    because: "kernels know numbers, not surveys and stages",
  },
  {
    name: "a stage",
    holds: new RegExp(`^pipeline/${STAGE}/`),
    mustNotImport: /^pipeline\/(io\/|cli\/|(mod|run|cli|worker)\.ts$)/,
    because: "a stage is a pure function of its input, and does not know who calls it",
  },
  {
    name: "a storage or export module",
    holds: /^pipeline\/io\//,
    mustNotImport: /^pipeline\/(cli\/|(mod|cli|worker)\.ts$)/,
    because: "the doors call the storage, never the other way round",
  },
  {
    name: "an engine module",
    holds: /^pipeline\/(?!cli\/|cli\.ts$)/,
    mustNotImport: /^pipeline\/cli(\/|\.ts$)/,
    because: "the command line is one of four doors, and nothing rests on it",
  },
  {
    name: "the site",
    holds: /^src\//,
    mustNotImport: /^(tests|tools|bench)\//,
    because: "what users get does not depend on how it is checked",
  },
];

/** Says why one module must not import another; null if it may.
 * @param from Path of the importing module from the project's root.
 * @param to Path of the imported one.
 */
export function layeringProblem(from: string, to: string): string | null {
  const layer = LAYERS.find(({ holds, mustNotImport }) =>
    holds.test(from) && mustNotImport.test(to)
  );
  return layer === undefined ? null : `${layer.name} must not import ${to}: ${layer.because}`;
}

/** Whether a module's first line says that it does not run in browsers. */
export function isDenoOnly(source: string): boolean {
  return /\bRuns in Deno only\b/.test(source.slice(0, source.indexOf("\n") + 1));
}

/** Whether a module of the engine may be for Deno only: the command line and the storages. */
export function mayBeDenoOnly(path: string): boolean {
  return /^pipeline\/(cli\.ts$|cli\/|io\/)/.test(path);
}

/** Whether a module belongs to the stages or the kernels, which read no clock and no chance. */
export function isPure(path: string): boolean {
  return new RegExp(`^pipeline/(numeric|${STAGE})/`).test(path);
}
