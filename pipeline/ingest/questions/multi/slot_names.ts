/** Reads in a header which of several mentions a column holds: the first, second, third. Runs in Deno and browsers. */

import { fold } from "../../cells/scales/fold.ts";
import { headerOf } from "../../columns/kinds/header_words.ts";

/** What a header says of a slot. */
export interface SlotName {
  /** What the slots of one question share. */
  readonly stem: string;
  /** From 1. */
  readonly number: number;
  /** The stem as people read it. */
  readonly question: string;
  /** Whether it speaks of mentions, answers or choices. */
  readonly isMention: boolean;
}

/** First to sixth in each language of the scales. */
const ORDINALS: readonly string[] = [
  "first|1st|erste|erster|erstes|ersten|premier|première|1er|1re|1ère|primera|primero|primer|1ª|1º|1a|1o|" +
  "prima|primo|primeira|primeiro|eerste|1e|πρώτη|πρώτος|πρώτο|1η|pierwsza|pierwszy|pierwsze|birinci|ilk",
  "second|2nd|zweite|zweiter|zweites|zweiten|deuxième|seconde|2e|2ème|2nde|segunda|segundo|2ª|2º|2a|2o|" +
  "seconda|secondo|tweede|δεύτερη|δεύτερος|δεύτερο|2η|druga|drugi|drugie|ikinci",
  "third|3rd|dritte|dritter|drittes|dritten|troisième|3e|3ème|tercera|tercero|tercer|3ª|3º|3a|3o|terza|" +
  "terzo|terceira|terceiro|derde|τρίτη|τρίτος|τρίτο|3η|trzecia|trzeci|trzecie|üçüncü",
  "fourth|4th|vierte|vierter|viertes|quatrième|4e|4ème|cuarta|cuarto|4ª|4º|quarta|quarto|vierde|τέταρτη|" +
  "τέταρτο|4η|czwarta|czwarty|czwarte|dördüncü",
  "fifth|5th|fünfte|fünfter|fünftes|cinquième|5e|5ème|quinta|quinto|5ª|5º|vijfde|πέμπτη|πέμπτο|5η|piąta|" +
  "piąty|piąte|beşinci",
  "sixth|6th|sechste|sechster|sechstes|sixième|6e|6ème|sexta|sexto|6ª|6º|sesta|sesto|zesde|έκτη|έκτο|6η|" +
  "szósta|szósty|szóste|altıncı",
];
/** As one word: `Erstnennung`, `Zweitgenannte Marke`. */
const COMPOUND =
  /^(?:(erst)|(zweit)|(dritt)|(viert)|(fünft)|(sechst))(nennung|genannte?[rs]?|wahl|antwort)$/iu;
const AT_END = /^(.*\p{L}.*?)[([]?(\d{1,2})[)\]]?$/u;
/** Behind a number only: `brand_a` may be anything. */
const AT_END_LETTER = /^(.*\d[\s_.-]?)([a-h])$/i;
const AT_START = /^(\d{1,2})\.\s*(\p{L}.*)$/u;
const MENTION =
  /(?<!\p{L})(?:o|m|r|mentions?|mentioned|answers?|choices?|named|responses?|reasons?|nennung(?:en)?|genannte?[rs]?|antwort|wahl|mencion|menci[oó]n|respuesta|elecci[oó]n|r[eé]ponse|choix|risposta|scelta|resposta|men[cç][aã]o|escolha|menzione|antwoord|vermelding|keuze|απάντηση|αναφορά|επιλογή|odpowied[zź]|wyb[oó]r|wskazanie|cevap|yan[ıi]t|tercih)(?!\p{L})/iu;
const LAST_MENTION = new RegExp(`${MENTION.source}[\\s_.:-]*$`, "iu");
const EDGES = /^[\s_.:,;()[\]-]+|[\s_.:,;()[\]-]+$/g;
/** A word that is left of names such as `P2_O1`. */
const MARK = /_(?:O|M|R|mention|answer)$/i;
const LONGEST = 300;

let known: ReadonlyMap<string, number> | null = null;

/** Reads a name or header as that of a slot: with a number at its end (`brand_2`, `Mention (2)`, `V12A`) or in front
 * (`2. Nennung`), or with one ordinal among its words (`Second mention`, `brand_second`).
 * @returns All readings, none where it is no such header.
 */
export function readSlotName(text: string): SlotName[] {
  if (text.length > LONGEST) return [];
  const found: SlotName[] = [];
  const end = AT_END.exec(text);
  if (end !== null) {
    const [, stem, number] = end;
    const bare = stem.replace(/[\s_.:-]+$/, "").replace(MARK, "");
    found.push({
      stem,
      number: Number(number),
      question: bare === "" ? stem : bare,
      isMention: LAST_MENTION.test(stem),
    });
  }
  const lettered = AT_END_LETTER.exec(text);
  if (lettered !== null) {
    const [, stem, letter] = lettered;
    const number = letter.toLowerCase().charCodeAt(0) - "a".charCodeAt(0) + 1;
    found.push({ stem, number, question: stem.replace(/[\s_.-]+$/, ""), isMention: false });
  }
  const start = AT_START.exec(text);
  if (start !== null) {
    const [, number, stem] = start;
    found.push({ stem, number: Number(number), question: stem, isMention: MENTION.test(stem) });
  }
  const inWords = readOrdinal(text);
  if (inWords !== null) found.push(inWords);
  return found;
}

function readOrdinal(text: string): SlotName | null {
  known ??= new Map(
    ORDINALS.flatMap((words, i) => words.split("|").map((word) => [fold(word), i + 1] as const)),
  );
  const { written, folded } = headerOf({ name: text, label: text }).texts[0];
  const places = [...folded.keys()].filter((at) => known!.has(folded[at]));
  const compound = written.findIndex((word) => COMPOUND.test(word));
  if (places.length === 0 && compound !== -1) {
    const match = COMPOUND.exec(written[compound])!;
    const stem = [
      ...folded.slice(0, compound),
      match[7].toLowerCase(),
      ...folded.slice(compound + 1),
    ];
    const number = match.slice(1, 7).findIndex((part) => part !== undefined) + 1;
    return { stem: stem.join(" "), number, question: match[7], isMention: true };
  }
  if (places.length !== 1 || folded.length < 2) return null;
  const [at] = places;
  const stem = folded.filter((_, place) => place !== at).join(" ");
  const from = text.indexOf(written[at]);
  const rest = `${text.slice(0, from)} ${text.slice(from + written[at].length)}`;
  const question = rest.replace(/\(\s*\)|\[\s*\]/g, " ").replace(/\s+(?=[?!.,;:]|\s|$)/g, "")
    .replace(EDGES, "");
  return { stem, number: known.get(folded[at])!, question, isMention: MENTION.test(text) };
}
