/** The type of charts and the colours of the page's theme. Runs in Deno and browsers. */

/** The typeface of every chart, present on the reader's machine; exports name the same. */
export const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Size of labels in pixels. */
export const LABEL_SIZE = 12;

/** Size of ticks and remarks in pixels: the smaller of the two sizes of a chart. */
export const TICK_SIZE = 11;

/** Text and lines that matter. */
export const INK = "currentColor";

/** Text that explains. Themes' own muted text is too pale for small type on cards. */
export const MUTED = "color-mix(in srgb, currentColor 72%, transparent)";

/** Marks in the background. */
export const FAINT = "var(--theme-foreground-fainter, #b5b7ba)";

/** Grids. */
export const HAIRLINE = "var(--theme-foreground-faintest, #dfe0e1)";

/** What is marked or chosen. */
export const FOCUS = "var(--theme-foreground-focus, #3b5fc0)";

/** The ground a chart stands on: halos of labels. */
export const PAPER = "var(--chart-paper, var(--theme-background-alt, #ffffff))";

/** Black or white, whichever reads better on a colour.
 * @param color Such as `#0072b2`.
 */
export function inkOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#000000" : "#ffffff";
}
