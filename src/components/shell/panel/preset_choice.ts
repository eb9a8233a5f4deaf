/** Which whole settings are in force, and the choice of others. Runs in browsers. */

import type { Preset } from "../../../../pipeline/plan/presets.ts";
import { html, setText, uniqueId } from "../../kit/elements.js";
import { followLater } from "../../session/parts.js";
import { arePresetsUseful, presetInForce, presetSettings } from "../../session/presets.js";
import type { Session } from "../../session/session_types.js";

const CHANGED = "Changed";
const CHANGED_WORDS =
  "Single settings differ from these. Choosing one sets them all; Undo takes it back.";

/** Makes the choice. It follows the session from then on; nothing where there is nothing to choose. */
export function presetChoice(session: Session, presets: readonly Preset[]): HTMLElement {
  if (!arePresetsUseful(presets, session.state)) return html("div", []);
  const name = uniqueId("preset");
  const inputs = presets.map((preset) =>
    html("input", [], {
      type: "radio",
      name,
      id: `${name}-${preset.name}`,
      value: preset.name,
      onchange: () =>
        session.setAll(presetSettings(preset, session.state), `Settings: ${preset.title}`),
    })
  );
  const changed = html("span", CHANGED, { class: "preset-changed" });
  const words = html("p", [], { class: "preset-words", role: "status" });
  const element = html("fieldset", [
    html("legend", "Settings"),
    ...presets.map((preset, i) =>
      html("label", [inputs[i], html("span", preset.title)], { for: inputs[i].id })
    ),
    changed,
    words,
  ], { class: "preset-choice" });
  followLater(session, (state) => {
    const own = presetInForce(presets, state);
    presets.forEach((preset, i) => {
      inputs[i].checked = preset === own;
      inputs[i].disabled = state.whyOff !== "";
    });
    changed.hidden = own !== null;
    setText(words, own === null ? CHANGED_WORDS : own.words);
  });
  return element;
}
