/** A question mark that explains on hover, focus and tap. Runs in browsers. */

import { html, uniqueId } from "./elements.js";

const GAP = 6;
const MARGIN = 8;

/** Makes a help button and its explanation, which lies above everything and is never cut off.
 * Escape and leaving hide it.
 * @param text Plain text, or paragraphs.
 * @param options label is what the help is about, for listeners; trigger stands in for the question
 * mark where the explained word itself is the button.
 */
export function helpTip(
  text: string | readonly string[],
  { label, trigger }: { readonly label: string; readonly trigger?: string },
): HTMLElement {
  const id = uniqueId("help");
  const paragraphs = typeof text === "string" ? [text] : text;
  const card = html("span", paragraphs.map((line) => html("span", line, { class: "help-line" })), {
    id,
    class: "help-card",
    role: "tooltip",
    popover: "manual",
  });
  const mark = html("button", trigger ?? "?", {
    type: "button",
    class: trigger === undefined ? "help-mark" : "help-word",
    "aria-label": trigger === undefined ? `Help: ${label}` : null,
    "aria-describedby": id,
  });
  listen(mark, card);
  return html("span", [mark, card], { class: "help-tip" });
}

/** Closes the card that is open: one is read at a time. */
let closeOpen: () => void = () => {};

function listen(mark: HTMLButtonElement, card: HTMLElement): void {
  let isPinned = false;
  // The card lies at a fixed place of the window: a scroll moves it along, or closes it.
  const follow = () => {
    if (!mark.isConnected || !mark.matches(":focus, :hover")) hide();
    else place(card, mark);
  };
  const hide = () => {
    isPinned = false;
    removeEventListener("scroll", follow, { capture: true });
    if (card.matches(":popover-open")) card.hidePopover();
  };
  const show = () => {
    if (!mark.isConnected || card.matches(":popover-open")) return;
    closeOpen();
    closeOpen = hide;
    card.showPopover();
    place(card, mark);
    addEventListener("scroll", follow, { passive: true, capture: true });
  };
  // Not on entering: a mark that scrolls beneath a mouse at rest was not asked for.
  mark.addEventListener("pointermove", (event) => event.pointerType === "mouse" && show());
  mark.addEventListener("pointerleave", () => isPinned || mark.matches(":focus") || hide());
  mark.addEventListener("focus", show);
  mark.addEventListener("blur", hide);
  mark.addEventListener("click", () => {
    if (isPinned) return hide();
    isPinned = true;
    show();
  });
  mark.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

/** Beneath the mark, or above it where there is no room; within the window. */
function place(card: HTMLElement, mark: HTMLElement): void {
  const at = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.min(Math.max(MARGIN, at.left - GAP), clientWidth - width - MARGIN);
  const isBelow = at.bottom + GAP + height < clientHeight;
  card.style.left = `${Math.max(MARGIN, left)}px`;
  card.style.top = `${isBelow ? at.bottom + GAP : Math.max(MARGIN, at.top - GAP - height)}px`;
}
