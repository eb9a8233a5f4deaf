/** Keeps the keyboard's place when a chart is drawn anew. Runs in browsers. */

/** The control that left the page while it had the focus, until the focus is elsewhere. */
let lost: string | null = null;

/** Marks a control, and hands it the focus if its predecessor on the page has it, or had it when it
 * left the page: a page may take a chart away before it draws the next.
 * @param key What the control is, the same in every drawing of the chart.
 */
export function keepFocus(control: HTMLElement | SVGElement, key: string): void {
  control.setAttribute("data-focus-key", key);
  control.addEventListener("blur", () => {
    // It hears of its own removal while it is still there.
    queueMicrotask(() => {
      if (!control.isConnected) remember(key);
    });
  });
  if (lost !== key && document.activeElement?.getAttribute("data-focus-key") !== key) return;
  requestAnimationFrame(() => {
    const focused = document.activeElement;
    const isFree = focused === null || focused === document.body || !focused.isConnected ||
      focused.getAttribute("data-focus-key") === key;
    if (control.isConnected && isFree) control.focus({ preventScroll: true });
  });
}

function remember(key: string): void {
  lost = key;
  const forget = () => {
    lost = null;
    removeEventListener("focusin", forget);
    removeEventListener("pointerdown", forget);
  };
  addEventListener("focusin", forget);
  addEventListener("pointerdown", forget);
}
