/** Charts of which segments to serve, in their frames. Runs in browsers. */

import type { RunView } from "../../../../pipeline/view/types.ts";
import type { GorgeView, SeparationView } from "../../../../pipeline/view/target/target_types.ts";
import {
  attractiveness,
  describeAttractiveness,
  isPlaced,
} from "../../charts/target/attractiveness.js";
import { chartFrame } from "../../charts/frame/chart_frame.js";
import { describeGorges, gorgePlot } from "../../charts/target/gorge_plot.js";
import { describeProfilePlot, profilePlot } from "../../charts/target/profile_plot.js";
import { describeSeparation, separationPlot } from "../../charts/target/separation_plot.js";
import { engineRules } from "../../kit/engine_rules.js";
import { sourceOf } from "../../kit/words/run_source.js";
import { type CardOptions, namesOf } from "../../segments/chart_cards.js";

/** Where segments lie on both axes of a decision matrix; nothing until one has a place. */
export function attractivenessCard(view: RunView, { width }: CardOptions): HTMLElement | "" {
  const judgement = engineRules().judgeTargets(view, view.params);
  if (!judgement.segments.some(isPlaced)) return "";
  const chart = attractiveness(judgement, { width });
  return chartFrame(describeAttractiveness(judgement), chart, sourceOf(view));
}

/** What segments answered, with the questions that mark them; nothing where none formed them. */
export function profilePlotCard(view: RunView, { width }: CardOptions): HTMLElement | "" {
  const rows = engineRules().findMarkers(view);
  if (rows.length === 0) return "";
  const told = { names: namesOf(view), respondents: view.profile.respondents };
  return chartFrame(
    describeProfilePlot(rows, told),
    profilePlot(rows, { width, ...told }),
    sourceOf(view),
  );
}

/** Respondents among components. */
export function separationCard(
  view: RunView,
  separation: SeparationView,
  { width }: CardOptions,
): HTMLElement {
  const names = namesOf(view);
  const chart = separationPlot(separation, { width, names });
  return chartFrame(describeSeparation(separation, names), chart, sourceOf(view));
}

/** Similarity of respondents to segments. */
export function gorgeCard(view: RunView, gorges: GorgeView, { width }: CardOptions): HTMLElement {
  const names = namesOf(view);
  const chart = gorgePlot(gorges, { width, names });
  return chartFrame(describeGorges(gorges, names), chart, sourceOf(view));
}
