/** Words by which surveys in many languages name the options "other" and "none". Runs in Deno and browsers. */

import { fold } from "../../cells/scales/fold.ts";

/** Options that respondents describe in their own words. */
const OTHER =
  /(?<!\p{L})(?:others?|specify|please state|explain|comments?|andere[rs]?|sonstige[rs]?|und zwar|welche[rs]?\?|autres?|pr[ée]cise[zr]|otr[oa]s?|especifi(?:que|car)|¿?cu[aá]l\??|altr[oaie]|specificare|outr[oa]s?|anders|namelijk|άλλο|άλλη|προσδιορίστε|inn[eay]|jaki[e]?\?|proszę podać|diğer|belirtiniz)(?!\p{L})|_TEXT$/iu;
/** What names end with for an option out of the count. */
const SUFFIX =
  /^(.*\p{L}.*?)[_. -](?:none|nothing|no_?ne_?of_?these|keine?s?|nichts|aucune?|ningun[oa]|nada|nessun[oa]?|nenhum[ae]?|geen|kamia|zadn[aey]|hicbiri|other|oth|andere|sonst(?:iges)?|autre|otr[oa]|altr[oa]|outr[oa]|anders|inne|diger)$/iu;
const NONE: ReadonlySet<string> = new Set(
  ("none|none of these|none of the above|none of them|nothing|no one|neither|not any|i use none|" +
    "nothing of the above|no none of these|none apply|none of these apply|keine|keiner|keines|" +
    "keine davon|keiner davon|keines davon|nichts davon|nichts|keine der genannten|nichts von alledem|" +
    "keines der genannten|aucun|aucune|aucun de ceux ci|aucune de ces réponses|aucun d'entre eux|" +
    "aucune de celles ci|rien de tout cela|aucun des deux|ninguno|ninguna|ninguno de estos|" +
    "ninguna de las anteriores|ninguno de los anteriores|ninguna de estas|nada|nessuno|nessuna|" +
    "nessuno di questi|nessuna di queste|nessuna delle precedenti|niente di tutto ciò|nenhum|nenhuma|" +
    "nenhum destes|nenhuma das anteriores|nenhuma das opções|geen|geen van deze|geen van bovenstaande|" +
    "κανένα|καμία|κανένα από αυτά|καμία από αυτές|κανένα από τα παραπάνω|żadne|żaden|żadne z nich|" +
    "żadne z powyższych|żadna z powyższych|hiçbiri|bunların hiçbiri|yukarıdakilerin hiçbiri")
    .split("|").map(fold),
);
const LONGEST_NONE = 40;
/** Instructions and notes beside the words. */
const BESIDE = /\([^()]*\)|\[[^[\]]*\]/g;

/** Whether a header is that of what respondents wrote beside the options. */
export function saysOther(header: string): boolean {
  return OTHER.test(header);
}

/** The stem of a name that ends with a word for an option instead of its number (`q4_none`); null if it
 * does not. */
export function optionStem(name: string): string | null {
  return SUFFIX.exec(name)?.[1] ?? null;
}

/** Whether an option says that none of the others applies. */
export function saysNone(option: string): boolean {
  if (option.length > LONGEST_NONE) return false;
  return NONE.has(fold(option.replace(BESIDE, " ").trim()));
}
