/** Finds the real surveys that lie beside the project; tests that need them are ignored where absent. Runs in Deno. */

const ROOT = new URL("../../../shared/data/", import.meta.url);

/** Whether the real surveys are absent, for a test's `ignore`. */
export const sharedDataAbsent = !exists(new URL("README.md", ROOT));

/** Address of a file of the real surveys, such as `bfi.csv` or `reference/bfi.json`. */
export function sharedData(name: string): URL {
  return new URL(name, ROOT);
}

function exists(url: URL): boolean {
  try {
    Deno.statSync(url);
    return true;
  } catch {
    return false;
  }
}
