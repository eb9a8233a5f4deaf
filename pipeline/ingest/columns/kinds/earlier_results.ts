/** Recognises results of earlier analyses, which are no answers. Runs in Deno and browsers.
 * @see IBM SPSS Statistics, Command Syntax Reference: the names and labels of the variables that QUICK
 * CLUSTER, TWOSTEP CLUSTER, CLUSTER, FACTOR, DISCRIMINANT, REGRESSION and DESCRIPTIVES save, and
 * `filter_$` of SELECT IF by menu.
 */

import type { Evidence } from "./evidence.ts";
import { findPhrase, phraseSet } from "./header_words.ts";

/** A sign of an earlier analysis. */
interface Sign {
  readonly weight: number;
  readonly what: string;
}

/** From this sum on a column is one. */
const ENOUGH = 3;
/** Names that nothing but an analysis gives, and those that a question may have too. */
const NAMES: readonly (Sign & { readonly name: RegExp; readonly needs?: "fractions" | "signs" })[] =
  [
    { name: /^(?:QCL|TSC)_\d+$/i, weight: 3, what: "a cluster number saved by SPSS" },
    { name: /^CLU\d+_\d+$/i, weight: 3, what: "a cluster number saved by SPSS" },
    { name: /^filter_[$._]*$/i, weight: 3, what: "a filter of SPSS" },
    { name: /^FAC\d+_\d+$/i, weight: 3, needs: "fractions", what: "a factor score saved by SPSS" },
    { name: /^DIS\d*_\d+$/i, weight: 1.5, what: "a discriminant result saved by SPSS" },
    {
      name: /^(?:PRE|RES|ZPR|ZRE|SRE|SDR|DRE|ADJ|COO|LEV|MAH|SEP|PGR|LRE|DEV)_\d+$/i,
      weight: 1.5,
      what: "a prediction or residual saved by SPSS",
    },
    {
      name: /^(?:PC|PCA|UMAP|t-?SNE|MDS|NMDS|LD|ICA|NMF|SVD)[_ .-]?\d{1,2}$/i,
      weight: 1.5,
      needs: "fractions",
      what: "a coordinate of a map or component",
    },
    {
      name:
        /^(?:dim|comp|component|factor|faktor|facteur|fattore|fator|czynnik|mca|ca)[_ .-]?\d{1,2}$/i,
      weight: 1.5,
      needs: "signs",
      what: "a factor score",
    },
    {
      name:
        /^(?:dist(?:ance)?[_ .]?(?:to|from)?[_ .]?cent(?:er|re|roid)s?|sil(?:houette)?[_ .]?(?:width|score|value)?)$/i,
      weight: 1.5,
      needs: "fractions",
      what: "how far respondents lie from segments",
    },
  ];
const FRACTIONS = 1.5;
/** Labels that procedures give, in the languages of their menus as far as they are known. */
const LABELS: readonly (readonly [label: RegExp, what: string])[] = [
  [
    /^(?:cluster number of case|(?:two-?step )?cluster number|clusternummer(?: des falls)?|n(?:uméro|úmero|umero) (?:de |del )?(?:classe|cluster|conglomerado)\b.*)$/i,
    "a cluster number",
  ],
  [
    /^(?:distance of case from\b|distanz (?:des falls|zwischen fall)\b|abstand des falls\b|distance (?:de l['’]observation|entre l['’]observation)\b|distancia (?:del caso|entre el caso)\b)/i,
    "a distance from the centre of a cluster",
  ],
  [
    /^(?:z-?score|z-?wert|score z|puntuaci[oó]n z|punteggio z|pontua[cç][aã]o z|z-?puan[ıi])\s*[:(]/i,
    "a standardised score",
  ],
  [
    /^(?:(?:regr|bart|a-r) factor score\b|(?:regr|bart|a-r) (?:faktor(?:en)?wert|score factoriel|puntuaci[oó]n factorial))/i,
    "a factor score",
  ],
  [
    /^(?:(?:un)?standardi[sz]ed (?:predicted value|residual)|studentized (?:deleted )?residual|deleted residual|predicted (?:group|probability|value|category)\b|probabilit(?:y|ies) of membership|discriminant scores? from|function \d+ for analysis|cook['’]s distance|mahalanobis distance|(?:centered )?leverage value|vorhergesagte gruppe|nicht standardisiertes residuum|standardisiertes residuum)/i,
    "a prediction or residual",
  ],
  [/\(FILTER\)\s*$/, "a filter of SPSS"],
];
/** What columns of segments are called by the product itself and others. */
const SEGMENT_NAMES = phraseSet(
  "segment|segment number|segment id|segment no|cluster|cluster number|cluster id|cluster no",
  "cluster label|cluster labels|clusters|kmeans|k means|kmeans cluster|cluster kmeans|hclust|kcluster",
  "cluster membership|cluster assignment|segment membership|segmento|conglomerado|conglomérat",
  "classe cluster|segmentnummer|clusternummer|clusterzugehörigkeit|segmentzugehörigkeit|latent class",
  "lca class|predicted segment|predicted cluster|τμήμα|συστάδα|segmentu|skupienie|küme|küme no",
  "klaster|klaster nr|nr klastra|mclust|typology|typologie|typologia|tipología|tipologia|clase latente",
);
/** Words that a header of segments may consist of beside one of {@link CLUSTERING}: methods, numbers of groups,
 * what is numbered. */
const ABOUT_CLUSTERS = phraseSet(
  "ward|pam|gmm|agglomerative|hierarchical|hier|latent|class|final|solution|new|old|id|no|nr|number",
  "label|labels|membership|assignment|predicted|pred|group|k|means|complete|average|single|n|lca",
);
/** Words that nothing but an analysis that forms segments has in its columns' names. */
const CLUSTERING = phraseSet(
  "cluster|clusters|kmeans|hclust|mclust|kmodes|kmedoids|kprototypes|dbscan|hdbscan|clusterlabel|klaster",
);
const MOST_SEGMENTS = 30;
const SEGMENT_TEXT = /^(?:segment|cluster|class|segmento|klasse|classe|küme|klaster)[ _#-]*\d+$/i;
/** How far from 0 and 1 the mean and deviation of standardised numbers may be, by rounding. */
const NEAR = 0.005;
const FEWEST_STANDARDISED = 5;

/** Says what earlier analysis a column comes from, or returns null: by the sum of what its name, its
 * label, its values and the file's other columns tell.
 */
export function describeEarlierResult(evidence: Evidence): string | null {
  const signs = [
    ...signsOfName(evidence),
    ...signsOfLabel(evidence),
    ...signsOfSegments(evidence),
    ...signsOfScores(evidence),
  ];
  const sum = signs.reduce((total, { weight }) => total + weight, 0);
  if (sum < ENOUGH) return null;
  const [{ what }] = signs.sort((a, b) => b.weight - a.weight);
  return `result of an earlier analysis (${what}), no answer`;
}

function signsOfName({ source, answers }: Evidence): Sign[] {
  const known = NAMES.find(({ name }) => name.test(source.name));
  if (known === undefined) return [];
  const hasFractions = answers.numbers !== null && !answers.numbers.every(Number.isInteger);
  if (known.needs !== undefined && !hasFractions) return [];
  if (known.needs === "signs" && !answers.numbers!.some((value) => value < 0)) return [];
  const { what, weight } = known;
  return hasFractions ? [{ what, weight }, { what, weight: FRACTIONS }] : [{ what, weight }];
}

function signsOfLabel({ source }: Evidence): Sign[] {
  const label = source.label.trim().replace(/\s+/g, " ");
  const found = LABELS.find(([words]) => words.test(label));
  return found === undefined ? [] : [{ weight: ENOUGH, what: found[1] }];
}

/** A header that is nothing but a segment's, over numbers from 0 or 1 on without gaps, or over texts that
 * number segments. Words are an answer, or another's view of the respondent. */
function signsOfSegments({ header, answers }: Evidence): Sign[] {
  const { numbers, texts, distinct, total } = answers;
  if (distinct > MOST_SEGMENTS || 2 * distinct > total) return [];
  const areNumbered = numbers === null
    ? texts.every((text) => SEGMENT_TEXT.test(text))
    : areConsecutive(numbers);
  if (!areNumbered) return [];
  const whole = header.texts.filter(({ folded }) => isWhole(folded));
  const word = findPhrase({ texts: whole }, SEGMENT_NAMES) ?? whole[0]?.written.join(" ") ?? null;
  if (word === null) return [];
  const what = `segments, as the header says ${JSON.stringify(word)}`;
  return [{ weight: ENOUGH, what }];
}

function isWhole(folded: readonly string[]): boolean {
  const words = folded.filter((word) => !/^\d+$/.test(word)).map((word) =>
    word.replace(/\d+$/, "")
  );
  if (SEGMENT_NAMES.has(words.join(" "))) return true;
  return words.some((word) => CLUSTERING.has(word)) &&
    words.every((word) => CLUSTERING.has(word) || ABOUT_CLUSTERS.has(word));
}

function areConsecutive(numbers: Float64Array): boolean {
  const values = [...new Set(numbers)].sort((a, b) => a - b);
  return values.length > 1 && (values[0] === 0 || values[0] === 1) &&
    values.every((value, i) => value === values[0] + i);
}

/** Numbers with mean 0 and deviation 1 beside a column that has the name without its Z. */
function signsOfScores({ source, answers }: Evidence): Sign[] {
  const { name, others } = source;
  const rest = /^Z[_.]?(.+)$/i.exec(name)?.[1].toLowerCase();
  if (rest === undefined || !others.has(rest)) return [];
  const { numbers, counts, total } = answers;
  if (numbers === null || numbers.length < FEWEST_STANDARDISED) return [];
  let sum = 0, squares = 0;
  numbers.forEach((value, i) => {
    sum += counts[i] * value;
    squares += counts[i] * value * value;
  });
  const mean = sum / total;
  const deviation = Math.sqrt((squares - total * mean * mean) / (total - 1));
  const isStandardised = Math.abs(mean) <= NEAR && Math.abs(deviation - 1) <= NEAR;
  const what = `a standardised score of another column`;
  return isStandardised ? [{ weight: ENOUGH, what }] : [];
}
