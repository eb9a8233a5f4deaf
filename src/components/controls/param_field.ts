/** One parameter of the controls: label, input, rule, reason, reset and help. Runs in browsers. */

import { helpTip } from "../kit/help_tip.js";
import { html, setFlag, setText } from "../kit/elements.js";
import type { FieldInput } from "./input_types.js";
import { fieldInput } from "./param_inputs.js";
import { optionsOff, type UsedKinds, usedKinds } from "../session/param_choices.js";
import { factsOf, shortRange, stagesAfter, whyIdle } from "../session/param_rules.js";
import type { Field } from "../session/param_schema.js";
import { valueAt } from "../session/params_text.js";
import type { Session, SessionState } from "../session/session_types.js";

/** A field, and how it follows the session. */
export interface ParamField {
  readonly element: HTMLElement;
  /** Whether it differs from the default, as last shown. */
  readonly isChanged: boolean;
  update(state: SessionState): void;
}

/** What a field sets, and what it may name. */
export interface FieldOptions {
  readonly session: Pick<Session, "state" | "set">;
  /** Names of the survey's columns, for fields that take some. */
  readonly columns: readonly string[];
}

/** Controls that are marked up as a group of inputs, so that a label cannot name one of them. */
const GROUPS = ["choice", "list-or-auto", "kinds", "names"];

/** The id of the element that shows a parameter, to link and scroll to. */
export function fieldId(path: string): string {
  return `param-${path.replace(".", "-")}`;
}

/** Makes the field of one parameter. */
export function paramField(field: Field, { session, columns }: FieldOptions): ParamField {
  const id = `${fieldId(field.path)}-input`;
  const note = html("p", [], { id: `${id}-note`, class: "field-note", "aria-live": "polite" });
  const element = fieldElement(field);
  let refused = "";
  let shown = "";
  let isChanged = false;
  const set = (value: unknown) => {
    refused = shown = "";
    session.set(field.path, value);
    update(session.state);
  };
  const input = fieldInput(field, {
    id,
    title: field.title,
    describedBy: note.id,
    columns,
    onValue: set,
    onRefused: (rule) => {
      refused = rule;
      update(session.state);
    },
  });
  const switchOff = offSwitch(input);
  const reset = resetButton(field.title, () => {
    set(valueAt(session.state.defaults, field.path));
    element.querySelector<HTMLElement>("input:not(:disabled), select:not(:disabled)")?.focus();
  });
  const help = fieldHelp(field);
  const update = (state: SessionState) => {
    const value = valueAt(state.params, field.path);
    const text = JSON.stringify(value);
    // What was refused stays to be corrected, unless the value is set from elsewhere.
    if (text !== shown) {
      refused = "";
      input.show(value);
    }
    shown = text;
    isChanged = text !== JSON.stringify(valueAt(state.defaults, field.path));
    const { why, off, calm, wrong } = remarks(field, state);
    switchOff(why !== "" || state.whyOff !== "", off);
    const said = [refused, wrong].find((text) => text !== "") ?? calm;
    setText(note, said);
    markWrong({ input, note }, said !== calm);
    element.classList.toggle("is-off", why !== "");
    element.classList.toggle("is-changed", isChanged);
    setFlag(reset, "hidden", (!isChanged && refused === "") || state.whyOff !== "");
    help.update(state);
  };
  element.append(...layOut(field, { id, input, reset, help: help.element, note }));
  return {
    element,
    update,
    get isChanged() {
      return isChanged;
    },
  };
}

/** The element also has the words that a search finds it by, besides those that are shown. */
function fieldElement({ path, description }: Field): HTMLElement {
  return html("div", [], { id: fieldId(path), class: "field", "data-words": description });
}

/** Switches an input or some of its values off, where that is another than before. */
function offSwitch(input: FieldInput): (isOff: boolean, off: Remarks["off"]) => void {
  let last = "";
  return (isOff, off) => {
    const now = JSON.stringify([isOff, off]);
    if (now === last) return;
    last = now;
    input.setDisabled(isOff);
    input.setOff?.(off);
  };
}

interface FieldParts {
  readonly id: string;
  readonly input: FieldInput;
  readonly reset: HTMLElement;
  readonly help: HTMLElement;
  readonly note: HTMLElement;
}

function layOut(field: Field, { id, input, reset, help, note }: FieldParts): HTMLElement[] {
  const isGroup = GROUPS.includes(field.control);
  const title = isGroup
    ? html("span", field.title, { class: "field-title" })
    : html("label", field.title, { class: "field-title", for: id });
  const isSwitch = field.control === "switch";
  const head = html("div", [title, reset, help, isSwitch ? input.element : null], {
    class: "field-head",
  });
  const bounds = field.control === "number" ? shortRange(field) : "";
  const range = bounds === "" ? "" : ` · ${bounds}`;
  const name = html("div", [html("code", field.path), range], { class: "field-name" });
  const purpose = html("p", firstSentence(field.description), { class: "field-purpose" });
  return isSwitch ? [head, name, purpose, note] : [head, name, purpose, input.element, note];
}

/** What a parameter is for, in a line; the help says the rest. */
function firstSentence(description: string): string {
  return /^.*?[.:;](?=\s|$)/.exec(description)?.[0].replace(/[.:;]$/, "") ?? description;
}

function resetButton(title: string, onClick: () => void): HTMLButtonElement {
  return html("button", "reset", {
    type: "button",
    class: "field-reset",
    "aria-label": `Reset ${title} to its default`,
    onclick: onClick,
  });
}

interface Remarks {
  /** Why the field does nothing; empty if it does something. */
  readonly why: string;
  /** Values that cannot be chosen, each with the reason. */
  readonly off: Readonly<Record<string, string>>;
  /** All that is to be said while nothing is wrong. */
  readonly calm: string;
  /** What the engine found wrong; empty if nothing. */
  readonly wrong: string;
}

/** What a field says beside its value. */
function remarks(field: Field, state: SessionState): Remarks {
  const isAllOff = state.whyOff !== "";
  const why = isAllOff ? "" : whyIdle(field.path, state.params, factsOf(state));
  const off = why !== "" || isAllOff ? {} : optionsOff(field.path, state.params, kindsOf(state));
  const notes = [settledOf(field, state), why, ...Object.values(off)];
  const calm = notes.filter((text) => text !== "").join(" ");
  return { why, off, calm, wrong: problemOf(field, state) };
}

/** The help of a field, made anew only where it says something else. */
function fieldHelp(field: Field): Pick<ParamField, "element" | "update"> {
  const element = html("span", []);
  let said = "";
  return {
    element,
    update(state) {
      const lines = helpLines(field, state);
      if (said === lines.join()) return;
      said = lines.join();
      element.replaceChildren(helpTip(lines, { label: field.title }));
    },
  };
}

function helpLines(field: Field, state: SessionState): string[] {
  const stages = stagesAfter(field.path, state.params, factsOf(state));
  const preset = valueAt(state.defaults, field.path);
  return [
    field.description,
    `Default: ${wordOf(preset)}.`,
    stages.length === 0 ? "Changes nothing now." : `A change re-runs ${stages.join(", ")}.`,
  ].filter((line) => line !== "");
}

/** A value as it is typed; what is empty or a switch, in words. */
function wordOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return ["", "[]", "{}"].includes(text) ? "empty" : text;
}

function kindsOf({ view }: SessionState): UsedKinds | null {
  return view === null ? null : usedKinds(view.columns);
}

/** What became of this parameter when another one was set. */
function settledOf({ path }: Field, { settled }: SessionState): string {
  return settled.find((one) => one.path === path)?.note ?? "";
}

/** What the engine said about this parameter when it last refused to run. */
function problemOf({ path }: Field, { error }: SessionState): string {
  const problem = error?.problems.find((one) => one.path.split(" ").pop() === path);
  if (problem === undefined) return "";
  return `Needs ${problem.expected}, but is ${problem.received}. ${problem.hint}`.trim();
}

function markWrong(
  { input: { element }, note }: Pick<FieldParts, "input" | "note">,
  isWrong: boolean,
): void {
  note.classList.toggle("is-wrong", isWrong);
  const inputs = element instanceof HTMLInputElement
    ? [element]
    : element.querySelectorAll("input");
  for (const input of inputs) {
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
