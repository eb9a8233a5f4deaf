/** Column kinds set by hand: which columns are read as something else than was detected. Runs in browsers. */

import { engineRules } from "../kit/engine_rules.js";
import { html } from "../kit/elements.js";
import { kindOf, type Kinds, type Said, withKind, withSaid } from "../session/column_said.js";
import { removeButton, suggestionList } from "./input_parts.js";
import type { FieldInput, InputOptions } from "./input_types.js";
import { button } from "../kit/buttons.js";

/** Makes a list of columns with a kind each, and a line that adds one.
 * @param columns Names of the survey's columns, offered as a choice.
 */
export function columnKinds(options: InputOptions, columns: readonly string[]): FieldInput {
  let kinds: Kinds = {};
  let isOff = false;
  const list = html("ul", [], { class: "kind-list", role: "list", "aria-label": options.title });
  const send = (next: Kinds) => {
    kinds = next;
    draw();
    options.onValue({ ...next });
  };
  const entry = kindEntry(options, {
    columns,
    onAdd: (name, kind) => send(withSaid(kinds, [name], (said) => withKind(said, kind))),
  });
  const draw = () => {
    const rows = Object.entries(kinds).map(([name, said]) =>
      kindRow(name, said, {
        isOff,
        onKind: (kind) => send(withSaid(kinds, [name], () => withKind(said, kind))),
        onRemove: () => {
          const { [name]: _removed, ...rest } = kinds;
          send(rest);
          entry.focus();
        },
      })
    );
    list.hidden = rows.length === 0;
    list.replaceChildren(...rows);
  };
  return {
    element: html("div", [list, ...entry.elements], { class: "column-kinds" }),
    show(value) {
      kinds = typeof value === "object" && value !== null ? value as Kinds : {};
      draw();
    },
    setDisabled(isDisabled) {
      isOff = isDisabled;
      entry.setDisabled(isDisabled);
      draw();
    },
  };
}

/** A column whose kind was set. */
function kindRow(
  name: string,
  said: Said,
  { isOff, onKind, onRemove }: {
    readonly isOff: boolean;
    readonly onKind: (kind: string) => void;
    readonly onRemove: () => void;
  },
): HTMLElement {
  const select = kindSelect(`Kind of ${name}`, kindOf(said));
  select.addEventListener("change", () => onKind(select.value));
  const remove = removeButton(`Read ${name} as detected`, onRemove);
  select.disabled = remove.disabled = isOff;
  return html("li", [html("code", name), select, remove]);
}

interface KindEntry {
  readonly elements: readonly HTMLElement[];
  focus(): void;
  setDisabled(isDisabled: boolean): void;
}

/** The line that adds a column and its kind. */
function kindEntry(
  { id, describedBy, onRefused }: InputOptions,
  { columns, onAdd }: {
    readonly columns: readonly string[];
    readonly onAdd: (name: string, kind: string) => void;
  },
): KindEntry {
  const listId = `${id}-columns`;
  const column = html("input", [], {
    id,
    type: "text",
    placeholder: "column",
    list: listId,
    autocomplete: "off",
    "aria-label": "Column to read as another kind",
    "aria-describedby": describedBy,
  });
  const kind = kindSelect("Its kind", "ordinal");
  const add = button("Add", {
    onClick: () => {
      const name = column.value.trim();
      if (name === "" || (columns.length > 0 && !columns.includes(name))) {
        return onRefused(`Needs the name of a column. "${name}" was not used.`);
      }
      column.value = "";
      onAdd(name, kind.value);
    },
  });
  return {
    elements: [
      html("div", [column, kind, add], { class: "kind-entry" }),
      suggestionList(listId, columns),
    ],
    focus: () => column.focus(),
    setDisabled: (isDisabled) => column.disabled = kind.disabled = add.disabled = isDisabled,
  };
}

/** A choice of kinds.
 * @param hasNone Whether "as detected" is among them, also where a kind is chosen.
 */
export function kindSelect(label: string, chosen: string, hasNone = false): HTMLSelectElement {
  const { columnKinds: known } = engineRules();
  const kinds = hasNone || chosen === "" ? ["", ...known] : known;
  const options = kinds.map((kind) =>
    html("option", kind === "" ? "as detected" : kind, { value: kind })
  );
  const select = html("select", options, { "aria-label": label });
  select.value = chosen;
  return select;
}
