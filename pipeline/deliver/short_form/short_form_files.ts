/** The files of a run's short form. Runs in Deno and browsers. */

import type { NamedBytes } from "../../io/storage.ts";
import type { PipelineResult } from "../../run/run_result.ts";
import { makeShortForm } from "../../typing/short/make_short_form.ts";
import { shortFormModule } from "./module_text.ts";
import { shortFormTsv } from "./points_text.ts";
import { shortFormSql } from "./sql_text.ts";
import { shortFormWorkbook } from "./workbook.ts";

/** Makes the files where `typing.short_form` asks for them: all tell the same segments.
 * @returns None where it does not, or a segment is too small to learn from.
 */
export async function shortFormFiles(result: PipelineResult): Promise<NamedBytes[]> {
  const form = result.params.typing.short_form ? makeShortForm(result) : null;
  if (form === null) return [];
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
