/** The panels of what cells give and need: every live name, and the graph of cells. Runs in browsers. */

import {
  cellLabel,
  type CellState,
  depthsOf,
  type Graph,
  kindWords,
  namesOf,
  needsOf,
  type Notebook,
} from "../../../pipeline/notebook/mod.ts";
import { html, svg } from "../../components/kit/elements.ts";
import { keepFocus } from "../../components/kit/keep_focus.ts";
import { joinWords } from "../../components/kit/words/format.ts";
import type { Panel } from "./side_panel.ts";

/** What the panels are drawn from. */
export interface Outlined {
  readonly notebook: Notebook;
  readonly graph: Graph;
  stateOf(id: string): CellState | null;
  /** Leads to a cell. */
  goTo(id: string): void;
}

/** Says how a cell stands, by shape and word. */
const STATUS: Readonly<Record<CellState["status"], readonly [mark: string, words: string]>> = {
  stale: ["○", "waits"],
  running: ["◐", "running"],
  done: ["●", "done"],
  failed: ["✕", "failed"],
  interrupted: ["□", "interrupted"],
};

/** A panel that is made anew only where what it says is other than before.
 * @param say All that it is drawn from.
 */
function panelOf(
  { name, title }: Pick<Panel, "name" | "title">,
  read: () => Outlined,
  { say, make }: {
    readonly say: (outlined: Outlined) => unknown;
    readonly make: (outlined: Outlined) => Node[];
  },
): Panel {
  const element = html("div", []);
  let said = "";
  return {
    name,
    title,
    element,
    draw() {
      const outlined = read();
      const now = JSON.stringify([outlined.notebook.cells.map(({ id }) => id), say(outlined)]);
      if (now === said) return;
      said = now;
      element.replaceChildren(...make(outlined));
    },
  };
}

/** Every name, what it stands for, and who declares and uses it. */
export function namesPanel(read: () => Outlined): Panel {
  const rows = ({ graph, stateOf }: Outlined) =>
    namesOf(graph).map((each) => {
      const state = each.cell === null ? null : stateOf(each.cell);
      const isThere = state?.names.has(each.name) === true;
      const kind = each.cell === null
        ? "given to every notebook"
        : isThere
        ? kindWords(state.names.get(each.name))
        : "not there yet";
      const isLate = isThere && state.status !== "done";
      return { ...each, kind: isLate ? `${kind}, out of date` : kind };
    });
  return panelOf({ name: "names", title: "Names" }, read, {
    say: rows,
    make(outlined) {
      const link = (id: string, key: string) => linkTo(outlined, id, { key });
      const items = rows(outlined).map(({ name, cell, kind, users }) =>
        html("li", [
          html("code", name),
          html("span", kind),
          html("div", [
            ...cell === null ? [] : ["Of ", link(cell, `${name} of`)],
            ...users.length === 0
              ? [cell === null ? "" : ", used by no other cell"]
              : [cell === null ? "Used by " : ", used by "],
            ...users.flatMap((id, i) => [i === 0 ? "" : ", ", link(id, `${name} ${id}`)]),
          ]),
        ])
      );
      return items.length === 0
        ? [html("p", "No cell declares a name yet, as const answer = 42 would.")]
        : [html("ul", items, { class: "names", "aria-label": "Names" })];
    },
  });
}

/** Sizes of the graph, in pixels. */
const ROW = 34, INDENT = 22, DEEPEST = 8;

/** Which cell needs which: a row a cell, further in than those that it needs. */
export function graphPanel(read: () => Outlined): Panel {
  const rows = ({ graph, notebook, stateOf }: Outlined) => {
    const depths = depthsOf(graph);
    const shown = graph.order.filter((id) => notebook.cells.some((cell) => cell.id === id));
    return shown.map((id) => ({
      id,
      depth: Math.min(DEEPEST, depths.get(id) ?? 0),
      needs: needsOf(graph, id),
      status: stateOf(id)?.status ?? "stale",
      says: graph.nodes.get(id)?.program.outputs.join(", ") ||
        notebook.cells.find((cell) => cell.id === id)?.source.trim().split("\n")[0] || "empty",
    }));
  };
  return panelOf({ name: "graph", title: "Graph" }, read, {
    say: rows,
    make(outlined) {
      const all = rows(outlined);
      const label = (id: string) => cellLabel(outlined.notebook, id);
      const placeOf = new Map(all.map(({ id }, i) => [id, i]));
      const x = (i: number) => 10 + INDENT * all[i].depth, y = (i: number) => ROW * i + ROW / 2;
      const lines = all.flatMap(({ needs }, i) =>
        needs.filter((id) => placeOf.has(id)).map((id) => {
          const from = placeOf.get(id)!;
          return svg("path", [], {
            d: `M${x(from)},${y(from)}C${x(from)},${y(i)} ${x(from)},${y(i)} ${x(i)},${y(i)}`,
          });
        })
      );
      const height = ROW * all.length;
      const items = all.map(({ id, needs, status, says, depth }) => {
        const [mark, words] = STATUS[status];
        const needed = needs.length === 0 ? "" : `, needs ${joinWords(needs.map(label))}`;
        const name = `${label(id)}: ${says}, ${words}${needed}`;
        const link = linkTo(outlined, id, { key: `graph ${id}`, label: name });
        link.replaceChildren(
          html("span", mark, { class: "graph-mark", "aria-hidden": "true" }),
          `${label(id).replace("cell ", "")} `,
          html("span", says, { class: "graph-says" }),
          html("b", status === "done" ? "" : ` ${words}`),
        );
        link.dataset.status = status;
        return html("li", [link], { style: `padding-left:${INDENT * depth}px` });
      });
      return [
        html("p", "A cell stands further in than what it needs.", { class: "cell-status" }),
        html("div", [
          svg("svg", lines, { width: "100%", height, "aria-hidden": "true" }),
          html("ol", items, { "aria-label": "Cells by what they need" }),
        ], { class: "graph" }),
      ];
    },
  });
}

function linkTo(
  { notebook, goTo }: Outlined,
  id: string,
  { key, label }: { readonly key: string; readonly label?: string },
): HTMLButtonElement {
  const made = html("button", cellLabel(notebook, id), {
    class: "panel-link",
    "aria-label": label ?? null,
    onclick: () => goTo(id),
  });
  keepFocus(made, key);
  return made;
}
