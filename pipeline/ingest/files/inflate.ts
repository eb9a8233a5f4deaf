/** Unpacks deflated bytes piece by piece. Runs in Deno and browsers. */

import { Damage } from "./damage.ts";

/** A piece becomes a thousand times as much at most, which is handed over in one. */
const PIECE_BYTES = 1 << 15;

/** Unpacks bytes; who has enough stops taking pieces, and the rest is let go.
 * @throws {Damage} If they are cut off or damaged.
 */
export async function* inflate(
  packed: Uint8Array,
  format: CompressionFormat,
): AsyncGenerator<Uint8Array> {
  const reader = piecesOf(packed).pipeThrough(new DecompressionStream(format)).getReader();
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

function piecesOf(packed: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= packed.length) {
        controller.close();
        return;
      }
      controller.enqueue(packed.slice(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
}
