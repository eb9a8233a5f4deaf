/** The engine's plan: what schema, methods and stages say, put together. Runs in Deno and browsers. */

import type { z } from "zod";
import { joinWords } from "../base/text.ts";
import {
  CLUSTERING_METHODS,
  type ClusteringOption,
  type ClusteringRow,
  REDUCTION_METHODS,
  type ReductionRow,
} from "./methods.ts";
import { PARAMS_SCHEMA } from "./params.ts";
import { Plan, type PlanData } from "./plan.ts";
import { RULE_NOTES } from "./rule_notes.ts";
import type { Condition } from "./condition.ts";
import type { ParamRule, Use } from "./rules.ts";
import { STAGES } from "./stages.ts";

/** Options that change what is a segment, and not only how well the best is found. */
const OF_STRUCTURE: readonly ClusteringOption[] = ["linkage", "distance", "gamma"];

/** The plan as data, as pages get it. */
export const PLAN_DATA: PlanData = {
  stages: STAGES,
  clustering: CLUSTERING_METHODS,
  reduction: REDUCTION_METHODS,
  rules: Object.fromEntries([...listRules()]),
  defaults: PARAMS_SCHEMA.parse({}),
};

/** The engine's plan. */
export const PLAN: Plan = new Plan(PLAN_DATA);

function* listRules(): Generator<[path: string, rule: ParamRule]> {
  for (const [section, schema] of Object.entries(PARAMS_SCHEMA.shape)) {
    const note = RULE_NOTES.get(schema);
    const fields = Object.entries(fieldsOf(schema));
    if (fields.length === 0) yield [section, toRule(section, schema, [])];
    const stage = note?.stage ?? null;
    for (const [name, field] of fields) {
      const uses = stage === null ? [] : [{ stage }];
      yield [`${section}.${name}`, toRule(`${section}.${name}`, field, uses)];
    }
  }
}

/** A section's parameters, below its default; none for a parameter that stands alone. */
function fieldsOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const { innerType } = schema.def as { innerType?: { shape?: Record<string, z.ZodType> } };
  return innerType?.shape ?? {};
}

function toRule(path: string, field: z.ZodType, usual: readonly Use[]): ParamRule {
  const note = RULE_NOTES.get(field);
  const ofMethods = methodsRule(path);
  return {
    title: field.meta()?.title ?? path,
    uses: [...note?.uses ?? ofMethods?.uses ?? usual, ...opinionUses(path)],
    needs: [...(ofMethods?.needs ?? []), ...(note?.needs ?? [])],
    idle: note?.idle ?? "",
    means: note?.means ?? [],
    isCapped: note?.isCapped ?? false,
    ...(note?.isAddition === true ? { isAddition: true as const } : {}),
  };
}

/** What the methods' rows say of a parameter; null where it is none of theirs. */
function methodsRule(path: string): Pick<ParamRule, "uses" | "needs"> | null {
  if (path === "seed") return { uses: seedUses(), needs: [] };
  if (path === "clustering.method") {
    return {
      uses: [
        { stage: "tree", when: { "@tree": [true] } },
        { stage: "cluster" },
        { stage: "structure" },
      ],
      needs: [],
    };
  }
  const [section, option] = path.split(".");
  const isChoice = ["method", "n_clusters", "max_clusters"].includes(option);
  if (isChoice || (section !== "clustering" && section !== "reduction")) return null;
  const chosen = `${section}.method`;
  const users = section === "clustering"
    ? namesOf(clusteringRows(), (row) => usesOf(row).includes(option as ClusteringOption))
    : namesOf(reductionRows(), (row) => row.options.some((one) => one === option));
  const all = section === "clustering" ? CLUSTERING_METHODS : REDUCTION_METHODS;
  const words = users.map((name) => all[name as keyof typeof all]["words"]);
  return {
    uses: section === "clustering" ? clusteringUses(option as ClusteringOption) : [{
      stage: "reduce",
      when: { [chosen]: users },
    }],
    needs: [{ when: { [chosen]: users }, otherwise: onlyBy(words, section) }],
  };
}

/** What a second opinion must know to begin where the run began. */
function opinionUses(path: string): Use[] {
  const asked = (when: Condition): Use => ({
    stage: "opinion",
    when: { "evaluation.second_opinion": [true], ...when },
  });
  const byKmeans = asked(byMethod(["kmeans"]));
  const byUmap = (section: string) => asked({ [`${section}.method`]: ["umap"] });
  if (path === "seed") return [byKmeans, byUmap("reduction"), byUmap("map")];
  const [section, option] = path.split(".");
  if (section === "clustering") {
    return ["n_init", "max_iter", "algorithm"].includes(option) ? [byKmeans] : [];
  }
  return option === "n_neighbors" || option === "min_dist" ? [byUmap(section)] : [];
}

function clusteringUses(option: ClusteringOption): Use[] {
  const trees = namesOf(clusteringRows(), ({ tree }) => tree?.includes(option) ?? false);
  // Whether answers are compared is known by the distance, also to the stage that cuts a tree.
  const others = namesOf(
    clusteringRows(),
    ({ options, space }) => options.includes(option) || space === option,
  );
  return [
    ...(trees.length > 0 ? [{ stage: "tree" as const, when: byMethod(trees) }] : []),
    ...(others.length > 0 ? [{ stage: "cluster" as const, when: byMethod(others) }] : []),
    ...(OF_STRUCTURE.includes(option)
      ? [{ stage: "structure" as const, when: byMethod([...trees, ...others]) }]
      : []),
  ];
}

function seedUses(): Use[] {
  const random = ({ drawsRandomNumbers }: { readonly drawsRandomNumbers: boolean }) =>
    drawsRandomNumbers;
  return [
    { stage: "reduce", when: { "reduction.method": namesOf(reductionRows(), random) } },
    { stage: "structure", when: { "structure.check": ["auto"] } },
    { stage: "map", when: { "map.method": namesOf(reductionRows(), random) } },
    { stage: "cluster", when: byMethod(namesOf(clusteringRows(), random)) },
    { stage: "evaluate", when: { "evaluation.silhouette": ["sampled"] } },
  ];
}

function byMethod(names: readonly string[]): Condition {
  return { "clustering.method": names };
}

function onlyBy(words: readonly string[], section: string): string {
  const isOne = words.length === 1;
  const what = section === "reduction" ? `the reduction${isOne ? "" : "s"} ` : "";
  return `only ${what}${joinWords(words)} ${isOne ? "uses" : "use"} it`;
}

function usesOf({ options, tree }: ClusteringRow): readonly ClusteringOption[] {
  return [...options, ...(tree ?? [])];
}

function clusteringRows(): [string, ClusteringRow][] {
  return Object.entries(CLUSTERING_METHODS);
}

function reductionRows(): [string, ReductionRow][] {
  return Object.entries(REDUCTION_METHODS);
}

function namesOf<Row>(
  rows: readonly (readonly [string, Row])[],
  fits: (row: Row) => boolean,
): string[] {
  return rows.filter(([, row]) => fits(row)).map(([name]) => name);
}
