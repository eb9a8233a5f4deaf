/** Changes Thrift structs in what they say, so that they stay structs. Runs in Deno. */

import type { Rng } from "../../../pipeline/base/rng.ts";
import { pick } from "../case.ts";
import { EDGES, spoilBytes } from "../spoil.ts";
import type { ThriftNode } from "./thrift_tree.ts";

const LARGE = [2n ** 31n - 1n, 2n ** 31n, -(2n ** 31n), 2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n)];
/** Copies of an element of a list, at most. */
const MOST_COPIES = 200;

/** Changes one to three values, elements or fields of a struct. */
export function spoilStruct(root: ThriftNode, rng: Rng): void {
  for (let left = 1 + rng.below(3); left > 0; left--) {
    const holders = holdersIn(root);
    if (holders.length === 0) return;
    spoilIn(pick(rng, holders), rng);
  }
}

/** Every struct and every list that is not empty. */
function holdersIn(node: ThriftNode): ThriftNode[] {
  const inner = node.inner ?? [];
  return [...(inner.length > 0 ? [node] : []), ...inner.flatMap(holdersIn)];
}

function spoilIn(holder: ThriftNode, rng: Rng): void {
  const inner = holder.inner!;
  const at = rng.below(inner.length);
  const node = inner[at];
  const kind = rng.below(8);
  if (kind === 0) inner.splice(at, 1);
  else if (kind === 1) {
    for (let left = 1 + rng.below(pick(rng, [2, MOST_COPIES])); left > 0; left--) inner.push(node);
  } else if (kind === 2) inner.push(pick(rng, inner));
  else if (node.whole !== undefined) node.whole = spoilWhole(node.whole, rng);
  else if (node.bytes !== undefined) node.bytes = spoilBytes(node.bytes, rng);
  else if (node.inner === undefined) node.type = 3 - node.type;
}

function spoilWhole(value: bigint, rng: Rng): bigint {
  return pick(rng, [
    () => BigInt(pick(rng, EDGES)),
    () => BigInt(rng.below(12)),
    () => value + pick(rng, [1n, -1n, 8n, -8n]),
    () => value * pick(rng, [2n, -1n, 1000n]),
    () => pick(rng, LARGE),
  ])();
}
