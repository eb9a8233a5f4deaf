/** Files that a person gives: a project is made of one once the engine has read it. Runs in browsers. */

import type { CodebookFile } from "../../../../pipeline/ingest/codebook/codebook.ts";
import { EngineClient } from "../engine_client.js";
import type { Project, ProjectFile } from "./project.js";
import { addProject, findProjectFile, giveCodebook, listProjects } from "./project_store.js";
import { checkRoom } from "./room.js";

/** What a person gave: a survey, its codebook, or both. */
export interface GivenFiles {
  readonly survey: File | null;
  /** Alone it is for the survey of the project that is open. */
  readonly codebook: File | null;
}

/** A file that the engine has read. */
export interface ReadFile extends ProjectFile {
  readonly name: string;
  readonly sha256: string;
  /** Projects that have the same file. */
  readonly known: readonly Project[];
}

/** Reads what a person gave; nothing is kept yet, and nothing that is kept is touched.
 * @param workerUrl Address of the bundled engine.
 * @throws {Error} With the engine's message if the file cannot be read; if this browser has no room for
 * it; if a codebook was given without any survey.
 */
export async function readGiven(given: GivenFiles, workerUrl: string): Promise<ReadFile> {
  if (given.survey === null) {
    throw new Error(
      `Cannot use ${
        JSON.stringify(given.codebook?.name)
      }: it is a codebook, and there is no survey ` +
        "yet. Drop both together.",
    );
  }
  await checkRoom(given.survey.name, given.survey.size);
  const survey = await contentOf(given.survey);
  const codebook = given.codebook === null ? undefined : await contentOf(given.codebook);
  const file = { ...survey, codebook };
  const sha256 = await readByEngine(file, workerUrl);
  const known = (await listProjects()).filter((project) => project.sha256 === sha256);
  return { ...file, sha256, known };
}

/** Makes a project of a file that was read. */
export async function makeProject({ name, sha256, bytes, codebook }: ReadFile): Promise<Project> {
  return await addProject({ name, fileName: name, sha256, file: { bytes, codebook } });
}

/** Gives a project's survey a codebook, once the engine has read both.
 * @throws {Error} As {@link readGiven}; then the project is as it was.
 */
export async function takeCodebook(
  { id, file }: Project,
  given: File,
  workerUrl: string,
): Promise<void> {
  const kept = await findProjectFile(id);
  if (kept === null) return;
  const codebook = await contentOf(given);
  const read = { name: file.name, bytes: kept.bytes, codebook };
  await giveCodebook(id, codebook, await readByEngine(read, workerUrl));
}

/** @returns The file's fingerprint. */
async function readByEngine(
  { name, bytes, codebook }: ProjectFile & { readonly name: string },
  workerUrl: string,
): Promise<string> {
  const client = new EngineClient({
    workerUrl,
    name,
    codebook,
    isArtifact: false,
    bytes: () => Promise.resolve(bytes),
  });
  try {
    await client.ask({ type: "read" });
    return await client.fingerprint();
  } finally {
    client.close();
  }
}

async function contentOf(file: File): Promise<CodebookFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
