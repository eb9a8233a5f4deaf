/** The surveys of the storage as sections of the site. Runs in Deno only. */

import { isSurveyName } from "../../pipeline/io/storage.ts";
import { openStorage } from "../../pipeline/io/open.ts";
import { loadParams } from "../../pipeline/cli/params_files.ts";

/** A survey and the name of its section. */
export interface SurveySection {
  readonly slug: string;
  /** Its object's name in the storage. */
  readonly name: string;
}

/** The section in which a person's own file is shown. */
export const OWN_SLUG = "yours";

const RESERVED = [OWN_SLUG, "methods", "index", "surveys", "404"];
const EXTENSION = /(\.(csv|tsv|xlsx|sav|zsav|parquet|arrow|feather))(\.gz)?$/i;

/** Lists the surveys of the storage that the parameters name. A storage without its folder or bucket
 * has none.
 */
export async function listSections(): Promise<SurveySection[]> {
  const { params } = await loadParams({ params: null, set: [], input: null });
  const found = await openStorage(params.storage, Deno.env).list("");
  return nameSections(found.map(({ name }) => name).filter(isSurveyName));
}

/** Gives each survey its slug: its name without the extension, with it where two would collide. */
export function nameSections(names: readonly string[]): SurveySection[] {
  const short = names.map((name) => toSlug(name.replace(EXTENSION, "")));
  const taken = new Set<string>();
  return names.map((name, i) => {
    const collides = short.filter((slug) => slug === short[i]).length > 1;
    let slug = collides || RESERVED.includes(short[i]) ? toSlug(name) : short[i];
    for (let number = 2; taken.has(slug); number++) slug = `${toSlug(name)}-${number}`;
    taken.add(slug);
    return { slug, name };
  });
}

function toSlug(name: string): string {
  const slug = name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase();
  return slug === "" ? "survey" : slug;
}
