/** Reads ledgers made in memory, for tests. Runs in Deno. */

import type { Params } from "../../pipeline/plan/params.ts";
import { type ReadResult, readText } from "../ingest/support.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { columnOf } from "./survey_text.ts";

/** What `ingest.ledger` says of ledgers that tests write. */
export const NAMED = { customer: "who", date: "day", amount: "paid" };

/** Reads lines of who, day and paid, or of the columns named, as a ledger. */
export function readLedger(
  lines: readonly string[],
  { header = "who,day,paid", ledger = NAMED, ...changes }: Partial<Params["ingest"]> & {
    readonly header?: string;
  } = {},
): Promise<ReadResult> {
  return readText([header, ...lines].join("\n") + "\n", { ledger, ...changes });
}

/** The numbers of a column, NaN where there is none. */
export function numbersOf(survey: Survey, name: string): number[] {
  const { codes, values, missing } = columnOf(survey, name);
  return Array.from(codes, (level) => missing[level] === 0 ? values[level] : NaN);
}
