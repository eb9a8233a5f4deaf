/** Puts the items of one question on one scale of words. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";
import { findScale, isScale } from "../cells/scales/find_scale.ts";
import { describeSetAside } from "../columns/missing/set_aside.ts";

/** Gives the items of a question the points of all of them together, where these are one scale: an
 * item that nobody disagreed with has the same places for the other answers as its neighbours have, and
 * one on which all agree is an item of the scale too. Items whose order a parameter sets are left alone.
 * O(levels).
 */
export function alignItems(items: readonly Column[]): readonly Column[] {
  const scales = items.filter(isOfWords);
  if (scales.length === 0 || items.length === 1) return items;
  const joining = items.filter((item) => isOfWords(item) || isConstant(item));
  const texts = [...new Set(joining.flatMap(answersOf))];
  const isAlike = scales.length === joining.length &&
    scales.every(({ categories }) => categories.length === texts.length);
  if (isAlike) return items;
  const found = findScale(texts);
  if (!isScale(found)) return items;
  const positionOf = new Map(texts.map((text, i) => [text, found.positions[i]]));
  const { categories, confidence } = found;
  return items.map((item) => {
    if (!joining.includes(item)) return item;
    const values = Float64Array.from(
      item.texts,
      (text, level) => item.missing[level] === 0 ? positionOf.get(text.trim())! : NaN,
    );
    const reason = `${found.reason}, in all items of the question${describeSetAside(item)}`;
    return { ...item, kind: "ordinal", reason, confidence, values, categories };
  });
}

interface WordColumn extends Column {
  readonly categories: readonly string[];
}

function isOfWords(column: Column): column is WordColumn {
  const { kind, categories, confidence } = column;
  return kind === "ordinal" && categories !== null && confidence < 1;
}

function isConstant({ kind, categories, confidence }: Column): boolean {
  return kind === "nominal" && categories?.length === 1 && confidence < 1;
}

function answersOf({ texts, missing }: Column): string[] {
  return texts.filter((_, level) => missing[level] === 0).map((text) => text.trim());
}
