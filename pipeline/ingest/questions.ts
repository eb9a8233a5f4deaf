/** Groups columns into questions. Runs in Deno and browsers. */

import { countOf } from "../text.ts";
import type { Column, IngestReport, Question } from "../types.ts";
import { type Group, groupByHeader, groupByName } from "./header_stems.ts";
import { questionKind } from "./question_kinds.ts";

/** The survey's questions, and its columns with the question that each is an item of. */
export interface QuestionsFound {
  readonly questions: readonly Question[];
  readonly columns: readonly Column[];
}

/** Groups columns: by the question they already name (the file's dialect or `ingest.columns`), by
 * their names, by their headers; what is left is a question of its own. Text only, but for rankings,
 * which are O(n x items).
 */
export function findQuestions(
  columns: readonly Column[],
  renamed: IngestReport["renamed"],
): QuestionsFound {
  const given = new Set(renamed.map(({ name }) => name));
  const isOpen = (column: Column) => column.question === null;
  const groups: Group[] = [...groupGiven(columns)];
  const byName = groupByName(columns, (column) => isOpen(column) && !given.has(column.name));
  groups.push(...byName);
  const taken = new Set(groups.flatMap(({ members }) => members));
  const open = [...columns.keys()].filter((c) => !taken.has(c) && columns[c].label.trim() !== "");
  groups.push(...groupByHeader(columns, open));
  const groupOf = new Map(groups.flatMap((group) => group.members.map((c) => [c, group] as const)));
  const questions: Question[] = [];
  for (const [c, column] of columns.entries()) {
    const group = groupOf.get(c) ?? { name: column.name, members: [c], reason: "" };
    if (group.members[0] !== c) continue;
    const items = group.members.map((member) => columns[member]);
    const { kind, reason } = questionKind(items);
    const shared = group.reason === ""
      ? ""
      : `${countOf(items.length, "column")} ${group.reason}; `;
    const names = items.map((item) => item.name);
    questions.push({ name: group.name, kind, columns: names, reason: shared + reason });
  }
  return {
    questions,
    columns: columns.map((column, c) => {
      const question = groupOf.get(c)?.name ?? null;
      return question === column.question ? column : { ...column, question };
    }),
  };
}

function groupGiven(columns: readonly Column[]): Group[] {
  const members = new Map<string, number[]>();
  columns.forEach(({ question }, c) => {
    if (question !== null) members.set(question, [...members.get(question) ?? [], c]);
  });
  return Array.from(members, ([name, positions]) => ({
    name,
    members: positions,
    reason: "of one question as the file or ingest.columns says",
  }));
}
