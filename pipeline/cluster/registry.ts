/** The clustering methods by name; made of plan/methods.ts by `deno task schema`. Runs in Deno and browsers. */

import type { ClusteringName } from "../plan/methods.ts";
import { METHOD as agglomerative } from "./tree/method.ts";
import { METHOD as bisecting } from "./bisecting/method.ts";
import { METHOD as kmeans } from "./kmeans/method.ts";
import { METHOD as kmedoids } from "./medoids/method.ts";
import { METHOD as kmodes } from "./prototypes/modes_method.ts";
import { METHOD as kprototypes } from "./prototypes/prototypes_method.ts";
import type { ClusterMethod } from "./method.ts";

/** Every method that `clustering.method` may name. */
export const METHODS: { readonly [Name in ClusteringName]: ClusterMethod<Name> } = {
  kmeans,
  agglomerative,
  kmedoids,
  kmodes,
  kprototypes,
  bisecting,
};
