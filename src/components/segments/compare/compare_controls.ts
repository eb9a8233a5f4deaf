/** What to compare with, pins, and how far the comparison is. Runs in browsers. */

import { button } from "../../kit/buttons.js";
import { html, setText } from "../../kit/elements.js";
import { groupBy } from "../../kit/lists.js";
import { MOST_PINS, type Pin } from "../../session/pins.js";
import type { Session } from "../../session/session_types.js";
import type { CompareChoice } from "./compare_choices.js";
import type { Comparing, ComparingState } from "./comparing.js";

/** The controls of a comparison; they follow it. */
export function compareControls(comparing: Comparing, session: Session): HTMLElement {
  const select = html("select", [], { onchange: () => comparing.choose(select.value) });
  const pin = button("Pin this solution", { onClick: () => comparing.pin() });
  const use = button("Use the other one", { onClick: () => comparing.useChosen() });
  const compute = button("Compute it", { tone: "primary", onClick: () => comparing.compute() });
  const status = html("p", [], { class: "compare-status", role: "status" });
  const pins = html("div", []);
  let drawn = { choices: "", pins: "" };
  comparing.subscribe((state) => {
    const told = {
      choices: JSON.stringify(state.choices.map(({ key, words }) => [key, words])),
      pins: JSON.stringify(state.pins.map(({ id, name }) => [id, name])) + state.chosen?.key,
    };
    if (told.choices !== drawn.choices) select.replaceChildren(...optionsOf(state.choices));
    if (told.pins !== drawn.pins) drawPins(pins, state, comparing);
    drawn = told;
    select.value = state.chosen?.key ?? "";
    select.disabled = state.choices.length === 0;
    const { whyOff } = session.state;
    pin.disabled = state.status === "waiting" || state.whyNoPin !== "" || whyOff !== "";
    pin.title = whyOff === "" ? state.whyNoPin : whyOff;
    use.disabled = state.chosen === null || state.status === "waiting" || whyOff !== "";
    use.title = whyOff === "" ? `Shows ${state.chosen?.words ?? "it"} on all pages` : whyOff;
    compute.hidden = state.status !== "asked";
    setText(status, state.words);
    status.classList.toggle("is-wrong", state.status === "failed");
  });
  return html("div", [
    html("div", [
      html("label", ["Compare with ", select], { class: "choice" }),
      ...[use, pin, compute],
    ], { class: "compare-choice" }),
    pins,
    status,
  ], { class: "compare-controls" });
}

function optionsOf(choices: readonly CompareChoice[]): HTMLElement[] {
  return [...groupBy(choices, ({ group }) => group)].map(([group, own]) =>
    html("optgroup", own.map(({ key, words }) => html("option", words, { value: key })), {
      label: group,
    })
  );
}

function drawPins(host: HTMLElement, { pins, chosen }: ComparingState, comparing: Comparing): void {
  if (pins.length === 0) return host.replaceChildren();
  const focused = (document.activeElement as HTMLElement | null)?.dataset.pinPart;
  host.replaceChildren(html("section", [
    html("h2", `Pinned solutions (${pins.length} of at most ${MOST_PINS})`),
    html("ul", pins.map((pin) => pinItem(pin, comparing, chosen?.key === `pin ${pin.id}`)), {
      role: "list",
    }),
  ], { class: "pin-list" }));
  host.querySelector<HTMLElement>(`[data-pin-part="${focused}"]`)?.focus();
}

function pinItem({ id, name }: Pin, comparing: Comparing, isChosen: boolean): HTMLElement {
  const field = html("input", [], {
    type: "text",
    maxlength: 60,
    "aria-label": "Name of the pinned solution",
    "data-pin-part": `name ${id}`,
    onchange: () => {
      comparing.rename(id, field.value);
      if (field.value.trim() === "") field.value = name;
    },
  });
  field.value = name;
  const part = (text: string, onClick: () => void): HTMLButtonElement => {
    const made = button(text, { tone: "quiet", label: `${text}: ${name}`, onClick });
    made.dataset.pinPart = `${text} ${id}`;
    return made;
  };
  const compare = part("Compare", () => comparing.choose(`pin ${id}`));
  compare.setAttribute("aria-pressed", String(isChosen));
  return html("li", [
    field,
    compare,
    part("Use this one", () => comparing.use(id)),
    part("Remove", () => comparing.unpin(id)),
  ]);
}
