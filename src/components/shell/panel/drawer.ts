/** The panel of controls: beside the results, or on narrow screens below them, opened by a press. Runs in browsers. */

import { html, setText, uniqueId } from "../../kit/elements.js";
import { optionNames } from "../../kit/words/option_names.js";
import { countOf } from "../../kit/words/format.js";
import type { Session, SessionState } from "../../session/session_types.js";

/** Makes the panel. What it is closed to says what it would change. */
export function drawer(session: Session, parts: readonly (HTMLElement | null)[]): HTMLElement {
  const body = html("div", parts, { id: uniqueId("drawer"), class: "drawer-body" });
  const said = html("span", []);
  const element = html("div", [], { class: "side-panel" });
  document.documentElement.dataset.panel = "drawer";
  const toggle = html("button", [said, html("span", "Change", { class: "drawer-word" })], {
    type: "button",
    class: "drawer-toggle",
    "aria-controls": body.id,
    "aria-expanded": "false",
    onclick: () => setOpen(toggle.getAttribute("aria-expanded") !== "true"),
  });
  const setOpen = (isOpen: boolean) => {
    element.classList.toggle("is-open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
    setText(toggle.lastElementChild as HTMLElement, isOpen ? "Close" : "Change");
  };
  element.append(toggle, body);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.classList.contains("is-open")) return;
    setOpen(false);
    toggle.focus();
  });
  const methods = optionNames();
  session.subscribe((state) => setText(said, describe(state, methods)));
  return element;
}

function describe(
  { view, params: { clustering }, status, isStale }: SessionState,
  methods: Readonly<Record<string, string>>,
): string {
  const method = methods[clustering.method] ?? clustering.method;
  const count = view === null ? "" : `${countOf(view.summary.clustering.k, "segment")} · `;
  const when = status === "running" ? " · running" : isStale ? " · not up to date" : "";
  return `${count}${method}${when}`;
}
