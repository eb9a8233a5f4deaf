/** The inputs that set one parameter: slider, number, choice, switch, text, lists. Runs in browsers. */

import { codesInput } from "./codes_input.js";
import { columnKinds } from "./column_kinds.js";
import { suggestionList } from "./input_parts.js";
import type { FieldInput, InputOptions } from "./input_types.js";
import { html, setFlag, uniqueId } from "../kit/elements.js";
import { nameList } from "./name_list.js";
import { optionNames } from "../kit/words/option_names.js";
import { readText } from "../session/param_rules.js";
import type { Field } from "../session/param_schema.js";

/** Fields whose text is the name of a column. */
const NAMES_COLUMN = new Set(["weighting.column"]);

/** What an empty text means. */
const EMPTY: Readonly<Record<string, string>> = {
  "cleaning.filter": "everybody, or a condition: age >= 18",
  "weighting.column": "none: all count alike",
};

/** Makes the input that suits a field.
 * @param columns Names of the survey's columns, for lists of them.
 */
export function fieldInput(
  field: Field,
  options: InputOptions & { readonly columns: readonly string[] },
): FieldInput {
  switch (field.control) {
    case "switch":
      return switchInput(options);
    case "choice":
      return segmented(field.options, options);
    case "number":
      return numberInput(field, options);
    case "names":
      return nameList({ ...options, suggestions: options.columns });
    case "list-or-auto":
      return listOrAuto(options);
    case "kinds":
      return columnKinds(options, options.columns);
    case "codes":
      return codesInput(options);
    case "text":
      return textInput(field, options, NAMES_COLUMN.has(field.path) ? options.columns : null);
  }
}

/** Makes buttons of which one is pressed; arrow keys move between them.
 * @param values As sent; the first is the one that the field's label names.
 */
export function segmented(
  values: readonly string[],
  { id, title, describedBy, onValue }: Omit<InputOptions, "onRefused">,
  names: Readonly<Record<string, string>> = optionNames(),
): FieldInput {
  const name = uniqueId("choice");
  const radios = values.map((value, i) =>
    html("input", [], {
      id: i === 0 ? id : null,
      type: "radio",
      name,
      value,
      onchange: () => onValue(value),
    })
  );
  const labels = radios.map((radio, i) =>
    html("label", [radio, html("span", names[values[i]] ?? values[i])])
  );
  let isAllOff = false;
  let off: Readonly<Record<string, string>> = {};
  const update = () => {
    radios.forEach((radio, i) => {
      setFlag(radio, "disabled", isAllOff || off[values[i]] !== undefined);
      labels[i].title = off[values[i]] ?? "";
    });
  };
  return {
    element: html("div", labels, {
      class: "segmented",
      role: "radiogroup",
      "aria-label": title,
      "aria-describedby": describedBy === "" ? null : describedBy,
    }),
    show(value) {
      for (const radio of radios) radio.checked = radio.value === value;
    },
    setDisabled(isDisabled) {
      isAllOff = isDisabled;
      update();
    },
    setOff(reasons) {
      off = reasons;
      update();
    },
  };
}

function switchInput({ id, describedBy, onValue }: InputOptions): FieldInput {
  const box = html("input", [], {
    id,
    type: "checkbox",
    role: "switch",
    class: "switch",
    "aria-describedby": describedBy,
    onchange: () => onValue(box.checked),
  });
  return {
    element: box,
    show: (value) => box.checked = value === true,
    setDisabled: (isDisabled) => box.disabled = isDisabled,
  };
}

function numberInput(field: Field, options: InputOptions): FieldInput {
  const { id, title, describedBy, onValue, onRefused } = options;
  const { span } = field;
  const step = span?.step ?? (field.isWhole ? 1 : null);
  const read = () => {
    const reading = readText(field, number.value);
    if ("rule" in reading) return onRefused(reading.rule);
    if (slider !== null) slider.value = number.value;
    onValue(reading.value);
  };
  const number = html("input", [], {
    id,
    type: "number",
    step: step ?? "any",
    min: Number.isFinite(field.min) ? field.min : null,
    max: Number.isFinite(field.max) ? field.max : null,
    "aria-describedby": describedBy,
    onchange: read,
  });
  const slider = span === null ? null : html("input", [], {
    type: "range",
    min: span.min,
    max: span.max,
    step: span.step,
    "aria-label": `${title}, slider`,
    "aria-describedby": describedBy,
    oninput: () => {
      if (slider !== null) number.value = slider.value;
    },
    onchange: read,
  });
  const auto = field.takesAuto ? autoBox(options) : null;
  return {
    element: html("div", [slider, number, auto?.element ?? null], { class: "number-input" }),
    show(value) {
      auto?.show(value);
      number.value = value === "auto" ? "" : String(value);
      number.placeholder = value === "auto" ? "auto" : "";
      if (slider !== null && value !== "auto") slider.value = String(value);
    },
    setDisabled(isDisabled) {
      number.disabled = isDisabled;
      if (slider !== null) slider.disabled = isDisabled;
      auto?.setDisabled(isDisabled);
    },
  };
}

/** Sets the word auto in place of a number; a number takes it back. */
function autoBox({ title, onValue }: InputOptions): FieldInput {
  const box = html("input", [], {
    type: "checkbox",
    "aria-label": `${title}: auto`,
    onchange: () => {
      if (box.checked) onValue("auto");
      else box.checked = true;
    },
  });
  return {
    element: html("label", [box, "auto"], { class: "auto-box" }),
    show(value) {
      box.checked = value === "auto";
      box.disabled = value === "auto";
    },
    setDisabled: (isDisabled) => box.disabled = isDisabled || box.checked,
  };
}

function textInput(
  field: Field,
  { id, describedBy, onValue, onRefused }: InputOptions,
  suggestions: readonly string[] | null,
): FieldInput {
  const listId = uniqueId("suggestions");
  const input = html("input", [], {
    id,
    type: "text",
    list: suggestions === null ? null : listId,
    spellcheck: "false",
    autocomplete: "off",
    class: "wide",
    placeholder: EMPTY[field.path] ?? null,
    "aria-describedby": describedBy,
    onchange: () => {
      const reading = readText(field, input.value);
      if ("rule" in reading) onRefused(reading.rule);
      else onValue(reading.value);
    },
  });
  const list = suggestionList(listId, suggestions ?? []);
  return {
    element: suggestions === null ? input : html("div", [input, list]),
    show: (value) => input.value = String(value),
    setDisabled: (isDisabled) => input.disabled = isDisabled,
  };
}

function listOrAuto(options: InputOptions): FieldInput {
  const { title, onValue } = options;
  const list = nameList({
    ...options,
    id: uniqueId("list"),
    placeholder: "text such as -99, then Enter",
  });
  const choice = segmented(["auto", "list"], {
    ...options,
    title: `${title}: how they are told`,
    onValue: (value) => onValue(value === "auto" ? "auto" : []),
  }, { list: "these texts" });
  return {
    element: html("div", [choice.element, list.element], { class: "list-or-auto" }),
    show(value) {
      choice.show(value === "auto" ? "auto" : "list");
      list.element.hidden = value === "auto";
      list.show(value === "auto" ? [] : value);
    },
    setDisabled(isDisabled) {
      choice.setDisabled(isDisabled);
      list.setDisabled(isDisabled);
    },
  };
}
