/** Figures of a run that segments may be judged by. Runs in Deno and browsers. */

import type { Profile, ProfileRow } from "../../profile/segment_profile.ts";
import type { Measured } from "./target_types.ts";

/** What is measured without naming a column. */
export const OWN_MEASURES = ["share", "silhouette", "stability"] as const;

/** What of a run figures are taken from. */
export interface MeasuredView {
  /** Who the segments are. */
  readonly profile: Profile;
  /** How stable each segment is, from 0 to 1; null where it was not asked. */
  readonly structure: {
    /** In the order of their numbers; null for a segment that was not judged, and where none was. */
    readonly shown: readonly ({ readonly mean: number } | null)[] | null;
  } | null;
}

/** Finds a figure; null where the run has none of that name. */
export function measureOf(view: MeasuredView, measure: string): Measured | null {
  const { profile: { segments, rows }, structure } = view;
  if (measure === "share") {
    const figures = segments.map(({ share, weighted }) => weighted?.share ?? share);
    return { measure, title: "Share of respondents", form: "share", figures };
  }
  if (measure === "silhouette") {
    const figures = segments.map(({ silhouette }) => silhouette);
    return { measure, title: "How distinct (mean silhouette)", form: "number", figures };
  }
  if (measure === "stability") {
    const shown = structure?.shown ?? null;
    return shown === null ? null : {
      ...{ measure, title: "How stable in other samples", form: "number" },
      figures: shown.map((own) => own?.mean ?? null),
    };
  }
  const row = rows.find((each) => isMeasurable(each) && keysOf(each).includes(measure));
  return row === undefined ? null : measuredRow(measure, row);
}

/** Lists what may be measured: what every run has, then means and shares by how much segments differ. */
export function measuresOf(view: MeasuredView): Measured[] {
  const own = OWN_MEASURES.flatMap((measure) => {
    const found = measureOf(view, measure);
    return found === null || found.figures.every((figure) => figure === null) ? [] : [found];
  });
  const taken = new Set<string>(OWN_MEASURES);
  const rows = view.profile.rows.flatMap((row) => {
    const key = keysOf(row)[0];
    if (!isMeasurable(row) || taken.has(key)) return [];
    taken.add(key);
    return [measuredRow(key, row)];
  });
  return [...own, ...rows];
}

function isMeasurable({ statistic, total }: ProfileRow): boolean {
  return statistic !== "answered" && total.value !== null;
}

/** What a row may be called; of a column of two answers its name is enough. */
function keysOf({ variable, category, kind }: ProfileRow): string[] {
  if (category === null) return [variable];
  const whole = `${variable}=${category}`;
  return kind === "binary" ? [variable, whole] : [whole];
}

function measuredRow(
  measure: string,
  { text, category, statistic, segments }: ProfileRow,
): Measured {
  return {
    measure,
    title: category === null || category === "1" ? text.short : `${text.short}: ${category}`,
    form: statistic === "mean" ? "number" : "share",
    figures: segments.map(({ value }) => value),
  };
}
