/** The panels of a notebook, and what they do with it. Runs in browsers. */

import { restoreCell, type Runner } from "../../../pipeline/notebook/mod.ts";
import type { CellList } from "../cell_list.ts";
import type { Keeping } from "../keeping.ts";
import type { NotebookModel } from "../model.ts";
import type { ObstacleFinder } from "../obstacle_finder.ts";
import type { RemoteSession } from "../remote_session.ts";
import { historyPanel } from "./history_panel.ts";
import { graphPanel, namesPanel, type Outlined } from "./outline_panels.ts";
import { SidePanel } from "./side_panel.ts";

/** Pixels from which on panels stand beside the cells and not over them, as their style has it. */
const WIDE = 720;

/** What panels look at and act on. */
export interface PanelParts {
  readonly session: RemoteSession;
  readonly model: NotebookModel;
  readonly runner: Runner;
  readonly list: CellList;
  readonly keeping: Keeping;
  readonly finder: ObstacleFinder;
  /** Says what was done. */
  say(text: string): void;
  /** Takes note that what is there now came from elsewhere. */
  distrust(): void;
}

/** Makes them. */
export function makePanels(parts: PanelParts): SidePanel {
  const { session, model, runner, list, keeping, finder } = parts;
  const read = (): Outlined => ({
    notebook: model.notebook,
    graph: model.isTrusted ? runner.graph : finder.look(model.notebook).graph,
    stateOf: (id) => runner.state(id),
    goTo(id) {
      list.focus(id);
      // Where there is no room for both, the cell is what a person wants to see.
      if (innerWidth < WIDE) panel.close();
    },
  });
  const history = historyPanel({
    present: () => model.notebook,
    versions: () => session.versions(),
    keep(name) {
      keeping.versions.byHand(model.notebook, model.isTrusted, name);
      parts.say(`Kept as “${name}”.`);
    },
    restore({ notebook, isTrusted }) {
      keeping.before("Before restoring");
      if (!isTrusted) parts.distrust();
      model.replace(notebook, isTrusted);
      parts.say("The version is back. Undo brings back what was there.");
    },
    restoreCell({ notebook, isTrusted }, diff) {
      const restored = restoreCell(model.notebook, diff, notebook);
      const ids = restored.cells.filter((cell) => !model.notebook.cells.includes(cell))
        .map(({ id }) => id);
      if (!isTrusted) parts.distrust();
      model.restore(restored, ids, isTrusted);
      parts.say("The cell is back. Undo brings back what was there.");
    },
  });
  const panel = new SidePanel(
    [history, namesPanel(read), graphPanel(read)],
    () => list.focus(list.selected),
  );
  return panel;
}
