/** Loader: the schema of the parameters and their defaults, for the controls. Runs in Deno only. */

import { z } from "zod";
import { PARAMS_SCHEMA } from "../pipeline/plan/params.ts";
import { parseParams } from "../pipeline/plan/parse_params.ts";
import { writeJson } from "./data/load_run.ts";

writeJson({
  schema: z.toJSONSchema(PARAMS_SCHEMA, { io: "input", target: "draft-7" }),
  defaults: parseParams({}),
});
