/** Keeps the keyboard's place when a chart is drawn anew. Runs in browsers. */

/** Marks a control, and hands it the focus if its predecessor on the page has it.
 * @param key What the control is, the same in every drawing of the chart.
 */
export function keepFocus(control: HTMLElement | SVGElement, key: string): void {
  control.setAttribute("data-focus-key", key);
  if (document.activeElement?.getAttribute("data-focus-key") !== key) return;
  // The predecessor leaves the page only after its successor was made.
  requestAnimationFrame(() => {
    const focused = document.activeElement;
    const isFree = focused === null || focused === document.body || !focused.isConnected ||
      focused.getAttribute("data-focus-key") === key;
    if (control.isConnected && isFree) control.focus({ preventScroll: true });
  });
}
