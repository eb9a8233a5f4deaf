/** A survey with answers that few gave, planted in every kind of column. Runs in Deno. */

import { csvOf } from "./survey_text.ts";

const N = 200;

/** Answers that 1, 4 and fewer respondents gave, in words and numbers, and what points to persons. */
export const RARE_WORDS = [
  ...["Falconer", "Beekeeper", "Oxford-upon-Nowhere", "Glockenspiel", "Vicar"],
  ...["Adelheid", "ada@mail.example", "person17@mail.example", "4915112345678", "987654"],
];

/** Answers of 5 and more. */
export const SHARED_WORDS = ["Potter", "Nurse", "Teacher", "Ulm", "Bonn"];

const few = (i: number, from: number, count: number): boolean => i >= from && i < from + count;

function job(i: number): string {
  if (few(i, 11, 1)) return "Falconer";
  if (few(i, 40, 4)) return "Beekeeper";
  if (few(i, 90, 5)) return "Potter";
  if (few(i, 120, 2)) return "Vicar";
  return i % 2 === 0 ? "Nurse" : "Teacher";
}

/** 200 respondents in three groups; a job held by one, one by two, one by four, one by five of them. */
export const RARE_SURVEY = csvOf({
  respondent: Array.from({ length: N }, (_, i) => `R-${70_000 + i}`),
  first_name: Array.from({ length: N }, (_, i) => i === 3 ? "Adelheid" : ["Max", "Kim"][i % 2]),
  email: Array.from(
    { length: N },
    (_, i) => i === 3 ? "ada@mail.example" : `person${i}@mail.example`,
  ),
  phone: Array.from({ length: N }, (_, i) => `+${4915112345675 + i}`),
  Job: Array.from({ length: N }, (_, i) => job(i)),
  Town: Array.from(
    { length: N },
    (_, i) => few(i, 60, 1) ? "Oxford-upon-Nowhere" : ["Ulm", "Bonn", "Trier"][i % 3],
  ),
  Hobbies: Array.from(
    { length: N },
    (_, i) =>
      i % 7 === 5
        ? ""
        : few(i, 70, 2)
        ? "Chess; Glockenspiel"
        : ["Chess", "Chess; Golf", "Golf; Tennis"][i % 3],
  ),
  Income: Array.from({ length: N }, (_, i) => i === 11 ? 987654 : 20_000 + (i * 137) % 30_000),
  Children: Array.from({ length: N }, (_, i) => i === 33 ? 11 : i % 4),
  q1: Array.from({ length: N }, (_, i) => i < 80 ? 1 + i % 2 : 4 + i % 2),
  q2: Array.from({ length: N }, (_, i) => i < 80 || i > 140 ? 1 + (i * 7) % 2 : 4 + i % 2),
  q3: Array.from({ length: N }, (_, i) => i === 50 ? "" : 1 + (i * 3) % 5),
  q4: Array.from({ length: N }, (_, i) => i > 140 ? 5 - i % 2 : 1 + i % 3),
});
