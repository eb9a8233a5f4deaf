/** What a downloaded notebook opens where it runs beside the product: this survey with these parameters. Runs in browsers. */

import type { ImportsOptions } from "../../pipeline/notebook/mod.ts";
import { settingTexts } from "../components/session/params_text.ts";
import type { RemoteSession } from "./remote_session.ts";

/** Tells what the first cell of a file opens. The file belongs into a folder of the product's, such as
 * `notebooks`, and a person's own survey into its `data`.
 * @param names What cells are given.
 */
export function fileImports(
  { state: { survey, params, defaults }, schemaDefaults }: RemoteSession,
  names: ReadonlyMap<string, unknown>,
): ImportsOptions {
  const settings = settingTexts(params, defaults);
  const isUsual = survey.name === schemaDefaults.storage.object_name;
  return {
    product: "../",
    given: names.keys(),
    ...(survey.isOwn ? { input: `data/${survey.name}` } : {}),
    set: survey.isOwn || isUsual ? settings : [`storage.object_name=${survey.name}`, ...settings],
  };
}
