/** Tables of flat buffers, whose fields can be found and overwritten. Runs in Deno.
 * @see FlatBuffers, "Internals".
 */

/** A table: the bytes that it lies in, and where. */
export interface FlatTable {
  readonly view: DataView;
  readonly at: number;
}

/** The table that a buffer begins with. */
export function rootOf(bytes: Uint8Array): FlatTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { view, at: view.getUint32(0, true) };
}

/** Where a table's list of fields is: two bytes each, behind its own size and the table's. */
export function fieldListOf({ view, at }: FlatTable): { at: number; count: number } {
  const start = at - view.getInt32(at, true);
  return { at: start + 4, count: (view.getUint16(start, true) - 4) / 2 };
}

/** Where a field is, by its number from 0; 0 if it is not there. */
export function fieldAt(table: FlatTable, field: number): number {
  const { at, count } = fieldListOf(table);
  const offset = field < count ? table.view.getUint16(at + 2 * field, true) : 0;
  return offset === 0 ? 0 : table.at + offset;
}

/** The table that a field points to; null if there is none. */
export function tableAt(table: FlatTable, field: number): FlatTable | null {
  const at = fieldAt(table, field);
  return at === 0 ? null : { view: table.view, at: at + table.view.getUint32(at, true) };
}

/** Where the elements of a list start, and how many there are. */
export function listAt(table: FlatTable, field: number): { at: number; count: number } {
  const place = fieldAt(table, field);
  if (place === 0) return { at: 0, count: 0 };
  const list = place + table.view.getUint32(place, true);
  return { at: list + 4, count: table.view.getUint32(list, true) };
}

/** The tables of a list. */
export function tablesAt(table: FlatTable, field: number): FlatTable[] {
  const { at, count } = listAt(table, field);
  return Array.from({ length: count }, (_, i) => {
    const place = at + 4 * i;
    return { view: table.view, at: place + table.view.getUint32(place, true) };
  });
}
