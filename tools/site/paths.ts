/** Finds the file of a built site that an address means. Runs in Deno only. */

/** A file that may be sent. */
export interface SiteFile {
  /** From the site's root, with "/" between the parts. */
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, milliseconds since 1970. */
  readonly modified: number;
}

/** What an address means. */
export type Found =
  | { readonly kind: "file"; readonly file: SiteFile }
  | { readonly kind: "moved"; readonly to: string }
  | { readonly kind: "missing" }
  | { readonly kind: "malformed" };

/** Finds what an address means: `/x/` is `x/index.html`, `/x` is the file `x`, else `x.html`, else the
 * folder `x` under `/x/`. Parts that start with a dot mean nothing, and neither do links of the file
 * system, so no address leaves the folder.
 * @param pathname Of a URL: starts with "/", percent-encoded.
 */
export async function findFile(folder: string, pathname: string): Promise<Found> {
  const parts = decodeParts(pathname);
  if (parts === null) return { kind: "malformed" };
  const names = parts.slice(1);
  const last = names.at(-1);
  if (names.slice(0, -1).some((name) => !isName(name)) || (last !== "" && !isName(last ?? "."))) {
    return { kind: "missing" };
  }
  const name = names.join("/");
  const tried = last === "" ? [`${name}index.html`] : [name, `${name}.html`];
  for (const one of tried) {
    const file = await statFile(folder, one);
    if (file !== null) return { kind: "file", file };
  }
  const isFolder = last !== "" && await statFile(folder, `${name}/index.html`) !== null;
  return isFolder ? { kind: "moved", to: `${pathname}/` } : { kind: "missing" };
}

/** The address's parts; null where the percent signs do not make characters. */
function decodeParts(pathname: string): string[] | null {
  try {
    return pathname.split("/").map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** Whether a part is the plain name of one file or folder. */
function isName(part: string): boolean {
  // deno-lint-ignore no-control-regex -- NUL ends a path for the operating system
  return part !== "" && !part.startsWith(".") && !/[\/\\:\u0000]/.test(part);
}

async function statFile(folder: string, name: string): Promise<SiteFile | null> {
  const path = `${folder}/${name}`;
  try {
    if (await hasLink(folder, name)) return null;
    const { isFile, size, mtime } = await Deno.stat(path);
    return isFile ? { name, path, size, modified: mtime?.getTime() ?? 0 } : null;
  } catch (error) {
    // A file as a folder, a name that is too long: nothing that is served.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Whether a part of a name below the folder is a link, which may lead anywhere. */
async function hasLink(folder: string, name: string): Promise<boolean> {
  const parts = name.split("/");
  for (let end = 1; end <= parts.length; end++) {
    const { isSymlink } = await Deno.lstat(`${folder}/${parts.slice(0, end).join("/")}`);
    if (isSymlink) return true;
  }
  return false;
}
