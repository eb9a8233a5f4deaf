/** Votes for numbers that are codes and measure nothing, such as postal codes. Runs in Deno and browsers. */

import type { Answers } from "../answers.ts";
import { type Evidence, type Vote, weightOf } from "./evidence.ts";
import { findPhrase, phraseSet } from "./header_words.ts";
import { areCategories, countWords } from "./words.ts";

const DIGITS = /^\d{4,}$/;
const POSTAL =
  /(?<!\p{L})(?:zip(?:[ _-]?codes?)?|post(?:al)?[ _-]?codes?|plz|postleitzahl(?:en)?|codes? postal|c[oó]digo postal)(?!\p{L})/iu;
/** What is named by codes: places, occupations, parties and the like, in the singular, as counts of them
 * have the plural. */
export const NAMED_BY_CODES = phraseSet(
  // English, and classifications
  "country|state|region|province|county|district|municipality|city|town|village|constituency|nuts",
  "fips|isco|isco08|isco88|isic|nace|naics|soc|occupation|profession|industry|sector|party|religion",
  "denomination|nationality|ethnicity|ethnic group|language|brand|cntry|department|canton|borough",
  "ward|parish|prefecture|job code|area code|place code",
  // German
  "bundesland|kreis|landkreis|gemeinde|bezirk|stadt|wahlkreis|beruf|branche|partei|konfession",
  "staatsangehörigkeit|sprache|marke|ags",
  // French
  "pays|région|département|commune|ville|circonscription|métier|parti|langue|marque|nationalité",
  // Spanish, Portuguese, Italian
  "país|región|provincia|comuna|municipio|ciudad|distrito|departamento|ocupación|profesión|partido",
  "idioma|marca|nacionalidad|religión|entidad|entidad federativa|região|município|cidade|distrito",
  "ocupação|profissão|freguesia|concelho|paese|regione|comune|città|professione|partito|lingua",
  // Dutch, Greek, Polish, Turkish
  "gemeente|provincie|beroep|partij|taal|merk|χώρα|περιφέρεια|νομός|δήμος|επάγγελμα|κόμμα|γλώσσα",
  "kraj|województwo|powiat|gmina|zawód|partia|język|ülke|ilçe|bölge|şehir|meslek|parti|dil|marka",
);
const MOST_WORDS = 5;
/** Headers that count or rate what is named. */
export const COUNTS = phraseSet(
  "how many|number of|count|anzahl|wie viele|nombre de|combien|número de|cuántos|cuántas|numero di",
  "quanti|quante|quantos|quantas|aantal|hoeveel|αριθμός|πόσα|liczba|ile|kaç|sayısı|size|years|income",
  "population|score|rating|satisfaction|index|rank|share|distance|age|per|gdp|skill|skills|level|quality",
  "knowledge|importance|spending|spent|visits|time|minutes|hours|days|weeks|months|percent|percentage",
  "price|cost|costs|value|points|test|jahre|alter|dauer|minuten|stunden|tage|kosten|preis|punkte",
  "durée|minutes|heures|jours|prix|points|âge|duración|minutos|horas|días|precio|puntos|edad|anni|ore",
  "giorni|prezzo|punti|età|anos|idade|preço|pontos|leeftijd|uren|dagen|prijs|punten|ηλικία|wiek|yaş",
);
const FEWEST_CODES = 3;
const HIGHEST_RATING = 11;
/** Outweighs that many different whole numbers are a measure. */
const OVER_NUMBERS = weightOf(0.9) + weightOf(0.8);

/** Votes for categories, or text where they do not repeat: the header speaks of postal codes, or all have the
 * same four digits or more and some start with 0, which no amount does; or a short header names what has
 * codes (a region, an occupation, a party) and counts nothing.
 */
export function voteByCodes({ answers, header, source }: Evidence): readonly Vote[] {
  const { numbers, unit } = answers;
  if (numbers === null || unit !== "") return [];
  const codes = describeDigits(answers, source.label) ?? describeNamed({ answers, header });
  if (codes === null) return [];
  const kind = areCategories(answers) ? "nominal" : "text";
  return [{ kind, weight: OVER_NUMBERS, reason: `${codes}: ${countWords(answers)}` }];
}

function describeDigits({ texts }: Answers, label: string): string | null {
  if (!texts.every((text) => DIGITS.test(text))) return null;
  if (arePostalCodes(label, texts)) return "postal codes, as the header says";
  const isOneLength = texts.every((text) => text.length === texts[0].length);
  return isOneLength && texts.some((text) => text.startsWith("0"))
    ? `codes of ${texts[0].length} digits, some of which start with 0`
    : null;
}

function describeNamed(
  { answers, header }: Pick<Evidence, "answers" | "header">,
): string | null {
  const { numbers, distinct } = answers;
  if (numbers === null || distinct < FEWEST_CODES || !areCategories(answers)) return null;
  let most = 0;
  for (const value of numbers) {
    if (!Number.isInteger(value) || value < 0) return null;
    if (value > most) most = value;
  }
  // Brands and languages are rated, too.
  if (most <= HIGHEST_RATING) return null;
  const word = findPhrase(header, NAMED_BY_CODES, { most: MOST_WORDS });
  if (word === null || findPhrase(header, COUNTS) !== null) return null;
  return `codes, as the header says ${JSON.stringify(word)}`;
}

/** Whether answers of four digits or more are postal codes, by what their header speaks of.
 * @param texts Trimmed, without those that are no answers.
 */
export function arePostalCodes(label: string, texts: readonly string[]): boolean {
  return POSTAL.test(label) && texts.length > 0 && texts.every((text) => DIGITS.test(text));
}
