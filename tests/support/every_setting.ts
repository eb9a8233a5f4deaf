/** Settings that try every method and every choice of the schema, so that new ones are tried by themselves. Runs in Deno. */

import { ParamsError } from "../../pipeline/base/errors.ts";
import { CLUSTERING_METHODS, REDUCTION_METHODS } from "../../pipeline/plan/methods.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { resolveParams } from "../../pipeline/plan/parse_params.ts";

type Layer = Record<string, Record<string, unknown>>;

interface SchemaPart {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
}

const SCHEMA: SchemaPart = JSON.parse(
  Deno.readTextFileSync(new URL("../../config/params.schema.json", import.meta.url)),
);
/** Sections whose choices change what is computed. */
const COMPUTED = ["cleaning", "quality", "features", "evaluation", "map"];

function choicesOf(section: string, key: string): readonly string[] {
  return SCHEMA.properties?.[section]?.properties?.[key]?.enum ?? [];
}

/** Every way to combine a method's choices. */
function combined(section: string, method: string, options: readonly string[]): Layer[] {
  return options.reduce<Layer[]>(
    (layers, key) => {
      const choices = choicesOf(section, key);
      return choices.length === 0
        ? layers
        : layers.flatMap((layer) =>
          choices.map((choice) => ({ [section]: { ...layer[section], [key]: choice } }))
        );
    },
    [{ [section]: { method } }],
  );
}

/** Parameters for every method with every choice of its options, scaled and not, and for every choice
 * of the other sections by itself.
 * @param base What all have in common.
 */
export function everySetting(base: Layer): { readonly title: string; readonly params: Params }[] {
  const methods = Object.entries(CLUSTERING_METHODS).flatMap(([name, { options, tree }]) =>
    combined("clustering", name, [...options, ...tree ?? []])
  );
  const reductions = Object.keys(REDUCTION_METHODS).flatMap((name) =>
    combined("reduction", name, [])
  );
  const scalings = [{}, { scaling: "none", tails: "none" }];
  const scaled = [...methods, ...reductions].flatMap((layer) =>
    scalings.map((features): Layer => ({ ...layer, features }))
  );
  const single = COMPUTED.flatMap((section) =>
    Object.keys(SCHEMA.properties?.[section]?.properties ?? {}).flatMap((key) =>
      choicesOf(section, key).map((choice): Layer => ({ [section]: { [key]: choice } }))
    )
  );
  return [...scaled, ...single].flatMap((layer) => {
    try {
      const layers = [base, layer].map((value) => ({ source: "", value }));
      return [{ title: JSON.stringify(layer), params: resolveParams(layers) }];
    } catch (error) {
      // Not every choice goes with every other.
      if (error instanceof ParamsError) return [];
      throw error;
    }
  });
}
