/** The files of a run's short form. Runs in Deno and browsers. */

import { DataError } from "../../base/errors.ts";
import type { NamedBytes } from "../../io/storage.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { FEWEST_OF_SEGMENT, makeShortForm } from "../../typing/short/make_short_form.ts";
import type { ShortForm } from "../../typing/short/short_form.ts";
import { shortFormModule } from "./module_text.ts";
import { shortFormTsv } from "./points_text.ts";
import { shortFormSql } from "./sql_text.ts";
import { shortFormWorkbook } from "./workbook.ts";

/** Makes the files where `typing.short_form` asks for them: all tell the same segments.
 * @returns None where it does not, or a segment is too small to learn from.
 */
export async function shortFormFiles(result: PipelineResult): Promise<NamedBytes[]> {
  const form = result.params.typing.short_form ? makeShortForm(result) : null;
  return form === null ? [] : await filesOf(form);
}

/** Makes the files whatever `typing.short_form` says.
 * @throws {DataError} If a segment is too small to learn from.
 */
export async function askedShortFormFiles(result: PipelineResult): Promise<NamedBytes[]> {
  const form = makeShortForm(result);
  if (form !== null) return await filesOf(form);
  const { sizes } = result.clustering;
  const least = sizes.reduce((least, size) => Math.min(least, size), Infinity);
  throw new DataError(
    `Cannot make a short form: it is learned from at least ${FEWEST_OF_SEGMENT} respondents of every ` +
      `segment and questions that they answered in several ways, but the smallest segment holds ${least}. ` +
      "Fewer segments would do, or deno task assign with model.json.",
  );
}

async function filesOf(form: ShortForm): Promise<NamedBytes[]> {
  const encoder = new TextEncoder();
  const texts = {
    "short_form.json": JSON.stringify(form, null, 1) + "\n",
    "short_form.tsv": shortFormTsv(form),
    "short_form.sql": shortFormSql(form),
    "short_form.mjs": shortFormModule(form),
  };
  return [
    { name: "short_form.xlsx", bytes: await shortFormWorkbook(form) },
    ...Object.entries(texts).map(([name, text]) => ({ name, bytes: encoder.encode(text) })),
  ];
}
