/** Groups columns into questions. Runs in Deno and browsers. */

import { countOf } from "../../base/text.ts";
import type { Column } from "../../survey/column.ts";
import type { IngestReport, Question } from "../../survey/survey.ts";
import { alignItems } from "./align_items.ts";
import { type Group, groupByHeader, groupByName } from "./header_stems.ts";
import { tellNone } from "./multi/none_options.ts";
import { questionKind } from "./question_kinds.ts";

/** The survey's questions, and its columns with the question that each is an item of. */
export interface QuestionsFound {
  readonly questions: readonly Question[];
  readonly columns: readonly Column[];
}

/** Groups columns: by the question they already name (the file's dialect or `ingest.columns`), by
 * their names, by their headers; what is left is a question of its own. Items of one scale of words get
 * the same points. Text only, but for rankings, which are O(n x items).
 */
export function findQuestions(
  columns: readonly Column[],
  renamed: IngestReport["renamed"],
): QuestionsFound {
  const given = new Set(renamed.map(({ name }) => name));
  const isOpen = (column: Column) => column.question === null;
  const byName = groupByName(columns, (column) => isOpen(column) && !given.has(column.name));
  const told = [...groupGiven(columns), ...byName];
  const taken = new Set(told.flatMap(({ members }) => members));
  const open = [...columns.keys()].filter((c) => !taken.has(c) && columns[c].label.trim() !== "");
  const groups = [...told, ...groupByHeader(columns, open)];
  const groupOf = new Map(
    joinAlike(groups).flatMap((group) => group.members.map((c) => [c, group] as const)),
  );
  const questions: Question[] = [];
  const aligned = columns.slice();
  for (const [c, column] of columns.entries()) {
    const group = groupOf.get(c) ?? { name: column.name, members: [c], reason: "" };
    if (group.members[0] !== c) continue;
    const items = alignItems(group.members.map((member) => columns[member]));
    const { kind, reason } = questionKind(items);
    const told = kind === "multi_select" ? tellNone(items) : items;
    told.forEach((item, i) => aligned[group.members[i]] = item);
    const shared = group.reason === ""
      ? ""
      : `${countOf(items.length, "column")} ${group.reason}; `;
    const names = items.map((item) => item.name);
    questions.push({ name: group.name, kind, columns: names, reason: shared + reason });
  }
  return {
    questions,
    columns: aligned.map((column, c) => {
      const question = groupOf.get(c)?.name ?? null;
      return question === column.question ? column : { ...column, question };
    }),
  };
}

/** Makes one group of those of one name: a column may be said to belong to a question that its other
 * items are found to make up.
 */
function joinAlike(groups: readonly Group[]): Group[] {
  const joined = new Map<string, Group>();
  for (const group of groups) {
    const before = joined.get(group.name);
    joined.set(
      group.name,
      before === undefined ? group : {
        name: group.name,
        members: [...before.members, ...group.members].sort((a, b) => a - b),
        reason: `${before.reason}, others ${group.reason}`,
      },
    );
  }
  return [...joined.values()];
}

function groupGiven(columns: readonly Column[]): Group[] {
  const members = new Map<string, number[]>();
  columns.forEach(({ question }, c) => {
    if (question !== null) members.set(question, [...members.get(question) ?? [], c]);
  });
  return Array.from(members, ([name, positions]) => ({
    name,
    members: positions,
    reason: `of one question as ${whoSays(positions.map((c) => columns[c]))}`,
  }));
}

function whoSays(columns: readonly Column[]): string {
  const set = columns.filter(({ isQuestionSet }) => isQuestionSet === true).length;
  if (set === 0) return "the file says";
  return set === columns.length ? "ingest.columns says" : "the file and ingest.columns say";
}
