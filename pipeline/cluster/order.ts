/** Numbering of segments: largest first. Runs in Deno and browsers. */

/** Labels renumbered, and which old number each new one had. */
export interface OrderedLabels {
  readonly labels: Int32Array;
  /** Old number of each new segment, length k. */
  readonly order: Int32Array;
  /** Respondents in each new segment, not rising where there are no weights. */
  readonly sizes: Int32Array;
}

/** Numbers segments by falling size, ties by the segment whose first respondent comes first.
 * @param labels In [0, k); every segment has a respondent.
 * @param weights Of each respondent; size is then their sum.
 */
export function orderSegments(
  labels: Int32Array,
  k: number,
  weights?: Float64Array,
): OrderedLabels {
  const counts = new Int32Array(k);
  const totals = new Float64Array(k);
  const first = new Int32Array(k).fill(labels.length);
  for (let i = 0; i < labels.length; i++) {
    if (counts[labels[i]]++ === 0) first[labels[i]] = i;
    totals[labels[i]] += weights === undefined ? 1 : weights[i];
  }
  const order = Int32Array.from({ length: k }, (_, segment) => segment)
    .sort((a, b) => totals[b] - totals[a] || first[a] - first[b]);
  const renumbered = new Int32Array(k);
  order.forEach((old, segment) => renumbered[old] = segment);
  const ordered = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) ordered[i] = renumbered[labels[i]];
  return {
    labels: ordered,
    order,
    sizes: order.map((old) => counts[old]),
  };
}
