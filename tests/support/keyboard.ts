/** Goes through a page with the keyboard alone and tells what it met. Runs in Deno only. */

import type { Page } from "playwright-core";

/** What a walk found; elements are told by the beginning of their markup. */
export interface Walk {
  readonly reached: number;
  /** Closed parts that Enter opened on the way. */
  readonly opened: number;
  /** Elements that had the focus out of sight, or without an outline. */
  readonly unseen: readonly string[];
  /** Controls that are to be seen and not switched off, but were never reached. */
  readonly missed: readonly string[];
}

/** More presses than any page needs: a page that holds the keyboard fast ends the walk here. */
const MOST_PRESSES = 1000;
const MOST_LAPS = 3;
const MOST_WAIT_MS = 60_000;
const FOCUS_MS = 150;

/** What one press of Tab led to. */
type Stop =
  | { readonly kind: "end" }
  | { readonly kind: "again" }
  | { readonly kind: "new"; readonly isClosed: boolean; readonly problem: string };

/** Presses Tab from the page's beginning to its end, and Enter on whatever is closed. What opened
 * behind the walk's back is met on another lap.
 */
export async function walkByTab(page: Page): Promise<Walk> {
  await page.evaluate("globalThis.walked = new Set()");
  const unseen: string[] = [];
  let opened = 0;
  let missed: string[] = [];
  for (let lap = 0; lap < MOST_LAPS; lap++) {
    for (let press = 0; press < MOST_PRESSES; press++) {
      await page.keyboard.press("Tab");
      let stop = await page.evaluate(lookAtFocus);
      if (stop.kind === "end") {
        // Out of a frame of its own process the focus takes a moment to come.
        await page.waitForTimeout(FOCUS_MS);
        stop = await page.evaluate(lookAtFocus);
      }
      if (stop.kind === "end") break;
      if (stop.kind === "again") continue;
      if (stop.problem !== "") unseen.push(stop.problem);
      if (!stop.isClosed) continue;
      await page.keyboard.press("Enter");
      opened++;
      // What opens may be made first, and whoever opened it looks at it before going on.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      await page.waitForFunction(isAtRest, undefined, { timeout: MOST_WAIT_MS });
    }
    missed = await page.evaluate(findMissed);
    if (missed.length === 0) break;
  }
  const reached = await page.evaluate<number>("globalThis.walked.size");
  return { reached, opened, unseen, missed };
}

/** Whether nothing is being made that was asked for. Runs in the page. */
function isAtRest(): boolean {
  return document.querySelector('[aria-busy="true"]') === null;
}

/** Runs in the page. */
function lookAtFocus(): Stop {
  const { walked } = globalThis as unknown as { walked: Set<Element> };
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return { kind: "end" };
  if (walked.has(focused)) return { kind: "again" };
  walked.add(focused);
  // A button of a group, or the field of a file, leaves its outline to what stands for it.
  const shown = [focused, focused.nextElementSibling, focused.parentElement];
  const isOutlined = shown.some((element) => {
    if (element === null) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  });
  const { top, bottom, left, right } = focused.getBoundingClientRect();
  const isInSight = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const what = isOutlined ? (isInSight ? "" : "out of sight: ") : "no outline: ";
  return {
    kind: "new",
    // A name turns into a field for as long as it is changed, which opens no part of the page.
    isClosed: (focused.getAttribute("aria-expanded") === "false" &&
      !focused.matches(".name-button, .name-opener")) ||
      (focused.tagName === "SUMMARY" && !(focused.parentElement as HTMLDetailsElement).open),
    problem: what === "" ? "" : what + focused.outerHTML.slice(0, 160),
  };
}

/** Runs in the page. */
function findMissed(): string[] {
  const { walked } = globalThis as unknown as { walked: Set<Element> };
  const groups = new Set(
    [...walked].map((element) =>
      element instanceof HTMLInputElement && element.type === "radio" ? element.name : ""
    ),
  );
  const controls = document.querySelectorAll<HTMLElement>(
    "a[href], button, input, select, textarea, summary, [tabindex]",
  );
  return [...controls].filter((control) => {
    const isOff = control.matches(':disabled, [tabindex="-1"]') ||
      !control.checkVisibility({ visibilityProperty: true });
    // Tab goes to one radio button of a group; arrow keys go to the others.
    const isOfGroup = control instanceof HTMLInputElement && control.type === "radio" &&
      groups.has(control.name);
    return !isOff && !isOfGroup && !walked.has(control);
  }).map((control) => control.outerHTML.slice(0, 160));
}
