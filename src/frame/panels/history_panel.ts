/** The panel of a notebook's versions: when each was kept, what has changed since, and back again. Runs in browsers. */

import {
  type CellDiff,
  diffLines,
  diffNotebooks,
  diffWords,
  type Notebook,
} from "../../../pipeline/notebook/mod.ts";
import { button } from "../../components/kit/buttons.ts";
import { html } from "../../components/kit/elements.ts";
import type { NotebookVersion } from "../../components/session/notebook_versions.ts";
import type { Panel } from "./side_panel.ts";
import { whenWords } from "../../components/kit/words/when_words.ts";

/** What the panel asks of the notebook. */
export interface Versioned {
  present(): Notebook;
  versions(): Promise<readonly NotebookVersion[]>;
  /** Keeps the present one with a name. */
  keep(name: string): void;
  restore(version: NotebookVersion): void;
  restoreCell(version: NotebookVersion, diff: CellDiff): void;
}

/** Lines around a difference that are shown with it. */
const AROUND = 2;

/** Makes the panel. */
export function historyPanel(app: Versioned): Panel {
  return new HistoryPanel(app);
}

class HistoryPanel implements Panel {
  readonly name = "history";
  readonly title = "History";
  readonly element: HTMLElement;
  readonly #app: Versioned;
  readonly #list = html("ol", [], { class: "versions", "aria-label": "Versions, newest first" });
  #versions: readonly NotebookVersion[] = [];
  /** When the version was kept whose differences are shown. */
  #open = NaN;
  #drawn: Notebook | null = null;

  constructor(app: Versioned) {
    this.#app = app;
    const name = html("input", [], { "aria-label": "Name of this version", placeholder: "Name" });
    const keep = () => {
      app.keep(name.value.trim() || "By hand");
      name.value = "";
      this.open();
    };
    // The frame may send no forms, so that none is one.
    name.addEventListener("keydown", ({ key }) => key === "Enter" && keep());
    const line = [name, button("Keep this version", { onClick: keep })];
    this.element = html("div", [html("div", line, { class: "version-form" }), this.#list]);
  }

  open(): void {
    void this.#app.versions().then((versions) => {
      this.#versions = versions;
      this.#drawn = null;
      this.draw();
    });
  }

  draw(): void {
    const present = this.#app.present();
    if (present === this.#drawn) return;
    this.#drawn = present;
    const at = this.element.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.at
      : undefined;
    const items = this.#versions.map((version, i) =>
      this.#itemOf(version, this.#versions[i - 1], present)
    );
    this.#list.replaceChildren(...items.reverse());
    if (items.length === 0) {
      this.#list.append(
        html("li", "None yet: one is kept when changed cells first run."),
      );
    }
    if (at !== undefined) this.#list.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
  }

  #itemOf(
    version: NotebookVersion,
    earlier: NotebookVersion | undefined,
    present: Notebook,
  ): HTMLElement {
    const isOpen = version.at === this.#open;
    const changes = earlier === undefined
      ? "the first"
      : diffWords(diffNotebooks(earlier.notebook, version.notebook)) || "nothing changed";
    const head = html("button", [
      html("b", version.name || version.why),
      html("span", `${whenWords(version.at, Date.now())}: ${changes}`),
    ], {
      class: "version-head",
      "aria-expanded": String(isOpen),
      "data-at": version.at,
      onclick: () => {
        this.#open = isOpen ? NaN : version.at;
        this.#drawn = null;
        this.draw();
      },
    });
    return html("li", isOpen ? [head, this.#differencesOf(version, present)] : [head]);
  }

  #differencesOf(version: NotebookVersion, present: Notebook): HTMLElement {
    const diffs = diffNotebooks(version.notebook, present);
    const words = diffWords(diffs);
    if (words === "") return html("p", "Nothing has changed since.", { class: "cell-status" });
    const back = button("Restore this version", { onClick: () => this.#app.restore(version) });
    const parts = diffs.flatMap((diff) =>
      diff.before !== null && diff.after !== null && !diff.isChanged && !diff.isMoved
        ? []
        : this.#cellOf(version, diff, present)
    );
    return html("div", [html("p", `Since then: ${words}.`), back, ...parts], {
      class: "differences",
    });
  }

  #cellOf(version: NotebookVersion, diff: CellDiff, present: Notebook): HTMLElement {
    const { before, after, isChanged, isMoved } = diff;
    const at = after === null
      ? version.notebook.cells.indexOf(before!)
      : present.cells.indexOf(after);
    const what = before === null
      ? "added"
      : after === null
      ? "removed"
      : [isChanged ? "changed" : "", isMoved ? "moved" : ""].filter(Boolean).join(" and ");
    const act = before === null
      ? "Take it out"
      : after === null
      ? "Put it back"
      : isChanged
      ? "Restore this cell"
      : "";
    const title = after === null ? `Former cell ${at + 1} ${what}` : `Cell ${at + 1} ${what}`;
    return html("section", [
      html("h3", title),
      act === "" ? null : button(act, {
        onClick: () => this.#app.restoreCell(version, diff),
        tone: "quiet",
        label: `${act}: ${title}`,
      }),
      before?.source === after?.source ? null : linesOf(before?.source, after?.source),
    ], { class: "difference" });
  }
}

/** What went and came, by sign and colour, with what stands around it. */
function linesOf(before: string | undefined, after: string | undefined): HTMLElement {
  const lines = before === undefined || after === undefined
    ? (before ?? after ?? "").split("\n").map((text) => ({
      sign: before === undefined ? "+" : "-",
      text,
    }))
    : diffLines(before, after);
  const isNear = (i: number): boolean =>
    lines.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ sign }) => sign !== " ");
  const near = lines.map((_, i) => isNear(i));
  const shown = lines.flatMap(({ sign, text }, i) =>
    near[i]
      ? [html(sign === "+" ? "ins" : sign === "-" ? "del" : "span", `${sign} ${text}`)]
      : near[i - 1] ?? i === 0
      ? [html("span", "…")]
      : []
  );
  return html("pre", shown);
}
