/** Several files' tables as one. Runs in Deno and browsers. */

import { LevelIndex } from "./level_index.ts";
import type { RawColumn, RawTable } from "./table.ts";

/** Puts tables of the same columns one below the other, O(cells); rows go on counting over all of them. */
export function joinTables(tables: readonly RawTable[]): RawTable {
  const [first] = tables;
  if (tables.length === 1) return first;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return {
    ...first,
    rows,
    columns: first.columns.map((_, c) =>
      joinColumns(tables.map(({ columns }) => columns[c]), rows)
    ),
    rowNumber: (row) => first.rowNumber(0) + row,
  };
}

function joinColumns(parts: readonly RawColumn[], rows: number): RawColumn {
  const index = new LevelIndex();
  const codes = new Uint32Array(rows);
  const counts: number[] = [];
  let from = 0;
  for (const part of parts) {
    const levels = part.texts.map((text) => index.levelOf(text));
    levels.forEach((level, own) => counts[level] = (counts[level] ?? 0) + part.counts[own]);
    for (let row = 0; row < part.codes.length; row++) codes[from + row] = levels[part.codes[row]];
    from += part.codes.length;
  }
  return {
    position: parts[0].position,
    header: parts[0].header,
    codes,
    texts: index.texts,
    counts,
  };
}
