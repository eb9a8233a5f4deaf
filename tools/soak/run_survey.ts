/** Gives hostile files to the whole engine. Runs in Deno. */

import { DataError, ParamsError } from "../../pipeline/base/errors.ts";
import { runPipeline } from "../../pipeline/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { Trial } from "./case.ts";

const PARAMS = parseParams({
  clustering: { n_clusters: 2, n_init: 1 },
  structure: { check: "none" },
  map: { method: "pca" },
});

/** A file's way from bytes to segments: a run, or a refusal in words.
 * @param name As the file is called, whose ending tells its form.
 */
export function surveyTrial(bytes: Uint8Array, name: string): Trial {
  return {
    bytes: bytes.length,
    run: async () => {
      try {
        const { clustering, evaluation, profile } = await runPipeline(bytes.slice(), name, PARAMS);
        refuseNoNumbers({ clustering, evaluation, profile }, "the result");
        return "answered";
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

/** Passes a refusal in words, and throws all else.
 * @throws What is no DataError and no ParamsError.
 */
export function refusal(error: unknown): "refused" {
  if (error instanceof DataError || error instanceof ParamsError) return "refused";
  throw error;
}

function refuseNoNumbers(value: unknown, path: string): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${path} is ${value}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) refuseNoNumbers(inner, `${path}.${key}`);
}
