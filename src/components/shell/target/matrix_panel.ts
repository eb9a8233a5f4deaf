/** The decision matrix: criteria, weights and scores of segments, with the chart that they give. Runs in browsers. */

import type { TargetSide } from "../../../../pipeline/plan/targeting.ts";
import type { Measured, TargetJudgement } from "../../../../pipeline/view/target/target_types.ts";
import type { RunView } from "../../../../pipeline/view/types.ts";
import { button } from "../../kit/buttons.js";
import { downloads } from "../../kit/downloads.js";
import { segmentColor } from "../../kit/drawing/palette.js";
import { inkOn } from "../../kit/drawing/theme.js";
import { html, setText, uniqueId } from "../../kit/elements.js";
import { engineRules } from "../../kit/engine_rules.js";
import { formatNumber } from "../../kit/words/format.js";
import { attractivenessCard } from "./target_cards.js";
import { drawnPart } from "../../session/parts.js";
import type { Session } from "../../session/session_types.js";
import { matrixCsv } from "./matrix_csv.js";
import { MatrixEdits } from "./matrix_edits.js";
import { type MatrixRow, matrixRow } from "./matrix_rows.js";

const SIDES: readonly (readonly [side: TargetSide, title: string])[] = [
  ["segment", "How attractive is the segment to us?"],
  ["organisation", "How attractive are we to the segment?"],
];
const OFFERED = ["share", "silhouette", "stability"];

/** Makes the panel; it follows the session, and keeps what somebody is typing. */
export function matrixPanel(session: Session): HTMLElement {
  const panel = new MatrixPanel(session);
  session.subscribe(({ view, params }) => {
    if (view !== null) panel.show(view, engineRules().judgeTargets(view, params));
  });
  return panel.element;
}

class MatrixPanel {
  readonly element: HTMLElement;
  readonly #edits: MatrixEdits;
  readonly #place = html("div", []);
  readonly #said = html("p", [], { class: "target-said", role: "alert" });
  readonly #notes = html("p", [], { class: "target-notes" });
  #shape = "";
  #rows: readonly MatrixRow[] = [];
  #heads: readonly HTMLElement[] = [];
  #sums: ReadonlyMap<TargetSide, readonly HTMLElement[]> = new Map();
  #bubble: HTMLSelectElement | null = null;
  #measures: readonly Measured[] = [];

  constructor(session: Session) {
    this.#edits = new MatrixEdits(session);
    const csv = downloads([{
      name: "decision_matrix.csv",
      label: "criteria, weights and scores, with what they come to",
      make: () => {
        const { view, params } = session.state;
        if (view === null) throw new Error("Cannot save the matrix: there are no segments yet.");
        return matrixCsv(engineRules().judgeTargets(view, params));
      },
    }]);
    this.element = html("section", [
      html("h2", "Decision matrix"),
      html(
        "p",
        "Weigh what counts, and score each segment from 0 to 10. Nothing is scored for you; a figure of the run " +
          "can stand as a criterion.",
        { class: "target-lead" },
      ),
      this.#place,
      this.#said,
      this.#notes,
      drawnPart(session, (view, width) => attractivenessCard(view, { width })) || null,
      csv,
    ], { class: "target-matrix" });
  }

  show(view: RunView, judgement: TargetJudgement): void {
    const { criteria, segments } = judgement;
    const measures = engineRules().measuresOf(view);
    const shape = JSON.stringify([
      criteria.map(({ side, measured }) => [side, measured !== null]),
      segments.length,
      measures.map(({ measure }) => measure),
    ]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#measures = measures;
      this.#build(judgement);
    }
    criteria.forEach((criterion, at) => this.#rows[at].show(criterion));
    segments.forEach(({ name }, g) => setText(this.#heads[g], name));
    for (const [side, sums] of this.#sums) {
      const key = side === "segment" ? "attractive" : "attracted";
      segments.forEach((segment, g) => {
        const value = segment[key];
        setText(sums[g], value === null ? "–" : formatNumber(value, 1));
      });
    }
    if (this.#bubble !== null && judgement.bubble !== null) {
      this.#bubble.value = judgement.bubble.measure;
    }
    setText(this.#notes, judgement.notes.join(" "));
  }

  #build(judgement: TargetJudgement): void {
    const { criteria, segments } = judgement;
    const options = {
      edits: this.#edits,
      segments: segments.length,
      say: (words: string) => setText(this.#said, words),
    };
    this.#rows = criteria.map((criterion) => matrixRow(criterion, options));
    this.#heads = segments.map(() => html("span", [], { class: "target-segment" }));
    this.#sums = new Map(
      SIDES.map(([side]) => [side, segments.map(() => html("td", [], { class: "target-sum" }))]),
    );
    const head = html("tr", [
      html("th", "Criterion", { scope: "col" }),
      html("th", "Weight", { scope: "col" }),
      ...segments.map(({ number }, g) =>
        html("th", [badge(number), this.#heads[g]], { scope: "col" })
      ),
      html("td", []),
    ]);
    const bodies = SIDES.map(([side, title]) => this.#body(side, { title, judgement }));
    const table = html("table", [
      html("caption", "Criteria, weights and scores", { class: "ui-hidden" }),
      html("thead", [head]),
      ...bodies,
    ]);
    this.#place.replaceChildren(
      ...(criteria.length === 0 ? [this.#beginning()] : []),
      html("div", [table], {
        class: "target-scroll",
        tabindex: "0",
        role: "region",
        "aria-label": "Decision matrix",
      }),
      this.#bubbleChoice(),
    );
  }

  /** Rows of one side between its question and its weighted means. */
  #body(
    side: TargetSide,
    { title, judgement }: { readonly title: string; readonly judgement: TargetJudgement },
  ): HTMLElement {
    const { criteria, segments } = judgement;
    const own = criteria.filter((each) => each.side === side);
    const width = segments.length + 3;
    return html("tbody", [
      html("tr", [html("th", title, { colspan: width, scope: "rowgroup" })], {
        class: "target-side",
      }),
      ...own.map(({ at }) => this.#rows[at].element),
      html("tr", [html("td", [this.#adding(side)], { colspan: width })], { class: "target-add" }),
      own.length === 0 ? null : html("tr", [
        html("th", "Weighted mean", { scope: "row" }),
        html("td", []),
        ...this.#sums.get(side)!,
        html("td", []),
      ], { class: "target-sums" }),
    ]);
  }

  #adding(side: TargetSide): HTMLElement {
    const title = side === "segment" ? "attractiveness of the segment" : "our attractiveness";
    const figures = html(
      "select",
      this.#measures.map(({ measure, title }) => html("option", title, { value: measure })),
      { "aria-label": `Figure of the run, for ${title}` },
    );
    return html("div", [
      button("Add a criterion", {
        label: `Add a criterion of ${title}`,
        onClick: () => {
          const at = this.#edits.add(side);
          const name = this.#rows[at]?.name;
          name?.focus();
          name?.select();
        },
      }),
      html("span", [
        figures,
        button("Add figure", {
          label: `Add figure to ${title}`,
          onClick: () => {
            const chosen = this.#measures.find(({ measure }) => measure === figures.value);
            if (chosen === undefined) return;
            const at = this.#edits.addMeasured(side, [chosen]);
            this.#rows[at]?.name.focus();
          },
        }),
      ], { class: "target-figures" }),
    ], { class: "target-adding" });
  }

  /** What one may begin with: figures that every run has. */
  #beginning(): HTMLElement {
    const offered = this.#measures.filter(({ measure }) => OFFERED.includes(measure));
    return html("p", [
      button("Begin with figures of the run", {
        tone: "primary",
        onClick: () => {
          this.#edits.addMeasured("segment", offered);
          this.#rows[0]?.name.focus();
        },
      }),
      ` ${
        offered.map(({ title }) => title.toLowerCase()).join(", ")
      }; or with criteria of your own, below.`,
    ], { class: "target-begin" });
  }

  #bubbleChoice(): HTMLElement {
    const id = uniqueId("bubble");
    const select = html(
      "select",
      this.#measures.map(({ measure, title }) => html("option", title, { value: measure })),
      { id },
    );
    select.addEventListener("change", () => {
      const chosen = this.#measures.find(({ measure }) => measure === select.value);
      if (chosen !== undefined) this.#edits.setBubble(chosen);
    });
    this.#bubble = select;
    return html("p", [html("label", "Area of a bubble", { for: id }), select], {
      class: "target-bubble",
    });
  }
}

function badge(number: number): HTMLElement {
  const color = segmentColor(number - 1);
  return html("span", String(number), {
    class: "segment-badge",
    style: `background:${color};color:${inkOn(color)}`,
  });
}
