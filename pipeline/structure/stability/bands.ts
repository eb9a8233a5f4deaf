/** How far the stability of a segment may be trusted, in bands. Runs in Deno and browsers. */

/** The bands, from the best: the segment is nearly the same in other samples; it comes back; something of
 * it does, but who belongs to it is doubtful; it is not to be trusted. */
export type StabilityBand = "high" | "stable" | "pattern" | "unstable";

const HIGH = 0.85;
const STABLE = 0.75;
const PATTERN = 0.6;

/** The band of a mean Jaccard coefficient with other samples' segments.
 * @see Hennig, Cluster-wise assessment of cluster stability, 2007, doi:10.1016/j.csda.2006.11.025; the
 * bands are those of R's fpc::clusterboot.
 */
export function bandOf(stability: number): StabilityBand {
  if (stability >= HIGH) return "high";
  if (stability >= STABLE) return "stable";
  return stability >= PATTERN ? "pattern" : "unstable";
}
