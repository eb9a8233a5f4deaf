/** Project files: made of a project or of a published survey's state, and opened as projects. Runs in browsers. */

import type { ProjectFacts } from "../../../../pipeline/browser/project/contents.ts";
import type { UnpackedProject } from "../../../../pipeline/browser/protocol.ts";
import type { Params } from "../../../../pipeline/plan/params.ts";
import { EngineClient } from "../engine_client.js";
import { toYaml } from "../params_text.js";
import type { Session, SessionState } from "../session_types.js";
import { paramsOf, type Project, settingsOf, smallMap } from "./project.js";
import {
  addProject,
  findProject,
  findProjectFile,
  listProjects,
  notebooksOf,
} from "./project_store.js";
import { checkRoom } from "./room.js";

/** How the name of a project file ends. */
export const PROJECT_ENDING = ".ccproject";

/** What is needed beside a project to write or read its file. */
export interface ProjectFileOptions {
  /** Address of the bundled engine. */
  readonly workerUrl: string;
  /** The schema's defaults. */
  readonly defaults: Params;
}

/** What came of opening a project file. */
export type OpenedFile =
  | { readonly kind: "made"; readonly project: Project }
  /** It holds a fingerprint alone, and no project has that file. */
  | { readonly kind: "wanted"; readonly unpacked: UnpackedProject };

/** What a project's file is called. */
export function projectFileName(name: string): string {
  // What systems do not allow in the names of files.
  const plain = [...name].map((letter) =>
    /[\\/:*?"<>|]/.test(letter) || letter < " " ? "_" : letter
  )
    .join("").replace(/\.ccproject$/i, "");
  return plain.slice(0, 120) + PROJECT_ENDING;
}

/** Writes the file of a project that no page has open.
 * @param hasSurvey Whether the survey goes along; else its fingerprint alone.
 * @throws {Error} If the project was deleted meanwhile.
 */
export async function saveProject(
  id: string,
  hasSurvey: boolean,
  { workerUrl, defaults }: ProjectFileOptions,
): Promise<Blob> {
  const [project, file] = await Promise.all([findProject(id), findProjectFile(id)]);
  if (project === null || file === null) {
    throw new Error("Cannot save the project: it must be in this browser, but it was deleted.");
  }
  const params = paramsOf(project, defaults);
  const client = new EngineClient({
    workerUrl,
    name: project.file.name,
    codebook: file.codebook,
    isArtifact: false,
    bytes: () => Promise.resolve(file.bytes),
  });
  try {
    const facts = await factsOf(project);
    const yaml = toYaml(params, defaults);
    return new Blob([await client.ask({ type: "pack", facts, params, yaml, hasSurvey })]);
  } finally {
    client.close();
  }
}

/** Writes the file of what a page shows: its project, or a published survey with the page's parameters. */
export async function saveSession(session: Session, hasSurvey: boolean): Promise<Blob> {
  const { state } = session;
  const project = state.survey.isOwn ? await findProject(state.survey.key) : null;
  const facts = project === null ? await publishedFacts(state) : await factsOf(project);
  const asked = { facts, params: state.params, yaml: session.paramsYaml(), hasSurvey };
  return new Blob([await session.ask({ type: "pack", ...asked }, {})]);
}

/** Opens a project file as a project of its own; nothing that is kept is touched.
 * @throws {Error} If it is none, damaged or hostile, or holds what the engine cannot read; if there is no
 * room. Then nothing was made.
 */
export async function openProjectFile(
  file: File,
  options: ProjectFileOptions,
): Promise<OpenedFile> {
  await checkRoom(file.name, file.size);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const client = new EngineClient({
    workerUrl: options.workerUrl,
    name: file.name,
    isArtifact: false,
    bytes: () => Promise.resolve(new Uint8Array()),
  });
  try {
    const unpacked = await client.ask({ type: "unpack", name: file.name, bytes });
    return await takeUnpacked(unpacked, options);
  } finally {
    client.close();
  }
}

async function takeUnpacked(
  unpacked: UnpackedProject,
  { defaults }: ProjectFileOptions,
): Promise<OpenedFile> {
  const { contents: { survey, bytes, codebook } } = unpacked;
  if (bytes !== null) {
    const file = { bytes, codebook: codebook ?? undefined };
    return { kind: "made", project: await makeOf(unpacked, file, { defaults }) };
  }
  const same = (await listProjects()).find(({ sha256 }) => sha256 === survey.sha256);
  const file = same === undefined ? null : await findProjectFile(same.id);
  if (file === null) return { kind: "wanted", unpacked };
  return { kind: "made", project: await makeOf(unpacked, file, { defaults }) };
}

/** Makes a project of what a project file says and of the file that it wants. */
export async function makeOf(
  { contents, params }: UnpackedProject,
  file: Parameters<typeof addProject>[0]["file"],
  { defaults }: Pick<ProjectFileOptions, "defaults">,
): Promise<Project> {
  const { name, survey, notes, notebooks, headline, map, created, changed } = contents;
  return await addProject({
    ...{ name, notes, notebooks, headline, map, file },
    fileName: survey.name,
    sha256: survey.sha256,
    settings: settingsOf(params, defaults),
    ...(created === null ? {} : { created }),
    ...(changed === null ? {} : { changed }),
  });
}

async function factsOf(project: Project): Promise<ProjectFacts> {
  const { id, name, file, sha256, notes, created, changed, headline, map } = project;
  return {
    ...{ name, notes, created, changed, headline, map },
    survey: { name: file.name, sha256 },
    notebooks: await notebooksOf(id),
  };
}

/** A published survey has no day on which it was made. */
async function publishedFacts({ survey, view }: SessionState): Promise<ProjectFacts> {
  const { key, name, sha256 } = survey;
  return {
    name,
    survey: { name, sha256 },
    notes: "",
    notebooks: await notebooksOf(key),
    created: null,
    changed: null,
    headline: view?.headline ?? "",
    map: view === null ? null : smallMap(view.map),
  };
}
