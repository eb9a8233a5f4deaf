/** What k-medoids takes of memory. Runs in Deno and browsers. */

import type { Need, NeedShape } from "../../base/memory_need.ts";
import { MOST_BYTES } from "../tree/condensed.ts";
import { squareBytes } from "./square.ts";

/** Memory of k-medoids: the square of all distances, and a few numbers a respondent. */
export function medoidsNeed({ n }: Pick<NeedShape, "n">): Need {
  const square = squareBytes(n);
  return { bytes: square + 60 * n, piece: square, mostPiece: MOST_BYTES };
}
