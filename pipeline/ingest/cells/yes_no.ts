/** Recognises pairs of words that mean no and yes. Runs in Deno and browsers. */

const PAIRS: readonly (readonly [no: string, yes: string])[] = [
  ["no", "yes"],
  ["n", "y"],
  ["false", "true"],
  ["f", "t"],
  ["nein", "ja"],
  ["nee", "ja"],
  ["nej", "ja"],
  ["nei", "ja"],
  ["non", "oui"],
  ["no", "si"],
  ["no", "sí"],
  ["no", "sì"],
  ["não", "sim"],
  ["nao", "sim"],
  ["όχι", "ναι"],
  ["οχι", "ναι"],
  ["nie", "tak"],
  ["ne", "ano"],
  ["ne", "da"],
  ["nu", "da"],
  ["нет", "да"],
  ["не", "да"],
  ["ei", "kyllä"],
  ["nem", "igen"],
  ["hayır", "evet"],
  ["unchecked", "checked"],
  ["unselected", "selected"],
  ["unticked", "ticked"],
  ["off", "on"],
  // Options ticked or not, in the words of LimeSurvey.
  ["not selected", "yes"],
  ["nicht gewählt", "ja"],
  ["non sélectionné", "oui"],
];
const NEGATION = /^(?:not|no|non)[ ._-]+(.+)$/;

/** The two answers as no and yes, if that is what they are: a known pair of one language, or `x` and
 * `not x`, `Not.x`, `No.x`. Case does not count, so that spellings that differ in it are one answer;
 * neither does what stands between the words of x (`escape.exoticism`).
 * @param texts Trimmed.
 * @returns [no, yes] as given, or null if they are no such pair.
 */
export function findYesNo(texts: readonly string[]): [no: string, yes: string] | null {
  const spelled = new Map<string, string>();
  for (const text of texts) {
    const folded = text.toLowerCase();
    if (!spelled.has(folded)) spelled.set(folded, text);
    if (spelled.size > 2) return null;
  }
  const [a, b] = spelled.values();
  return b === undefined ? null : orderYesNo(a, b);
}

function orderYesNo(a: string, b: string): [no: string, yes: string] | null {
  if (meansNo(a, b)) return [a, b];
  return meansNo(b, a) ? [b, a] : null;
}

function meansNo(negative: string, positive: string): boolean {
  const no = negative.toLowerCase().normalize("NFC");
  const yes = positive.toLowerCase().normalize("NFC");
  if (PAIRS.some((pair) => pair[0] === no && pair[1] === yes)) return true;
  const negated = NEGATION.exec(no)?.[1];
  return negated !== undefined && bare(negated) === bare(yes);
}

function bare(words: string): string {
  return words.replace(/[ ._-]+/g, " ");
}
