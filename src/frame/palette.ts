/** All commands in a box with a search. Runs in browsers. */

import { html } from "../components/kit/elements.ts";
import { type Command, COMMANDS, keyTextOf } from "./commands.ts";

/** Opens the box; it closes with the command that is chosen, or with Escape.
 * @param onClose Gets null where none was chosen.
 */
export function openPalette(onClose: (chosen: Command | null) => void): void {
  const input = html("input", [], {
    type: "search",
    placeholder: "What to do",
    "aria-label": "Search commands",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "palette-list",
    "aria-autocomplete": "list",
  });
  const list = html("ul", [], { id: "palette-list", role: "listbox", "aria-label": "Commands" });
  const dialog = html("dialog", [input, list], { class: "palette", "aria-label": "Commands" });
  let shown: readonly Command[] = [];
  let at = 0;
  let chosen: Command | null = null;
  const choose = (command: Command | undefined): void => {
    chosen = command ?? null;
    dialog.close();
  };
  const draw = (): void => {
    list.replaceChildren(
      ...shown.map((command, i) =>
        html("li", [html("span", command.title), html("kbd", keyTextOf(command))], {
          id: `palette-${i}`,
          role: "option",
          "aria-selected": String(i === at),
          onclick: () => choose(command),
        })
      ),
    );
    input.setAttribute("aria-activedescendant", shown.length === 0 ? "" : `palette-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const search = (): void => {
    const words = input.value.toLowerCase().split(/\s+/);
    shown = COMMANDS.filter(({ title }) =>
      words.every((word) => title.toLowerCase().includes(word))
    );
    at = 0;
    draw();
  };
  input.addEventListener("input", search);
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      at = Math.min(shown.length - 1, Math.max(0, at + step));
      draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(shown[at]);
    }
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose(chosen);
  });
  document.body.append(dialog);
  search();
  dialog.showModal();
  input.focus();
}
