/** Names of segments that are changed where they stand. Runs in browsers. */

import { html, svg } from "../../kit/elements.js";
import { keepFocus } from "../../kit/keep_focus.js";
import { engineRules } from "../../kit/engine_rules.js";
import { type Nameable, nameForm } from "./name_form.js";

/** What is being typed, and of which segment: a card that is drawn anew goes on with it. */
let draft: { readonly key: string; readonly text: string } | null = null;

/** Makes a name that is a button: pressed, it becomes the field in its place. */
export function editableName(nameable: Nameable): HTMLElement {
  const host = html("div", [], { class: "editable-name" });
  const key = keyOf(nameable);
  const read = (focus: boolean, name = nameOf(nameable)) => {
    const shown = html("button", [html("span", name), pencil()], {
      type: "button",
      class: "name-button",
      title: "Change the name",
      onclick: () => edit(),
    });
    host.replaceChildren(html("h2", [shown]));
    if (focus) shown.focus({ preventScroll: true });
    keepFocus(shown, `name ${key}`);
  };
  const edit = (text?: string) => {
    draft = { key, text: text ?? nameOf(nameable) };
    const { element, field } = nameForm(nameable, {
      ...(text === undefined ? {} : { draft: text }),
      onType: (typed) => draft = { key, text: typed },
      onEnd: (name) => {
        draft = null;
        // Shown at once: drawn anew, the card has the same.
        read(true, name === null || name === "" ? undefined : name);
        if (name !== null) rename(nameable, name);
      },
    });
    host.replaceChildren(element);
    keepFocus(field, `field ${key}`);
    if (text !== undefined) return;
    field.focus();
    field.select();
  };
  if (draft?.key === key) edit(draft.text);
  else read(false);
  return host;
}

/** Makes a small button that opens the field beneath it, for heads of tables. */
export function renameButton(nameable: Nameable): HTMLElement {
  const { number } = nameable.profile.segments[nameable.segment];
  const opener = html("button", [pencil()], {
    type: "button",
    class: "name-opener",
    title: "Change the name",
    "aria-label": `Change the name of segment ${number}: ${nameOf(nameable)}`,
    "aria-expanded": "false",
  });
  opener.addEventListener("click", () => openBeneath(opener, nameable));
  keepFocus(opener, `head ${keyOf(nameable)}`);
  return opener;
}

function openBeneath(opener: HTMLButtonElement, nameable: Nameable): void {
  const card = html("div", [], { class: "name-card", popover: "auto" });
  const { element, field } = nameForm(nameable, {
    onType: () => {},
    onEnd: (name) => {
      card.hidePopover();
      opener.focus({ preventScroll: true });
      if (name !== null) rename(nameable, name);
    },
  });
  card.append(element);
  card.addEventListener("toggle", (event) => {
    const isOpen = (event as ToggleEvent).newState === "open";
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) card.remove();
  });
  document.body.append(card);
  card.showPopover();
  const at = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(8, Math.min(at.left, clientWidth - card.offsetWidth - 8));
  const top = Math.max(8, Math.min(at.bottom + 6, clientHeight - card.offsetHeight - 8));
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
  field.focus();
  field.select();
}

function rename({ session, profile, segment }: Nameable, name: string): void {
  const view = { params: session.state.params, profile };
  const names = engineRules().renameSegment(view, { segment, name });
  const { number } = profile.segments[segment];
  const words = name === "" ? "under its proposed name" : `renamed ${name}`;
  session.setAll([["segments.names", names]], `Segment ${number} ${words}`);
}

function nameOf({ profile, segment }: Nameable): string {
  return profile.segments[segment].name;
}

/** The same segment in every drawing; another number of segments, or other ones, are others. */
function keyOf({ profile: { segments }, segment }: Nameable): string {
  return `${segments[segment].number} of ${segments.map(({ size }) => size).join(" ")}`;
}

function pencil(): SVGElement {
  return svg(
    "svg",
    [svg("path", [], { d: "M3 13l.8-3.2L11 2.6l2.4 2.4-7.2 7.2zM9.6 4l2.4 2.4" })],
    {
      viewBox: "0 0 16 16",
      class: "name-pencil",
      "aria-hidden": "true",
    },
  );
}
