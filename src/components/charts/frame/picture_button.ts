/** Saves a table as a picture. Runs in browsers. */

import type { Caption } from "./caption.js";
import { chartPng } from "./export_image.js";
import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { saveBlob } from "../../kit/save_and_copy.js";
import { type TablePicture, tablePicture } from "../../kit/table/table_picture.js";

/** A button that draws a table and saves it as PNG, with its finding above it.
 * @param make Gives the table as it stands when it is asked for.
 */
export function pictureButton(
  caption: Caption,
  make: () => Omit<TablePicture, "label">,
): HTMLElement {
  const said = html("span", [], { class: "table-said", role: "status" });
  const host = html("span", [said], { class: "table-picture" });
  const save = button("PNG", {
    tone: "quiet",
    label: `Download ${caption.filename}.png`,
    onClick: () => {
      setText(said, "");
      void draw(host, caption, make).catch((error: unknown) =>
        setText(said, error instanceof Error ? error.message : String(error))
      );
    },
  });
  host.append(save);
  return host;
}

/** Colours and fonts are those of the page, so that the drawing must stand in it for a moment, unseen. */
async function draw(
  host: HTMLElement,
  caption: Caption,
  make: () => Omit<TablePicture, "label">,
): Promise<void> {
  const drawn = tablePicture({ ...make(), label: caption.title });
  const stage = html("span", [html("span", [drawn], { class: "picture-stage" })], {
    class: "ui-hidden",
    "aria-hidden": "true",
  });
  host.append(stage);
  try {
    saveBlob(await chartPng(stage.firstElementChild!, caption), `${caption.filename}.png`);
  } finally {
    stage.remove();
  }
}
