/** The open answers of the sample survey: believable sentences, put together by a seeded generator. Runs in Deno and browsers. */

import type { Rng } from "../pipeline/base/rng.ts";

/** Words that may stand in a sentence's place, such as `{counter}`. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  counter: [
    "bakery",
    "butcher's counter",
    "cheese counter",
    "fish counter",
    "salad bar",
    "café",
    "wine shelf",
    "deli",
  ],
  food: [
    "oat milk",
    "crème fraîche",
    "eggs",
    "rye bread",
    "gluten-free pasta",
    "jalapeños",
    "apples",
    "lentils",
    "ground coffee",
    "baby spinach",
    "goat's cheese",
    "honey",
  ],
  day: ["Monday mornings", "Friday evenings", "Saturdays", "Sundays", "the day before a holiday"],
  praise: ["friendly", "patient", "quick", "helpful", "cheerful", "well informed"],
  people: ["staff", "people at the tills", "drivers", "team at the counter"],
  change: ["bigger", "cheaper", "open longer", "easier to find", "closer to the entrance"],
  years: ["two", "four", "nearly ten", "fifteen", "more than twenty"],
  reason: [
    "the bus stops outside",
    "parking is free",
    "my mother always did",
    "the vegetables are fresh",
    "prices are fair",
    "it is on my way home",
  ],
};

/** Commas, quotes, line breaks, accents and a leading "=" are here on purpose: respondents write
 * them, and readers and exports have to bring them through unharmed. */
const SENTENCES: readonly string[] = [
  "The {people} are always {praise}.",
  "Very {praise} {people}, and the {counter} is a treat.",
  "Please bring back the {food}.",
  "I can never find {food}, so I go elsewhere for it.",
  "Queues are far too long on {day}.",
  "On {day} only two tills are open, half the shelves are empty, and nobody is around to ask.",
  "The {counter} should be {change}.",
  "We have shopped here for {years} years because {reason}.",
  "I come because {reason}; the {counter} is a bonus.",
  "Too much plastic around the {food}.",
  "The price of {food} has gone up three times this year!",
  'The app said "in stock", the shelf was empty. It was {food} again.',
  'My neighbour calls it "the good shop", and she is right about the {counter}.',
  "Good: the {counter}, the {people}.\nBad: parking on {day}.",
  "Delivery came an hour late.\nThe driver was {praise}, though.",
  "=) {praise} {people}, thank you",
  "=( no {food} again",
  "Offers are confusing. What is the price of {food} with the card, and without?",
  "More {food}, fewer sweets next to the till.",
  "Coffee at the café is better than in town.",
  "Nothing to complain about at the {counter}, but parking is hopeless on {day}.",
  "I'd pay a little more for {food} from farms around here.",
  "Could the {counter} open earlier on {day}?",
  "Self-checkout never works with {food} - 3 times out of 4 somebody has to come.",
  "fine as it is, {reason}",
];

const SHARE_OF_TWO_SENTENCES = 0.25;

/** Writes one open answer of one or two sentences.
 * @param rng Where the choices come from.
 */
export function writeComment(rng: Rng): string {
  const first = rng.below(SENTENCES.length);
  const text = fill(SENTENCES[first], rng);
  if (rng.uniform() >= SHARE_OF_TWO_SENTENCES) return text;
  const second = (first + 1 + rng.below(SENTENCES.length - 1)) % SENTENCES.length;
  return `${text} ${fill(SENTENCES[second], rng)}`;
}

function fill(sentence: string, rng: Rng): string {
  return sentence.replace(/\{(\w+)\}/g, (_, slot) => WORDS[slot][rng.below(WORDS[slot].length)]);
}
