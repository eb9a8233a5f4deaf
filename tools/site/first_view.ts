/** What a survey's first page says before any script has come: headline, verdict, segments. Runs in Deno only. */

import type { LoadedView } from "../../src/components/shell/page.ts";
import { escapeHtml } from "../../pipeline/notebook/publish/html_text.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { figuresOf } from "../../src/components/segments/key_figures.ts";
import { countOf } from "../../src/components/kit/words/format.ts";
import { wayAnswers } from "../../src/components/shell/way.ts";
import { shareWords } from "../../src/components/kit/words/weighting.ts";

/** What Framework puts where a cell's value will stand. */
const LOADING = "<observablehq-loading></observablehq-loading>";
const HEADLINE = /(<h1\b[^>]*>(?:<a\b[^>]*>)?)<observablehq-loading><\/observablehq-loading>/;
const VERDICT = '<div class="verdict">';
const FIGURES = '<div class="key">';
const SEGMENTS = '<div class="who">';
const MOST_SENTENCES = 3;

/** Where the header has a question's answer. */
const WAY_ANSWER = /(<span class="way-answer" data-way="([^"]+)">)(<\/span>)/g;

/** Puts the answers so far to the way's questions into a page's header, so that nothing moves when its
 * scripts come.
 * @param text A page's HTML.
 * @param loaded What the page's loader gave.
 */
export function withWay(text: string, loaded: LoadedView): string {
  if (loaded.status !== "ok") return text;
  const answers = wayAnswers(loaded.value.view);
  return text.replace(
    WAY_ANSWER,
    (_, open: string, page: string, close: string) =>
      open + escapeHtml(answers[page] ?? "") + close,
  );
}

/** Puts the built run's words into a page, each where the page itself will say it: they stay until then.
 * @param text A page's HTML.
 * @param loaded What the page's loader gave.
 */
export function withFirstView(text: string, loaded: LoadedView): string {
  if (loaded.status !== "ok") return text;
  const { view } = loaded.value;
  const words = view.summary.structure?.words;
  const verdict = words === undefined
    ? ""
    : `<p class="lede verdict-lede">${escapeHtml(`${words.why} ${words.advice}`)}</p>`;
  return text
    .replace(HEADLINE, (_, open: string) => open + loading(escapeHtml(view.headline)))
    .replace(VERDICT + LOADING, () => VERDICT + loading(verdict))
    .replace(FIGURES + LOADING, () => FIGURES + loading(figureList(view)))
    .replace(SEGMENTS + LOADING, () => SEGMENTS + loading(segmentCards(view)));
}

function figureList(view: RunView): string {
  const items = figuresOf(view).map(([term, value]) =>
    `<li><strong>${escapeHtml(value)}</strong> <span>${escapeHtml(term)}</span></li>`
  );
  return `<ul class="figures">${items.join("")}</ul>`;
}

function segmentCards({ profile: { segments } }: RunView): string {
  const cards = segments.map((segment) => {
    const { number, name, size, insights } = segment;
    const title = escapeHtml(name === "" ? `Segment ${number}` : name);
    const sizeWords = `${shareWords(segment)} · ${countOf(size, "respondent")}`;
    const sentences = insights.slice(0, MOST_SENTENCES)
      .map((sentence) => `<li>${escapeHtml(sentence)}</li>`);
    return `<article class="segment-card"><header><div><h2>${title}</h2>` +
      `<p>${sizeWords}</p></div></header><ul>${sentences.join("")}</ul></article>`;
  });
  return `<div class="segment-cards">${cards.join("")}</div>`;
}

function loading(html: string): string {
  return `<observablehq-loading class="first-view">${html}</observablehq-loading>`;
}
