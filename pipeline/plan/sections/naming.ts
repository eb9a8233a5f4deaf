/** Parameters of what segments are called. Runs in Deno and browsers. */

import { z } from "zod";
import { RULE_NOTES } from "../rule_notes.ts";
import { namesProblems } from "../segment_names.ts";

const anchored = z.strictObject({ name: z.string(), centre: z.record(z.string(), z.number()) });
const names = z.union([z.array(anchored), z.record(z.string(), z.string())]);

/** `segments` */
export const segments = z.strictObject({
  names: names.superRefine((given, context) => {
    for (const { path, message } of namesProblems(given)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  }).default([]).meta({
    title: "Names",
    description:
      "What segments are called. By number, one for each of the segments, where auto keeps the " +
      "words of the profile: {1: Price seekers, 2: auto, 3: Cooks}; these hold only while there are " +
      "so many segments. Or a list of {name, centre}, by which a name follows its segment however it " +
      "is formed: centre says where it lies, by mean or share of a few questions, as the profile has " +
      "them (for a share of a category column=category). Names change no figure.",
  }).register(RULE_NOTES, { uses: [{ stage: "profile" }] }),
});
