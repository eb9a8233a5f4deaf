/** Files to take along, made when they are asked for. Runs in browsers. */

import { html, setText } from "./elements.js";
import { button } from "./buttons.js";
import { saveBlob } from "./save_and_copy.js";

/** A file that can be had. */
export interface Download {
  /** Name of the file, with its extension. */
  readonly name: string;
  /** What it is, in the reader's words. */
  readonly label: string;
  /** Makes it; a rejection is shown beside its button.
   * @param tell Says beside the button what the making is at.
   */
  readonly make: (tell: (words: string) => void) => Promise<Blob> | Blob;
}

/** Lists files with a button each. A file is made once it is asked for; others stay usable. */
export function downloads(list: readonly Download[]): HTMLElement {
  return html("ul", list.map(downloadItem), { class: "downloads", role: "list" });
}

function downloadItem({ name, label, make }: Download): HTMLElement {
  const said = html("span", [], { class: "download-said", role: "status" });
  const save = button(name, {
    label: `Download ${name}`,
    onClick: () => {
      if (save.getAttribute("aria-busy") === "true") return;
      save.setAttribute("aria-busy", "true");
      setText(said, "Making it");
      void makeFile(make, (words) => setText(said, words)).then((blob) => {
        saveBlob(blob, name);
        setText(said, "Saved");
      }).catch((error: unknown) => {
        setText(said, error instanceof Error ? error.message : String(error));
      }).finally(() => save.removeAttribute("aria-busy"));
    },
  });
  return html("li", [save, html("span", label, { class: "download-label" }), said]);
}

/** Also turns what `make` throws at once into a rejection. */
async function makeFile(
  make: Download["make"],
  tell: (words: string) => void,
): Promise<Blob> {
  return await make(tell);
}
