/** Checks a built site: it asks no other host, its imports lead somewhere. Runs in Deno only. */

import { join } from "node:path";

/** What is wrong with one file of a built site. */
export interface SiteProblem {
  /** From the site's root. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Files in which an address may be followed by a browser. What loaders gave is data: a survey may
 * quote any address. */
const FOLLOWED = /\.(html|css|js|mjs|svg|xml|webmanifest)$/;
const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>()\\]*|(?<=["'(=]\s*)\/\/[\w-]+(?:\.[\w-]+)+/gi;
/** Texts that look like addresses and are never fetched. */
const NEVER_FETCHED = [
  // Namespaces of XML and of JSON schemas.
  /^https?:\/\/(www\.w3\.org|(schemas|sheetjs)\.openxmlformats\.org|schemas\.microsoft\.com)\//i,
  /^https?:\/\/(json-schema\.org|purl\.org|purl\.oclc\.org|docs\.oasis-open\.org|openoffice\.org)\//i,
  /^http:\/\/macVmlSchemaUri$/,
  // Where licences and workbooks name their makers.
  /^https?:\/\/(sheetjs\.com\/?|github\.com\/mholt\/PapaParse)$/,
  // Where a person who follows a link finds a source.
  /^https:\/\/(doi\.org|arxiv\.org\/abs)\//,
  // How the schema library asks the platform whether a text is an IPv6 address.
  /^http:\/\/\[\$\{\w+\}\]$/,
];
const LOCAL = /\b(localhost|127\.0\.0\.1|0\.0\.0\.0)\b/;
const MOST_SHOWN = 60;

/** Every file below a folder, by its path from there, in order. */
export async function listFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (!isDirectory) found.push(name);
    else for (const file of await listFiles(join(folder, name))) found.push(`${name}/${file}`);
  }
  return found.sort();
}

/** Whether a file of a built site is read by a browser as a page, a style or code. */
export function isFollowed(path: string): boolean {
  return FOLLOWED.test(path);
}

/** Finds the addresses of other hosts, and of the machine that built the site.
 * @param path From the site's root.
 */
export function findAddresses(path: string, text: string): SiteProblem[] {
  const problems: SiteProblem[] = [];
  const add = (index: number, message: string) =>
    problems.push({ path, line: text.slice(0, index).split("\n").length, message });
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (!NEVER_FETCHED.some((known) => known.test(address))) {
      add(index, `asks another host: ${shorten(address)}`);
    }
  }
  const local = LOCAL.exec(text);
  if (local !== null) add(local.index, `names the machine that built it: ${local[0]}`);
  return problems;
}

/** Finds credentials that got into a file.
 * @param secrets Values that no file may hold; those shorter than 8 characters are passed over, as
 *   they are found by chance.
 */
export function findSecrets(
  path: string,
  bytes: Uint8Array,
  secrets: readonly string[],
): SiteProblem[] {
  const looked = secrets.filter((secret) => secret.length >= 8);
  if (looked.length === 0) return [];
  // One character a byte: any bytes can be searched as text.
  const text = new TextDecoder("latin1").decode(bytes);
  return looked.some((secret) => text.includes(secret))
    ? [{ path, line: 1, message: "holds a credential of the store" }]
    : [];
}

function shorten(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 3)}...` : text;
}
