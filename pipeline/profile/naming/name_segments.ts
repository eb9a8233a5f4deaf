/** What segments are called: names given, else what sets each apart; no two the same. Runs in Deno and browsers. */

import { foldName } from "../../plan/segment_names.ts";
import type { Difference } from "../differences.ts";
import { isTelling, nameDifference } from "../names.ts";
import type { Wording } from "../wording.ts";
import { giveNames, numbered } from "./give_names.ts";

/** What a segment is named by. */
export interface NameFacts {
  /** From 0. */
  readonly segment: number;
  /** The name given to it; null for none. */
  readonly named: string | null;
  /** By the answers that formed it, strongest first. */
  readonly forming: readonly Difference[];
  /** By other answers. */
  readonly describing: readonly Difference[];
  /** Whether there was anything to compare. */
  readonly isCompared: boolean;
}

/** What a segment is called, and what else it may be called. */
export interface SegmentNaming {
  readonly name: string;
  readonly proposals: readonly string[];
}

/** A proposal with what it is about: a variable, the category told of it, and the side. */
interface Proposal {
  readonly name: string;
  readonly subject: string;
}

/** Another variable may name a segment where it tells at least this share of the strongest. */
const CLOSE = 0.5;
const MOST_PROPOSALS = 5;
/** Of the answers that formed a segment; what only describes it comes behind. */
const MOST_FORMING = 4;
/** Differences that are looked at: with more, weak ones would be put into words for nothing. */
const MOST_LOOKED_AT = 12;

/** Names segments: as they are named, else by their proposals. */
export function nameSegments(all: readonly NameFacts[], wording: Wording): SegmentNaming[] {
  const proposals = proposeNames(all, wording);
  const names = giveNames(proposals, all.map(({ named }) => named));
  return names.map((name, i) => ({ name, proposals: proposals[i] }));
}

/** Proposes names, whatever is named already. The strongest difference comes first; where another segment
 * has that already, the next one, about as strong if there is one. What is left without is near the
 * average. No segment's first is among those of another.
 */
function proposeNames(all: readonly NameFacts[], wording: Wording): string[][] {
  const taken = new Set<string>();
  const subjects = new Set<string>();
  const first = all.map((each) => {
    const facts = { ...each, forming: tellingFirst(each.forming, wording) };
    const proposed = proposalsOf(facts.forming, wording);
    const { name, subject } = choose(facts, { proposed, taken, subjects });
    taken.add(foldName(name));
    if (subject !== "") subjects.add(subject);
    return { name, proposed };
  });
  return first.map(({ name, proposed }, i) => {
    const { forming, describing } = all[i];
    const more = [
      ...proposed.slice(0, MOST_FORMING),
      ...proposalsOf(describing.slice(0, MOST_PROPOSALS), wording),
      ...proposed.slice(MOST_FORMING),
    ];
    const proposals = new Map([[foldName(name), name]]);
    for (const { name: other } of forming.length === 0 ? [] : more) {
      const isFree = proposals.has(foldName(other)) || !taken.has(foldName(other));
      if (isFree && proposals.size < MOST_PROPOSALS) proposals.set(foldName(other), other);
    }
    return [...proposals.values()];
  });
}

/** With those whose names say nothing behind the others. */
function tellingFirst(differences: readonly Difference[], wording: Wording): Difference[] {
  const told = differences.map((each) => isTelling(each, wording));
  return [
    ...differences.filter((_, i) => told[i]),
    ...differences.filter((_, i) => !told[i]),
  ];
}

/** The differences that a name may be made of, as names, each once. */
function proposalsOf(differences: readonly Difference[], wording: Wording): Proposal[] {
  const seen = new Set<string>();
  return differences.slice(0, MOST_LOOKED_AT).map((difference) => ({
    name: nameDifference(difference, wording),
    subject: `${difference.row.variable}\n${difference.row.category}\n${
      difference.value > difference.total ? "higher" : "lower"
    }`,
  })).filter(({ name }) => !seen.has(foldName(name)) && seen.add(foldName(name)));
}

/** What a segment without a name is called. */
function choose(
  { segment, forming, isCompared }: NameFacts,
  { proposed, taken, subjects }: {
    readonly proposed: readonly Proposal[];
    readonly taken: ReadonlySet<string>;
    readonly subjects: ReadonlySet<string>;
  },
): Proposal {
  const least = CLOSE * Math.abs(forming[0]?.strength ?? 0);
  const close = forming.filter(({ strength }) => Math.abs(strength) >= least).length;
  const free = proposed.filter(({ name }) => !taken.has(foldName(name)));
  const strong = free.filter((each) => proposed.indexOf(each) < close);
  const found = strong.find(({ subject }) => !subjects.has(subject)) ?? strong[0] ?? free[0];
  if (found !== undefined) return found;
  const plain = proposed[0]?.name ?? (isCompared ? "Near the average" : `Segment ${segment + 1}`);
  return { name: numbered(plain, segment, taken), subject: "" };
}
