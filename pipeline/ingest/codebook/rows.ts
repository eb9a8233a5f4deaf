/** Reads a codebook that is a table: a row a column, or a row a value. Runs in Deno and browsers. */

import { quoteValue } from "../../base/errors.ts";
import { countOf } from "../../base/text.ts";
import { type Codebook, type CodebookVariable, codeOf, measureOf, variableOf } from "./codebook.ts";
import { readCodeList, readValueList } from "./value_list.ts";

/** What a column of a codebook's table holds, by its head in plain letters. REDCap's data dictionary has
 * "Variable / Field Name", "Field Label" and "Choices, Calculations, OR Slider Labels". */
const HEADS = {
  name:
    /^(?:name|names|variable|variables|var|variable name|variablenname|column|column name|spalte|field|field name|variable field name|item|item name|question id|id|key|code name|nom|nom de variable|nombre|variable nombre|nome|nome variabile|nome da variavel|naam|variabele|nazwa|zmienna|degisken|ad)$/,
  text:
    /^(?:text|question|question text|questions|wording|label|labels|variable label|variablenlabel|variablen label|field label|description|title|item text|frage|fragetext|beschreibung|libelle|intitule|question libelle|texto|pregunta|etiqueta|descripcion|descrizione|testo|domanda|etichetta|pergunta|rotulo|descricao|vraag|vraagtekst|omschrijving|pytanie|tresc|etykieta|opis|soru|aciklama|etiket)$/,
  values:
    /^(?:values|value labels|valuelabels|wertelabels|werte|choices|categories|levels|options|answers|answer options|response options|responses|codes|coding|codierung|antworten|kategorien|antwortoptionen|choices calculations or slider labels|modalites|valeurs|valores|categorias|valori|opcoes|waarden|antwoorden|wartosci|odpowiedzi|degerler|secenekler)$/,
  missing:
    /^(?:missing|missings|missing values|missing codes|user missing|fehlend|fehlende werte)$/,
  measure:
    /^(?:measure|level of measurement|measurement|measurement level|messniveau|skalenniveau|scale type)$/,
  value: /^(?:value|code|wert|kode|valeur|valor|valore|waarde|wartosc|deger)$/,
  valueLabel:
    /^(?:value label|label of value|category|category label|answer|wertelabel|antwort|modalite|categoria|etiqueta de valor|waardelabel|value text)$/,
} as const;

type Head = keyof typeof HEADS;
type Place = Partial<Record<Head, number>>;

const MOST_HEAD_ROWS = 5;

/** Finds the row that names what a table's columns hold, and reads the rows below it.
 * @returns null where no row is the head of a codebook.
 */
export function readRows(rows: readonly (readonly string[])[]): Omit<Codebook, "place"> | null {
  for (const [r, row] of rows.slice(0, MOST_HEAD_ROWS).entries()) {
    const place = findHeads(row);
    if (place === null) continue;
    return readBelow(rows.slice(r + 1), place);
  }
  return null;
}

/** Where a name and what is said of it stand; null if the row says neither. */
function findHeads(row: readonly string[]): Place | null {
  const place: Place = {};
  for (const [c, cell] of row.entries()) {
    const head = plain(cell);
    const found = (Object.keys(HEADS) as Head[])
      .find((one) => place[one] === undefined && HEADS[one].test(head));
    if (found !== undefined) place[found] = c;
  }
  // In a table of a row a value, "label" beside "value" is of the value where no other text is.
  if (place.value !== undefined && place.valueLabel === undefined && place.text !== undefined) {
    const isOfValue = place.text === place.value + 1;
    const other = row.findIndex((cell, c) => c !== place.text && HEADS.text.test(plain(cell)));
    if (isOfValue || other >= 0) {
      place.valueLabel = isOfValue ? place.text : other;
      if (!isOfValue || other >= 0) place.text = isOfValue ? other : place.text;
      else delete place.text;
    }
  }
  const says = place.text ?? place.values ?? place.valueLabel;
  return place.name === undefined || says === undefined ? null : place;
}

/** Small letters and digits with single blanks between, without accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replaceAll("ı", "i").replaceAll("ł", "l").replace(/[^a-z0-9]+/g, " ").trim();
}

function readBelow(rows: readonly (readonly string[])[], place: Place): Omit<Codebook, "place"> {
  const variables = new Map<string, CodebookVariable>();
  const unread: { name: string; cell: string }[] = [];
  const twice: string[] = [];
  let name = "";
  for (const row of rows) {
    const cellOf = (head: Head) => (place[head] === undefined ? "" : row[place[head]] ?? "").trim();
    const own = cellOf("name");
    const isNext = own !== "" && own !== name;
    if (own !== "") name = own;
    if (name === "") continue;
    const before = variables.get(name);
    if (isNext && before !== undefined && place.value === undefined) {
      twice.push(name);
      continue;
    }
    const values = readValueList(cellOf("values"));
    if (values === null) unread.push({ name, cell: cellOf("values") });
    const labels = new Map([...before?.labels ?? [], ...values ?? []]);
    const [value, label] = [cellOf("value"), cellOf("valueLabel")];
    if (value !== "" && label !== "" && !labels.has(codeOf(value))) {
      labels.set(codeOf(value), label);
    }
    variables.set(
      name,
      variableOf({
        name,
        text: before?.text || cellOf("text"),
        labels,
        missing: new Set([...before?.missing ?? [], ...readCodeList(cellOf("missing"))]),
        measure: before?.measure ?? measureOf(cellOf("measure")),
      }),
    );
  }
  return {
    variables: [...variables.values()],
    notes: [...notesOf(unread), ...notesOfTwice(twice)],
  };
}

function notesOf(unread: readonly { name: string; cell: string }[]): string[] {
  if (unread.length === 0) return [];
  const [{ name, cell }] = unread;
  const count = countOf(unread.length, "column");
  return [
    `The value labels of ${count} could not be read, such as ${quoteValue(cell)} of ` +
    `${quoteValue(name)}: write them as 1 = Never; 2 = Often.`,
  ];
}

function notesOfTwice(twice: readonly string[]): string[] {
  if (twice.length === 0) return [];
  const names = [...new Set(twice)];
  return [
    `${countOf(names.length, "column")} stand${
      names.length === 1 ? "s" : ""
    } there more than once, ` +
    `such as ${quoteValue(names[0])}: what comes first was taken.`,
  ];
}
