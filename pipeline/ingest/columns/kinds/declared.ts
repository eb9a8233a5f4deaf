/** Votes of the file itself: the measure that it declares, and what speaks for and against it. Runs in Deno and browsers. */

import type { ColumnKind } from "../../../survey/column.ts";
import { isScale } from "../../cells/scales/find_scale.ts";
import type { Declared } from "../../table/column_facts.ts";
import type { Answers } from "../answers.ts";
import { type Evidence, type Vote, vote, weightOf } from "./evidence.ts";
import { findPhrase, phraseSet } from "./header_words.ts";

/** Numbers called ordinal with more values than a scale has points are counts and amounts. */
const MOST_ORDINAL_NUMBERS = 20;
/** Of a scale whose ends have names. */
const MOST_POINTS = 11;
/** Numbers called nominal with more values than this are counts and amounts that nobody set right. */
const MOST_NOMINAL_NUMBERS = 50;
/** Labels whose order is not known: more are seldom a scale. */
const USUAL_POINTS = 7;
const EACH_FURTHER = 0.35;
const FEWEST_SORTED = 6;
const NUMBERED_SHARE = 0.6;
/** Longer headers ask something of what they name. */
const SHORT_HEADER = 4;
const UNORDERED = phraseSet(
  "gender|sex|marital status|sexual orientation|geschlecht|familienstand|sexe|genre|état civil|género",
  "sexo|estado civil|genere|sesso|stato civile|gênero|geslacht|burgerlijke staat|φύλο",
  "οικογενειακή κατάσταση|płeć|stan cywilny|cinsiyet|medeni durum|medeni hal",
  "country|state|region|province|county|district|municipality|city|town|village|constituency",
  "branch|store|school|university|occupation|profession|industry|sector|party",
  "religion|nationality|ethnicity|language|brand|land|bundesland|kreis|gemeinde",
  "bezirk|stadt|ort|beruf|branche|partei|marke|filiale|pays|région|département|commune|ville|métier",
  "parti|marque|langue|país|región|provincia|comuna|municipio|ciudad|distrito|ocupación|partido|marca",
  "região|município|cidade|profissão|paese|regione|comune|città|professione|partito|gemeente|beroep",
  "partij|merk|χώρα|περιφέρεια|νομός|δήμος|πόλη|επάγγελμα|κόμμα|μάρκα|kraj|województwo|powiat|gmina",
  "miasto|zawód|partia|ülke|ilçe|bölge|şehir|meslek|marka",
);
const ORDERED_THINGS = phraseSet(
  "education|income|age|level|grade|class|frequency|often|size|degree|rank|stage|qualification",
  "agreement|satisfaction|importance|bildung|einkommen|alter|stufe|häufigkeit|abschluss|größe",
  "éducation|études|diplôme|revenu|âge|niveau|fréquence|educación|estudios|ingreso|ingresos|edad",
  "nivel|frecuencia|istruzione|reddito|età|livello|educação|renda|rendimento|idade|nível|opleiding",
  "inkomen|leeftijd|εκπαίδευση|εισόδημα|ηλικία|wykształcenie|dochód|wiek|poziom|eğitim|gelir|yaş",
);

/** What a file declares is strong where somebody chose it, and next to nothing where its writer sets it
 * unasked. Labels say that answers are categories; numbers with fractions, pairs, and more values than
 * scales or codes have are no points and no codes, whatever the file calls them.
 */
export function voteByFile(evidence: Evidence): readonly Vote[] {
  const { declared = null } = evidence.source.raw.facts ?? {};
  if (declared === null) return [];
  switch (declared.measure) {
    case "date":
      return evidence.answers.dates === null ? [] : [vote("date", 0.9, declared.reason)];
    case "ordered":
      return [vote("ordinal", 0.99, declared.reason)];
    case "ordinal":
      return voteForOrder(evidence, declared);
    case "nominal":
    case "scale":
    case "none":
      return declared.areLabels
        ? voteForLabels(evidence, declared)
        : voteForNumbers(evidence.answers, declared);
  }
}

/** Names for the ends of a run of whole numbers are those of a scale, whatever measure was declared. */
export function voteByEnds({ answers, source }: Evidence): readonly Vote[] {
  const { numbers, distinct } = answers;
  const ends = source.raw.facts?.ends;
  if (ends === undefined || numbers === null || distinct > MOST_POINTS) return [];
  if (!numbers.every(Number.isInteger)) return [];
  const [low, high] = ends.map((label) => JSON.stringify(label));
  return [vote("ordinal", 0.95, `labels for the ends alone, ${low} and ${high}`)];
}

function voteForOrder(evidence: Evidence, { reason, areLabels }: Declared): readonly Vote[] {
  const { answers } = evidence;
  const { numbers, distinct } = answers;
  const isOther = numbers === null
    ? (evidence.source.raw.facts?.categories ?? []).length <= 2
    : distinct <= 2 || distinct > MOST_ORDINAL_NUMBERS || !numbers.every(Number.isInteger);
  const told = vote("ordinal", isOther ? 0.55 : 0.95, reason);
  return areLabels ? [told, ...voteAgainstOrder(evidence)] : [told];
}

/** Many labels of no known order are categories, the more so where they name places or stand in the order
 * of the alphabet; numbers in them that rise, and headers of ordered things, speak for an order.
 */
function voteAgainstOrder({ source, file, header }: Evidence): readonly Vote[] {
  const labels = source.raw.facts?.categories ?? [];
  if (isScale(file.scale) || labels.length === 0) return [];
  const votes: Vote[] = [];
  const further = labels.length - USUAL_POINTS;
  if (further > 0) {
    votes.push(nominal(EACH_FURTHER * further, `${labels.length} labels of no known order`));
  }
  const isSorted = labels.length >= FEWEST_SORTED &&
    labels.every((label, i) => i === 0 || labels[i - 1].toLowerCase() <= label.toLowerCase());
  const isRising = haveRisingNumbers(labels);
  if (isSorted && !isRising) votes.push(nominal(1, "in the order of the alphabet"));
  const place = findPhrase(header, UNORDERED, { most: SHORT_HEADER });
  if (place !== null) votes.push(nominal(2, `the header says ${JSON.stringify(place)}`));
  const isOrdered = findPhrase(header, ORDERED_THINGS) !== null;
  if (isRising || (isOrdered && place === null)) {
    votes.push({ kind: "ordinal", weight: 2, reason: "" });
  }
  return votes;
}

function nominal(weight: number, reason: string): Vote {
  return { kind: "nominal", weight, reason };
}

/** Whether most labels hold a number and these rise or fall, unless they only number one word
 * (`District 1`). */
function haveRisingNumbers(labels: readonly string[]): boolean {
  const numbers = labels.flatMap((label) => {
    const found = /\d[\d.,]*/.exec(label);
    return found === null ? [] : [Number(found[0].replace(/[.,]/g, ""))];
  });
  if (numbers.length < NUMBERED_SHARE * labels.length) return false;
  const words = new Set(labels.map((label) => label.replace(/\d+/g, "").trim()));
  if (words.size === 1 && !words.has("")) return false;
  const pairs = numbers.slice(1).map((number, i) => number - numbers[i]);
  return pairs.every((step) => step >= 0) || pairs.every((step) => step <= 0);
}

function voteForLabels({ file }: Evidence, { measure, reason }: Declared): readonly Vote[] {
  if (measure === "nominal") return [vote("nominal", 0.82, reason)];
  // Codes and a measure that nobody chose say nothing of an order, nor against one.
  return isScale(file.scale)
    ? [{ kind: "ordinal", weight: 0, reason }]
    : [vote("nominal", 0.55, `${reason}, of no known order`)];
}

function voteForNumbers({ numbers, distinct }: Answers, declared: Declared): readonly Vote[] {
  if (numbers === null) return [];
  const { measure, reason } = declared;
  if (measure === "scale") return [vote("numeric", 0.55, reason)];
  if (measure === "none" || distinct > MOST_NOMINAL_NUMBERS) return [];
  const isOther = distinct <= 2 || !numbers.every(Number.isInteger);
  return isOther
    ? [vote("nominal", 0.55, reason)]
    : [{ kind: "nominal", weight: weightOf(0.95), reason }];
}

/** How a kind goes against what somebody declared, in words; null where it does not. Pairs, weights,
 * identifiers and dates have no measure of their own, so that they contradict none.
 */
export function contradictionOf(
  kind: ColumnKind,
  { answers, source }: Pick<Evidence, "answers" | "source">,
): string | null {
  const { declared = null } = source.raw.facts ?? {};
  if (declared === null || declared.measure === kind) return null;
  const isChosen = declared.measure === "ordinal" || declared.measure === "nominal";
  const said = WHAT_THEY_ARE[kind];
  if (!isChosen || said === undefined || answers.distinct <= 2) return null;
  const what = answers.numbers === null ? "answers" : "numbers";
  return `marked ${declared.measure}, but its ${answers.distinct} ${what} are ${said}`;
}

const WHAT_THEY_ARE: Readonly<Partial<Record<ColumnKind, string>>> = {
  nominal: "categories",
  ordinal: "a scale",
  numeric: "a quantity",
  text: "open text",
};

/** Says of which columns the kind goes against what the file declares; empty if of none. */
export function describeContradictions(
  found: readonly { readonly name: string; readonly against: string }[],
): string {
  if (found.length === 0) return "";
  const named = found.slice(0, MOST_NAMED).map(({ name, against }) =>
    `${JSON.stringify(name)} is ${against}`
  );
  const more = found.length > MOST_NAMED ? `; and ${found.length - MOST_NAMED} more` : "";
  const columns = found.length === 1 ? "1 column" : `${found.length} columns`;
  return `The file's measure was not followed in ${columns}: ${named.join("; ")}${more}. ` +
    "To follow it, give the kind in ingest.columns.";
}

const MOST_NAMED = 5;
