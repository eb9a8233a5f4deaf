/** What `ingest.columns` says of a column, a kind or an object with more than that. Runs in browsers. */

import type { Params } from "../../../pipeline/plan/params.ts";
import type { MissingReason } from "../../../pipeline/survey/missing.ts";

/** What is said of a column. */
export type Said = Params["ingest"]["columns"][string];
/** What is said of columns, by their names. */
export type Kinds = Readonly<Record<string, Said>>;
/** What may be said of a text: that it is an answer, or why it is none. */
export type Meaning = Exclude<MissingReason, "error">;

/** Makes of what is said of a column something else; undefined where nothing is left to say. */
export type SaidChange = (said: Said | undefined) => Said | undefined;

type Parts = Exclude<Said, string>;

/** An object without a kind orders answers, or leaves the kind as detected. */
export function kindOf(said: Said): string {
  if (typeof said === "string") return said;
  return said.kind ?? (said.order === undefined ? "" : "ordinal");
}

/** Another kind; empty: as detected. What else was said of the column stays, but an order is for ordinal
 * columns only.
 * @returns undefined where nothing is left to say of the column.
 */
export function withKind(said: Said | undefined, kind: string): Said | undefined {
  const { kind: _kind, order, ...rest } = partsOf(said);
  return shortest({
    ...(kind === "" ? {} : { kind: kind as NonNullable<Parts["kind"]> }),
    ...rest,
    ...(kind === "ordinal" && order !== undefined ? { order } : {}),
  });
}

/** All answers of the column, low to high; null where no order was said. */
export function orderOf(said: Said | undefined): readonly string[] | null {
  return partsOf(said).order?.map(String) ?? null;
}

/** The answers in another order, which makes the column ordinal; null: as detected.
 * @returns undefined where nothing is left to say of the column.
 */
export function withOrder(
  said: Said | undefined,
  order: readonly string[] | null,
): Said | undefined {
  const { order: _order, ...rest } = partsOf(said);
  if (order === null) return shortest(rest);
  const { kind, ...others } = rest;
  return { ...(kind === "ordinal" ? { kind } : {}), ...others, order: [...order] };
}

/** The question that was said; empty: as detected. */
export function questionSaid(said: Said | undefined): string {
  return partsOf(said).question ?? "";
}

/** Another question; empty: as detected.
 * @returns undefined where nothing is left to say of the column.
 */
export function withQuestion(said: Said | undefined, question: string): Said | undefined {
  const { question: _question, ...rest } = partsOf(said);
  return shortest(question === "" ? rest : { ...rest, question });
}

/** What was said of each text of the column. */
export function meaningsOf(said: Said | undefined): Readonly<Record<string, Meaning>> {
  const { missing } = partsOf(said);
  if (missing === undefined) return {};
  return Array.isArray(missing)
    ? Object.fromEntries(missing.map((text) => [String(text), "marked" as const]))
    : missing;
}

/** Another meaning of a text; null: as detected. An order that was said loses a text that is no answer
 * and ends with one that may be an answer again.
 * @returns undefined where nothing is left to say of the column.
 */
export function withMeaning(
  said: Said | undefined,
  text: string,
  meaning: Meaning | null,
): Said | undefined {
  const { missing: _missing, order, ...rest } = partsOf(said);
  const { [text]: _before, ...others } = meaningsOf(said);
  const missing = meaning === null ? others : { ...others, [text]: meaning };
  const isNone = meaning !== null && meaning !== "answered";
  const before = order?.map(String).filter((answer) => !isNone || answer !== text);
  const ordered = before === undefined || isNone || before.includes(text)
    ? before
    : [...before, text];
  return shortest({
    ...rest,
    ...(ordered === undefined ? {} : { order: ordered }),
    ...(Object.keys(missing).length === 0 ? {} : { missing }),
  });
}

/** What is said of columns when something else, or nothing, is said of some. */
export function withSaid(
  kinds: Kinds,
  names: readonly string[],
  change: SaidChange,
): Kinds {
  const next: Record<string, Said> = { ...kinds };
  for (const name of names) {
    const said = change(Object.hasOwn(kinds, name) ? kinds[name] : undefined);
    if (said === undefined) delete next[name];
    else next[name] = said;
  }
  return next;
}

function partsOf(said: Said | undefined): Parts {
  return said === undefined ? {} : typeof said === "string" ? { kind: said } : said;
}

function shortest(parts: Parts): Said | undefined {
  const { kind, ...rest } = parts;
  if (Object.keys(rest).length > 0) return parts;
  return kind;
}
