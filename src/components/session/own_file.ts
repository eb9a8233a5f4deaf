/** The person's own file: taken in, opened, forgotten. Runs in browsers. */

import { EngineClient } from "./engine_client.js";
import { forgetOwnFile, keepOwnFile } from "./browser_store.js";

/** Keeps a file in this browser, so that the pages of the person's own section show it.
 * @param workerUrl Address of the bundled engine, which reads the file before it is kept.
 * @throws {Error} With the engine's message if the file cannot be read as bytes or kept.
 */
export async function takeOwnFile(file: File, workerUrl: string): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const client = new EngineClient({
    workerUrl,
    name: file.name,
    isArtifact: false,
    bytes: () => Promise.resolve(bytes),
  });
  try {
    const sha256 = await client.fingerprint();
    await keepOwnFile({ name: file.name, bytes, sha256 });
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") {
      throw new Error(
        `Cannot keep ${
          JSON.stringify(file.name)
        }: this browser has no room for it. Free some space, ` +
          "or use the command line.",
      );
    }
    throw error;
  } finally {
    client.close();
  }
}

/** Forgets the file and every result kept in this browser, then shows the empty section. */
export async function forgetAndReload(): Promise<void> {
  await forgetOwnFile();
  // Steps to undo and the variable that was looked at name columns of the file.
  sessionStorage.clear();
  location.assign(location.pathname);
}
