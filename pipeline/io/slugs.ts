/** Short names of surveys, for addresses and files. Runs in Deno and browsers. */

const EXTENSION = /(\.(csv|tsv|xlsx|sav|zsav|parquet|arrow|feather))(\.gz)?$/i;

/** Gives each survey its slug: its name without the extension, with it where two would collide.
 * @param reserved Slugs that none gets without its extension.
 * @returns In the surveys' order, all different.
 */
export function slugsOf(names: readonly string[], reserved: readonly string[] = []): string[] {
  const short = names.map((name) => toSlug(name.replace(EXTENSION, "")));
  const taken = new Set<string>();
  return names.map((name, i) => {
    const collides = short.filter((slug) => slug === short[i]).length > 1;
    let slug = collides || reserved.includes(short[i]) ? toSlug(name) : short[i];
    for (let number = 2; taken.has(slug); number++) slug = `${toSlug(name)}-${number}`;
    taken.add(slug);
    return slug;
  });
}

function toSlug(name: string): string {
  const slug = name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase();
  return slug === "" ? "survey" : slug;
}
