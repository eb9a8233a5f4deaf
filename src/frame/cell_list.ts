/** All cells on the page, in their order, and which of them is selected. Runs in browsers. */

import type { KeyBinding } from "@codemirror/view";
import type {
  CellKind,
  CellState,
  CellSwitch,
  Notebook,
  Obstacle,
} from "../../pipeline/notebook/mod.ts";
import { html } from "../components/kit/elements.ts";
import { CellView } from "./cell_view.ts";
import type { EditorHelp } from "./editing/helper.ts";

/** What cells ask of the notebook. */
export interface ListEvents {
  onTyped(id: string, source: string): void;
  onCommand(id: string, name: string): void;
  onKind(id: string, kind: CellKind): void;
  onSwitch(id: string, run: CellSwitch): void;
  onSelect(): void;
  controls(source: string): Node[];
  /** Help for the editor of a cell. */
  help(id: string): EditorHelp;
}

/** What cells are drawn from. */
export interface ListDrawing {
  stateOf(id: string): CellState | null;
  isChanged(id: string): boolean;
  readonly progress: string;
  /** Whether cells must not run. */
  readonly isHeld: boolean;
  /** Whether the run that cells follow is on its way. */
  readonly isFollowing: boolean;
  /** What keeps a cell from running here, as far as that is known before. */
  obstacleOf(id: string): Obstacle | null;
}

/** Keys within an editor, and what they do. */
const EDITOR_KEYS: readonly (readonly [key: string, command: string])[] = [
  ["Shift-Enter", "runNext"],
  ["Mod-Enter", "run"],
  ["Alt-Enter", "runBelow"],
  ["Ctrl-Shift--", "split"],
  ["Ctrl-Shift-_", "split"],
  ["Shift-Alt-f", "tidy"],
];

/** The cells' elements: those that stay are moved, not made anew. */
export class CellList {
  readonly element = html("main", [], { class: "cells", "aria-label": "Cells" });
  selected = "";
  readonly #events: ListEvents;
  readonly #views = new Map<string, CellView>();

  constructor(events: ListEvents) {
    this.#events = events;
  }

  view(id: string): CellView | undefined {
    return this.#views.get(id);
  }

  select(id: string): void {
    if (this.selected === id) return;
    this.selected = id;
    this.#events.onSelect();
  }

  /** Selects a cell and leaves editing for the cells' own mode. */
  focus(id: string): void {
    this.select(id);
    const element = this.#views.get(id)?.element;
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  }

  draw(notebook: Notebook, drawing: ListDrawing): void {
    const { stateOf, isChanged, progress, isHeld, isFollowing, obstacleOf } = drawing;
    const { cells } = notebook;
    const ids = new Set(cells.map(({ id }) => id));
    for (const [id, { element }] of this.#views) {
      if (ids.has(id)) continue;
      element.remove();
      this.#views.delete(id);
    }
    cells.forEach((cell, i) => {
      const view = this.#views.get(cell.id) ?? this.#make(cell.id);
      const there = this.element.children[i];
      if (there !== view.element) this.element.insertBefore(view.element, there ?? null);
      view.draw({
        notebook,
        cell,
        state: stateOf(cell.id),
        isChanged: isChanged(cell.id),
        isSelected: cell.id === this.selected,
        progress,
        isHeld,
        isFollowing,
        obstacle: obstacleOf(cell.id),
      });
    });
  }

  #make(id: string): CellView {
    const events = this.#events;
    const keys: KeyBinding[] = EDITOR_KEYS.map(([key, command]) => ({
      key,
      preventDefault: true,
      run: () => {
        events.onCommand(id, command);
        return true;
      },
    }));
    keys.push({
      key: "Escape",
      run: () => {
        this.focus(id);
        return true;
      },
    });
    const view = new CellView({
      keys,
      help: events.help(id),
      onTyped: (source) => events.onTyped(id, source),
      onSelect: () => this.select(id),
      onRun: () => events.onCommand(id, "run"),
      onKind: (kind) => events.onKind(id, kind),
      onSwitch: (run) => events.onSwitch(id, run),
      onCommand: (name) => events.onCommand(id, name),
      controls: (source) => events.controls(source),
    });
    this.#views.set(id, view);
    return view;
  }
}
