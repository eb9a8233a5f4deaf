/** All commands in a box with a search. Runs in browsers. */

import { html } from "../components/kit/elements.ts";
import { type Command, COMMANDS, keyTextOf } from "./commands.ts";

/** Opens the box; it closes with the command that is chosen, or with Escape.
 * @param onClose Gets null where none was chosen.
 */
export function openPalette(onClose: (chosen: Command | null) => void): void {
  const { dialog, input, list } = makeBox();
  let shown: readonly Command[] = [];
  let at = 0;
  let chosen: Command | null = null;
  const choose = (command: Command | undefined): void => {
    chosen = command ?? null;
    dialog.close();
  };
  const draw = (): void => {
    list.replaceChildren(
      ...shown.map((command, i) => optionOf(command, i, { isAt: i === at, choose })),
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
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step === undefined) return choose(shown[at]);
    at = Math.min(shown.length - 1, Math.max(0, at + step));
    draw();
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

function makeBox(): {
  readonly dialog: HTMLDialogElement;
  readonly input: HTMLInputElement;
  readonly list: HTMLElement;
} {
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
  return { dialog, input, list };
}

function optionOf(
  command: Command,
  index: number,
  { isAt, choose }: { readonly isAt: boolean; readonly choose: (command: Command) => void },
): HTMLElement {
  return html("li", [html("span", command.title), html("kbd", keyTextOf(command))], {
    id: `palette-${index}`,
    role: "option",
    "aria-selected": String(isAt),
    onclick: () => choose(command),
  });
}
