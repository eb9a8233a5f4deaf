/** The one schema of all parameters: names, types, defaults, ranges, descriptions. Runs in Deno and browsers. */

import { z } from "zod";
import { RULE_NOTES } from "./rule_notes.ts";
import { cleaning, quality, weighting } from "./sections/cleaning.ts";
import { deliver } from "./sections/deliver.ts";
import { engine } from "./sections/engine.ts";
import { features } from "./sections/features.ts";
import { segments } from "./sections/naming.ts";
import { ingest, storage } from "./sections/reading.ts";
import {
  clustering,
  evaluation,
  exporting,
  map,
  publish,
  reduction,
  structure,
  typing,
} from "./sections/segments.ts";
import { tables } from "./sections/tables.ts";
import { targeting } from "./sections/targeting.ts";

/** The schema of `config/params.yaml`. Every default lives here and nowhere else. */
export const PARAMS_SCHEMA = z.strictObject({
  storage: storage.prefault({}).meta({ title: "Survey file" })
    .register(RULE_NOTES, { stage: null }),
  ingest: ingest.prefault({}).meta({ title: "Reading" })
    .register(RULE_NOTES, { stage: "ingest" }),
  cleaning: cleaning.prefault({}).meta({ title: "Cleaning" })
    .register(RULE_NOTES, { stage: "clean" }),
  quality: quality.prefault({}).meta({ title: "Response quality" })
    .register(RULE_NOTES, { stage: "clean" }),
  weighting: weighting.prefault({}).meta({ title: "Weighting" })
    .register(RULE_NOTES, { stage: "clean" }),
  features: features.prefault({}).meta({ title: "Features" })
    .register(RULE_NOTES, { stage: "features" }),
  reduction: reduction.prefault({}).meta({ title: "Reduction" })
    .register(RULE_NOTES, { stage: "reduce" }),
  map: map.prefault({}).meta({ title: "Map" })
    .register(RULE_NOTES, { stage: "map" }),
  clustering: clustering.prefault({}).meta({ title: "Clustering" })
    .register(RULE_NOTES, { stage: "cluster" }),
  structure: structure.prefault({}).meta({ title: "Structure" })
    .register(RULE_NOTES, { stage: "structure" }),
  evaluation: evaluation.prefault({}).meta({ title: "Evaluation" })
    .register(RULE_NOTES, { stage: "evaluate" }),
  segments: segments.prefault({}).meta({ title: "Names of segments" })
    .register(RULE_NOTES, { stage: "profile" }),
  export: exporting.prefault({}).meta({ title: "Files" })
    .register(RULE_NOTES, { stage: null }),
  tables: tables.prefault({}).meta({ title: "Tables" })
    .register(RULE_NOTES, { stage: null }),
  targeting: targeting.prefault({}).meta({ title: "Which to serve" })
    .register(RULE_NOTES, { stage: null }),
  typing: typing.prefault({}).meta({ title: "Typing tool" })
    .register(RULE_NOTES, { stage: null }),
  deliver: deliver.prefault({}).meta({ title: "Slides, document and page" })
    .register(RULE_NOTES, { stage: null }),
  engine: engine.prefault({}).meta({ title: "Beyond one process" })
    .register(RULE_NOTES, { stage: null }),
  publish: publish.prefault({}).meta({ title: "Publishing" })
    .register(RULE_NOTES, { stage: null }),
  seed: z.int().min(0).default(42).meta({
    title: "Seed",
    description: "Same file, same parameters and same seed give the same bytes.",
  }).register(RULE_NOTES, { idle: "these methods draw no random numbers" }),
});

/** All parameters, resolved: every key is there. */
export type Params = z.output<typeof PARAMS_SCHEMA>;
