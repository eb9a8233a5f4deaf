/** Inputs whose answers are easily misread: what is none, measures that files declare, marks, errors, scales. Runs in Deno. */

import { answers, csv, many, numbers, RATING, type Relative, sav, spread } from "./relative.ts";

const labelled = (texts: readonly string[]) =>
  texts.map((text, i): readonly [number, string] => [i + 1, text]);
const LEFT_RIGHT = ["Left", "Rather left", "Middle", "Rather right", "Right"];
const PLACES = many((i) => `Place ${"kbxcawmzqtpd"[i]}`, 12);
const AGREE = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];
const none = (points: string, ...marks: string[]) =>
  `ordinal ${points.replaceAll("|", " < ")}${marks.sort().map((mark) => `; ${mark}`).join("")}`;

/** Don't know and its kin, wherever they stand. */
export const NON_ANSWERS: readonly Relative[] = [
  sav("m01_dk_top_of_scale.sav", [{
    name: "pos",
    measure: "ordinal",
    values: spread([1, 2, 3, 4, 5, 99]),
    labels: [...labelled(LEFT_RIGHT), [99, "Don't know"]],
  }], { told: { pos: none(LEFT_RIGHT.join("|"), "Don't know dont_know") } }),
  answers("pos", "1 links|2|3|4|5 rechts|99 weiß nicht", {
    told: none("1 links|2|3|4|5 rechts", "99 weiß nicht dont_know"),
  }),
  answers("trust", "1 - No trust|2|3 - Full trust|77 - Refusal|88 - Don't know|99 - No answer", {
    told: none(
      "1 - No trust|2|3 - Full trust",
      "77 - Refusal refused",
      "88 - Don't know dont_know",
      "99 - No answer refused",
    ),
  }),
  answers("q", "Poco|Abbastanza|Molto|Non sa/non risponde", {
    told: none("Poco|Abbastanza|Molto", "Non sa/non risponde dont_know"),
  }),
  answers("q", "Nigdy|Czasami|Zawsze|Nie mam zdania|Odmowa odpowiedzi", {
    told: none("Nigdy|Czasami|Zawsze", "Nie mam zdania dont_know", "Odmowa odpowiedzi refused"),
  }),
  answers("q", "Hiç|Bazen|Her zaman|Bilmiyorum / Fikrim yok|Cevap vermek istemiyorum", {
    told: none(
      "Hiç|Bazen|Her zaman",
      "Bilmiyorum / Fikrim yok dont_know",
      "Cevap vermek istemiyorum refused",
    ),
  }),
  answers("q", "Unlikely|Likely|I have no opinion|I prefer not to say|Does not apply to me", {
    told: none(
      "Unlikely|Likely",
      "I have no opinion dont_know",
      "I prefer not to say refused",
      "Does not apply to me not_applicable",
    ),
  }),
  answers("q", "Bad|Good|Very good|Haven't heard of it|Unsure", {
    told: none("Bad|Good|Very good", "Haven't heard of it not_applicable", "Unsure dont_know"),
  }),
  answers("q", "Slecht|Goed|Zeer goed|Ken ik niet|Weet ik niet", {
    told: none("Slecht|Goed|Zeer goed", "Ken ik niet not_applicable", "Weet ik niet dont_know"),
  }),
  answers("q", "Never heard of it|Heard of it|Very familiar", {
    told: none("Never heard of it|Heard of it|Very familiar"),
  }),
];

/** Measures of SPSS files that the labels contradict. */
export const WRONG_MEASURES: Readonly<Record<"ordinal" | "nominal", readonly Relative[]>> = {
  ordinal: [
    sav("m05_places_ordinal.sav", [
      {
        name: "district",
        measure: "ordinal",
        values: spread(many((i) => i + 1, 12)),
        labels: labelled(PLACES),
      },
    ], { told: { district: "nominal" } }),
    ...[
      ["Gemeente", "Ede|Urk|Goes|Tiel|Epe|Born|Hoorn|Aalten|Zeist"],
      ["zawód", "Kucharz|Górnik|Rolnik|Piekarz|Malarz|Kierowca|Lekarz|Aktor|Szewc"],
      ["marka", "Fiat|Opel|Seat|Kia|Audi|Skoda|Dacia|Volvo|Mini"],
    ].map(([label, texts]) =>
      sav(label, [{
        name: "v",
        label,
        measure: "ordinal",
        values: spread(many((i) => i + 1, 9)),
        labels: labelled(texts.split("|")),
      }], { told: { v: "nominal" } })
    ),
  ],
  nominal: [
    ...[
      ["m06_likert_nominal.sav", AGREE.join("|")],
      ["Dutch", "Nooit|Zelden|Soms|Vaak|Altijd"],
      ["Polish", "Podstawowe|Zasadnicze zawodowe|Średnie|Wyższe"],
      ["Turkish", "Hayır, hiç|Evet, biraz|Evet, çok fazla"],
      ["bands", "Under 18|18 to 34|35 to 64|65 or older"],
    ].map(([name, points]) =>
      sav(name, [{
        name: "v",
        measure: "nominal",
        values: spread(many((i) => i + 1, points.split("|").length)),
        labels: labelled(points.split("|")),
      }], { told: { v: none(points) } })
    ),
  ],
};

const marked = (mark: string) => `binary; ${mark} marked`;
/** One mark, one meaning in a file. */
export const MARKS: readonly Relative[] = [
  ["m11_na.csv", "NA", "Yes|No", "Red|Blue"],
  ["as Excel writes it in French", "#N/A", "Oui|Non", "Paris|Lyon"],
  ["as databases write it", "NULL", "Sí|No", "Lugo|León"],
  ["in Polish", "b.d.", "Tak|Nie", "Łódź|Opole"],
  ["a dash", "-", "Ja|Nein", "Ulm|Bonn"],
  ["a question mark", "?", "1|2", "Ulm|Bonn"],
  ["in Spanish", "s/d", "Sí|No", "rojo|azul"],
].map(([name, mark, yesNo, words]) =>
  csv(name, {
    q1: spread([...yesNo.split("|"), mark]),
    q2: spread([...words.split("|"), mark], { by: 3 }),
  }, { told: { q1: marked(mark), q2: `nominal; ${mark} marked` } })
);

const holds = (error: string, name = error) =>
  numbers(name, (i) => i % 9 === 4 ? error : 1 + (i * 7) % 90, { told: `numeric; ${error} error` });
/** Unreadable cells. */
export const ERRORS: readonly Relative[] = [
  holds("########", "m13_hash.csv"),
  ..."####|#DIV/0!|#BEZUG!|#VALEUR!|#¡DIV/0!|#VALORE!|#NAAM?|#ARG!|#DEĞER!|Err:502|Err:508".split(
    "|",
  )
    .map((error) => holds(error)),
  csv("a date too wide", {
    d: many((i) => i % 9 === 4 ? "##########" : `2024-01-${String(1 + i % 28).padStart(2, "0")}`),
    q1: RATING,
  }, { told: { d: "date; ########## error" } }),
];

const state = (header: string, codes: string) => answers(header, codes, { told: "nominal" });
/** Codes of places and things that look like marks. */
export const CODES: readonly Relative[] = [
  { ...state("state", "CA|NC|TX|NY"), name: "m19_state_nc.csv" },
  state("pays", "NA|NE|NG|NO"),
  state("party", "ND|NR|NS|DK"),
  state("estado", "AC|AL|NA|SP|MG"),
  state("prov", "NS|NB|ON|QC"),
  state("sigla", "NA|MI|RM|TO"),
];

const amount = (header: string) =>
  csv(header, {
    [header]: many((i) => 150_000 + 857 * ((i * 7919 + 13) % 997), 25),
    q1: RATING.slice(0, 25),
  }, {
    told: { [header]: "numeric" },
  });
const written = (name: string, write: (value: number) => string, mark = ",") =>
  csv(name, {
    spent: many((i) => write(150 + 13 * i)),
    q1: RATING,
  }, { told: { spent: "numeric" }, mark });
/** Amounts with as many digits as identifiers. */
export const AMOUNTS: readonly Relative[] = [
  { ...amount("revenue"), name: "m12_amount_20.csv" },
  ..."HHINC|Kaufpreis|Mietkosten|hogar_ing_total|net_worth|patrimonio|jaarinkomen|Aylık gelir"
    .split("|")
    .map(amount),
  written("Turkish lira", (value) => `₺${value}`),
  written("złoty", (value) => `${value} zł`),
  written("Brazilian reais", (value) => `R$ ${value}.500,00`, ";"),
  written("Swiss thousands", (value) => `${value}'250`),
];

/** Frequencies with gaps and two words for one point. */
export const FREQUENCIES: readonly Relative[] = [
  ["m14_frequency.csv", "Monthly|Bi-Weekly|Weekly"],
  ["freq.csv", "Never, and not open to it|Rarely|Sometimes|Often"],
  ["English", "Rarely or never|Once or twice a month|Most days|Every day"],
  ["German", "seltener als 1x im Monat|1-3x im Monat|1x pro Woche|täglich"],
  ["Spanish", "Nunca|Alguna vez al año|Alguna vez al mes|A diario"],
  ["Italian", "Mai|Qualche volta all'anno|Qualche volta al mese|Ogni giorno"],
  ["Portuguese", "Nunca|Algumas vezes por mês|Algumas vezes por semana|Diariamente"],
  ["Dutch", "Nooit|Paar keer per maand|Paar keer per week|Dagelijks"],
  ["Polish", "Nigdy|Raz na kwartał|Raz w miesiącu|Kilka razy w tygodniu"],
  ["Turkish", "Hiç|Yılda 1-2 kez|Ayda 1-2 kez|Her gün"],
].map(([name, points]) => ({ ...answers("q", points, { told: none(points) }), name }));

/** Scales with glosses, odd wordings, labelled ends. */
export const SCALES: readonly Relative[] = [
  ["m15_scale_words.csv, gloss", "Very bad|Bad|Neither good nor bad (fair)|Good|Very good"],
  ["m15_scale_words.csv, yes and no", "No, not at all rude|Yes, somewhat rude|Yes, very rude"],
  ["ord.csv, know", "Novice|Intermediate|Advanced|Expert"],
  ["ord.csv, size", "Under ten|Tens|Hundreds|Thousands"],
  ["m20_end_labelled.csv", "(1) No plan|(2)|(3)|(4)|(5) Clear plan"],
  ["m20_end_labelled.csv, income", "$1 - $15,000|$16,000 - $30,000|>$30,000"],
  ["letters as gloss", "Poor (D)|Fair (C)|Good (B)|Excellent (A)"],
  ["between yes and no", "No|Somewhat|Yes"],
  ["degrees in front", "Zdecydowanie nie|Raczej nie|Raczej tak|Tak, zdecydowanie"],
  ["German", "Nein, gar nicht|Eher nein|Eher ja|Ja, sehr"],
  ["languages", "Débutant|Intermédiaire|Courant|Langue maternelle"],
  ["magnitudes", "Moins de 10|Dizaines|Centaines|Milliers"],
  ["education in Dutch", "Basisonderwijs|VMBO|MBO|HAVO/VWO|HBO|WO"],
  ["education in Turkish", "İlkokul|Ortaokul|Lise|Ön lisans|Lisans|Doktora"],
  ["education in Spanish", "Sin estudios|Primarios|Secundarios|Universitarios"],
  ["ends of numbers with a slash", "1 / Hiç|2|3|4|5 / Çok"],
  ["bands in Turkish", "0-5.000 TL|5.001-10.000 TL|10.001 TL ve üzeri"],
].map(([name, points]) => ({ ...answers("q", points, { told: none(points) }), name }));
