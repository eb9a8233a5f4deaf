/** Writes what is made of the schema and the methods' rows. Runs in Deno only.
 *
 * `config/params.yaml`, `config/params.schema.json`, by which editors complete it, and
 * `pipeline/cluster/registry.ts`.
 */

import { z } from "zod";
import { CLUSTERING_METHODS } from "../pipeline/plan/methods.ts";
import { PARAMS_SCHEMA } from "../pipeline/plan/params.ts";
import { paramsYaml } from "./lib/params_yaml.ts";

const YAML = new URL("../config/params.yaml", import.meta.url);
const SCHEMA = new URL("../config/params.schema.json", import.meta.url);
const REGISTRY = new URL("../pipeline/cluster/registry.ts", import.meta.url);

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

/** The module that knows the clustering methods by name, as text. */
export function registryText(): string {
  const rows = Object.entries(CLUSTERING_METHODS);
  const imports = rows.map(([name, { module }]) =>
    `import { METHOD as ${name} } from "./${module}";`
  ).sort((a, b) => a.localeCompare(b, "en"));
  return [
    "/** The clustering methods by name; made of plan/methods.ts by `deno task schema`. Runs in Deno and browsers. */",
    "",
    'import type { ClusteringName } from "../plan/methods.ts";',
    ...imports,
    'import type { ClusterMethod } from "./method.ts";',
    "",
    "/** Every method that `clustering.method` may name. */",
    "export const METHODS: { readonly [Name in ClusteringName]: ClusterMethod<Name> } = {",
    ...rows.map(([name]) => `  ${name},`),
    "};",
    "",
  ].join("\n");
}

if (import.meta.main) {
  await Deno.writeTextFile(YAML, paramsYaml());
  await Deno.writeTextFile(SCHEMA, schemaText());
  await Deno.writeTextFile(REGISTRY, registryText());
  console.log(
    "config/params.yaml, config/params.schema.json and pipeline/cluster/registry.ts written",
  );
}
