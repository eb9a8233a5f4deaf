/** What is handed over beside the run folder's own files, made only when asked for. Runs in Deno and browsers. */

import { ParamsError, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { NamedBytes } from "../io/storage.ts";
import type { PipelineResult } from "../run/run_result.ts";
import type { Look } from "./look/look.ts";
import type { Story } from "./told/story.ts";

/** What a deliverable is asked for with: tables with a banner, slides, a document, a page, a short form that
 * places others. */
export type DeliverableName = "tables" | "pptx" | "docx" | "html" | "typing";

/** What deliverables are made from; what several of them need is made once. */
interface Handover {
  readonly result: PipelineResult;
  story(): Promise<Story>;
  look(): Promise<Look>;
}

interface Deliverable {
  /** What it is called while it is made. */
  readonly title: string;
  /** Its files, as they lie in the run folder. */
  readonly make: (from: Handover) => Promise<NamedBytes[]>;
}

/** Every deliverable by the name it is asked for with. What makes it is loaded only then: most runs do without,
 * and it is a seventh of all modules. */
const DELIVERABLES: Readonly<Record<DeliverableName, Deliverable>> = {
  tables: { title: "tables.xlsx", make: ({ result }) => makeTables(result) },
  pptx: one("segments.pptx", async (from) => {
    const { writeSlides } = await import("./slides/write_slides.ts");
    return writeSlides(await from.story(), await from.look());
  }),
  docx: one("segments.docx", async (from) => {
    const { writeDocument } = await import("./document/write_document.ts");
    return writeDocument(await from.story(), await from.look());
  }),
  html: one("report.html", async (from) => {
    const { writePage } = await import("./page/write_page.ts");
    return writePage(await from.story(), await from.look());
  }),
  typing: {
    title: "short_form.xlsx",
    async make({ result }) {
      const { askedShortFormFiles } = await import("./short_form/short_form_files.ts");
      return await askedShortFormFiles(result);
    },
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

/** Makes what is handed over: tables with a banner (`tables`: `tables.xlsx` and `tables.csv`), slides (`pptx`), a
 * document (`docx`), a report in one file (`html`), a short form that places others (`typing`: `short_form.xlsx`
 * and its kin, as `typing.short_form` puts them into the run folder). They tell no more than `publish` allows.
 * The same run gives the same bytes.
 * @throws {DataError} If the template's logo cannot be read.
 */
export async function makeDeliverables(
  result: PipelineResult,
  names: readonly DeliverableName[],
  { logo = null, onProgress, signal }: DeliverOptions = {},
): Promise<NamedBytes[]> {
  let told: Promise<Story> | null = null;
  let seen: Promise<Look> | null = null;
  const from: Handover = {
    result,
    story: () => told ??= tellStory(result),
    look: () => seen ??= readLook(result, logo),
  };
  const asked = DELIVERABLE_NAMES.filter((name) => names.includes(name));
  const files: NamedBytes[] = [];
  for (const name of asked) {
    signal?.throwIfAborted();
    const { title, make } = DELIVERABLES[name];
    onProgress?.(files.length, asked.length, title);
    for (const file of await make(from)) files.push(file);
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

async function tellStory(result: PipelineResult): Promise<Story> {
  const { makeStory } = await import("./told/make_story.ts");
  return await makeStory(result);
}

async function readLook(result: PipelineResult, logo: Uint8Array | null): Promise<Look> {
  const { lookOf } = await import("./look/look.ts");
  return lookOf(result.params.deliver, logo);
}

async function makeTables(result: PipelineResult): Promise<NamedBytes[]> {
  const [{ publishedTables }, { writeTablesCsv }, { writeTablesXlsx }] = await Promise.all([
    import("../view/rare/published_tables.ts"),
    import("./tables/tables_csv.ts"),
    import("./tables/tables_xlsx.ts"),
  ]);
  const tables = await publishedTables(result);
  const { params, input } = result;
  return [
    {
      name: "tables.xlsx",
      bytes: await writeTablesXlsx(tables, { survey: input.name, sheets: params.tables.sheets }),
    },
    { name: "tables.csv", bytes: writeTablesCsv(tables, params.export.formulas) },
  ];
}

/** A deliverable of one file. */
function one(
  name: string,
  make: (from: Handover) => Promise<Uint8Array<ArrayBuffer>>,
): Deliverable {
  return { title: name, make: async (from) => [{ name, bytes: await make(from) }] };
}
