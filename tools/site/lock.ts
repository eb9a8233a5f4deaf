/** Keeps builds and previews of one folder apart. Runs in Deno only. */

import { SiteError } from "./framework.ts";

const LOCK = ".cache/site.lock";

/** Takes Framework's cache for this process, until `Symbol.dispose` or its end.
 * A build beside a preview would publish what the preview's loaders wrote: every respondent.
 * @param action What the caller is about to do, such as "build the site".
 * @throws {SiteError} If another process has it.
 */
export async function lockSite(action: string): Promise<Disposable> {
  await Deno.mkdir(".cache", { recursive: true });
  const file = await Deno.open(LOCK, { create: true, write: true });
  if (await file.tryLock(true)) return { [Symbol.dispose]: () => file.close() };
  file.close();
  throw new SiteError(
    `Cannot ${action}: only one build or preview may run in a folder, but another is running here. ` +
      "End it first (Ctrl-C in its terminal).",
  );
}
