/** Principal components for pages. Runs in Deno and browsers. */

import { surveyTexts } from "../../survey/labels.ts";
import type { StageRun } from "../../run/run_result.ts";
import type { PcaView } from "../types.ts";

const MOST_COMPONENTS = 30;

/** Makes the variance of the first 30 components and the loadings of those used: of the space in which
 * segments are formed, else of the map. */
export function viewPca({ embedding, map, features, survey }: StageRun): PcaView | null {
  const pca = [embedding, map].find(({ method }) => method === "pca");
  if (pca?.method !== "pca") return null;
  const { components, spectrum } = pca;
  const texts = surveyTexts(survey);
  return {
    variance: [...spectrum.subarray(0, MOST_COMPONENTS)],
    used: components.n,
    loadings: features.names.map((feature, f) => ({
      text: texts.of(features.sources[f].column),
      category: features.sources[f].category,
      feature,
      question: features.questions[f],
      values: Array.from(
        { length: components.n },
        (_, m) => components.values[m * components.d + f],
      ),
    })),
  };
}
