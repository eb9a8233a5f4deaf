/** Decides what a column measures: by a parameter, by the file, else by its answers. Runs in Deno and browsers. */

import type { ColumnKind } from "../../../survey/column.ts";
import type { KindFound } from "../../table/column_facts.ts";
import type { Answers } from "../answers.ts";
import type { ColumnSource } from "../column_source.ts";
import { describeDates, detectKind } from "./detect_kind.ts";

/** Kinds that are still recognised where a file only has what its writer sets unasked. */
const BEFORE_DEFAULTS: ReadonlySet<ColumnKind> = new Set(["id", "date", "binary"]);
/** Headers of metadata that holds seconds or minutes. */
const DURATION = /duration|time\b|Time$|minutes|gesamtzeit/i;

/** Decides a column's kind: a parameter comes first, then what the file knows, then the answers. */
export function findKind(answers: Answers, source: ColumnSource): KindFound {
  const { setting } = source;
  if (setting.kind !== null) {
    return { kind: setting.kind, reason: "set in ingest.columns", confidence: 1 };
  }
  if (isDuration(answers, source)) {
    return { kind: "numeric", reason: "how long the interview took", confidence: 1 };
  }
  return toldKind(answers, source) ?? detectKind(answers, source);
}

/** Durations are numbers even where no two are equal, which makes an identifier of other columns. */
function isDuration({ numbers, total }: Answers, { isMetadata, label }: ColumnSource): boolean {
  return isMetadata && numbers !== null && total > 0 && DURATION.test(label);
}

/** The kind by what the file knows, null where it knows none. Where the file only has what
 * its writer sets unasked, identifiers, dates and two values are still recognised: SPSS calls the
 * number of a respondent a scale, and yes and no nominal.
 */
function toldKind(answers: Answers, source: ColumnSource): KindFound | null {
  const { kind: told = null, isDefault = false } = source.raw.facts ?? {};
  if (told === null) return null;
  if (told.kind === "date" && answers.dates !== null) {
    return { ...told, reason: `${describeDates(answers.dates)}, ${told.reason}` };
  }
  if (!isDefault) return told;
  const found = detectKind(answers, source);
  // Points of a short scale are measures to SPSS unless somebody said otherwise.
  const isPoints = told.kind === "numeric" && found.kind === "ordinal";
  return isPoints || BEFORE_DEFAULTS.has(found.kind) ? found : told;
}
