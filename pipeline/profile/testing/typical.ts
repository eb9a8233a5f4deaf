/** Who is typical of a segment: the respondents nearest to its centre. Runs in Deno and browsers. */

import type { Cleaned } from "../../clean/cleaned.ts";
import type { Clustering } from "../../cluster/clustering.ts";
import type { Features } from "../../features/feature_matrix.ts";
import { groupMeans, type Matrix, squaredDistance } from "../../numeric/matrix.ts";
import type { Embedding } from "../../reduce/embedding.ts";
import type { TypicalRespondent } from "./segment_tests.ts";

/** As many as FactoMineR's HCPC names. */
const MOST = 5;

/** Names five respondents a segment, the nearest first, as HCPC's `desc.ind$para`: by Euclidean distance to the
 * segment's centre in the space in which segments are formed; where they are formed on the answers
 * themselves, to the mean of these as numbers. O(n d).
 */
export function findTypical(
  { cleaned, clustering, embedding, features }: {
    readonly cleaned: Pick<Cleaned, "respondents">;
    readonly clustering: Pick<Clustering, "labels" | "k" | "basis" | "centroids">;
    readonly embedding: Embedding;
    readonly features: Features;
  },
): TypicalRespondent[][] {
  const { labels, k, basis } = clustering;
  const [space, centres]: [Matrix, Matrix] = basis === "answers"
    ? [features, groupMeans(features, labels, k)]
    : [embedding, clustering.centroids];
  const nearest: TypicalRespondent[][] = Array.from({ length: k }, () => []);
  labels.forEach((segment, i) => {
    const own = nearest[segment];
    const distance = squaredDistance(space, i, centres, segment);
    if (own.length === MOST && distance >= own[MOST - 1].distance) return;
    const place = own.findIndex((other) => other.distance > distance);
    own.splice(place < 0 ? own.length : place, 0, { row: cleaned.respondents[i] + 1, distance });
    own.length = Math.min(own.length, MOST);
  });
  return nearest.map((own) =>
    own.map(({ row, distance }) => ({ row, distance: Math.sqrt(distance) }))
  );
}
