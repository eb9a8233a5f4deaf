/** Reads an XLSForm, the questionnaire of KoboToolbox and ODK, as a codebook. Runs in Deno and browsers.
 * @see xlsform.org: sheet "survey" (type, name, label), sheet "choices" (list_name, name, label).
 */

import { type Code, type Codebook, type CodebookVariable, codeOf, variableOf } from "./codebook.ts";

type Rows = readonly (readonly string[])[];

/** Reads both sheets; labels in several languages (`label::English (en)`) by the first.
 * @param sheets Rows of every sheet by its name in small letters.
 * @returns null where the workbook is no XLSForm.
 */
export function readXlsForm(sheets: ReadonlyMap<string, Rows>): Omit<Codebook, "place"> | null {
  const survey = tableOf(sheets.get("survey"), "type");
  if (survey === null) return null;
  const lists = listsOf(tableOf(sheets.get("choices"), "list"));
  const variables: CodebookVariable[] = [];
  const groups: string[] = [];
  for (const { type, name, label } of survey) {
    if (/^begin[ _](?:group|repeat)/.test(type)) groups.push(name);
    else if (/^end[ _](?:group|repeat)/.test(type)) groups.pop();
    else if (name !== "") {
      for (const variable of questionOf({ type, name, label }, { lists, groups })) {
        variables.push(variable);
      }
    }
  }
  return { variables, notes: [] };
}

interface Row {
  readonly type: string;
  readonly name: string;
  readonly label: string;
}

/** The column of a question and, of a select-multiple, that of each option: with and without groups. */
function questionOf(
  { type, name, label }: Row,
  { lists, groups }: {
    lists: ReadonlyMap<string, ReadonlyMap<Code, string>>;
    groups: readonly string[];
  },
): CodebookVariable[] {
  const [, select, list] = /^(select_one|select_multiple|rank)\s+(\S+)/.exec(type) ?? [];
  const choices = lists.get(list ?? "") ?? new Map<Code, string>();
  const paths = [...new Set([name, [...groups, name].join("/")])];
  return paths.flatMap((path) => [
    variableOf({ name: path, text: label, labels: select === "select_one" ? choices : new Map() }),
    ...(select !== "select_multiple"
      ? []
      : [...choices].map(([choice, words]) =>
        variableOf({ name: `${path}/${choice}`, text: `${label} - ${words}` })
      )),
  ]);
}

function listsOf(choices: readonly Row[] | null): Map<string, Map<Code, string>> {
  const lists = new Map<string, Map<Code, string>>();
  for (const { type, name, label } of choices ?? []) {
    if (type === "" || name === "") continue;
    const list = lists.get(type) ?? new Map<Code, string>();
    list.set(codeOf(name), label === "" ? name : label);
    lists.set(type, list);
  }
  return lists;
}

/** The rows below the head, by its names; null without such a head. */
function tableOf(rows: Rows | undefined, first: "type" | "list"): Row[] | null {
  const head = rows?.[0]?.map((cell) => cell.trim().toLowerCase().replace(/[ _]name$/, "")) ?? [];
  const at = {
    type: head.indexOf(first),
    name: rows?.[0]?.findIndex((cell) => cell.trim().toLowerCase() === "name") ?? -1,
    label: head.findIndex((cell) => cell === "label" || cell.startsWith("label:")),
  };
  if (rows === undefined || at.type < 0 || at.name < 0 || at.label < 0) return null;
  return rows.slice(1).map((row) => ({
    type: (row[at.type] ?? "").trim(),
    name: (row[at.name] ?? "").trim(),
    label: (row[at.label] ?? "").trim(),
  }));
}
