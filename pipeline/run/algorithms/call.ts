/** Calls an algorithm by its name, with arguments as cells of notebooks write them. Runs in Deno and browsers. */

import { type ContextOptions, createContext, type StageContext } from "../../base/context.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { isObject } from "../../base/objects.ts";
import type { AlgorithmName } from "./names.ts";
import { featuresOf, labelsOf, optionsOf, rowsOf } from "./arguments.ts";
import {
  agglomerative,
  gower,
  kmeans,
  kmedoids,
  mca,
  pca,
  placeOnMap,
  silhouette,
  umap,
} from "./algorithms.ts";

/** What a call is read with. */
interface Call {
  /** The call as people write it, for messages: `kmeans()`. */
  readonly call: string;
  /** What it does, for messages: `run kmeans()`. */
  readonly action: string;
  /** @param seed 0 where the algorithm draws no random numbers. */
  context(seed?: number): StageContext;
}

type Algorithm = (args: readonly unknown[], call: Call) => Promise<unknown>;

const ALGORITHMS: Readonly<Record<AlgorithmName, Algorithm>> = {
  gower: ([features], { action, context }) => gower(featuresOf(features, action), context()),
  pca: ([x, given], { call, action, context }) =>
    pca(rowsOf(x, action), optionsOf(given, { call, wanted: ["nComponents"] }), context()),
  mca: ([features, given], { call, action, context }) =>
    mca(
      featuresOf(features, action),
      optionsOf(given, { call, wanted: ["nComponents"] }),
      context(),
    ),
  umap: ([x, given], { call, action, context }) => {
    const wanted = ["nComponents", "nNeighbors", "minDist", "seed"] as const;
    const options = optionsOf(given, { call, wanted });
    return umap(rowsOf(x, action), options, context(options.seed));
  },
  placeOnMap: ([model, rows, given], { call, action, context }) => {
    if (!isObject(model)) {
      throw new DataError(
        `Cannot ${action}: it takes a map first, {x, map, nNeighbors, minDist}, but got ` +
          `${quoteValue(model)}.`,
      );
    }
    const { x, map, ...made } = model;
    const { seed } = optionsOf(given, { call, wanted: ["seed"] });
    const { nNeighbors, minDist } = optionsOf(made, { call, wanted: ["nNeighbors", "minDist"] });
    return placeOnMap(
      { x: rowsOf(x, action), map: rowsOf(map, action), nNeighbors, minDist },
      rowsOf(rows, action),
      { seed },
      context(seed),
    );
  },
  kmeans: ([x, given], { call, action, context }) => {
    const wanted = ["k", "nInit", "maxIter", "seed"] as const;
    const options = optionsOf(given, { call, wanted, optional: ["batchSize"] });
    return kmeans(rowsOf(x, action), options, context(options.seed));
  },
  kmedoids: ([x, given], { call, action, context }) => {
    const wanted = ["k", "nInit", "maxIter", "seed"] as const;
    const options = optionsOf(given, { call, wanted });
    return kmedoids(rowsOf(x, action), options, context(options.seed));
  },
  agglomerative: ([x, given], { call, action, context }) =>
    agglomerative(rowsOf(x, action), optionsOf(given, { call, wanted: ["linkage"] }), context()),
  silhouette: ([x, labels], { action, context }) =>
    silhouette(rowsOf(x, action), labelsOf(labels, action), context()),
};

/** Calls an algorithm.
 * @param args Rows may be a matrix, a list of rows or one list of numbers; options that are a parameter of
 * the run too may be left out.
 * @param options Who hears how far it is, and what cancels it.
 * @throws {DataError | ParamsError | RangeError} If an argument is not as the algorithm takes it.
 */
export async function callAlgorithm(
  name: AlgorithmName,
  args: readonly unknown[],
  options: Pick<ContextOptions, "signal" | "onProgress"> = {},
): Promise<unknown> {
  const call = `${name}()`;
  return await ALGORITHMS[name](args, {
    call,
    action: `run ${call}`,
    context: (seed = 0) => createContext({ ...options, seed }),
  });
}
