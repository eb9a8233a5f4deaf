/** Rows of the decision matrix: a criterion with its weight and its scores, to be changed in place. Runs in browsers. */

import type { JudgedCriterion } from "../../../../pipeline/view/target/target_types.ts";
import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { formatNumber, formatShare, formatValue } from "../../kit/words/format.js";
import type { MatrixEdits } from "./matrix_edits.js";

/** A row that follows what it shows. */
export interface MatrixRow {
  readonly element: HTMLTableRowElement;
  /** The field that a new criterion is named in. */
  readonly name: HTMLInputElement;
  show(criterion: JudgedCriterion): void;
}

/** What rows are made with. */
export interface RowOptions {
  readonly edits: MatrixEdits;
  /** Numbers of the segments are their places, from 1. */
  readonly segments: number;
  /** Says what cannot be; an empty text takes it back. */
  readonly say: (words: string) => void;
}

const MOST_SCORE = 10;

/** Makes the row of a criterion. */
export function matrixRow(
  { at, measured }: JudgedCriterion,
  { edits, segments, say }: RowOptions,
): MatrixRow {
  const name = html("input", [], { type: "text", class: "target-name", autocomplete: "off" });
  name.addEventListener("change", () => {
    const problem = edits.rename(at, name.value.trim());
    say(problem);
    name.setAttribute("aria-invalid", String(problem !== ""));
  });
  const weight = numberField({
    ...{ most: 1000, step: "any", what: "A weight is a number from 0 to 1,000.", say },
    onGive: (value) => edits.weigh(at, value ?? 0),
  });
  const share = html("span", [], { class: "target-share" });
  const isMeasured = measured !== null;
  const scores = Array.from({ length: segments }, (_, g) =>
    isMeasured ? null : numberField({
      ...{ most: MOST_SCORE, step: "0.5", what: "A score is a number from 0 to 10.", say },
      onGive: (score) => edits.score({ at, segment: g + 1, score }),
    }));
  const told = scores.map((field) => field ?? html("span", [], { class: "target-figure" }));
  const reason = html("span", [], { class: "target-reason" });
  const remove = button("Remove", { tone: "quiet", onClick: () => edits.remove(at) });
  const element = html("tr", [
    html("th", [name, reason], { scope: "row" }),
    html("td", [html("span", [weight, share], { class: "target-weight" })]),
    ...told.map((cell) => html("td", [cell])),
    html("td", [remove]),
  ], { "data-criterion": at });
  return {
    element,
    name,
    show(criterion) {
      fill(name, criterion.name);
      name.setAttribute("aria-label", "Name of the criterion");
      fill(weight, String(criterion.weight));
      weight.setAttribute("aria-label", `Weight of ${criterion.name}`);
      remove.setAttribute("aria-label", `Remove ${criterion.name}`);
      setText(share, criterion.share === null ? "" : formatShare(criterion.share));
      setText(reason, criterion.reason || (criterion.measured === null ? "" : "figure of the run"));
      criterion.scores.forEach((score, g) => {
        const field = scores[g];
        if (field === null) return setText(told[g], figureWords(criterion, g));
        fill(field, score === null ? "" : String(score));
        field.setAttribute("aria-label", `${criterion.name}, segment ${g + 1}: score from 0 to 10`);
      });
    },
  };
}

function figureWords({ measured, scores }: JudgedCriterion, g: number): string {
  const figure = measured?.figures[g] ?? null;
  const score = scores[g];
  if (measured === null || figure === null || score === null) return "none";
  const told = measured.form === "share"
    ? formatShare(figure)
    : measured.measure === "silhouette" || measured.measure === "stability"
    ? formatNumber(figure, 2)
    : formatValue(figure);
  return `${formatNumber(score, 1)} (${told})`;
}

interface NumberFieldOptions {
  readonly most: number;
  readonly step: string;
  /** Said where something else is typed. */
  readonly what: string;
  readonly say: (words: string) => void;
  /** Null for an empty field. */
  readonly onGive: (value: number | null) => void;
}

function numberField({ most, step, what, say, onGive }: NumberFieldOptions): HTMLInputElement {
  const field = html("input", [], {
    type: "number",
    min: 0,
    max: most,
    step,
    inputmode: "decimal",
  });
  field.addEventListener("change", () => {
    const isEmpty = field.value.trim() === "" && !field.validity.badInput;
    const value = isEmpty ? null : field.valueAsNumber;
    const isSound = value === null || (value >= 0 && value <= most);
    field.setAttribute("aria-invalid", String(!isSound));
    say(isSound ? "" : what);
    if (isSound) onGive(value);
  });
  return field;
}

/** Sets a field unless somebody is at it. */
function fill(field: HTMLInputElement, value: string): void {
  const isTyped = document.activeElement === field && field.getAttribute("aria-invalid") === "true";
  if (!isTyped && field.value !== value) field.value = value;
}
