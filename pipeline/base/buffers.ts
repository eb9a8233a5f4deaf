/** The buffers beneath plain data, so that they can be handed over instead of being copied. Runs in Deno and browsers. */

/** Finds the buffers of all typed arrays in a value of lists and objects, each once. */
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
