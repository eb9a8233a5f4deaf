/** Makes a yes/no column of each option that was named in slots of mentions. Runs in Deno and browsers. */

import type { Column } from "../../survey/column.ts";
import { missingCode } from "../../survey/missing.ts";
import type { MentionSlots } from "./mentions.ts";

const BLANK = missingCode("blank");

/** A slot set aside as text, with the reason. */
export function slotColumn(column: Column, { question, reason }: MentionSlots): Column {
  return {
    ...column,
    question,
    kind: "text",
    reason,
    values: new Float64Array(column.texts.length).fill(NaN),
    categories: null,
  };
}

/** Columns of 1 for named, 0 for not, missing where no slot is filled. O(n x options).
 * @param taken Names that columns have; those given are added.
 */
export function mentionColumns(
  slots: readonly Column[],
  { name: stemName, question, options }: MentionSlots,
  taken: Set<string>,
): Column[] {
  const [first] = slots;
  const stem = JSON.stringify(first.name);
  return options.map((option) => {
    const holds = slots.map(({ texts, missing }) =>
      texts.map((text, level) => missing[level] !== 0 ? 2 : text.trim() === option ? 0 : 1)
    );
    const codes = new Uint8Array(first.codes.length).fill(2);
    for (const [s, slot] of slots.entries()) {
      for (let i = 0; i < codes.length; i++) codes[i] = Math.min(codes[i], holds[s][slot.codes[i]]);
    }
    let name = `${stemName}: ${option}`;
    for (let number = 2; taken.has(name); number++) name = `${stemName}: ${option}_${number}`;
    taken.add(name);
    return {
      ...first,
      name,
      label: `${question}: ${option}`,
      question,
      source: first.name,
      kind: "binary",
      reason: `named in one of the ${slots.length} slots from ${stem} on`,
      confidence: 0.9,
      codes,
      texts: ["1", "0", ""],
      values: Float64Array.of(1, 0, NaN),
      missing: Uint8Array.of(0, 0, BLANK),
      categories: null,
    };
  });
}
