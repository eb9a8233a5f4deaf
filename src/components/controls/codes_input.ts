/** Missing codes set by hand: columns and the texts that mean no answer there, as JSON. Runs in browsers. */

import { html } from "../kit/elements.js";
import type { FieldInput, InputOptions } from "./input_types.js";

const EXAMPLE = '{"Q1_*": ["99"]} or {"Q1_*": {"99": "refused"}}';

/** Makes the input: a line of JSON, empty for no codes. */
export function codesInput({ id, describedBy, onValue, onRefused }: InputOptions): FieldInput {
  const input = html("input", [], {
    id,
    type: "text",
    spellcheck: "false",
    autocomplete: "off",
    class: "wide",
    placeholder: '{"Q1_*": ["99"]}',
    "aria-describedby": describedBy,
    onchange: () => {
      const codes = readCodes(input.value);
      if (codes === null) onRefused(`Needs columns and texts, such as ${EXAMPLE}.`);
      else onValue(codes);
    },
  });
  return {
    element: input,
    show: (value) =>
      input.value = Object.keys(value ?? {}).length === 0 ? "" : JSON.stringify(value),
    setDisabled: (isDisabled) => input.disabled = isDisabled,
  };
}

/** Reads the line.
 * @returns null if it does not map names to lists or to objects.
 */
export function readCodes(text: string): Record<string, object> | null {
  if (text.trim() === "") return {};
  try {
    const value = JSON.parse(text);
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value) &&
      Object.values(value).every((codes) => typeof codes === "object" && codes !== null);
    return isMap ? value : null;
  } catch {
    return null;
  }
}
