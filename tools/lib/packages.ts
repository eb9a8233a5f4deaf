/** The packages that deno.lock pins, with the licences that they state. Runs in Deno only. */

import { fileAt } from "./paths.ts";

/** One version of a package. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** As the registry states it: `sha512-` and the sum in base 64. */
  readonly integrity: string;
  /** Names with versions, as the lock writes them, of what it needs. */
  readonly needs: readonly string[];
  /** Whether it is for some machines only, and so may not be installed. */
  readonly isOfMachine: boolean;
  /** As its package.json states it; null where it is not installed or states none. */
  readonly licence: string | null;
}

interface Lock {
  readonly npm: Readonly<
    Record<string, {
      readonly integrity: string;
      readonly dependencies?: readonly string[];
      readonly optionalDependencies?: readonly string[];
      readonly os?: readonly string[];
      readonly cpu?: readonly string[];
    }>
  >;
}

/** Licences that ask for no more than being named, or for changes to the package itself to be shared.
 * Whoever adds one says here what it asks for. */
export const ACCEPTED_LICENCES: readonly string[] = [
  ...["MIT", "MIT-0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0"],
  ...["Apache-2.0", "Python-2.0", "Unlicense", "CC0-1.0", "Zlib"],
  // axe-core, which only tests use: changes to its own files are to be shared.
  "MPL-2.0",
];

/** Reads the lock, sorted by name and version.
 * @param root The project's root; node_modules in it has what the packages say of themselves.
 */
export async function readPackages(root: URL): Promise<LockedPackage[]> {
  const lock = JSON.parse(await Deno.readTextFile(fileAt(root, "deno.lock"))) as Lock;
  const folders = await foldersOf(fileAt(root, "node_modules/.deno/"));
  const packages = await Promise.all(
    Object.entries(lock.npm).map(async ([key, entry]): Promise<LockedPackage> => {
      const [, name, version] = /^(@?[^@]+)@([^_]+)/.exec(key)!;
      const { integrity, dependencies = [], optionalDependencies = [], os, cpu } = entry;
      return {
        ...{ name, version, integrity },
        needs: [...dependencies, ...optionalDependencies],
        isOfMachine: os !== undefined || cpu !== undefined,
        licence: await licenceOf(folders.get(`${name}@${version}`), name),
      };
    }),
  );
  const seen = new Set<string>();
  return packages.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
    .filter(({ name, version }) =>
      !seen.has(`${name}@${version}`) && seen.add(`${name}@${version}`)
    );
}

/** Packages of licences that are not accepted, or that state none; those of other machines aside. */
export function findUnaccepted(packages: readonly LockedPackage[]): LockedPackage[] {
  return packages.filter(({ licence, isOfMachine }) =>
    licence === null ? !isOfMachine : !isAccepted(licence)
  );
}

/** Whether a licence in SPDX's words is accepted: of several with OR one must be, with AND all. */
export function isAccepted(licence: string): boolean {
  const bare = licence.trim().replace(/^\((.*)\)$/, "$1");
  if (/ OR /.test(bare)) return bare.split(/ OR /).some(isAccepted);
  if (/ AND /.test(bare)) return bare.split(/ AND /).every(isAccepted);
  return ACCEPTED_LICENCES.includes(bare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Folders of installed packages by name and version. */
async function foldersOf(modules: URL): Promise<Map<string, URL>> {
  const folders = new Map<string, URL>();
  for await (const { name, isDirectory } of Deno.readDir(modules)) {
    const found = /^(@?[^@]+)@([^_]+)/.exec(name);
    if (!isDirectory || found === null) continue;
    const key = `${found[1].replace("+", "/")}@${found[2]}`;
    folders.set(key, new URL(`${encodeURIComponent(name)}/node_modules/`, modules));
  }
  return folders;
}

async function licenceOf(folder: URL | undefined, name: string): Promise<string | null> {
  if (folder === undefined) return null;
  try {
    const text = await Deno.readTextFile(new URL(`${name}/package.json`, folder));
    const { license, licenses } = JSON.parse(text) as {
      license?: string | { type: string };
      licenses?: readonly { type: string }[];
    };
    if (typeof license === "string") return license;
    return license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
