/** A file that a link or a project file wants and this browser has not: which one, and a place to drop it. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { type ReadFile, readGiven } from "../../session/projects/take_file.js";
import { fileDrop } from "../file_drop.js";
import { offering, type ProjectDoors } from "./project_actions.js";

/** What is wanted, and what comes of it. */
export interface WantedFileOptions extends ProjectDoors {
  /** What wants it: `link` or `project file`. */
  readonly by: string;
  /** Null where that is not told. */
  readonly name: string | null;
  /** Its first digits at least. */
  readonly sha256: string;
  /** Makes a project of the file, and gives the address that shows it. */
  readonly take: (file: ReadFile) => Promise<string>;
}

/** Digits that people compare. */
const DIGITS = 12;

/** Says which file it is; the right one opens as it was sent, and any other is told from it. */
export function wantedFile(options: WantedFileOptions): HTMLElement {
  const { by, name, sha256, take, workerUrl } = options;
  const short = sha256.slice(0, DIGITS);
  const offers = html("div", [], { class: "room-offers" });
  const zone = fileDrop({
    title: name === null ? "Drop that file here" : `Drop “${name}” here`,
    onFiles: (given) =>
      offering(offers, options, async () => {
        const read = await readGiven(given, workerUrl);
        if (!read.sha256.startsWith(sha256)) {
          throw new Error(
            `Cannot open the ${by} with ${JSON.stringify(read.name)}: it wants the fingerprint ` +
              `${short}, but this file has ${
                read.sha256.slice(0, DIGITS)
              }. Ask for that file, with its ` +
              "codebook if it has one, or drop this one on Home.",
          );
        }
        location.assign(await take(read));
      }),
  });
  return html("section", [
    html("p", `This ${by} wants a file that is not in this browser`, { class: "state-title" }),
    html("p", [
      name === null ? "The file has" : "It is ",
      name === null ? null : html("strong", name),
      name === null ? null : ", with",
      " the fingerprint ",
      html("code", short),
      ` (SHA-256). The ${by} carries settings, never answers.`,
    ]),
    zone,
    offers,
  ], { class: "wanted-file" });
}
