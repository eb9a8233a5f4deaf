/** How much of a survey each package of the second opinion is given. Runs in Deno and browsers. */

/** A package of the second opinion. */
export type OtherName = "ml-kmeans" | "ml-hclust" | "ml-pca" | "umap-js";

/** What a package is given at most. */
export interface Limit {
  /** Respondents. */
  readonly rows: number;
  /** Columns. */
  readonly columns: number;
  /** Rows times columns. */
  readonly values: number;
}

/** At these, a package takes about half a minute: the cube of the respondents is what ml-hclust's time
 * grows with, and ml-pca's with that of the columns. */
export const LIMITS: Readonly<Record<OtherName, Limit>> = {
  "ml-kmeans": { rows: Infinity, columns: Infinity, values: 5_000_000 },
  "ml-hclust": { rows: 2000, columns: Infinity, values: Infinity },
  "ml-pca": { rows: Infinity, columns: 500, values: 5_000_000 },
  "umap-js": { rows: 5000, columns: Infinity, values: Infinity },
};
