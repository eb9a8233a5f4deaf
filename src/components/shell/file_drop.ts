/** A zone and a button for a person's own survey file, which never leaves the browser. Runs in browsers. */

import { hiddenText, html, setText, uniqueId } from "../kit/elements.js";

/** Who gets the file. */
export interface FileDropOptions {
  /** Gets a file whose name is one of a survey; what it rejects with is shown. */
  readonly onFile: (file: File) => void | Promise<void>;
  /** Whether a file is being read elsewhere. */
  readonly busy?: boolean;
  /** What stands in the zone. */
  readonly title?: string;
}

const SURVEY = /\.(csv|tsv|xlsx|sav|zsav|parquet|arrow|feather)(\.gz)?$/i;
const ACCEPT = ".csv,.tsv,.xlsx,.sav,.zsav,.parquet,.arrow,.feather,.gz";

/** Makes the zone. A file that is no survey is refused with a reason, and the next one is welcome. */
export function fileDrop(
  { onFile, busy = false, title = "Drop a survey here: CSV, TSV, XLSX, SPSS, Parquet or Arrow" }:
    FileDropOptions,
): HTMLElement {
  const said = html("p", [], { class: "drop-said", role: "status" });
  const noteId = uniqueId("drop");
  const input = html("input", [], {
    type: "file",
    accept: ACCEPT,
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
    const file = files?.[0];
    if (file === undefined || input.disabled) return;
    const why = whyRefused(file);
    zone.classList.toggle("is-refused", why !== "");
    setText(said, why === "" ? `Reading ${file.name}` : why);
    if (why !== "") return;
    setBusy(true);
    void giveFile(onFile, file).then(() => setText(said, "")).catch((error: unknown) => {
      zone.classList.add("is-refused");
      setText(said, error instanceof Error ? error.message : String(error));
    }).finally(() => setBusy(false));
  };
  listenForDrops(zone, take);
  setBusy(busy);
  return zone;
}

async function giveFile(onFile: FileDropOptions["onFile"], file: File): Promise<void> {
  await onFile(file);
}

/** Why a file is no survey; empty if it may be one. */
function whyRefused({ name, size }: File): string {
  if (!SURVEY.test(name)) {
    return `Cannot read ${name}: a survey is a .csv, .tsv, .xlsx, .sav, .zsav, .parquet, .arrow or .feather ` +
      "file (each also .gz). " +
      "Export it as one of these and drop it again.";
  }
  return size === 0 ? `Cannot read ${name}: the file is empty. Export it again.` : "";
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
