/** What the address of a page asks for, and what to know about it. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import { fromQuery, isSameData, tooLongNotice } from "./params_text.js";
import type { SessionState } from "./session_types.js";

/** Whose page it is, and what it shows where nothing else is asked for. */
export interface LinkOptions extends Pick<SessionState, "survey" | "defaults"> {
  readonly schemaDefaults: Params;
}

const DATA_CHANGED =
  "The data have changed since this link was made: its settings are applied to the new data.";
const READ_BEFORE =
  "This link says how to read the file, but this site carries only answers that were read when it " +
  "was built: they are shown as they were read.";
const MOST_NAMED = 3;

/** Reads the part of an address after `?`.
 * @returns The parameters that it asks for, the default run's where it asks for none; and what was left out
 * or is otherwise than the link has it, empty where all is well.
 */
export function readLink(
  query: string,
  { survey, defaults, schemaDefaults }: LinkOptions,
): { readonly params: Params; readonly notice: string } {
  const asked = fromQuery(query, schemaDefaults);
  const whole = asked?.params ?? defaults;
  const params = readable(whole, { survey, defaults });
  const hasChanged = asked !== null && !isSameData(asked.data, survey.sha256);
  const notice = [
    tooLongNotice(query),
    leftOutNotice(asked?.leftOut ?? []),
    hasChanged ? DATA_CHANGED : params === whole ? "" : READ_BEFORE,
  ].filter((text) => text !== "").join(" ");
  return { params, notice };
}

/** Without the file, what a link says of reading it cannot be done. */
function readable(
  params: Params,
  { survey, defaults: { ingest } }: Pick<LinkOptions, "survey" | "defaults">,
): Params {
  const isSame = survey.isFile || JSON.stringify(params.ingest) === JSON.stringify(ingest);
  return isSame ? params : { ...params, ingest };
}

/** What a link says of a parameter that no page could draw. */
function leftOutNotice(paths: readonly string[]): string {
  if (paths.length === 0) return "";
  const named = [...new Set(paths)].slice(0, MOST_NAMED).join(", ");
  return `This link holds what is no value of ${named}: that is left out.`;
}
