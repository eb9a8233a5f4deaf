/** Finds answers that only tried the questionnaire out: previews, tests, spam. Runs in Deno and browsers.
 * @see Qualtrics, "Understanding Your Dataset" (Status, Distribution Channel); the numbers are as the value
 * labels of its own SPSS exports in public syntax files: 0 IP address, 1 preview, 2 test, 4 imported, 8
 * spam, 9 preview spam, 12 imported spam, 16 offline, 17 offline preview, 32, 40 and 48 the same of
 * employee surveys (EX, EX spam, EX offline), 256 synthetic.
 */

import type { LeftRow } from "./left_rows.ts";
import type { RawTable } from "./table.ts";

const STATUS = /^(?:status|response ?type|response ?status)$/i;
const CHANNEL = /^distribution ?channel$/i;
/** In the words of the export: what the tool writes for answers that nobody in the field gave. */
const NO_FIELD: ReadonlyMap<string, string> = new Map([
  ["survey preview", "previews"],
  ["survey test", "test answers"],
  ["spam", "spam"],
  ["survey preview spam", "previews"],
  ["imported spam", "spam"],
  ["offline survey preview", "previews"],
  ["ex spam", "spam"],
  ["synthetic", "answers that a model made up"],
]);
/** The same in numbers. */
const NO_FIELD_CODES: ReadonlyMap<string, string> = new Map([
  ["1", "previews"],
  ["2", "test answers"],
  ["8", "spam"],
  ["9", "previews"],
  ["12", "spam"],
  ["17", "previews"],
  ["40", "spam"],
  ["256", "answers that a model made up"],
]);
const NO_CHANNEL: ReadonlyMap<string, string> = new Map([
  ["preview", "previews"],
  ["test", "test answers"],
]);

/** Finds previews, tests and spam by the columns in which the tool says so. Where nobody else answered,
 * they are what there is to analyse.
 * @param options.names What the header calls each column.
 * @param options.isQualtrics Whether the file is known to be of Qualtrics, whose numbers then count.
 */
export function findTestAnswers(
  table: RawTable,
  { names, isQualtrics }: { names: readonly string[]; isQualtrics: boolean },
): LeftRow[] {
  const found = new Map<number, string>();
  for (const [c, name] of names.entries()) {
    const isStatus = STATUS.test(name.trim());
    if (!isStatus && !CHANNEL.test(name.trim())) continue;
    const { codes, texts } = table.columns[c];
    const meaning = texts.map((text) => {
      const word = text.trim().toLowerCase();
      if (!isStatus) return isQualtrics ? NO_CHANNEL.get(word) : undefined;
      return NO_FIELD.get(word) ?? (isQualtrics ? NO_FIELD_CODES.get(word) : undefined);
    });
    if (meaning.every((said) => said === undefined)) continue;
    for (let row = 0; row < codes.length; row++) {
      const said = meaning[codes[row]];
      if (said !== undefined && !found.has(row)) found.set(row, said);
    }
  }
  if (found.size === table.rows) return [];
  return Array.from(found, ([row, said]) => ({ row, what: `${said}, as the file says` }));
}
