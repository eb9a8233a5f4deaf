/** Words that head rows of totals, means and bases, and that begin footers. Runs in Deno and browsers. */

/** What a row below the respondents says of them. */
export type SummaryWord = "sum" | "mean" | "count" | "share" | "spread";

/** In English, German, French, Spanish, Italian, Portuguese, Greek, Dutch, Polish and Turkish. */
const WORDS: Readonly<Record<SummaryWord, string>> = {
  sum: "total|totals|grand total|sub total|subtotal|column total|sum|overall|overall total|" +
    "summe|gesamt|gesamtsumme|insgesamt|zwischensumme|totaux|somme|total general|sous total|" +
    "ensemble|totales|suma|suma total|totale|totali|somma|totale generale|subtotale|totais|soma|" +
    "soma total|total geral|σύνολο|άθροισμα|γενικό σύνολο|μερικό σύνολο|υποσύνολο|totaal|som|" +
    "eindtotaal|subtotaal|razem|łącznie|ogółem|suma końcowa|toplam|genel toplam|ara toplam",
  mean: "mean|means|average|averages|avg|mean score|average score|arithmetic mean|overall mean|" +
    "mittelwert|mittelwerte|mittel|durchschnitt|arithmetisches mittel|mw|ø|moyenne|moyennes|moy|" +
    "media|medias|media aritmética|promedio|promedios|valor medio|valore medio|medie|média|médias|" +
    "μέσος όρος|μέση τιμή|μ ο|gemiddelde|gemiddelden|gem|średnia|średnio|śr|ortalama|ortalamalar|ort|prom",
  count: "base|bases|base size|unweighted base|weighted base|n|total n|valid n|n valid|count|" +
    "counts|sample size|number of responses|number of respondents|responses|total responses|" +
    "total respondents|basis|anzahl|n gültig|fallzahl|anzahl der befragten|effectif|effectifs|" +
    "nombre|nombre de réponses|número|recuento|número de respuestas|número de casos|conteggio|" +
    "numero|numero di risposte|contagem|número de respostas|βάση|πλήθος|aantal|aantal respondenten|" +
    "liczba|liczebność|podstawa|liczba odpowiedzi|sayı|baz|taban|kişi sayısı|missing|n missing|" +
    "missing values|valid|valid cases|fehlend|fehlende werte|gültig|gültige fälle|manquants|" +
    "valides|perdidos|válidos|mancanti|validi|omissos|ontbrekend|geldig|braki danych|ważne|eksik|geçerli",
  share: "%|percent|percentage|percentages|per cent|col %|column %|row %|prozent|anteil|" +
    "pourcentage|pourcentages|porcentaje|porcentajes|percentuale|percentuali|percentagem|" +
    "porcentagem|% of total|% total|percent of total|% gesamt|% du total|% del total|% del totale|" +
    "% do total|% van totaal|% ogółem|% toplam|ποσοστό|ποσοστά|procent|procenten|odsetek|procenty|yüzde|top box|top 2|top 2 box|" +
    "top two box|t2b|bottom 2 box|bottom two box|b2b",
  spread: "median|medians|médiane|mediana|διάμεσος|mediaan|medyan|ortanca|sd|std|std dev|stdev|" +
    "stddev|std deviation|standard deviation|standardabweichung|écart type|desviación estándar|" +
    "desviación típica|deviazione standard|desvio padrão|τυπική απόκλιση|standaarddeviatie|" +
    "standaardafwijking|odchylenie standardowe|odch std|odch standardowe|standart sapma|std sapma|stdabw|stabw|dev std|" +
    "desv est|desv típ|desv pad|variance|varianz|standard error|" +
    "std error|min|max|minimum|maximum|mínimo|máximo|minimo|massimo|ελάχιστο|μέγιστο|mode|modus",
};

/** What footers begin with, before a colon or a number. */
const FOOTER_WORDS =
  "source|sources|data source|note|notes|nb|remark|remarks|footnote|base|weighted by|weighting|" +
  "filter|filters|question|survey|quelle|quellen|anmerkung|anmerkungen|hinweis|hinweise|fußnote|" +
  "basis|gewichtung|remarque|remarques|fuente|fuentes|nota|notas|observación|fonte|fonti|fontes|" +
  "note metodologiche|observação|πηγή|πηγές|σημείωση|σημειώσεις|βάση|bron|bronnen|opmerking|noot|" +
  "źródło|źródła|uwaga|uwagi|kaynak|kaynaklar|not|notlar|açıklama";
/** What footers begin with that programs write. */
const WRITTEN_BY =
  /^(?:©|\(c\) ?\d{4}|copyright\b|(?:generated|exported|created|downloaded|printed|prepared|produced|powered)\s+(?:by|on|at|from|with|\d)|(?:erstellt|exportiert|erzeugt|heruntergeladen)\s+(?:am|von|mit)|(?:généré|exporté|créé)e?s?\s+(?:le|par)|(?:generado|exportado|creado|gerado|criado)\s+(?:el|por|em)|(?:generato|esportato|creato)\s+(?:il|da)|(?:gegenereerd|geëxporteerd|gemaakt)\s+(?:op|door)|(?:page|seite|pagina|página|strona|sayfa)\s+\d+|end of (?:report|file|data|table)|rows?\s*:?\s*\d+|\(?n\s*=\s*[\d.,]+\)?|\*+\s*p\s*<|\(?\d[\d,.]*\s+(?:rows?|records?|responses|respondents|cases)\b)/iu;

let byWord: ReadonlyMap<string, SummaryWord> | null = null;
let footers: ReadonlySet<string> | null = null;
/** Longer texts are no label of a row. */
const LONGEST_LABEL = 48;

/** What a label such as `Total`, `Mean:`, `Base (n)` or `Mittelwert` says of a row; null if it is none. */
export function summaryWord(text: string): SummaryWord | null {
  if (text === "" || text.length > LONGEST_LABEL || isNumbered(text)) return null;
  byWord ??= new Map(
    (Object.entries(WORDS) as [SummaryWord, string][]).flatMap(([meaning, words]) =>
      words.split("|").map((word): [string, SummaryWord] => [bare(word), meaning])
    ),
  );
  const label = bare(text);
  const found = byWord.get(label);
  if (found !== undefined) return found;
  // "Total (n = 12)", "Base: 200 respondents", "Mean (1-5)": what stands behind the word is a gloss.
  const glossed = /^(.+?)\s*(?:[:=]|[([]).*$/su.exec(text);
  return glossed === null ? null : byWord.get(bare(glossed[1])) ?? null;
}

/** Whether a text begins as footers do: `Source: ...`, `Quelle: ...`, `n = 12`, `Exported on ...`. */
export function beginsFooter(text: string): boolean {
  if (WRITTEN_BY.test(text)) return true;
  const end = text.indexOf(":");
  if (end < 1 || end > LONGEST_LABEL) return false;
  footers ??= new Set(FOOTER_WORDS.split("|").map(bare));
  return footers.has(bare(text.slice(0, end)));
}

/** Identifiers are many and have digits, labels have none but in a gloss: so they are settled at once. */
function isNumbered(text: string): boolean {
  return /^[^:=([]*\d/.test(text) && !/^(?:top|bottom|t|b)\W?2/i.test(text);
}

function bare(text: string): string {
  return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replaceAll("ß", "ss").replaceAll("ł", "l").replaceAll("ı", "i").replaceAll("ς", "σ")
    .replace(/[^\p{L}\p{N}%ø]+/gu, " ").trim();
}
