/** Answers that may mean that there is none, offered for all columns that have them at once. Runs in browsers. */

import type { ColumnView, RunView } from "../../../pipeline/view/types.ts";
import type { Meaning } from "../session/column_said.js";
import { countOf } from "../kit/words/format.js";
import { html } from "../kit/elements.js";
import { keepFocus } from "../kit/keep_focus.js";
import { reasonWords } from "../kit/words/kind_words.js";
import { globsOf } from "../controls/question_choice.js";
import type { Session } from "../session/session_types.js";
import { button } from "../kit/buttons.js";

/** One answer, and the columns in which it may mean that there is none. */
export interface Offer {
  readonly text: string;
  readonly reason: string;
  /** Of the column that has it most often. */
  readonly evidence: string;
  readonly columns: readonly string[];
  /** Cells of all columns. */
  readonly count: number;
}

type Codes = Readonly<Record<string, unknown>>;

const SHOWN_AT_FIRST = 4;
const MOST_NAMED = 4;

/** Makes the card; nothing where no answer is doubtful, or where the file cannot be read anew. */
export function missingOffers(session: Session | null, view: RunView): HTMLElement | string {
  const offers = session?.state.survey.isFile === true ? gatherOffers(view.columns) : [];
  if (session === null || offers.length === 0) return "";
  const items = offers.map((offer) => offerItem(session, offer, view.columns));
  return html("section", [
    html("h2", titleOf(offers, view.columns)),
    html("p", "Nothing is applied unless you say so: a code may be a point of the scale."),
    offerList(items.slice(0, SHOWN_AT_FIRST)),
    items.length <= SHOWN_AT_FIRST ? null : html("details", [
      html("summary", `Show ${countOf(items.length - SHOWN_AT_FIRST, "more answer")}`),
      offerList(items.slice(SHOWN_AT_FIRST)),
    ]),
  ], { class: "panel missing-offers" });
}

/** Offers of the same answer and reason become one, the most cells first. */
export function gatherOffers(columns: readonly ColumnView[]): Offer[] {
  const found = new Map<string, Offer & { most: number }>();
  for (const { name, proposals } of columns) {
    for (const { text, reason, evidence, count } of proposals) {
      const key = `${reason} ${text}`;
      const before = found.get(key);
      const isMost = before === undefined || count > before.most;
      found.set(key, {
        text,
        reason,
        evidence: isMost ? evidence : before.evidence,
        columns: [...before?.columns ?? [], name],
        count: count + (before?.count ?? 0),
        most: isMost ? count : before.most,
      });
    }
  }
  return Array.from(found.values(), ({ most: _most, ...offer }) => offer)
    .sort((a, b) => b.count - a.count);
}

/** `ingest.missing_codes` with a meaning for an answer of some columns; what else it says stays.
 * Columns that make up a question are named by a glob.
 */
export function withCodes(
  codes: Codes,
  { text, meaning, names, columns }: {
    readonly text: string;
    readonly meaning: Meaning;
    readonly names: readonly string[];
    readonly columns: readonly ColumnView[];
  },
): Record<string, unknown> {
  const next: Record<string, unknown> = { ...codes };
  for (const pattern of globsOf(names, columns)) {
    const before = Object.hasOwn(next, pattern) ? next[pattern] : {};
    const said = Array.isArray(before)
      ? Object.fromEntries(before.map((code) => [String(code), "marked"]))
      : before as object;
    // The pattern that is named last has the last word.
    delete next[pattern];
    next[pattern] = { ...said, [text]: meaning };
  }
  return next;
}

function offerList(items: readonly HTMLElement[]): HTMLElement {
  return html("ul", items, { class: "offer-list", role: "list" });
}

function titleOf(offers: readonly Offer[], columns: readonly ColumnView[]): string {
  const [first, ...rest] = offers;
  const where = first.columns.length === 1
    ? textOf(columns, first.columns[0])
    : countOf(first.columns.length, "column");
  const more = rest.length === 0 ? "" : `, and ${countOf(rest.length, "other answer")} elsewhere`;
  return `“${first.text}” may mean no answer in ${where}${more}`;
}

function textOf(columns: readonly ColumnView[], name: string): string {
  return columns.find((column) => column.name === name)?.text.short ?? name;
}

function offerItem(session: Session, offer: Offer, columns: readonly ColumnView[]): HTMLElement {
  const { text, reason, evidence, count, columns: names } = offer;
  const words = reasonWords(reason);
  const say = (meaning: Meaning) => {
    const codes = session.state.params.ingest.missing_codes;
    const next = withCodes(codes, { text, meaning, names, columns });
    session.set("ingest.missing_codes", next);
  };
  const take = button(`Take as ${words}`, {
    label: `Take as ${words}: ${text}`,
    onClick: () => say(reason as Meaning),
  });
  const keep = button("It is an answer", {
    tone: "quiet",
    label: `It is an answer: ${text}`,
    onClick: () => say("answered"),
  });
  keepFocus(take, `take ${reason} ${text}`);
  const unsaid = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).map((name) => textOf(columns, name)).join(", ") +
    (unsaid > 0 ? ` and ${unsaid} more` : "");
  return html("li", [
    html("p", [
      html("strong", `“${text}”`),
      ` in ${named}: ${evidence}; ${countOf(count, "cell")} in all.`,
    ]),
    html("span", [take, keep], { class: "offer-buttons" }),
  ]);
}
