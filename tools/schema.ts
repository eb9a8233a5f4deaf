/** Writes `config/params.schema.json`, by which editors complete the parameters. Runs in Deno only. */

import { z } from "zod";
import { PARAMS_SCHEMA } from "../pipeline/plan/params.ts";

const TARGET = new URL("../config/params.schema.json", import.meta.url);

/** The JSON schema of `config/params.yaml` and of overlays, as text. */
export function schemaText(): string {
  const schema = z.toJSONSchema(PARAMS_SCHEMA, { io: "input", target: "draft-7" });
  return JSON.stringify(
    { ...schema, title: "Parameters of the Customer Clustering Engine" },
    null,
    2,
  ) +
    "\n";
}

if (import.meta.main) {
  await Deno.writeTextFile(TARGET, schemaText());
  console.log("config/params.schema.json written");
}
