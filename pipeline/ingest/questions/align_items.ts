/** Puts the items of one question on one scale of words. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";
import { findScale, isScale } from "../cells/scales/find_scale.ts";
import { describeSetAside } from "../columns/missing/set_aside.ts";

const FEWEST_PAIRS = 2;

/** Gives the items of a question the points of all of them together, where these are one scale: an
 * item that nobody disagreed with has the same places for the other answers as its neighbours have, and
 * one on which all agree is an item of the scale too. Items whose order a parameter sets are left alone.
 * O(levels).
 */
export function alignItems(items: readonly Column[]): readonly Column[] {
  const pairs = alignPairs(items);
  return pairs === items ? alignScales(items) : pairs;
}

/** Makes yes/no of the items of a yes/no question to which all said the same: an option that nobody
 * ticked is one all the same.
 */
function alignPairs(items: readonly Column[]): readonly Column[] {
  const pairs = items.filter(({ kind }) => kind === "binary");
  const others = items.filter(({ kind }) => kind !== "binary" && kind !== "text");
  if (pairs.length < FEWEST_PAIRS || others.length === 0) return items;
  const [{ categories }] = pairs;
  const said = categories ?? ["0", "1"];
  const isAlike = categories === null
    ? pairs.every((pair) =>
      pair.categories === null &&
      pair.values.every((value, l) => pair.missing[l] !== 0 || value === 0 || value === 1)
    )
    : pairs.every((pair) => pair.categories?.join("\n") === categories.join("\n"));
  const isOfPair = (item: Column) => {
    const answers = new Set(answersOf(item));
    return item.confidence < 1 && answers.size === 1 && said.includes([...answers][0]);
  };
  if (!isAlike || !others.some(isOfPair)) return items;
  return items.map((item) => {
    if (!others.includes(item) || !isOfPair(item)) return item;
    const [answer] = answersOf(item);
    const value = said.indexOf(answer);
    return {
      ...item,
      kind: "binary",
      reason: `all said ${JSON.stringify(answer)}, where the question's other items have ` +
        `${said.map((text) => JSON.stringify(text)).join(" and ")}`,
      confidence: 0.9,
      values: Float64Array.from(item.missing, (reason) => reason === 0 ? value : NaN),
      categories,
    };
  });
}

function alignScales(items: readonly Column[]): readonly Column[] {
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
