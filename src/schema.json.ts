/** Loader: the schema of the parameters, the engine's plan and the presets, for the controls. Runs in Deno only. */

import { z } from "zod";
import { listPresets } from "../pipeline/cli/params_files.ts";
import { PLAN_DATA } from "../pipeline/plan/engine_plan.ts";
import { PARAMS_SCHEMA } from "../pipeline/plan/params.ts";
import { writeJson } from "./data/load_run.ts";

writeJson({
  schema: z.toJSONSchema(PARAMS_SCHEMA, { io: "input", target: "draft-7" }),
  plan: PLAN_DATA,
  presets: await listPresets(),
});
