/** Undo and redo by the keyboard, and what they did, said aloud and shown for a while. Runs in browsers. */

import { html, setText } from "../../kit/elements.js";
import type { Session } from "../../session/session_types.js";

/** How long it stays to be read. */
const SHOWN_MS = 4_000;
/** Inputs in which nothing is typed. */
const NOT_TYPED = ["button", "checkbox", "color", "file", "radio", "range", "reset", "submit"];

/** Listens on the whole page. Keys belong to a field of text while it has the focus; to a field of numbers
 * only while something typed in it has not been taken yet.
 * @returns A function that ends it.
 */
export function followUndoKeys(session: Session): () => void {
  const typed = new WeakSet<EventTarget>();
  const note = (event: Event) => {
    if (event.target === null) return;
    if (event.type === "input") typed.add(event.target);
    else typed.delete(event.target);
  };
  const onKey = (event: KeyboardEvent) => {
    const asked = askedFor(event);
    if (asked === null || event.defaultPrevented || isTyping(event.target, typed)) return;
    if (session.state.whyOff !== "") return;
    event.preventDefault();
    session[asked]();
  };
  const told = tellUndone(session);
  const types = ["input", "change", "focusout"];
  for (const type of types) document.addEventListener(type, note, { capture: true });
  document.addEventListener("keydown", onKey);
  return () => {
    for (const type of types) document.removeEventListener(type, note, { capture: true });
    document.removeEventListener("keydown", onKey);
    told();
  };
}

function askedFor(event: KeyboardEvent): "undo" | "redo" | null {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey === metaKey || altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "z") return shiftKey ? "redo" : "undo";
  return key === "y" && ctrlKey && !shiftKey ? "redo" : null;
}

function isTyping(target: EventTarget | null, typed: WeakSet<EventTarget>): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement) || NOT_TYPED.includes(target.type)) return false;
  return target.type !== "number" || typed.has(target);
}

/** Says what was undone, redone or restored wherever on the page that was asked for. */
function tellUndone(session: Session): () => void {
  const element = html("div", [], { class: "undo-said", role: "status" });
  document.body.append(element);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = session.state.history;
  const stop = session.subscribe(({ history }) => {
    const isNew = history.said !== last.said || history.steps.present !== last.steps.present;
    last = history;
    if (!isNew) return;
    setText(element, history.said);
    clearTimeout(timer);
    if (history.said !== "") timer = setTimeout(() => setText(element, ""), SHOWN_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
    element.remove();
  };
}
