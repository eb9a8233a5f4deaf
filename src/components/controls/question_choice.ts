/** Which columns segment, only describe or are ignored, read from and written to patterns. Runs in browsers. */

import { engineRules } from "../kit/engine_rules.js";
import type { Params } from "../../../pipeline/plan/params.ts";
import type { ColumnView } from "../../../pipeline/view/types.ts";
import { entryOf, groupBy } from "../kit/lists.js";
import { countOf } from "../kit/words/format.js";

/** What becomes of a column. */
export type Use = "segment" | "profile" | "ignore";

/** A question and the columns that are its items, in the file's order. */
export interface Question {
  readonly name: string;
  readonly items: readonly ColumnView[];
}

/** The three lists that say what becomes of columns. */
export interface PatternLists {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly remove: readonly string[];
}

const USE_WORDS: Readonly<Record<Use, readonly [one: string, many: string]>> = {
  segment: ["defines the segments", "define the segments"],
  profile: ["describes only", "describe only"],
  ignore: ["is left out", "are left out"],
};

/** What stands in `features.include` for what the roles say. */
const AUTO = "auto";
const NEVER_SEGMENT = ["id", "text", "date", "weight"];

/** Groups columns by question, in the order of their first items. */
export function groupByQuestion(columns: readonly ColumnView[]): Question[] {
  return Array.from(
    groupBy(columns, ({ question }) => question),
    ([name, items]) => ({ name, items }),
  );
}

/** Gives columns that a run removed their question back, which its result no longer tells, so that
 * ignoring a question does not scatter its items.
 * @param pattern `features.question_pattern`; one that is no regular expression changes nothing.
 */
export function withQuestions(columns: readonly ColumnView[], pattern: string): ColumnView[] {
  const rules = engineRules();
  if (rules.questionPatternProblem(pattern) !== null) return [...columns];
  return columns.map((column) =>
    column.role === "removed"
      ? { ...column, question: rules.questionInName(column.name, pattern) ?? column.question }
      : column
  );
}

/** Whether a column can segment: by its kind, and if it is no metadata of the interview. */
export function canSegment({ kind, metadata }: ColumnView): boolean {
  return !metadata && !NEVER_SEGMENT.includes(kind);
}

/** The lists of a set of parameters. */
export function listsOf({ features, cleaning }: Params): PatternLists {
  return {
    include: typeof features.include === "string" ? [features.include] : features.include,
    exclude: features.exclude,
    remove: cleaning.exclude_columns,
  };
}

/** Reads what becomes of each column. */
export function readUses(
  columns: readonly ColumnView[],
  lists: PatternLists,
): Map<string, Use> {
  const isIncluded = inclusion(lists);
  const isExcluded = matcher(lists.exclude);
  const isRemoved = matcher(lists.remove);
  return new Map(columns.map((column) => {
    const { name } = column;
    if (isRemoved(name)) return [name, "ignore"];
    const isSegmenting = canSegment(column) && isIncluded(column) && !isExcluded(name);
    return [name, isSegmenting ? "segment" : "profile"];
  }));
}

/** Writes the lists in which some columns get another use. Patterns that still hold are kept, a whole
 * question is written as a glob where that matches exactly its columns, all else by name.
 * @param names The columns that change.
 */
export function writeUse(
  names: readonly string[],
  use: Use,
  { columns, lists }: { readonly columns: readonly ColumnView[]; readonly lists: PatternLists },
): PatternLists {
  const uses = readUses(columns, lists);
  for (const name of names) uses.set(name, use);
  const isIncluded = inclusion(lists);
  const pick = (test: (column: ColumnView, use: Use) => boolean) =>
    new Set(columns.filter((one) => test(one, entryOf(uses, one.name))).map(({ name }) => name));
  const segmenting = pick((column, use) => use === "segment" && canSegment(column));
  const ignored = pick((_, use) => use === "ignore");
  const described = pick((column, use) =>
    use === "profile" && canSegment(column) && isIncluded(column)
  );
  // What roles include already needs no pattern of its own.
  const byRole = new Set(
    columns.filter((column) => lists.include.includes(AUTO) && definesByRole(column))
      .map(({ name }) => name),
  );
  const named = new Set([...segmenting].filter((name) => !byRole.has(name)));
  const everything = pick(() => true);
  return {
    include: rewrite(lists.include, { must: named, may: everything, columns }),
    exclude: rewrite(lists.exclude, {
      must: described,
      may: pick((column) => !segmenting.has(column.name)),
      columns,
    }),
    remove: rewrite(lists.remove, { must: ignored, may: ignored, columns }),
  };
}

/** Says what becomes of questions, such as `3 questions now describe only`.
 * @param columns Those that change.
 */
export function useWords(columns: readonly ColumnView[], use: Use): string {
  const questions = groupByQuestion(columns);
  const [one, many] = USE_WORDS[use];
  return questions.length === 1
    ? `${questions[0].name} now ${one}`
    : `${countOf(questions.length, "question")} now ${many}`;
}

/** The parameters that change where some columns get another use, and what they become. */
export function settingsOf(
  names: readonly string[],
  use: Use,
  { columns, lists }: { readonly columns: readonly ColumnView[]; readonly lists: PatternLists },
): [path: string, value: readonly string[]][] {
  const next = writeUse(names, use, { columns, lists });
  const settings: [string, readonly string[], readonly string[]][] = [
    ["features.include", lists.include, next.include],
    ["features.exclude", lists.exclude, next.exclude],
    ["cleaning.exclude_columns", lists.remove, next.remove],
  ];
  return settings.flatMap(([path, before, after]) =>
    JSON.stringify(before) === JSON.stringify(after) ? [] : [[path, after]]
  );
}

/** Whether columns are included: by name, or with `auto` by their roles. */
function inclusion({ include }: PatternLists): (column: ColumnView) => boolean {
  const isNamed = matcher(include);
  const isAuto = include.includes(AUTO);
  return (column) => isNamed(column.name) || (isAuto && definesByRole(column));
}

/** Where nothing else is left, who respondents are defines too. */
function definesByRole({ isWho, role }: ColumnView): boolean {
  return !isWho || role === "segmenting";
}

interface Rewriting {
  /** Columns that the patterns must match. */
  readonly must: ReadonlySet<string>;
  /** Columns that they may match: these at least. */
  readonly may: ReadonlySet<string>;
  readonly columns: readonly ColumnView[];
}

function rewrite(patterns: readonly string[], { must, may, columns }: Rewriting): string[] {
  const names = columns.map(({ name }) => name);
  const kept = patterns.filter((pattern) =>
    names.filter(matcher([pattern])).every((n) => may.has(n))
  );
  const isKept = matcher(kept);
  const missing = new Set([...must].filter((name) => !isKept(name)));
  const added = writeNames(
    { wanted: missing, whole: (name) => may.has(name) && must.has(name) },
    columns,
  );
  return dropCovered([...kept, ...added], names);
}

/** Names of columns as patterns: a whole question as a glob where that matches exactly its columns, all
 * else by name.
 */
export function globsOf(names: readonly string[], columns: readonly ColumnView[]): string[] {
  const wanted = new Set(names);
  return writeNames({ wanted, whole: (name) => wanted.has(name) }, columns);
}

/** @param whole Whether a glob may match the column. */
function writeNames(
  { wanted, whole }: {
    readonly wanted: ReadonlySet<string>;
    readonly whole: (name: string) => boolean;
  },
  columns: readonly ColumnView[],
): string[] {
  const names = columns.map(({ name }) => name);
  return groupByQuestion(columns).flatMap((question) => {
    const items = question.items.map(({ name }) => name);
    const found = items.filter((name) => wanted.has(name));
    const glob = found.length > 1 && items.every(whole)
      ? exactGlob(question.name, { items, names })
      : null;
    return glob === null ? found : [glob];
  });
}

/** A glob that matches these columns and no others; null if there is none. */
function exactGlob(
  question: string,
  { items, names }: { readonly items: readonly string[]; readonly names: readonly string[] },
): string | null {
  const candidates = [`${question}_*`, `${question}*`, `${commonStart(items)}*`];
  const isExact = (glob: string) => {
    const matched = names.filter(matcher([glob]));
    return matched.length === items.length && items.every((name) => matched.includes(name));
  };
  return candidates.find((glob) => glob !== "*" && isExact(glob)) ?? null;
}

function commonStart([first, ...rest]: readonly string[]): string {
  let length = first.length;
  for (const text of rest) {
    while (!text.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}

/** Leaves out names of columns that a glob of the list matches too. */
function dropCovered(patterns: readonly string[], names: readonly string[]): string[] {
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern));
  return patterns.filter((pattern) =>
    globs.includes(pattern) || !names.includes(pattern) || !matcher(globs)(pattern)
  );
}

/** A test for names, by the engine's rules for names and globs. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  return engineRules().matcher(patterns);
}
