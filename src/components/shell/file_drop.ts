/** A zone and a button for a person's own survey file, which never leaves the browser. Runs in browsers. */

import { PROJECT_ENDING } from "../session/projects/project_file.js";
import type { GivenFiles } from "../session/projects/take_file.js";
import { hiddenText, html, setText, uniqueId } from "../kit/elements.js";

/** Who gets the files. */
export interface FileDropOptions {
  /** Gets a file whose name is one of a survey, its codebook, or both; what it rejects with is shown. */
  readonly onFiles: (files: GivenFiles) => void | Promise<void>;
  /** Gets a project file; where it is absent such a file is refused. */
  readonly onProject?: (file: File) => Promise<void>;
  /** Whether a file is being read elsewhere. */
  readonly busy?: boolean;
  /** What stands in the zone. */
  readonly title?: string;
}

const SURVEY = /\.(csv|tsv|xlsx|sav|zsav|parquet|arrow|feather)(\.gz)?$/i;
/** Names that say so, and forms that no survey has. */
const CODEBOOK = /\.codebook\.\w+(\.gz)?$|\.(ya?ml|json|xml|sps)$/i;
const TITLE = "Drop a survey here: CSV, TSV, XLSX, SPSS, Parquet or Arrow";
const ACCEPT = ".csv,.tsv,.xlsx,.sav,.zsav,.parquet,.arrow,.feather,.gz,.yaml,.yml,.json,.xml,.sps";

/** Makes the zone. A file that is no survey is refused with a reason, and the next one is welcome. */
export function fileDrop(
  { onFiles, onProject, busy = false, title = TITLE }: FileDropOptions,
): HTMLElement {
  const said = html("p", [], { class: "drop-said", role: "status" });
  const noteId = uniqueId("drop");
  const input = html("input", [], {
    type: "file",
    accept: onProject === undefined ? ACCEPT : `${ACCEPT},${PROJECT_ENDING}`,
    multiple: "",
    class: "drop-input",
    "aria-describedby": noteId,
    onchange: () => {
      take(input.files);
      // The same file may be chosen again, after it was changed.
      input.value = "";
    },
  });
  const pick = html("label", [input, "Choose a file", hiddenText(" of a survey")], {
    class: "ui-button ui-plain drop-pick",
  });
  const zone = html("div", [
    html("p", title, { class: "drop-title" }),
    pick,
    html("p", "Your file stays in this browser. Nothing is sent.", { id: noteId }),
    said,
  ], { class: "file-drop" });
  const setBusy = (isBusy: boolean) => {
    input.disabled = isBusy;
    zone.classList.toggle("is-busy", isBusy);
    zone.setAttribute("aria-busy", String(isBusy));
  };
  const take = (files: FileList | null) => {
    const given = [...files ?? []];
    if (given.length === 0 || input.disabled) return;
    const project = onProject !== undefined && given.length === 1 && isProject(given[0]);
    const why = project ? "" : whyRefused(given);
    zone.classList.toggle("is-refused", why !== "");
    setText(said, why === "" ? `Reading ${given.map(({ name }) => name).join(" and ")}` : why);
    if (why !== "") return;
    setBusy(true);
    const work = project ? onProject(given[0]) : giveFiles(onFiles, given);
    void work.then(() => setText(said, "")).catch((error: unknown) => {
      zone.classList.add("is-refused");
      setText(said, error instanceof Error ? error.message : String(error));
    }).finally(() => setBusy(false));
  };
  listenForDrops(zone, take);
  setBusy(busy);
  return zone;
}

async function giveFiles(
  onFiles: FileDropOptions["onFiles"],
  given: readonly File[],
): Promise<void> {
  await onFiles({
    survey: given.find((file) => !isCodebook(file)) ?? null,
    codebook: given.find(isCodebook) ?? null,
  });
}

function isProject({ name, size }: File): boolean {
  return name.toLowerCase().endsWith(PROJECT_ENDING) && size > 0;
}

function isCodebook({ name }: File): boolean {
  return CODEBOOK.test(name);
}

/** Why files are no survey with its codebook; empty if they may be. */
function whyRefused(given: readonly File[]): string {
  const project = given.find(({ name }) => name.toLowerCase().endsWith(PROJECT_ENDING));
  if (project !== undefined) {
    return `Cannot read ${project.name} here: a survey is wanted, but this is a project file. Open it on Home, by itself.`;
  }
  const surveys = given.filter((file) => !isCodebook(file));
  const wrong = surveys.find(({ name }) => !SURVEY.test(name));
  if (wrong !== undefined) {
    return `Cannot read ${wrong.name}: a survey is a .csv, .tsv, .xlsx, .sav, .zsav, .parquet, .arrow or .feather ` +
      "file (each also .gz). " +
      "Export it as one of these and drop it again.";
  }
  if (surveys.length > 1 || given.length - surveys.length > 1) {
    return `Cannot read ${given.length} files at once: drop one survey, and its codebook if there is one.`;
  }
  const empty = given.find(({ size }) => size === 0);
  return empty === undefined
    ? ""
    : `Cannot read ${empty.name}: the file is empty. Export it again.`;
}

function listenForDrops(zone: HTMLElement, take: (files: FileList | null) => void): void {
  let depth = 0;
  const mark = (change: number) => {
    depth = change === 0 ? 0 : depth + change;
    zone.classList.toggle("is-over", depth > 0);
  };
  // Entering a child leaves its parent: only the sum tells whether the zone was left.
  zone.addEventListener("dragenter", (event) => {
    event.preventDefault();
    mark(1);
  });
  zone.addEventListener("dragleave", () => mark(-1));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(0);
    take(event.dataTransfer?.files ?? null);
  });
}
