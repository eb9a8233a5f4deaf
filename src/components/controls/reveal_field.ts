/** Brings a parameter's control into sight, wherever it is hidden. Runs in browsers. */

import { fieldId } from "./param_field.js";

/** Opens whatever hides a parameter's control and moves there.
 * @param path Such as `clustering.n_clusters`.
 * @returns Whether the page has it.
 */
export function revealField(path: string): boolean {
  const field = document.getElementById(fieldId(path));
  if (field === null) return false;
  for (let at: Element | null = field; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
    if (at instanceof HTMLElement && at.hidden) show(at);
  }
  field.scrollIntoView({ block: "center" });
  field.querySelector<HTMLElement>("input:not(:disabled), button")?.focus({ preventScroll: true });
  return true;
}

/** What a button folds away is opened by it; what a search left out comes back. */
function show(element: HTMLElement): void {
  const toggle = document.querySelector<HTMLElement>(`[aria-controls="${element.id}"]`);
  if (element.id !== "" && toggle !== null) toggle.click();
  else element.hidden = false;
}
