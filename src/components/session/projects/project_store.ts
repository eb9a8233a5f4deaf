/** The projects of this browser: listed, made, changed, copied, deleted, brought back. Runs in browsers. */

import type { ProjectNotebook } from "../../../../pipeline/browser/project/contents.ts";
import type { CodebookFile } from "../../../../pipeline/ingest/codebook/codebook.ts";
import { BESIDE, forgetViews, notebookKey } from "../browser_store.js";
import {
  entriesOf,
  type Entry,
  forgetEntries,
  keepEntries,
  newId,
  type StoredEntry,
  STORES,
  transact,
} from "../database.js";
import { freeName, type Project, type ProjectFile } from "./project.js";
import { inTurn, tellNews } from "./project_news.js";
import { askToStay, checkRoom, withRoom } from "./room.js";

/** What a new project begins with. */
export type NewProject =
  & Pick<Project, "sha256" | "name">
  & Partial<Pick<Project, "settings" | "notes" | "created" | "changed" | "headline" | "map">>
  & {
    readonly fileName: string;
    readonly file: ProjectFile;
    readonly notebooks?: readonly ProjectNotebook[];
  };

/** What was deleted, as long as somebody holds it. */
export interface DeletedProject {
  readonly project: Project;
  readonly entries: readonly StoredEntry[];
}

/** Every project, the one changed last first. */
export async function listProjects(): Promise<Project[]> {
  const { projects } = STORES;
  try {
    const kept = await transact<{ readonly project: Project }[]>(
      projects,
      "readonly",
      (store) => store(projects).getAll(),
    );
    return kept.map(({ project }) => project).sort((a, b) => b.changed - a.changed);
  } catch {
    // Private windows of some browsers keep nothing.
    return [];
  }
}

/** A project, or null. */
export async function findProject(id: string): Promise<Project | null> {
  return (await listProjects()).find((project) => project.id === id) ?? null;
}

/** The file of a project, or null. */
export async function findProjectFile(id: string): Promise<ProjectFile | null> {
  const { files } = STORES;
  return await transact<ProjectFile | undefined>(
    files,
    "readonly",
    (store) => store(files).get(id),
  ) ?? null;
}

/** Makes a project; its name is changed where another has it.
 * @throws {NoRoomError} If there is no room; then nothing was written.
 */
export async function addProject(made: NewProject): Promise<Project> {
  const others = await listProjects();
  const { fileName, file, notebooks = [], sha256 } = made;
  const { bytes, codebook } = file;
  const now = Date.now();
  const project: Project = {
    id: newId(),
    name: freeName(made.name, others.map(({ name }) => name)),
    file: { name: fileName, size: bytes.length, codebook: codebook?.name ?? null },
    sha256,
    settings: made.settings ?? [],
    notes: made.notes ?? "",
    created: made.created ?? now,
    changed: made.changed ?? now,
    revision: 0,
    headline: made.headline ?? "",
    map: made.map ?? null,
  };
  if (others.length === 0) void askToStay();
  await keepAll({
    project,
    entries: [
      { store: STORES.files, entry: fileEntry(project.id, file) },
      ...notebooks.map(({ name, notebook }) => ({
        store: STORES.notebooks,
        entry: notebookEntry(notebookKey(project.id, name), notebook),
      })),
    ],
  });
  tellNews({ type: "made", project });
  return project;
}

/** Writes something anew of a project, when its turn comes.
 * @param change What differs, of the project as it is then.
 * @param options isTouched: whether a person changed it, which lists tell; true unless told.
 * @returns The project as it is now; null if it was deleted.
 * @throws {NoRoomError} If there is no room.
 */
export async function changeProject(
  id: string,
  change: (project: Project) => Partial<Project>,
  { isTouched = true }: { readonly isTouched?: boolean } = {},
): Promise<Project | null> {
  const changed = await inTurn(id, async () => {
    const before = await findProject(id);
    if (before === null) return null;
    const project: Project = {
      ...before,
      ...change(before),
      revision: before.revision + 1,
      changed: isTouched ? Date.now() : before.changed,
    };
    const { projects } = STORES;
    await withRoom({ name: project.name, bytes: BESIDE_BYTES }, () =>
      transact(
        projects,
        "readwrite",
        (store) => store(projects).put({ key: id, project }),
      ));
    return project;
  });
  if (changed !== null) tellNews({ type: "changed", project: changed });
  return changed;
}

/** Gives a project's survey a codebook, which takes the place of an earlier one.
 * @param sha256 Of both together.
 */
export async function giveCodebook(
  id: string,
  codebook: CodebookFile,
  sha256: string,
): Promise<Project | null> {
  const before = await findProjectFile(id);
  if (before === null) return null;
  await inTurn(id, () => {
    const entry = fileEntry(id, { ...before, codebook });
    return withRoom(
      { name: codebook.name, bytes: before.bytes.length + codebook.bytes.length },
      () => keepEntries([{ store: STORES.files, entry }]),
    );
  });
  return await changeProject(id, ({ file }) => ({
    sha256,
    file: { ...file, codebook: codebook.name },
  }));
}

/** Copies a project with its notebooks.
 * @throws {NoRoomError} If there is no room.
 */
export async function copyProject(id: string): Promise<Project | null> {
  const [before, others] = await Promise.all([findProject(id), listProjects()]);
  if (before === null) return null;
  const now = Date.now();
  const name = freeName(before.name, others.map((each) => each.name));
  const project = { ...before, id: newId(), name, created: now, changed: now, revision: 0 };
  const entries = (await entriesOf(id))
    .filter(({ store }) => store !== STORES.projects)
    .map(({ store, entry }) => ({
      store,
      entry: { ...entry, key: project.id + entry.key.slice(id.length) },
    }));
  await keepAll({ project, entries });
  tellNews({ type: "made", project });
  return project;
}

/** Forgets a project: its file, its notebooks with all versions, and views of it.
 * @returns What {@link restoreProject} needs to bring it back.
 */
export async function deleteProject(id: string): Promise<DeletedProject | null> {
  const deleted = await inTurn(id, async () => {
    const project = await findProject(id);
    if (project === null) return null;
    const entries = await entriesOf(id);
    await forgetEntries(id);
    const isShared = (await listProjects()).some(({ sha256 }) => sha256 === project.sha256);
    if (!isShared) await forgetViews(project.sha256);
    return { project, entries };
  });
  if (deleted === null) return null;
  forgetChoices(id);
  const entries = deleted.entries.filter(({ store }) => store !== STORES.files);
  tellNews({ type: "deleted", project: deleted.project, entries });
  return deleted;
}

/** Forgets what this tab keeps of a project: steps to undo, and the variable that was looked at. */
export function forgetChoices(id: string): void {
  for (const storage of [sessionStorage, localStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.includes(id) || key === "variable") storage.removeItem(key);
    }
  }
}

/** Brings a project back as it was.
 * @param file Where the entries are without it.
 * @throws {NoRoomError} If there is no room for it any more.
 */
export async function restoreProject(
  { project, entries }: DeletedProject,
  file?: ProjectFile,
): Promise<void> {
  const own = file === undefined
    ? []
    : [{ store: STORES.files, entry: fileEntry(project.id, file) }];
  await keepAll({ project, entries: [...entries, ...own] });
  tellNews({ type: "made", project });
}

/** Forgets every project, and every view of anything. */
export async function forgetAllProjects(): Promise<void> {
  for (const { id } of await listProjects()) await deleteProject(id);
  const { views } = STORES;
  await transact(views, "readwrite", (store) => store(views).clear());
  sessionStorage.clear();
}

/** The notebooks of a survey or a project, as a project file has them. */
export async function notebooksOf(key: string): Promise<ProjectNotebook[]> {
  const beside = `${key}${BESIDE}`;
  return (await entriesOf(key))
    .filter(({ store, entry }) =>
      store === STORES.notebooks && (entry.key === key || entry.key.startsWith(beside))
    )
    .map(({ entry }) => ({
      name: entry.key === key ? null : entry.key.slice(beside.length),
      notebook: (entry as ReturnType<typeof notebookEntry>).notebook.notebook,
    }));
}

/** Settings and words take next to nothing. */
const BESIDE_BYTES = 100_000;

function fileEntry(id: string, { bytes, codebook }: ProjectFile): Entry & ProjectFile {
  return { key: id, bytes, codebook };
}

/** What came from elsewhere runs nothing until a person trusts it. */
function notebookEntry(key: string, notebook: ProjectNotebook["notebook"]): Entry & {
  readonly notebook: Pick<ProjectNotebook, "notebook">;
} {
  const kept = { notebook, isTrusted: false, isRunning: false };
  return { key, notebook: kept };
}

async function keepAll({ project, entries }: DeletedProject): Promise<void> {
  const { id, name, file } = project;
  await checkRoom(name, file.size);
  const all = [{ store: STORES.projects, entry: { key: id, project } as Entry }, ...entries];
  await withRoom({ name, bytes: file.size }, () => inTurn(id, () => keepEntries(all)));
}
