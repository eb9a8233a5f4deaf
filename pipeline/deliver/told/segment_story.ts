/** A segment as it is told: share, stability, what sets it apart, how its members answer. Runs in Deno and browsers. */

import { countOf, formatNumber, formatShare } from "../../base/text.ts";
import { rankDifferences } from "../../profile/differences.ts";
import type { ProfileRow, SegmentProfile } from "../../profile/segment_profile.ts";
import type { Wording } from "../../profile/wording.ts";
import { shareOf } from "../../profile/words.ts";
import type { StabilityBand } from "../../structure/stability/bands.ts";
import { unbroken } from "../../view/unbroken.ts";
import type { RunView } from "../../view/types.ts";
import { figureText, isCompared, withCategory } from "./row_story.ts";
import type { LeadingStory, SegmentStory, TypicalStory } from "./story.ts";
import type { ToldRun } from "./told_run.ts";

/** Differences of a segment that are drawn. */
const MOST_LEADING = 6;
const MOST_TYPICAL = 5;
const MOST_SHORT = 48;
const MOST_TEXT = 100;

const BANDS: Readonly<Record<StabilityBand, string>> = {
  high: "highly stable",
  stable: "stable",
  pattern: "a pattern only",
  unstable: "unstable",
};

/** Tells each segment, in the order of their numbers. */
export function segmentStories({ view, wording }: ToldRun): SegmentStory[] {
  const who = new Set(view.columns.filter(({ isWho }) => isWho).map(({ name }) => name));
  return view.profile.segments.map((segment, g) => {
    const shareText = unbroken(formatShare(shareOf(segment)));
    const stability = stabilityOf(view, g);
    const weighted = segment.weighted === undefined ? "" : " by weight";
    return {
      number: segment.number,
      name: segment.name,
      share: shareOf(segment),
      shareText,
      size: segment.size,
      facts: `${shareText}${weighted}, ${countOf(segment.size, "respondent")}` +
        (stability === "" ? "" : `; ${stability}`),
      stability,
      insights: segment.insights,
      leading: leadingOf(view.profile.rows, g, wording),
      typical: typicalOf(view.profile.rows, { g, who, wording, segment }),
    };
  });
}

function stabilityOf({ structure }: RunView, g: number): string {
  const shown = structure?.shown ?? null;
  if (shown === null) return "";
  const own = shown[g];
  return own === null
    ? "how stable it is, is not known"
    : `comes back in other samples: ${formatNumber(own.mean, 2)}, ${BANDS[own.band]}`;
}

function leadingOf(rows: readonly ProfileRow[], g: number, wording: Wording): LeadingStory[] {
  const all = rankDifferences(rows.filter(({ role }) => role !== "dropped"), g, wording);
  return all.slice(0, MOST_LEADING).map(({ row, figure, value, total, strength }) => ({
    text: withCategory(wording.texts.short(row.variable, MOST_TEXT), row),
    short: withCategory(wording.texts.short(row.variable, MOST_SHORT), row),
    value: figureText(value, row),
    total: figureText(total, row),
    strength,
    base: figure.base,
  }));
}

/** What most answered, or the mean: first who they are, then what tells segments apart. No single
 * respondent is shown. */
function typicalOf(
  all: readonly ProfileRow[],
  { g, who, wording, segment: { size } }: {
    readonly g: number;
    readonly who: ReadonlySet<string>;
    readonly wording: Wording;
    readonly segment: SegmentProfile;
  },
): TypicalStory[] {
  const variables = Map.groupBy(all.filter(isCompared), ({ variable }) => variable);
  const told = [...variables].flatMap(([variable, rows]) => {
    const answered = rows.filter(({ segments }) =>
      segments[g].value !== null && segments[g].base * 2 >= size
    );
    // Where some answers are not told, the most frequent one may be among them.
    return answered.length < rows.length || !isWhole(rows) ? [] : [{ variable, rows }];
  });
  const rank = ({ variable, rows: [{ role }] }: typeof told[number]) =>
    who.has(variable) ? 0 : role === "describing" ? 1 : 2;
  return told.sort((a, b) => rank(a) - rank(b)).slice(0, MOST_TYPICAL).map(({ rows }) =>
    typicalAnswer(rows, g, wording)
  );
}

/** Whether rows of shares are all the answers there are: of ticks only the one is a row. */
function isWhole(rows: readonly ProfileRow[]): boolean {
  const [{ statistic, kind }] = rows;
  return statistic === "mean" || kind === "binary" || rows.length > 1;
}

function typicalAnswer(rows: readonly ProfileRow[], g: number, wording: Wording): TypicalStory {
  const row = rows.reduce((a, b) => b.segments[g].value! > a.segments[g].value! ? b : a);
  const value = row.segments[g].value!, total = row.total.value!;
  const figures = `${figureText(value, row)}, all ${figureText(total, row)}`;
  const question = wording.texts.short(row.variable, MOST_TEXT);
  if (row.statistic === "mean") return { question, answer: unbroken(`on average ${figures}`) };
  if (row.kind !== "binary") return { question, answer: unbroken(`${row.category} (${figures})`) };
  const isYes = value >= 0.5;
  const word = row.category === null || row.category === "1" ? "yes" : row.category;
  return { question, answer: unbroken(`${isYes ? "mostly" : "mostly not"} ${word} (${figures})`) };
}
