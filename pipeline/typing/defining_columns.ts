/** The columns of a model that features are made of. Runs in Deno and browsers. */

import type { Model, ModelColumn } from "./model.ts";

/** Those columns, and where each is among all that the model reads. */
export function definingColumns(
  { features, placing: { columns } }: Model,
): { readonly column: ModelColumn; readonly at: number }[] {
  const names = new Set(features.map(({ column }) => column));
  return columns.map((column, at) => ({ column, at })).filter(({ column }) =>
    names.has(column.name)
  );
}
