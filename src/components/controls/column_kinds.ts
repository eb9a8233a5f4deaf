/** Column kinds set by hand: which columns are read as something else than was detected. Runs in browsers. */

import { html } from "../kit/elements.js";
import { kindOf, type Kinds, withKind, withSaid } from "../session/column_said.js";
import type { FieldInput, InputOptions } from "./input_types.js";
import { button, hiddenText } from "../kit/parts.js";

/** The kinds of columns, as the engine knows them; paradata sets a column aside. */
const KINDS = [
  "id",
  "numeric",
  "binary",
  "ordinal",
  "nominal",
  "date",
  "text",
  "weight",
  "paradata",
];

/** Makes a list of columns with a kind each, and a line that adds one.
 * @param columns Names of the survey's columns, offered as a choice.
 */
export function columnKinds(options: InputOptions, columns: readonly string[]): FieldInput {
  let kinds: Kinds = {};
  let isOff = false;
  const list = html("ul", [], { class: "kind-list", role: "list", "aria-label": options.title });
  const column = html("input", [], {
    id: options.id,
    type: "text",
    placeholder: "column",
    list: `${options.id}-columns`,
    autocomplete: "off",
    "aria-label": "Column to read as another kind",
    "aria-describedby": options.describedBy,
  });
  const kind = kindSelect("Its kind", "ordinal");
  const send = (next: Kinds) => {
    kinds = next;
    draw();
    options.onValue({ ...next });
  };
  const add = button("Add", {
    onClick: () => {
      const name = column.value.trim();
      if (name === "" || (columns.length > 0 && !columns.includes(name))) {
        return options.onRefused(`Needs the name of a column. "${name}" was not used.`);
      }
      column.value = "";
      send(withSaid(kinds, [name], (said) => withKind(said, kind.value)));
    },
  });
  const draw = () => {
    list.hidden = Object.keys(kinds).length === 0;
    list.replaceChildren(
      ...Object.entries(kinds).map(([name, now]) => {
        const select = kindSelect(`Kind of ${name}`, kindOf(now));
        select.addEventListener(
          "change",
          () => send(withSaid(kinds, [name], () => withKind(now, select.value))),
        );
        const remove = html("button", ["×", hiddenText(`Read ${name} as detected`)], {
          type: "button",
          class: "chip-remove",
          onclick: () => {
            const { [name]: _removed, ...rest } = kinds;
            send(rest);
            column.focus();
          },
        });
        select.disabled = remove.disabled = isOff;
        return html("li", [html("code", name), select, remove]);
      }),
    );
  };
  const offers = columns.map((value) => html("option", [], { value }));
  return {
    element: html("div", [
      list,
      html("div", [column, kind, add], { class: "kind-entry" }),
      html("datalist", offers, { id: `${options.id}-columns` }),
    ], { class: "column-kinds" }),
    show(value) {
      kinds = typeof value === "object" && value !== null ? value as Kinds : {};
      draw();
    },
    setDisabled(isDisabled) {
      isOff =
        column.disabled =
        kind.disabled =
        add.disabled =
          isDisabled;
      draw();
    },
  };
}

/** A choice of kinds.
 * @param hasNone Whether "as detected" is among them, also where a kind is chosen.
 */
export function kindSelect(label: string, chosen: string, hasNone = false): HTMLSelectElement {
  const kinds = hasNone || chosen === "" ? ["", ...KINDS] : KINDS;
  const options = kinds.map((kind) =>
    html("option", kind === "" ? "as detected" : kind, { value: kind })
  );
  const select = html("select", options, { "aria-label": label });
  select.value = chosen;
  return select;
}
