/** Tests of telling questions for who respondents are from all others. Runs in Deno. */

import assert from "node:assert/strict";
import type { PeopleTopic } from "../../../pipeline/survey/column.ts";
import { readText } from "../support.ts";

/** Headers of each topic in many languages and writings. */
const HEADERS: Readonly<Record<PeopleTopic, readonly string[]>> = {
  contact: [
    "source",
    "LeadSource",
    "utm_source",
    "Referral source",
    "How did you hear about us?",
    "How did you find this survey?",
    "Fuente",
    "Comment nous avez-vous connus ?",
  ],
  name: [
    "first_name",
    "LastName",
    "Vorname",
    "Nachname",
    "Prénom",
    "Apellidos",
    "Cognome",
    "Voornaam",
  ],
  age: [
    "Qual è la sua età?",
    "age",
    "Year_Birth",
    "AgeGroup",
    "How old are you?",
    "Alter",
    "Wie alt sind Sie?",
    "Edad",
    "Quel âge avez-vous ?",
    "Leeftijd",
    "Ile masz lat?",
    "yaş",
    "Idade",
  ],
  sex: [
    "Gender",
    "sex",
    "What is your gender?",
    "Geschlecht",
    "Sexe",
    "Género",
    "Sesso",
    "Geslacht",
    "Płeć",
    "Cinsiyet",
    "Are you male or female?",
  ],
  income: [
    "AnnualIncome (k$)",
    "HHIncome",
    "household income",
    "What is your annual income before taxes?",
    "Einkommen",
    "Revenus du foyer",
    "Ingresos mensuales",
    "Reddito familiare",
    "Inkomen",
    "Dochód gospodarstwa",
    "Aylık gelir",
  ],
  education: [
    "education",
    "What is the highest level of education you have completed?",
    "Schulabschluss",
    "Niveau d'études",
    "Nivel de estudios",
    "Titolo di studio",
    "Escolaridade",
    "Opleidingsniveau",
    "Wykształcenie",
    "Eğitim durumu",
  ],
  occupation: [
    "occupation",
    "Employment status",
    "Which industry do you work in?",
    "Beruf",
    "Profession",
    "Situación laboral",
    "Professione",
    "Beroep",
    "Zawód",
    "Meslek",
    "How many people work for your organization?",
  ],
  household: [
    "Marital_Status",
    "Kidhome",
    "household size",
    "How many children do you have?",
    "Familienstand",
    "Nombre d'enfants",
    "Estado civil",
    "Stato civile",
    "Aantal kinderen",
    "Stan cywilny",
    "Medeni durum",
  ],
  place: [
    "region",
    "Where do you live?",
    "US Region",
    "Location (Census Region)",
    "Bundesland",
    "In welchem Bundesland wohnen Sie?",
    "Dans quelle région habitez-vous ?",
    "Provincia",
    "Città",
    "Woonplaats",
    "Województwo",
    "Şehir",
  ],
  origin: [
    "race",
    "Ethnicity",
    "nationality",
    "What is your religion?",
    "Staatsangehörigkeit",
    "Nationalité",
    "Nacionalidad",
    "Mother tongue",
  ],
  interview: [
    "wave",
    "year",
    "YEAR",
    "month",
    "Survey wave",
    "survey_year",
    "interviewMode",
    "Welle",
    "Erhebungsjahr",
    "Année",
    "Oleada",
    "Rok badania",
    "In which wave of the survey was the interview held?",
  ],
};

/** Headers that speak of such things and ask what somebody thinks or does. */
const OTHERS = [
  "How satisfied are you with your household income?",
  "How important is the region where food comes from?",
  "I act my age",
  "How often do you buy clothes for your children?",
  "Z_Revenue",
  "SpendingScore (1-100)",
  "work",
  "home",
  "image",
  "passage",
  "Would you recommend this city to a friend?",
  "Wie wichtig ist Ihnen das Alter des Autos?",
  "How do you feel about gender equality?",
  "wave 2",
  "week1",
  "visits_month",
  "NumWebVisitsMonth",
  "Spend a year",
  "times per week",
  "round trips",
  "How many months of the year do you travel?",
];

const ANSWERS = ["b", "a", "c", "b", "a", "d", "c", "b", "a", "d"];

async function topicOf(header: string, answers = ANSWERS): Promise<string | null> {
  const rows = answers.map((answer, i) => `${i},${answer},${10 - i}`);
  const { survey } = await readText([`id,"${header}",n`, ...rows].join("\n"));
  return survey.columns[1].people?.topic ?? null;
}

for (const [topic, headers] of Object.entries(HEADERS)) {
  Deno.test(`a header that asks for ${topic} is known in ${headers.length} writings`, async () => {
    for (const header of headers) assert.equal(await topicOf(header), topic, header);
  });
}

Deno.test("a header that speaks of who people are and asks what they think or do is none", async () => {
  for (const header of OTHERS) assert.equal(await topicOf(header), null, header);
});

Deno.test("answers that are sexes tell it under any header", async () => {
  for (
    const [a, b] of [["Male", "Female"], ["männlich", "weiblich"], ["Hombre", "Mujer"], ["M", "F"]]
  ) {
    assert.equal(await topicOf("Q23", ANSWERS.map((_, i) => i % 2 === 0 ? a : b)), "sex", a);
  }
  assert.equal(await topicOf("Q23", ANSWERS.map((_, i) => i % 2 === 0 ? "M" : "L")), null);
});

Deno.test("items among items of the same answers are what the survey asks about", async () => {
  const names = ["network", "children", "region", "career", "age", "faith", "fun"];
  const rows = Array.from(
    { length: 12 },
    (_, i) => names.map((_, c) => (i * (2 * c + 3) >> 2) & 1),
  );
  const { survey } = await readText([names, ...rows].map((row) => row.join(",")).join("\n"));
  assert.deepEqual(survey.columns.filter(({ people }) => people !== undefined), []);
});
