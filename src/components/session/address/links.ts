/** What the address of a page asks for, and how addresses, links and command lines ask for parameters. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import {
  fromQuery,
  isSameData,
  isSameWork,
  toCommand,
  tooLongNotice,
  toQuery,
} from "../params_text.js";
import { addressQuery, linkQuery } from "../projects/project_address.js";
import type { SessionState } from "../session_types.js";

/** Whose page it is, and what it shows where nothing else is asked for. */
export interface LinkOptions extends Pick<SessionState, "survey" | "defaults"> {
  readonly schemaDefaults: Params;
  /** What it shows where the address asks for nothing; the default run's if absent. */
  readonly params?: Params;
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
  { survey, defaults, schemaDefaults, params: own = defaults }: LinkOptions,
): { readonly params: Params; readonly notice: string } {
  const asked = fromQuery(query, schemaDefaults);
  const whole = asked?.params ?? own;
  const params = readable(whole, { survey, defaults });
  const hasChanged = asked !== null && !isSameData(asked.data, survey.sha256);
  const notice = [
    tooLongNotice(query),
    leftOutNotice(asked?.leftOut ?? []),
    hasChanged ? DATA_CHANGED : params === whole ? "" : READ_BEFORE,
  ].filter((text) => text !== "").join(" ");
  return { params, notice };
}

/** The part of a page's address from `?` on; empty for what the page shows without one. */
export function addressOf(
  params: Params,
  { survey, defaults, schemaDefaults }: LinkOptions,
): string {
  // A project's own parameters are no defaults: only an address with all of them says these.
  const isPlain = !survey.isOwn && isSameWork(params, defaults);
  const state = isPlain ? "" : toQuery(params, schemaDefaults, survey.sha256);
  const query = addressQuery(survey, state);
  return query === "" ? "" : `?${query}`;
}

/** An address of this page that shows the same in every browser. */
export function linkOf(params: Params, { survey, schemaDefaults }: LinkOptions): string {
  const query = linkQuery(survey, toQuery(params, schemaDefaults, survey.sha256));
  return `${location.origin}${location.pathname}?${query}`;
}

/** What gives the same on the command line. */
export function commandLineOf(
  params: Params,
  { survey: { isOwn, name }, defaults, schemaDefaults }: LinkOptions,
): string {
  if (isOwn) return toCommand(params, defaults, ["--input", name]);
  const isDefault = name === schemaDefaults.storage.object_name;
  return toCommand(params, defaults, isDefault ? [] : ["--set", `storage.object_name=${name}`]);
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
