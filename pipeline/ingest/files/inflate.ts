/** Unpacks deflated bytes piece by piece. Runs in Deno and browsers. */

import { Damage } from "./damage.ts";

/** Unpacks bytes; who has enough stops taking pieces, and the rest is let go.
 * @throws {Damage} If they are cut off or damaged.
 */
export async function* inflate(
  packed: Uint8Array,
  format: CompressionFormat,
): AsyncGenerator<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const reader = stream.pipeThrough(new DecompressionStream(format)).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Damage("a packed block that does not unpack");
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
