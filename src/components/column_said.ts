/** What `ingest.columns` says of a column, a kind or an object with more than that. Runs in browsers. */

import type { Params } from "../../pipeline/params.ts";

/** What is said of a column. */
export type Said = Params["ingest"]["columns"][string];
/** What is said of columns, by their names. */
export type Kinds = Readonly<Record<string, Said>>;

/** An object without a kind orders answers, or leaves the kind as detected. */
export function kindOf(said: Said): string {
  if (typeof said === "string") return said;
  return said.kind ?? (said.order === undefined ? "" : "ordinal");
}

/** Another kind; what else was said of the column stays, but an order is for ordinal columns only. */
export function withKind(said: Said | undefined, kind: string): Said {
  const named = kind as Exclude<Said, object>;
  if (said === undefined || typeof said === "string") return named;
  const { order, kind: _kind, ...rest } = said;
  const kept = kind === "ordinal" && order !== undefined ? { ...rest, order } : rest;
  if (Object.keys(kept).length === 0 && kind !== "") return named;
  return kind === "" ? kept : { ...kept, kind: named };
}
