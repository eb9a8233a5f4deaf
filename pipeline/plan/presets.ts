/** Presets: whole settings by name, with what people read of them. Runs in Deno and browsers. */

import type { Params } from "./params.ts";
import { parseLayer, parseParams, resolveParams } from "./parse_params.ts";

/** Whole settings by name. */
export interface Preset {
  /** As `--preset` takes it. */
  readonly name: string;
  /** As pages call it. */
  readonly title: string;
  /** What it is, in a sentence; may be empty. */
  readonly words: string;
  /** Every parameter: what the preset says, else the schema's default. */
  readonly params: Params;
}

/** The schema's own defaults. */
export const RECOMMENDED_PRESET: Preset = {
  name: "recommended",
  title: "Recommended",
  words: "What a careful analyst would choose, each by what the answers are like.",
  params: parseParams({}),
};

/** Reads a preset's file: YAML whose first comment line is its title and whose next paragraph of comment
 * says what it is; without these it goes by its name.
 * @throws {ParamsError} If its parameters are wrong.
 */
export function readPresetText(name: string, yamlText: string): Preset {
  const [title = "", words = ""] = headOf(yamlText);
  const layer = parseLayer(yamlText, `presets/${name}.yaml`);
  return { name, title: title === "" ? name : title, words, params: resolveParams([layer]) };
}

/** The paragraphs of the comment at the top. */
function headOf(yamlText: string): string[] {
  const lines = yamlText.split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines.slice(0, end < 0 ? lines.length : end)
    .map((line) => line.replace(/^#\s?/, "").trim())
    .join("\n").split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll("\n", " "));
}
