/** The open answers of the sample survey: believable sentences, put together by a seeded generator. Runs in Deno and browsers. */

import type { Rng } from "../pipeline/base/rng.ts";

/** Words that may stand in a sentence's place, such as `{counter}`. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  counter: [
    "bakery box",
    "meat box",
    "cheese board",
    "fish box",
    "salad kit",
    "crème brûlée",
    "wine case",
    "soup kit",
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
  people: ["drivers", "people on the phone", "packers", "team at the pick-up point"],
  change: ["bigger", "cheaper", "packed better", "easier to order", "on offer more often"],
  years: ["one", "two", "nearly three", "four", "more than five"],
  reason: [
    "there is no shop near us",
    "delivery is free",
    "my mother did too",
    "the vegetables are fresh",
    "prices are fair",
    "it saves me an evening",
  ],
};

/** Commas, quotes, line breaks, accents and a leading "=" are here on purpose: respondents write
 * them, and readers and exports have to bring them through unharmed. */
const SENTENCES: readonly string[] = [
  "The {people} are always {praise}.",
  "Very {praise} {people}, and the {counter} is a treat.",
  "Please bring back the {food}.",
  "I can never get {food}, so I go elsewhere for it.",
  "Slots are gone far too soon on {day}.",
  "On {day} the box is late, half of it is missing, and nobody is around to ask.",
  "The {counter} should be {change}.",
  "We have ordered here for {years} years because {reason}.",
  "I order because {reason}; the {counter} is a bonus.",
  "Too much plastic around the {food}.",
  "The price of {food} has gone up three times this year!",
  'The app said "in stock", the box came without. It was {food} again.',
  'My neighbour calls it "the good box", and she is right about the {counter}.',
  "Good: the {counter}, the {people}.\nBad: delivery on {day}.",
  "Delivery came an hour late.\nThe driver was {praise}, though.",
  "=) {praise} {people}, thank you",
  "=( no {food} again",
  "Offers are confusing. What is the price of {food} with points, and without?",
  "More {food}, fewer sweets in the box.",
  "Coffee from the box is better than in town.",
  "Nothing to complain about with the {counter}, but the pick-up point is hopeless on {day}.",
  "I'd pay a little more for {food} from farms around here.",
  "Could the {counter} come earlier on {day}?",
  "Ordering never works with {food} - 3 times out of 4 I have to call.",
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
