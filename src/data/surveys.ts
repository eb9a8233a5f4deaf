/** The surveys of the storage as sections of the site. Runs in Deno only. */

import { slugsOf } from "../../pipeline/io/slugs.ts";
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
  return slugsOf(names, RESERVED).map((slug, i) => ({ slug, name: names[i] }));
}
