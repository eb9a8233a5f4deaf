/** Presets beside what a survey's own settings say: which is in force, and what choosing one sets. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { Preset } from "../../../pipeline/plan/presets.ts";
import { engineRules } from "../kit/engine_rules.js";
import { differences, isSameWork, type Setting, withSettings } from "./params_text.js";

/** What a page knows of its parameters. */
interface Known {
  /** As the controls show them. */
  readonly params: Params;
  /** The page's own: the schema's, and what is laid over them for this survey. */
  readonly defaults: Params;
}

/** What a preset comes to here: it lies over the schema's defaults and beneath all that the survey's own
 * settings say, as at the command line. How the file is read stays as it is, and so do the names of
 * segments and whether other programs check the results, which change none of them.
 */
export function presetParams(preset: Preset, { params, defaults }: Known): Params {
  const own = differences(defaults, engineRules().plan.data.defaults);
  const laid = withSettings(preset.params, own);
  const { ingest, storage, publish, segments, evaluation: { second_opinion } } = params;
  const evaluation = { ...laid.evaluation, second_opinion };
  return { ...laid, evaluation, ingest, storage, publish, segments };
}

/** What has to be set so that a preset is in force. */
export function presetSettings(preset: Preset, known: Known): Setting[] {
  return differences(presetParams(preset, known), known.params);
}

/** The preset that is in force; null where something was changed. */
export function presetInForce(presets: readonly Preset[], known: Known): Preset | null {
  return presets.find((preset) => isSameWork(presetParams(preset, known), known.params)) ?? null;
}

/** Whether there is something to choose: not where the survey's own settings overrule every preset. */
export function arePresetsUseful(presets: readonly Preset[], known: Known): boolean {
  const [first, ...others] = presets.map((preset) => presetParams(preset, known));
  return others.some((each) => !isSameWork(each, first));
}
