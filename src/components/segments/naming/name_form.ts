/** The field in which a segment gets its name, with what it may be called. Runs in browsers. */

import type { Profile } from "../../../../pipeline/profile/segment_profile.ts";
import { engineRules } from "../../kit/engine_rules.js";
import { html, setText, uniqueId } from "../../kit/elements.js";
import { button } from "../../kit/buttons.js";
import type { Session } from "../../session/session_types.js";

/** A segment that may be named. */
export interface Nameable {
  readonly session: Session;
  readonly profile: Profile;
  /** From 0. */
  readonly segment: number;
}

/** What a form is told and tells. */
export interface NameFormOptions {
  /** What was typed before the form was drawn anew; absent: the name. */
  readonly draft?: string;
  /** Hears every letter. */
  readonly onType: (text: string) => void;
  /** Hears the name that is kept, empty for none; null when all stays as it was. */
  readonly onEnd: (name: string | null) => void;
}

/** A form, and the field that gets the focus. */
export interface NameForm {
  readonly element: HTMLFormElement;
  readonly field: HTMLInputElement;
}

/** Makes the form: Enter keeps what is typed, Escape leaves, and an empty field is the engine's words
 * again. A proposal is kept by a click or by Enter on it; arrows lead through them.
 */
export function nameForm(nameable: Nameable, { draft, onType, onEnd }: NameFormOptions): NameForm {
  const { profile, segment } = nameable;
  const { name, number, proposals } = profile.segments[segment];
  const problem = html("p", "", { id: uniqueId("name"), class: "name-problem", role: "alert" });
  const field = html("input", [], {
    type: "text",
    value: draft ?? name,
    placeholder: proposals[0],
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "done",
    "aria-label": `Name of segment ${number}`,
    "aria-describedby": problem.id,
  });
  const check = (): boolean => {
    const wrong = problemWith(field.value.trim(), nameable);
    setText(problem, wrong ?? "");
    problem.hidden = wrong === null;
    field.setAttribute("aria-invalid", String(wrong !== null));
    return wrong === null;
  };
  field.addEventListener("input", () => {
    onType(field.value);
    check();
  });
  const offers = offersFor(nameable).map((text) =>
    html("li", [button(text, { tone: "quiet", onClick: () => onEnd(text) })])
  );
  const element = html("form", [
    field,
    problem,
    html("p", "Or one of these", { class: "name-offers-title" }),
    html("ul", offers, { class: "name-offers", role: "list" }),
    html("div", [
      html("button", "Keep", { type: "submit", class: "ui-button ui-primary" }),
      button("Leave", { onClick: () => onEnd(null) }),
    ], { class: "name-actions" }),
    html("p", "Empty: named by what sets it apart.", { class: "name-hint" }),
  ], {
    class: "name-form",
    "aria-label": `Name segment ${number}`,
    onsubmit: (event: SubmitEvent) => {
      event.preventDefault();
      if (check()) onEnd(field.value.trim());
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        event.preventDefault();
        // What is around the form may close by it, too.
        event.stopPropagation();
        onEnd(null);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        moveFocus(element, event);
      }
    },
  });
  check();
  return { element, field };
}

/** The engine's proposals, and names that rest, which this segment may be what they were given to. */
function offersFor({ profile, segment }: Nameable): string[] {
  const { name, isNamed, proposals } = profile.segments[segment];
  const others = new Set(profile.segments.map((each) => each.name));
  const offered = [...proposals, ...profile.naming?.resting ?? []];
  return offered.filter((offer) => !others.has(offer) || (!isNamed && offer === name));
}

/** Why a segment cannot be called so; null where it can. Empty is no name, which is no problem. */
function problemWith(text: string, { profile, segment }: Nameable): string | null {
  if (text === "") return null;
  const rule = engineRules().nameProblem(text);
  if (rule !== null) return `Needs ${rule}.`;
  const same = (name: string) => name.trim().toLowerCase() === text.toLowerCase();
  const other = profile.segments.find(({ name, isNamed }, g) =>
    g !== segment && isNamed && same(name)
  );
  return other === undefined ? null : `Segment ${other.number} has this name.`;
}

function moveFocus(form: HTMLFormElement, event: KeyboardEvent): void {
  const stops = [...form.querySelectorAll<HTMLElement>("input, .name-offers button")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
