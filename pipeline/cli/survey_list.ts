/** The surveys of a storage, listed. Runs in Deno and browsers. */

import { isSurveyName, type Storage } from "../io/storage.ts";
import { countOf, formatNumber } from "../base/text.ts";
import { table } from "./summary_table.ts";

/** Lists the surveys of a storage: a table for people, or JSON with bytes and time of change (UTC). */
export async function surveyList(storage: Storage, asJson: boolean): Promise<string> {
  const surveys = (await storage.list("")).filter(({ name }) => isSurveyName(name));
  const changed = (modified: number): string => new Date(modified).toISOString().slice(0, 19) + "Z";
  if (asJson) {
    return JSON.stringify(
      surveys.map(({ name, size, modified }) => ({ name, size, modified: changed(modified) })),
    );
  }
  const title = `${countOf(surveys.length, "survey")} in ${storage.place}`;
  if (surveys.length === 0) {
    return `${title}. Surveys are .csv, .tsv, .xlsx, .sav, .zsav, .parquet, .arrow and .feather files, each also .gz.`;
  }
  const rows = surveys.map(({ name, size, modified }) => [
    formatNumber(Math.ceil(size / 1024)),
    changed(modified),
    name,
  ]);
  return [title, ...table(["KiB", "Changed", "Name"], rows)].join("\n");
}
