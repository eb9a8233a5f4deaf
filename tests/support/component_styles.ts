/** The style sheets of the site's components, as one text. Runs in Deno only. */

const COMPONENTS = new URL("../../src/components/", import.meta.url);

/** Reads every style sheet of the components, in the order of their paths. */
export async function componentStyles(): Promise<string> {
  const paths = await sheetsBelow("");
  const texts = await Promise.all(
    paths.sort().map((path) => Deno.readTextFile(new URL(path, COMPONENTS))),
  );
  return texts.join("\n");
}

async function sheetsBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, COMPONENTS))) {
    if (isDirectory) found.push(...await sheetsBelow(`${folder}${name}/`));
    else if (name.endsWith(".css")) found.push(folder + name);
  }
  return found;
}
