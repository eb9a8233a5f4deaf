/** Packs office files anew, so that the same content gives the same bytes. Runs in Deno and browsers. */

import type JSZip from "jszip";

/** The first day that archives can tell: libraries write the clock. */
const FIRST_DAY = new Date(Date.UTC(1980, 0, 1));
const FIRST_DAY_TEXT = "1980-01-01T00:00:00Z";
const TYPES = "[Content_Types].xml";
/** When a document was made and changed. */
const TIMES = /(<dcterms:(created|modified)\b[^>]*>)[^<]*(<\/dcterms:\2>)/g;

/** A chart and its workbook, by the number in their names. */
const CHART_NUMBER = /(\/(?:chart|Microsoft_Excel_Worksheet))(\d+)(\.xml|\.xlsx)/g;

/** What is put right in a part, by its path. */
type Mend = (path: string, text: string) => string;

/** Takes the clock out of an office file and of the workbooks in it, and what a library counts on from
 * one file to the next.
 * @param mend Puts right what is to be other than the library has it.
 */
export async function sameBytes(
  bytes: Uint8Array,
  Zip: typeof JSZip,
  mend: Mend = (_, text) => text,
): Promise<Uint8Array<ArrayBuffer>> {
  const given = await Zip.loadAsync(bytes);
  const packed = new Zip();
  const names = Object.values(given.files).filter(({ dir }) => !dir).map(({ name }) => name);
  const renumbered = renumbering(names);
  // Parts are made side by side, and come in any order; readers want the list of their types first.
  const sorted = names.map((name) => ({ name, told: renumbered(`/${name}`).slice(1) }))
    .sort((a, b) => orderOf(a.told) - orderOf(b.told) || (a.told < b.told ? -1 : 1));
  const all = new Set(sorted.map(({ told }) => told));
  for (const { name, told } of sorted) {
    const content = await given.file(name)!.async("uint8array");
    const own = await mendPart(name, content, {
      Zip,
      mend: (path, text) => mend(path, path.endsWith(".rels") ? renumbered(text) : text),
      renumbered,
      told: all,
    });
    packed.file(told, own, { date: FIRST_DAY, createFolders: false });
  }
  return await packed.generateAsync({
    type: "uint8array",
    compression: "DEFLATE",
    platform: "DOS",
  }) as Uint8Array<ArrayBuffer>;
}

function orderOf(name: string): number {
  return name === TYPES ? 0 : 1;
}

/** Numbers charts from 1, in their order. */
function renumbering(names: readonly string[]): (text: string) => string {
  const numbers = names.flatMap((name) => {
    const found = /\/charts\/chart(\d+)\.xml$/.exec(name);
    return found === null ? [] : [Number(found[1])];
  }).sort((a, b) => a - b);
  const place = new Map(numbers.map((number, i) => [String(number), String(i + 1)]));
  return (text) =>
    text.replaceAll(
      CHART_NUMBER,
      (_, start: string, number: string, end: string) =>
        `${start}${place.get(number) ?? number}${end}`,
    );
}

async function mendPart(
  name: string,
  content: Uint8Array,
  { Zip, mend, renumbered, told }: {
    readonly Zip: typeof JSZip;
    readonly mend: Mend;
    readonly renumbered: (text: string) => string;
    /** Paths of all parts, as they will be. */
    readonly told: ReadonlySet<string>;
  },
): Promise<Uint8Array | string> {
  if (name.endsWith(".xlsx")) return await sameBytes(content, Zip);
  if (!/\.(xml|rels)$/.test(name)) return content;
  const text = new TextDecoder().decode(content).replaceAll(TIMES, `$1${FIRST_DAY_TEXT}$3`);
  return mend(name, name === TYPES ? withoutAbsent(renumbered(text), told) : text);
}

/** The list of types without parts that are not there: a strict reader takes these for losses. */
function withoutAbsent(types: string, told: ReadonlySet<string>): string {
  return types.replaceAll(
    /<Override PartName="\/([^"]*)"[^>]*\/>/g,
    (declared, path: string) => told.has(path) ? declared : "",
  );
}
