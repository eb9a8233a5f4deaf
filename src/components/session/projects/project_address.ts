/** Which project an address asks for, and how addresses and links name one. Runs in browsers. */

import type { SessionState } from "../session_types.js";
import type { Project } from "./project.js";

/** The folder of a person's own pages. */
const OWN_FOLDER = "yours";
/** Keys of an address: the project in this browser; the file and its fingerprint for every other. */
const PROJECT_KEY = "project";
const FILE_KEY = "file";
const SHA_KEY = "sha256";
/** What addresses say of the data; links that were made before there were projects have nothing else. */
const DATA_KEY = "data";

/** What an address asks for. */
export type AskedProject =
  | { readonly kind: "open"; readonly project: Project; readonly isLink: boolean }
  /** No project is named, and there are none or several. */
  | { readonly kind: "choose" }
  /** A file that is not here; its name is null where the link does not tell it. */
  | { readonly kind: "wanted"; readonly name: string | null; readonly sha256: string }
  /** A project that is no longer here. */
  | { readonly kind: "gone" };

/** Finds the project that an address asks for.
 * @param search The part of an address from `?` on.
 */
export function askedProject(search: string, projects: readonly Project[]): AskedProject {
  const query = new URLSearchParams(search);
  const id = query.get(PROJECT_KEY);
  const named = projects.find((project) => project.id === id);
  if (named !== undefined) return { kind: "open", project: named, isLink: false };
  const sha256 = query.get(SHA_KEY) ?? query.get(DATA_KEY) ?? "";
  if (/^[0-9a-f]{12,64}$/.test(sha256)) {
    const same = projects.find((project) => project.sha256.startsWith(sha256));
    return same === undefined
      ? { kind: "wanted", name: query.get(FILE_KEY), sha256 }
      : { kind: "open", project: same, isLink: true };
  }
  if (id !== null) return { kind: "gone" };
  return projects.length === 1
    ? { kind: "open", project: projects[0], isLink: false }
    : { kind: "choose" };
}

/** The part of a page's address after `?`: an own file's project before the state.
 * @param state As `toQuery()` writes it; empty for none.
 */
export function addressQuery(
  { isOwn, key }: Pick<SessionState["survey"], "isOwn" | "key">,
  state: string,
): string {
  const project = isOwn ? new URLSearchParams([[PROJECT_KEY, key]]).toString() : "";
  return [project, state].filter((part) => part !== "").join("&");
}

/** The part of a link after `?`: of an own file its name and fingerprint, which say the same in every
 * browser.
 */
export function linkQuery(
  { isOwn, name, sha256 }: Pick<SessionState["survey"], "isOwn" | "name" | "sha256">,
  state: string,
): string {
  if (!isOwn) return state;
  return `${new URLSearchParams([[FILE_KEY, name], [SHA_KEY, sha256]])}&${state}`;
}

/** The address of a project's page, from Home or from any page of an own file.
 * @param page Such as `questions`; empty for the first one.
 * @param state The settings of a link that goes on with it.
 */
export function projectHref(id: string, page: string, state = ""): string {
  const query = addressQuery({ isOwn: true, key: id }, state);
  return `${ownFolder()}${page}?${query}`;
}

/** The address of Home, seen from the same pages. */
export function homeHref(): string {
  return new URL("../", new URL(ownFolder(), location.href)).pathname;
}

function ownFolder(): string {
  const folder = `/${OWN_FOLDER}/`;
  const at = location.pathname.lastIndexOf(folder);
  return at === -1 ? `./${OWN_FOLDER}/` : location.pathname.slice(0, at) + folder;
}

/** What of a link's query is its state: all but what names the file. */
export function stateOf(search: string): string {
  const query = new URLSearchParams(search);
  for (const key of [PROJECT_KEY, FILE_KEY, SHA_KEY]) query.delete(key);
  return query.has(DATA_KEY) ? query.toString() : "";
}
