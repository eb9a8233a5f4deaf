/** Undo and redo as buttons, which say what they would do. Runs in browsers. */

import { html } from "../../kit/elements.js";
import { button } from "../../kit/buttons.js";
import { inLine } from "../../session/history/change_words.js";
import type { Session, SessionState } from "../../session/session_types.js";

/** The two buttons, and how they follow the session. */
export interface UndoButtons {
  readonly element: HTMLElement;
  update(state: SessionState): void;
}

const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** Makes the buttons. */
export function undoButtons(session: Session): UndoButtons {
  const undo = button("Undo", { onClick: () => session.undo() });
  const redo = button("Redo", { onClick: () => session.redo() });
  undo.setAttribute("aria-keyshortcuts", "Control+Z Meta+Z");
  redo.setAttribute("aria-keyshortcuts", "Control+Shift+Z Meta+Shift+Z Control+Y");
  const keys = isApple() ? ["⌘Z", "⇧⌘Z"] : ["Ctrl+Z", "Ctrl+Shift+Z"];
  return {
    element: html("span", [undo, redo], { class: "run-buttons" }),
    update({ history, canUndo, canRedo, whyOff }) {
      const isOff = whyOff !== "";
      const had = document.activeElement;
      name(undo, "Undo", { words: history.undo, keys: keys[0] });
      name(redo, "Redo", { words: history.redo, keys: keys[1] });
      undo.disabled = !canUndo || isOff;
      redo.disabled = !canRedo || isOff;
      // A button that is switched off drops the focus; the other one takes it.
      if (had === undo && undo.disabled && !redo.disabled) redo.focus();
      if (had === redo && redo.disabled && !undo.disabled) undo.focus();
    },
  };
}

function name(
  element: HTMLButtonElement,
  what: string,
  { words, keys }: { readonly words: string; readonly keys: string },
): void {
  const label = words === "" ? what : `${what}: ${inLine(words)}`;
  if (element.getAttribute("aria-label") === label) return;
  element.setAttribute("aria-label", label);
  element.title = words === "" ? `Nothing to ${what.toLowerCase()}` : `${label} (${keys})`;
}
