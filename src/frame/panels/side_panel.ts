/** What stands beside the cells when it is asked for: versions, names, the graph. Runs in browsers. */

import { button } from "../../components/kit/buttons.ts";
import { html } from "../../components/kit/elements.ts";

/** One of the things that can stand there. */
export interface Panel {
  readonly name: string;
  readonly title: string;
  readonly element: HTMLElement;
  /** Brings it up to date; called while it is shown. */
  draw(): void;
  /** Called when it is opened. */
  open?(): void;
}

/** The place beside the cells: one panel at a time. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly #panels: readonly Panel[];
  readonly #onClose: () => void;
  readonly #body = html("div", [], { class: "panel-body" });
  readonly #buttons: readonly HTMLButtonElement[];
  #shown: Panel | null = null;

  /** @param onClose Is called when a person has closed it. */
  constructor(panels: readonly Panel[], onClose: () => void) {
    this.#panels = panels;
    this.#onClose = onClose;
    this.#buttons = panels.map(({ name, title }) =>
      button(title, { onClick: () => this.open(name), tone: "quiet" })
    );
    const close = button("Close", { onClick: () => this.close(), tone: "quiet" });
    this.element = html("aside", [
      html("div", [...this.#buttons, close], { class: "panel-head" }),
      this.#body,
    ], {
      class: "panel",
      "aria-label": "Panels",
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === "Escape") this.close();
      },
    });
    this.element.hidden = true;
  }

  /** Shows a panel and gives it the focus. */
  open(name: string): void {
    const panel = this.#panels.find((each) => each.name === name);
    if (panel === undefined) return;
    this.#shown = panel;
    this.element.hidden = false;
    document.body.classList.add("has-panel");
    this.#body.replaceChildren(panel.element);
    panel.open?.();
    panel.draw();
    this.#panels.forEach((each, i) => {
      this.#buttons[i].setAttribute("aria-pressed", String(each === panel));
      if (each === panel) this.#buttons[i].focus();
    });
  }

  close(): void {
    this.#shown = null;
    this.element.hidden = true;
    document.body.classList.remove("has-panel");
    this.#onClose();
  }

  draw(): void {
    this.#shown?.draw();
  }
}
