/** A silhouette in a word, as the engine's own sentences say it. Runs in browsers. */

/** Puts a silhouette into a word.
 * @see Kaufman and Rousseeuw, Finding Groups in Data, 1990, for the bands.
 */
export function verdictOf(silhouette: number): string {
  if (silhouette >= 0.7) return "strong";
  if (silhouette >= 0.5) return "reasonable";
  return silhouette >= 0.25 ? "weak" : "very weak";
}
