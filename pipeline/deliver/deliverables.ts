/** What is handed over beside the run folder's own files, made only when asked for. Runs in Deno and browsers. */

import { ParamsError, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { NamedBytes } from "../io/storage.ts";
import type { PipelineResult } from "../run/run.ts";
import { writeDocument } from "./document/write_document.ts";
import { type Look, lookOf } from "./look/look.ts";
import { writePage } from "./page/write_page.ts";
import { writeSlides } from "./slides/write_slides.ts";
import { makeStory } from "./told/make_story.ts";
import type { Story } from "./told/story.ts";

/** What a deliverable is asked for with: slides, a document, a page. */
export type DeliverableName = "pptx" | "docx" | "html";

/** What deliverables are made from; what several of them need is made once. */
interface Handover {
  readonly result: PipelineResult;
  story(): Promise<Story>;
  look(): Look;
}

interface Deliverable {
  /** The file, as it lies in the run folder. */
  readonly file: string;
  readonly make: (from: Handover) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Every deliverable by the name it is asked for with. */
const DELIVERABLES: Readonly<Record<DeliverableName, Deliverable>> = {
  pptx: {
    file: "segments.pptx",
    make: async (from) => writeSlides(await from.story(), from.look()),
  },
  docx: {
    file: "segments.docx",
    make: async (from) => writeDocument(await from.story(), from.look()),
  },
  html: {
    file: "report.html",
    make: async (from) => writePage(await from.story(), from.look()),
  },
};

/** All names, in the order in which files are made. */
export const DELIVERABLE_NAMES = Object.keys(DELIVERABLES) as DeliverableName[];

/** How deliverables are made. */
export interface DeliverOptions {
  /** Bytes of the template's logo, where that is a file; absent where none can be read. */
  readonly logo?: Uint8Array | null;
  /** Hears what is made next, and how many files are done of all. */
  readonly onProgress?: (done: number, total: number, note: string) => void;
  /** Aborting it rejects with the signal's reason before the next file. */
  readonly signal?: AbortSignal;
}

/** Makes what is handed over: slides (`pptx`), a document (`docx`), a
 * report in one file (`html`). They tell what a built site would tell, by `publish`.
 * The same run gives the same bytes.
 * @throws {DataError} If the template's logo cannot be read.
 */
export async function makeDeliverables(
  result: PipelineResult,
  names: readonly DeliverableName[],
  { logo = null, onProgress, signal }: DeliverOptions = {},
): Promise<NamedBytes[]> {
  let told: Promise<Story> | null = null;
  let seen: Look | null = null;
  const from: Handover = {
    result,
    story: () => told ??= makeStory(result),
    look: () => seen ??= lookOf(result.params.deliver, logo),
  };
  const asked = DELIVERABLE_NAMES.filter((name) => names.includes(name));
  const files: NamedBytes[] = [];
  for (const name of asked) {
    signal?.throwIfAborted();
    const { file, make } = DELIVERABLES[name];
    onProgress?.(files.length, asked.length, file);
    files.push({ name: file, bytes: await make(from) });
  }
  return files;
}

/** Reads names of deliverables, with commas between them; none of an empty text.
 * @throws {ParamsError} Naming the first that is none.
 */
export function readDeliverables(text: string): DeliverableName[] {
  return text.split(",").map((name) => name.trim()).filter((name) => name !== "").map((name) => {
    if (Object.hasOwn(DELIVERABLES, name)) return name as DeliverableName;
    const near = nearestName(name, DELIVERABLE_NAMES);
    throw new ParamsError([{
      path: "--deliver",
      expected: `names among ${DELIVERABLE_NAMES.join(", ")}, with commas between them`,
      received: quoteValue(name),
      hint: near === null ? "" : `Did you mean ${near}?`,
    }]);
  });
}
