/** One colour, shape and name per segment, the same on every page. Runs in browsers. */

/** Okabe and Ito's colours in an order that keeps neighbours apart, a shade darker where white paper
 * would swallow them. @see Okabe and Ito, Color Universal Design, 2008. */
const COLORS = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#d55e00",
  "#8c7a00",
  "#7a5195",
];

const SHAPES = ["circle", "square", "triangle", "diamond", "star", "cross", "wye", "plus"] as const;

/** Respondents without a segment. */
const UNASSIGNED_COLOR = "#999999";

/** The colour of a segment; above eight segments colours repeat and the shape tells them apart.
 * @param segment From 0; -1 is unassigned.
 */
export function segmentColor(segment: number): string {
  return segment < 0 ? UNASSIGNED_COLOR : COLORS[segment % COLORS.length];
}

/** The name of Plot's symbol for a segment, the second cue beside its colour.
 * @param segment From 0.
 */
export function segmentShape(segment: number): typeof SHAPES[number] {
  return SHAPES[(segment + Math.floor(segment / COLORS.length)) % SHAPES.length];
}
