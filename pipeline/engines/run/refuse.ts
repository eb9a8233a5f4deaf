/** What a run over all rows cannot do, said before it begins. Runs in Deno and browsers. */

import { DataError, ParamsError, type Problem, quoteValue } from "../../base/errors.ts";
import type { Params } from "../../plan/params.ts";
import type { PipelineResult } from "../../run/run_result.ts";

/** Refuses parameters that would be followed on the sample alone.
 * @throws {ParamsError} Naming each.
 */
export function refuseParams(params: Params): void {
  const problems: Problem[] = [];
  const refuse = (path: string, expected: string, received: unknown, hint: string) =>
    problems.push({
      ...{ path, hint },
      expected: `${expected} on an engine`,
      received: quoteValue(received),
    });
  const { quality, clustering } = params;
  if (quality.duplicates === "drop") {
    refuse(
      "quality.duplicates",
      "keep",
      "drop",
      "Rows go through one by one there, and none knows of another.",
    );
  }
  if (clustering.method === "kmodes" || clustering.method === "kprototypes") {
    refuse(
      "clustering.method",
      "kmeans, bisecting, kmedoids or agglomerative",
      clustering.method,
      "Segments are the nearest centres there.",
    );
  }
  if (problems.length > 0) throw new ParamsError(problems);
}

/** Refuses a sample whose segments are no nearest points of answers or principal components.
 * @throws {DataError} Saying what would work.
 */
export function refuseSample({ embedding, clustering }: PipelineResult): void {
  const { method } = embedding;
  if (clustering.basis === "reduced" && (method === "none" || method === "pca")) return;
  throw new DataError(
    `Cannot place all rows on an engine: segments must be formed in the answers or in principal ` +
      `components, but here by ${
        clustering.basis === "answers" ? clustering.method : method
      }. Set reduction.method to none or pca.`,
  );
}
