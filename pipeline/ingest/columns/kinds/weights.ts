/** Votes for columns of respondents' weights. Runs in Deno and browsers. */

import { formatNumber } from "../../../base/text.ts";
import { type Evidence, type Vote, vote, weightOf } from "./evidence.ts";
import { findPhrase, phraseSet } from "./header_words.ts";

/** Words of a header that name a weight; a body has one too, so that its values must look like it. */
const WEIGHT_WORDS = phraseSet(
  "weight|weights|wt|wts|wgt|wgts|weighting|gewicht|gewichte|gewichtung|gew|wichtung|poids",
  "pondération|peso|pesos|pesi|ponderación|ponderazione|ponderação|svywt|weging|gewichten|weegfactor",
  "βάρος|στάθμιση|συντελεστής|waga|wagi|ważenie|ağırlık|ağırlıklar",
);
/** Words that name nothing but the weights of respondents, whatever their mean: some say how many people
 * of the population one stands for. */
const SURVEY_WEIGHT_WORDS = phraseSet(
  "ponderador|ponderadora|pondera|factor expansion|factor de expansión|factor expansión|fexp|fac exp",
  "factor ponderación|factor de ponderación|fator de expansão|fator expansão|fator de ponderação",
  "pspwght|dweight|pweight|pweights|pspweight|anweight|finalwt|wtssall",
  "wtssps|design weight|designweight|survey weight|sampling weight|sample weight|expansion factor",
  "expansion weight|post stratification weight|poststratification weight|population weight",
  "raking weight|rake weight|case weight|weighting factor|weight factor|grossing factor|iweight",
  "aweight|gewichtungsfaktor|hochrechnungsfaktor|designgewicht|personengewicht|haushaltsgewicht",
  "coefficient de pondération|coefficient de redressement|poids de sondage|coef pond|pondération",
  "coefficiente di ponderazione|coefficiente di riporto|peso campionario|peso muestral|peso amostral",
  "wegingsfactor|ophoogfactor|συντελεστής στάθμισης|waga analityczna|waga końcowa",
  "ağırlık katsayısı|genişletme faktörü|örnekleme ağırlığı",
  // As IPUMS, Eurostat and national surveys call theirs.
  "w final|wt final|wgt final|final wgt|final wt|wgt pop|pop wgt|popwgt|pop weight|popweight|hhwgt|hh wgt|hhwt|hh wt|hhweight|hh weight",
  "household weight|person weight|personweight|perwt|perwgt|w trim|trimmed weight|wtfinl|wgtp|pwgtp",
  "repwt|repwgt|replicate weight|calibrated weight|calibration weight|base weight|baseweight|nweight",
  "facexp|factor exp|fex|haushaltsgewichtung|hhgew|phrf|hhrf|poids ménage|poids calé|poids individuel",
  "persoonsgewicht|huishoudgewicht|eindgewicht|waga populacyjna|waga osobowa|factor ponderador",
);
/** What speaks of a body or a thing on scales. */
const BODY_WORDS = phraseSet(
  "kg|kgs|kilo|kilos|kilogram|kilograms|kilogramm|kilogrammes|kilogramos|lb|lbs|pounds|pound|gram",
  "grams|gramm|grammes|grammi|gramos|body|bodyweight|birth|körper|körpergewicht|corporel|corporal",
  "corporeo|lichaam|lichaamsgewicht|masse|vücut|ciała|σωματικό|σώματος|parcel|package|baby|newborn",
);
const LEAST_MEAN = 0.5;
const MOST_MEAN = 2;
/** Weights made to sum to n have mean 1 but for rounding. */
const NEAR_ONE = 0.0005;
const FEWEST_DISTINCT = 10;
const FEWEST_NAMED = 3;
/** Outweighs that fractions are measures. */
const OVER_MEASURES = weightOf(0.95);

/** Votes for numbers from 0 up: under a header that names nothing but weights of respondents whatever
 * they are; under one that names a weight not all of them whole and with a mean of 0.5 to 2; under any
 * other with a mean of exactly 1. What a header says to be in kilograms or of a body is none.
 */
export function voteByWeight({ answers, header }: Evidence): readonly Vote[] {
  const { numbers, counts, total, unit } = answers;
  if (numbers === null || unit !== "" || numbers.length < FEWEST_NAMED) return [];
  let sum = 0;
  let areWhole = true;
  for (let i = 0; i < numbers.length; i++) {
    if (!(numbers[i] >= 0)) return [];
    sum += numbers[i] * counts[i];
    areWhole &&= Number.isInteger(numbers[i]);
  }
  const mean = sum / total;
  const numbersSaid = `numbers from 0 up with mean ${formatNumber(mean, 3)}`;
  const isNear = !areWhole && mean >= LEAST_MEAN && mean <= MOST_MEAN;
  const sure = findPhrase(header, SURVEY_WEIGHT_WORDS);
  const word = sure ?? (isNear ? findPhrase(header, WEIGHT_WORDS) : null);
  if (word !== null) {
    if (findPhrase(header, BODY_WORDS) !== null) return [];
    const reason = `${numbersSaid}, and the header says ${JSON.stringify(word)}`;
    return [over(vote("weight", 0.95, reason))];
  }
  const isNormalised = isNear && Math.abs(mean - 1) <= NEAR_ONE &&
    numbers.length >= FEWEST_DISTINCT && numbers.every((number) => number > 0);
  return isNormalised ? [over(vote("weight", 0.6, `${numbersSaid}, as weights have`))] : [];
}

function over({ kind, weight, reason }: Vote): Vote {
  return { kind, weight: weight + OVER_MEASURES, reason };
}
