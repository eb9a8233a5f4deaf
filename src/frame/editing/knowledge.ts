/** All that is known of a notebook's names while one of its cells is written. Runs in Deno and browsers. */

import type { NameDoc } from "../../data/name_docs.ts";

/** A name of the notebook. */
export interface KnownName {
  readonly name: string;
  /** Who declares it: `cell 3`; empty for what every notebook is given. */
  readonly from: string;
}

/** What is known. */
export interface Knowledge {
  /** Those that cells declare first. */
  readonly names: readonly KnownName[];
  readonly docs: Readonly<Record<string, NameDoc>>;
  /** The present value of a name; `undefined` where it has none. */
  valueOf(name: string): unknown;
  /** The survey's columns and what was asked. */
  readonly columns: readonly { readonly name: string; readonly text: string }[];
  /** Paths of parameters and their titles. */
  readonly params: readonly { readonly path: string; readonly title: string }[];
}

/** What is known of a path: `charts.map`. */
export function docOf(
  { docs, names }: Pick<Knowledge, "docs" | "names">,
  path: readonly string[],
): NameDoc | null {
  // A cell's own name goes before a given one.
  if (names.some(({ name, from }) => name === path[0] && from !== "")) return null;
  const key = path.join(".");
  return Object.hasOwn(docs, key) ? docs[key] : null;
}

/** The value at the end of a path, as far as it can be told without running anything of a cell's.
 * @returns undefined where there is none.
 */
export function valueAtPath(
  { valueOf }: Pick<Knowledge, "valueOf">,
  path: readonly string[],
): unknown {
  let value = valueOf(path[0]);
  for (const key of path.slice(1)) value = readMember(value, key);
  return value;
}

/** A member that is there, not one that a function would make. */
export function readMember(value: unknown, key: string): unknown {
  for (let owner = boxed(value); owner !== null; owner = Object.getPrototypeOf(owner)) {
    const own = Object.getOwnPropertyDescriptor(owner, key);
    if (own !== undefined) return own.value;
  }
  return undefined;
}

/** Names of members, nearest first. */
export function memberNames(value: unknown, most: number): string[] {
  const names = new Set<string>();
  for (let owner = boxed(value); owner !== null; owner = Object.getPrototypeOf(owner)) {
    if (owner === Object.prototype || owner === Function.prototype) break;
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (names.size >= most) return [...names];
      if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== "constructor") {
        names.add(name);
      }
    }
    // The members of elements and the like are hundreds, and not what a cell is about.
    if (owner !== value && !isPlainOwner(owner)) break;
  }
  return [...names];
}

function isPlainOwner(owner: object): boolean {
  const name = owner.constructor?.name ?? "";
  return /^(?:Object|Array|String|Number|Map|Set|Date|Promise|\w*Array)$/.test(name);
}

function boxed(value: unknown): object | null {
  return value === null || value === undefined ? null : Object(value);
}
