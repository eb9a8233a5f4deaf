/** What is handed over beside the run folder's own files, made only when asked for. Runs in Deno and browsers. */

import { ParamsError, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { NamedBytes } from "../io/storage.ts";
import type { PipelineResult } from "../run/run_result.ts";
import { publishedTables } from "../view/rare/published_tables.ts";
import { writeTablesCsv } from "./tables/tables_csv.ts";
import { writeTablesXlsx } from "./tables/tables_xlsx.ts";

/** What a deliverable is asked for with: tables with a banner. */
export type DeliverableName = "tables";

/** Every deliverable by the name it is asked for with. */
const DELIVERABLES: Readonly<
  Record<DeliverableName, (result: PipelineResult) => Promise<NamedBytes[]>>
> = {
  tables: makeTables,
};

/** All names, in the order in which files are made. */
export const DELIVERABLE_NAMES = Object.keys(DELIVERABLES) as DeliverableName[];

/** Makes files to hand over. `tables` are `tables.xlsx` and `tables.csv`: tables with a banner. They tell no more
 * than `publish` allows. The same run gives the same bytes.
 */
export async function makeDeliverables(
  result: PipelineResult,
  names: readonly DeliverableName[],
): Promise<NamedBytes[]> {
  const files: NamedBytes[] = [];
  for (const name of DELIVERABLE_NAMES) {
    if (!names.includes(name)) continue;
    for (const file of await DELIVERABLES[name](result)) files.push(file);
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

async function makeTables(result: PipelineResult): Promise<NamedBytes[]> {
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
