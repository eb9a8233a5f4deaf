/** Any two questions crossed, or a question and the segments, as a reader chooses. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import type { Crosstab } from "../../../../pipeline/profile/crosstab/crosstab_table.ts";
import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { radioChoice } from "../../kit/radio_choice.js";
import { withoutSearch } from "../../session/param_rules.js";
import { followLater } from "../../session/parts.js";
import type { Session, SessionState } from "../../session/session_types.js";
import { type CrosstabQuestion, crosstabQuestions } from "./crosstab_sides.js";
import { type CrosstabFigure, crosstabTable } from "./crosstab_table.js";

/** What is crossed; an empty name stands for the segments. */
interface Sides {
  rows: string;
  columns: string;
  missing: boolean;
}

const SEGMENTS = "";
const OFF =
  "Crosstabs are off: this site publishes no answers of single respondents, and tables of any two " +
  "questions could tell of few. The tables above have every question by segment.";

/** Makes the panel. It follows the session until it leaves the page. */
export function crosstabPanel(session: Session): HTMLElement {
  const panel = html("section", [html("h2", "Any two questions, or one by segment")], {
    class: "crosstab-panel profile-table",
  });
  if (session.state.whyOff !== "") {
    panel.append(html("p", OFF, { class: "crosstab-status" }));
    return panel;
  }
  new Panel(session, panel).begin();
  return panel;
}

class Panel {
  readonly #session: Session;
  readonly #host: HTMLElement;
  readonly #sides: Sides;
  readonly #rows = this.#sideSelect("rows");
  readonly #columns = this.#sideSelect("columns");
  readonly #missing = html("input", [], { type: "checkbox" });
  readonly #figure = radioChoice<CrosstabFigure>("crosstab-figure", "Figures", [
    ["column", "% of column"],
    ["row", "% of row"],
    ["count", "count"],
    ["index", "index"],
  ]);
  readonly #status = html("p", [], { class: "crosstab-status", role: "status" });
  readonly #place = html("div", []);
  #questions: readonly CrosstabQuestion[] = [];
  #table: Crosstab | null = null;
  #key = "";
  #running: AbortController | null = null;

  constructor(session: Session, host: HTMLElement) {
    this.#session = session;
    this.#host = host;
    this.#sides = this.#kept();
  }

  begin(): void {
    const swap = button("Swap", {
      label: "Swap rows and columns",
      onClick: () => this.#choose({ rows: this.#sides.columns, columns: this.#sides.rows }),
    });
    this.#missing.checked = this.#sides.missing;
    this.#missing.addEventListener(
      "change",
      () => this.#choose({ missing: this.#missing.checked }),
    );
    this.#figure.addEventListener("input", () => this.#draw());
    this.#host.append(
      html("div", [
        html("label", ["Rows ", this.#rows]),
        html("label", ["Columns ", this.#columns]),
        swap,
        html("label", [this.#missing, "missing answers too"]),
        this.#figure,
      ], { class: "crosstab-choice" }),
      this.#status,
      this.#place,
    );
    let wasShown = false;
    const stop = followLater(this.#session, (state) => {
      // The first call comes before there is a way to stop.
      if (wasShown && !this.#host.isConnected) return queueMicrotask(() => stop());
      wasShown ||= this.#host.isConnected;
      this.#follow(state);
    });
  }

  #sideSelect(side: "rows" | "columns"): HTMLSelectElement {
    const select = html("select", [], {
      onchange: () => {
        const other = side === "rows" ? "columns" : "rows";
        // Two different sides: what stood here goes over there.
        const isTaken = this.#sides[other] === select.value;
        this.#choose({
          [side]: select.value,
          ...(isTaken ? { [other]: this.#sides[side] } : {}),
        });
      },
    });
    return select;
  }

  #kept(): Sides {
    try {
      return JSON.parse(sessionStorage.getItem(this.#storageKey) ?? "") as Sides;
    } catch {
      return { rows: "?", columns: SEGMENTS, missing: false };
    }
  }

  get #storageKey(): string {
    return `crosstab ${this.#session.state.survey.slug}`;
  }

  #choose(change: Partial<Sides>): void {
    Object.assign(this.#sides, change);
    try {
      sessionStorage.setItem(this.#storageKey, JSON.stringify(this.#sides));
    } catch {
      // A full store costs the choice across page loads, nothing else.
    }
    this.#follow(this.#session.state);
  }

  #follow({ view, isStale, status }: SessionState): void {
    const isSettled = view !== null && !isStale && status !== "running";
    this.#host.classList.toggle("is-old", !isSettled);
    if (!isSettled) {
      this.#running?.abort(new DOMException("another run", "AbortError"));
      this.#running = null;
      this.#key = "";
      return setText(this.#status, "The crosstab follows the run.");
    }
    this.#offer(view);
    const key = JSON.stringify([view.params, this.#sides]);
    if (key === this.#key) return;
    this.#key = key;
    void this.#cross(view);
  }

  /** Lists what can be crossed; a side that is gone gives way to what separates most. */
  #offer(view: RunView): void {
    this.#questions = crosstabQuestions(view);
    const names = [SEGMENTS, ...this.#questions.map(({ name }) => name)];
    const sides = this.#sides;
    if (!names.includes(sides.columns)) sides.columns = SEGMENTS;
    if (!names.includes(sides.rows) || sides.rows === sides.columns) {
      sides.rows = names.find((name) => name !== sides.columns && name !== SEGMENTS) ?? SEGMENTS;
    }
    for (
      const [select, value] of [[this.#rows, sides.rows], [this.#columns, sides.columns]] as const
    ) {
      select.replaceChildren(
        html("option", "Segments", { value: SEGMENTS }),
        html(
          "optgroup",
          this.#questions.map(({ name, short, full }) =>
            html("option", short, { value: name, title: full })
          ),
          { label: "Questions, those first that separate most" },
        ),
      );
      select.value = value;
    }
  }

  async #cross({ params, summary }: RunView): Promise<void> {
    this.#running?.abort(new DOMException("another choice", "AbortError"));
    const controller = new AbortController();
    this.#running = controller;
    const { rows, columns, missing } = this.#sides;
    const sideOf = (name: string): string | undefined => name === SEGMENTS ? undefined : name;
    this.#host.classList.add("is-old");
    setText(this.#status, "Counting");
    try {
      const table = await this.#session.ask({
        ...{ type: "crosstab", missing },
        params: withoutSearch(params, summary.clustering.k),
        ...{ rows: sideOf(rows), columns: sideOf(columns) },
      }, { signal: controller.signal });
      if (this.#running !== controller) return;
      this.#table = table;
      this.#tell("", false);
      this.#draw();
    } catch (error) {
      if (this.#running !== controller) return;
      this.#key = "";
      this.#tell((error as Error).message, true);
    }
  }

  #tell(words: string, isWrong: boolean): void {
    this.#host.classList.remove("is-old");
    setText(this.#status, words);
    this.#status.classList.toggle("is-wrong", isWrong);
  }

  #draw(): void {
    if (this.#table === null) return;
    this.#place.replaceChildren(crosstabTable(this.#table, this.#figure.value));
  }
}
