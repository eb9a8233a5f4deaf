/** Votes for amounts where numbers are large and mostly distinct, as identifiers are too. Runs in Deno and browsers. */

import type { Evidence, Vote } from "./evidence.ts";
import { findPhrase, phraseSet } from "./header_words.ts";

/** Words of a header that name money and other quantities of many digits. */
export const AMOUNT_WORDS = phraseSet(
  // English
  "revenue|revenues|income|incomes|sales|salary|salaries|turnover|price|prices|cost|costs|spend",
  "spent|spending|spendings|budget|amount|amounts|wage|wages|earnings|profit|profits|expense",
  "expenses|expenditure|payment|payments|rent|mortgage|loan|debt|savings|donation|donations|assets",
  "premium|balance|population|inhabitants|followers|views|visitors|distance|mileage|area",
  "worth|net worth|wealth|hhinc|hhincome|hinctot|inctot|faminc|hinc",
  // German
  "einkommen|umsatz|umsätze|gehalt|preis|preise|kosten|ausgaben|betrag|lohn|miete|gewinn|einnahmen",
  "vermögen|ersparnisse|jahresumsatz|haushaltseinkommen|nettoeinkommen|bruttoeinkommen|einwohner",
  // French
  "revenu|chiffre d affaires|chiffre daffaires|salaire|prix|coût|coûts|dépense|dépenses|montant",
  "loyer|épargne|budget|bénéfice|habitants|patrimoine",
  // Spanish
  "ingreso|ingresos|ventas|facturación|salario|sueldo|precio|gasto|gastos|importe|monto|alquiler",
  "presupuesto|ahorro|ahorros|costo|coste|habitantes|patrimonio|ing total|ingtot|ingreso total",
  // Italian
  "reddito|fatturato|stipendio|prezzo|spesa|spese|importo|affitto|risparmi|ricavi|entrate|abitanti",
  // Portuguese
  "renda|rendimento|receita|receitas|faturamento|faturação|salário|preço|despesa|despesas|montante",
  "valor|aluguel|orçamento|património|patrimônio",
  // Dutch
  "omzet|inkomen|loon|prijs|uitgaven|bedrag|salaris|huur|kosten|winst|spaargeld",
  // Greek
  "εισόδημα|έσοδα|μισθός|τιμή|κόστος|δαπάνη|δαπάνες|ποσό|έξοδα|τζίρος|ενοίκιο|πωλήσεις",
  // Polish
  "dochód|przychód|przychody|obrót|płaca|pensja|wynagrodzenie|cena|koszt|koszty|wydatki|kwota|czynsz",
  // Turkish
  "gelir|ciro|maaş|fiyat|maliyet|harcama|harcamalar|tutar|kira|bütçe",
  // Currencies
  "eur|euro|euros|usd|dollar|dollars|gbp|chf|pln|try|czk|sek|nok|dkk|inr|brl|mxn|jpy|cny|zł",
);
/** What compounds of German and Dutch end with: Kaufpreis, Mietkosten, jaarinkomen. Folded. */
const COMPOUND =
  /\p{L}{3}(?:preise?|kosten|umsatz|einkommen|gehalt|betrag|ausgaben|einnahmen|miete|lohn|gewinn|prijs|inkomen|omzet|bedrag|uitgaven)$/u;
/** Thousands from the first digit on, so that three decimals are none. */
const SEPARATED = /(?:^|[^\d.,])\d{1,3}[,. '’\u00a0\u202f]\d{3}(?!\d)/;
const LEAST_AMOUNT = 1000;
/** From here on numbers are taken for identifiers by their length. */
const LONG_NUMBER = 100000;
const FEWEST_DISTINCT = 12;
const NEARLY_ALL = 0.95;
/** Outweighs that distinct long numbers look like identifiers. */
const NAMED = 4;
const WRITTEN = 3;
const UNEQUAL = 2.5;

/** Votes by a header that names money, by thousands that are separated, by long numbers that do not
 * rise and have not all as many digits: none of these goes with identifiers.
 */
export function voteByAmount({ answers, header }: Evidence): readonly Vote[] {
  const { numbers, texts, distinct, total } = answers;
  // Where numbers repeat, nobody takes them for identifiers.
  const isRival = distinct >= FEWEST_DISTINCT && distinct >= NEARLY_ALL * total;
  if (numbers === null || !isRival) return [];
  let least = Infinity, most = -Infinity, hasFallen = false;
  for (let i = 0; i < numbers.length; i++) {
    const size = Math.abs(numbers[i]);
    if (size < least) least = size;
    if (size > most) most = size;
    hasFallen ||= i > 0 && numbers[i] < numbers[i - 1];
  }
  if (most < LEAST_AMOUNT) return [];
  const word = findPhrase(header, AMOUNT_WORDS) ?? findCompound(header);
  if (word !== null) {
    return [numeric(NAMED, `amounts, as the header says ${JSON.stringify(word)}`)];
  }
  if (texts.some((text, i) => Math.abs(numbers[i]) >= LEAST_AMOUNT && SEPARATED.test(text))) {
    return [numeric(WRITTEN, "thousands are separated")];
  }
  const isUnequal = hasFallen && least >= LONG_NUMBER &&
    String(Math.trunc(least)).length < String(Math.trunc(most)).length;
  return isUnequal ? [numeric(UNEQUAL, "not rising, with more and fewer digits")] : [];
}

function findCompound({ texts }: Evidence["header"]): string | null {
  for (const { written, folded } of texts) {
    const at = folded.findIndex((word) => COMPOUND.test(word));
    if (at !== -1) return written[at];
  }
  return null;
}

function numeric(weight: number, reason: string): Vote {
  return { kind: "numeric", weight, reason };
}
