/** Words of scales and choices, as labels of generated surveys. Runs in Deno. */

/** Low to high, and answers that are none. */
export interface Scale {
  readonly points: readonly string[];
  readonly none: readonly [string, string];
}

const scale = (points: string, none: string): Scale => {
  const [first, second] = none.split("|");
  return { points: points.split("|"), none: [first, second] };
};

export const AGREEMENTS: readonly Scale[] = [
  scale(
    "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
    "Don't know|Refused",
  ),
  scale(
    "Trifft gar nicht zu|Trifft eher nicht zu|Trifft eher zu|Trifft voll zu",
    "Weiß nicht|Keine Angabe",
  ),
  scale(
    "Pas du tout d'accord|Plutôt pas d'accord|Plutôt d'accord|Tout à fait d'accord",
    "Ne sait pas|Refus",
  ),
  scale(
    "Muy en desacuerdo|En desacuerdo|Ni de acuerdo ni en desacuerdo|De acuerdo|Muy de acuerdo",
    "No sabe|No contesta",
  ),
  scale(
    "Per niente d'accordo|Poco d'accordo|Abbastanza d'accordo|Molto d'accordo",
    "Non so|Non risponde",
  ),
  scale(
    "Helemaal mee oneens|Mee oneens|Neutraal|Mee eens|Helemaal mee eens",
    "Weet niet|Geen antwoord",
  ),
  scale(
    "Διαφωνώ απόλυτα|Διαφωνώ|Ούτε συμφωνώ ούτε διαφωνώ|Συμφωνώ|Συμφωνώ απόλυτα",
    "Δεν γνωρίζω|Δεν απαντώ",
  ),
  scale(
    "Kesinlikle katılmıyorum|Katılmıyorum|Kararsızım|Katılıyorum|Kesinlikle katılıyorum",
    "Bilmiyorum|Cevap yok",
  ),
];

export const FREQUENCIES: readonly Scale[] = [
  scale("Never|Rarely|Sometimes|Often|Always", "Don't know|Refused"),
  scale("Nie|Selten|Manchmal|Oft|Immer", "Weiß nicht|Keine Angabe"),
  scale("Jamais|Rarement|Parfois|Souvent|Toujours", "Ne sait pas|Refus"),
  scale(
    "Less than once a month|Once a month|Once a week|Several times a week|Daily",
    "Don't know|Refused",
  ),
  scale("Nigdy|Rzadko|Czasami|Często|Zawsze", "Nie wiem|Odmowa"),
];

export const BANDS: readonly Scale[] = [
  scale("Under 18|18-24|25-34|35-49|50 or older", "Don't know|Refused"),
  scale("Unter 1.000 €|1.000-1.999 €|2.000-2.999 €|3.000 € und mehr", "Weiß nicht|Keine Angabe"),
  scale("De 18 a 29 años|De 30 a 44 años|De 45 a 59 años|60 años o más", "No sabe|No contesta"),
  scale("Moins de 25 ans|25 à 34 ans|35 à 49 ans|50 ans et plus", "Ne sait pas|Refus"),
];

export const YES_NO: readonly (readonly [yes: string, no: string])[] = [
  ["Yes", "No"],
  ["Ja", "Nein"],
  ["Oui", "Non"],
  ["Sí", "No"],
  ["Tak", "Nie"],
  ["Evet", "Hayır"],
];

export const CHOICES = [
  { name: "sex", label: "Gender", options: ["Male", "Female", "Diverse"] },
  {
    name: "region",
    label: "Region",
    options: ["North", "Coast", "Lakes", "Hills", "Plains", "Islands", "Valley", "City", "Forest"],
  },
  {
    name: "beruf",
    label: "Beruf",
    options: ["Bäcker", "Koch", "Fahrer", "Lehrer", "Maler", "Pfleger", "Schneider", "Winzer"],
  },
  {
    name: "parti",
    label: "Parti",
    options: [
      "Verts",
      "Centre",
      "Union",
      "Réforme",
      "Travail",
      "Alliance",
      "Avenir",
      "Monde",
      "Paysans",
    ],
  },
];
