/** Parameters of which segments are served: the decision matrix. Runs in Deno and browsers. */

import { z } from "zod";
import { centresProblems, criteriaProblems, MOST_SCORE } from "../targeting.ts";

const criterion = z.strictObject({
  name: z.string(),
  side: z.enum(["segment", "organisation"]).default("segment"),
  weight: z.number().default(1),
  scores: z.record(z.string(), z.number()).default({}),
  measure: z.string().max(500).default(""),
});

/** `targeting` */
export const targeting = z.strictObject({
  criteria: z.array(criterion).superRefine((given, context) => {
    for (const { path, message } of criteriaProblems(given)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  }).default([]).meta({
    title: "Criteria of the decision matrix",
    description:
      "By what segments are chosen, a list of {name, side, weight, scores}: side says whether it makes " +
      "a segment attractive (segment) or the organisation attractive to it (organisation), weight how " +
      `much it counts on its side, scores are 0 to ${MOST_SCORE} by number: {1: 8, 2: 3}. In the place of ` +
      "scores measure takes a figure of the run: share, silhouette, stability, or a column's mean or " +
      `share (column, or column=category); the highest counts ${MOST_SCORE}, the others in proportion.`,
  }),
  centres: z.array(z.record(z.string(), z.number())).superRefine((given, context) => {
    for (const { path, message } of centresProblems(given)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  }).default([]).meta({
    title: "Segments that scores were given to",
    description:
      "Where these lay, as for segments.names, so that scores follow their segments; without it they " +
      "hold only while there are so many segments.",
  }),
  bubble: z.string().max(500).default("share").meta({
    title: "Area of a bubble",
    description:
      "What it stands for in the chart of attractiveness: share, silhouette, stability, or a column's " +
      "mean or share.",
  }),
});
