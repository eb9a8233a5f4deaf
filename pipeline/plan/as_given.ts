/** Which methods compare answers as they were given. Runs in Deno and browsers. */

/** The parameters of clustering that choose what is compared. */
export interface ClusteringChoice {
  readonly method: string;
  readonly distance: string;
}

/** Tells whether segments are formed on the answers themselves, whatever the reduction. */
export function comparesAnswers({ method, distance }: ClusteringChoice): boolean {
  if (method === "kmodes" || method === "kprototypes") return true;
  return method !== "kmeans" && distance === "gower";
}

/** Names the parameter whose method reads the answers back from the features and so needs them as they
 * were given; null where none does.
 */
export function methodOnAnswers({ reduction, clustering }: {
  readonly reduction: { readonly method: string };
  readonly clustering: ClusteringChoice;
}): string | null {
  if (comparesAnswers(clustering)) {
    const isOfDistance = /^(agglomerative|kmedoids)$/.test(clustering.method);
    return isOfDistance ? "clustering.distance gower" : `clustering.method ${clustering.method}`;
  }
  return reduction.method === "mca" ? "reduction.method mca" : null;
}
