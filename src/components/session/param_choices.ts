/** Which choices exclude each other, why, and what gives way. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { ColumnView } from "../../../pipeline/view/types.ts";
import { engineRules } from "../kit/engine_rules.js";
import { withValue } from "./params_text.js";

/** How many of the columns that make the segments are of a kind. */
export interface UsedKinds {
  /** Categories without an order. */
  readonly nominal: number;
  /** Yes/no and scales. */
  readonly ordered: number;
  readonly numeric: number;
}

/** A change that another one brought with it. */
export interface Settled {
  /** The parameter that gave way. */
  readonly path: string;
  readonly value: string;
  /** From what to what, and why. */
  readonly note: string;
}

/** Correspondence analysis compares the answers to at least so many questions. */
const LEAST_FOR_MCA = 2;
/** The engine segments on at least so many features. */
const LEAST_FEATURES = 2;

/** Counts the columns that make the segments by kind. */
export function usedKinds(columns: readonly ColumnView[]): UsedKinds {
  const count = (...kinds: readonly string[]) =>
    columns.filter(({ role, kind }) => role === "segmenting" && kinds.includes(kind)).length;
  return {
    nominal: count("nominal"),
    ordered: count("binary", "ordinal"),
    numeric: count("numeric"),
  };
}

/** The values of a parameter that the engine would refuse beside the others, each with the reason.
 * @param used null where the survey is not known yet: then only what holds for every survey counts.
 */
export function optionsOff(
  path: string,
  params: Params,
  used: UsedKinds | null,
): Readonly<Record<string, string>> {
  const { clustering, features } = params;
  if (path === "clustering.linkage") {
    return isTreeByGower(params)
      ? { ward: "ward is off: its heights need Euclidean distance." }
      : {};
  }
  if (path === "structure.check") {
    return clustering.n_clusters === "auto"
      ? { none: "none is off: it finds the number of segments. Set a number to do without." }
      : {};
  }
  if (path === "features.within_respondent") {
    return engineRules().plan.needsAnswersAsGiven(params)
      ? {
        center: "center and standardise are off: k-modes, k-prototypes, Gower's distance and MCA " +
          "compare answers as they were given.",
        standardize: "",
      }
      : {};
  }
  if (used === null) return {};
  const categories = used.ordered + (features.encode_nominal === "drop" ? 0 : used.nominal);
  if (path === "reduction.method" && categories < LEAST_FOR_MCA) {
    return { mca: "MCA is off: fewer than two of the columns used have categories." };
  }
  if (path === "clustering.method" && categories === 0) {
    return { kmodes: "k-modes is off: none of the columns used has categories." };
  }
  if (path !== "features.encode_nominal" || used.nominal === 0) return {};
  if (used.ordered + used.numeric < LEAST_FEATURES) {
    return { drop: "drop is off: fewer than two columns would be left." };
  }
  if (params.reduction.method === "mca" && used.ordered < LEAST_FOR_MCA) {
    return { drop: "drop is off: MCA needs two columns of categories." };
  }
  return clustering.method === "kmodes" && used.ordered === 0
    ? { drop: "drop is off: k-modes needs a column of categories." }
    : {};
}

/** Lets choices give way that the engine refuses beside the one just made.
 * @param path What was just set, which stays.
 */
export function settle(
  params: Params,
  path: string,
): { readonly params: Params; readonly settled: readonly Settled[] } {
  const settled = [
    settleTree(params, path),
    settleRatings(params, path),
    settleNumber(params, path),
  ].filter((one) => one !== null);
  return {
    params: settled.reduce((now, { path, value }) => withValue(now, path, value), params),
    settled,
  };
}

/** The same for several that were set at once. */
export function settleAll(
  params: Params,
  paths: readonly string[],
): ReturnType<typeof settle> {
  return paths.reduce<ReturnType<typeof settle>>((now, path) => {
    const next = settle(now.params, path);
    return { params: next.params, settled: [...now.settled, ...next.settled] };
  }, { params, settled: [] });
}

function settleTree(params: Params, path: string): Settled | null {
  if (!isTreeByGower(params) || params.clustering.linkage !== "ward") return null;
  return path === "clustering.linkage"
    ? {
      path: "clustering.distance",
      value: "euclidean",
      note: "Changed from Gower to Euclidean, which ward needs.",
    }
    : {
      path: "clustering.linkage",
      value: "average",
      note: "Changed from ward to average, which suits Gower's distance.",
    };
}

function settleRatings(params: Params, path: string): Settled | null {
  const { within_respondent: before } = params.features;
  const isSound = before === "none" || path === "features.within_respondent";
  if (isSound || !engineRules().plan.needsAnswersAsGiven(params)) return null;
  return {
    path: "features.within_respondent",
    value: "none",
    note: `Changed from ${before} to none: this compares answers as they were given.`,
  };
}

/** Only the search for structure finds a number. */
function settleNumber({ clustering, structure }: Params, path: string): Settled | null {
  const isSound = clustering.n_clusters !== "auto" || structure.check !== "none";
  if (isSound || path === "structure.check") return null;
  return {
    path: "structure.check",
    value: "auto",
    note: "Changed from none to auto, which finds the number of segments.",
  };
}

function isTreeByGower({ clustering: { method, distance } }: Params): boolean {
  return method === "agglomerative" && distance === "gower";
}
