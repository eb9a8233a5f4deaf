/** The person's own file: taken in, opened, forgotten. Runs in browsers. */

import { EngineClient } from "./engine_client.js";
import { findOwnFile, forgetOwnFile, keepOwnFile, type OwnFile } from "./browser_store.js";

/** What a person gave: a survey, its codebook, or both. */
export interface GivenFiles {
  readonly survey: File | null;
  /** Alone it is for the survey that is kept already. */
  readonly codebook: File | null;
}

/** Keeps a file in this browser, so that the pages of the person's own section show it.
 * @param workerUrl Address of the bundled engine, which reads the file before it is kept.
 * @throws {Error} With the engine's message if the file cannot be read as bytes or kept, or a codebook
 * was given without any survey.
 */
export async function takeOwnFile(given: GivenFiles, workerUrl: string): Promise<void> {
  const file = await filesOf(given);
  const client = new EngineClient({
    workerUrl,
    ...file,
    isArtifact: false,
    bytes: () => Promise.resolve(file.bytes),
  });
  try {
    const sha256 = await client.fingerprint();
    await keepOwnFile({ ...file, sha256 });
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

async function filesOf({ survey, codebook }: GivenFiles): Promise<Omit<OwnFile, "sha256">> {
  const book = codebook === null ? {} : { codebook: await contentOf(codebook) };
  if (survey !== null) return { ...await contentOf(survey), ...book };
  const kept = await findOwnFile();
  if (kept !== null) return { name: kept.name, bytes: kept.bytes, ...book };
  throw new Error(
    `Cannot use ${JSON.stringify(codebook?.name)}: it is a codebook, and there is no survey yet. ` +
      "Drop both together.",
  );
}

async function contentOf(file: File): Promise<Pick<OwnFile, "name" | "bytes">> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Forgets the file and every result kept in this browser, then shows the empty section. */
export async function forgetAndReload(): Promise<void> {
  await forgetOwnFile();
  // The history and the variable that was looked at name columns of the file.
  sessionStorage.clear();
  location.assign(location.pathname);
}
