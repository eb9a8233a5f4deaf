/** Column kinds set by hand: which columns are read as something else than was detected. Runs in browsers. */

import { html } from "./ink.js";
import type { Params } from "../../pipeline/params.ts";
import type { FieldInput, InputOptions } from "./param_inputs.js";
import { button, hiddenText } from "./ui_parts.js";

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

/** What is said of a column: its kind, or an object that may hold more than that. */
type Said = Params["ingest"]["columns"][string];
type Kinds = Readonly<Record<string, Said>>;

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
      send({ ...kinds, [name]: withKind(kinds[name], kind.value) });
    },
  });
  const draw = () => {
    list.hidden = Object.keys(kinds).length === 0;
    list.replaceChildren(
      ...Object.entries(kinds).map(([name, now]) => {
        const select = kindSelect(`Kind of ${name}`, kindOf(now));
        select.addEventListener(
          "change",
          () => send({ ...kinds, [name]: withKind(now, select.value) }),
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

/** An object without a kind orders answers, or leaves the kind as detected. */
function kindOf(said: Said): string {
  if (typeof said === "string") return said;
  return said.kind ?? (said.order === undefined ? "" : "ordinal");
}

/** Another kind; what else was said of the column stays, but an order is for ordinal columns only. */
function withKind(said: Said | undefined, kind: string): Said {
  const named = kind as Exclude<Said, object>;
  if (said === undefined || typeof said === "string") return named;
  const { order, kind: _kind, ...rest } = said;
  const kept = kind === "ordinal" && order !== undefined ? { ...rest, order } : rest;
  if (Object.keys(kept).length === 0 && kind !== "") return named;
  return kind === "" ? kept : { ...kept, kind: named };
}

function kindSelect(label: string, chosen: string): HTMLSelectElement {
  const kinds = chosen === "" ? ["", ...KINDS] : KINDS;
  const options = kinds.map((kind) =>
    html("option", kind === "" ? "as detected" : kind, { value: kind })
  );
  const select = html("select", options, { "aria-label": label });
  select.value = chosen;
  return select;
}
