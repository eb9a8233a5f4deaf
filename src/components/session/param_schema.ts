/** The JSON schema of the parameters as the fields of a form. Runs in browsers. */

/** What `config/params.schema.json` is made of. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

/** How a parameter is set. `names`: a list; `list-or-auto`: a list or the word auto; `kinds`: column
 * names and what they are; `codes`: column names and texts that mean no answer. */
export type FieldControl =
  | "switch"
  | "choice"
  | "number"
  | "text"
  | "names"
  | "list-or-auto"
  | "kinds"
  | "codes";

/** The part of a range that a slider covers. */
export interface Span {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** One parameter as a field. */
export interface Field {
  /** `clustering.n_clusters` */
  readonly path: string;
  /** In the user's words. */
  readonly title: string;
  readonly description: string;
  readonly control: FieldControl;
  readonly default: unknown;
  /** Of a choice. */
  readonly options: readonly string[];
  /** Legal bounds of a number; infinite where open. */
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** Null where a slider would make no sense. */
  readonly span: Span | null;
  /** Whether an empty text is refused. */
  readonly needsText: boolean;
  /** Which texts are numbers: of digits alone (`ingest.sheet`), or any from 0 (`clustering.gamma`). */
  /** Whether a number may be the word auto instead. */
  readonly takesAuto: boolean;
  readonly takesNumber: "none" | "whole" | "any";
}

/** Fields under one heading, in the order of `params.yaml`. */
export interface FieldGroup {
  /** `clustering`; `seed` for the parameter that stands alone. */
  readonly key: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

/** What has no field: where surveys come from and are gone through, what files and built sites carry, and the names of segments
 * and what is judged of them, which are given where these stand. */
const NOT_SHOWN = [
  "storage",
  "export",
  "tables",
  "targeting",
  "typing",
  "deliver",
  "engine",
  "publish",
  "segments",
];

/** What has no field in a section that is shown: files of purchases are named at the command line or in the
 * survey's own parameters. */
const NO_FIELD = ["ingest.ledger"];

const SPANS: Readonly<Record<string, Span>> = {
  "clustering.n_clusters": { min: 2, max: 12, step: 1 },
  "reduction.n_components": { min: 1, max: 10, step: 1 },
  "reduction.n_neighbors": { min: 2, max: 50, step: 1 },
};
/** Steps of a slider over a short range that is not of whole numbers. */
const STEPS = 20;
const MOST_SLIDER_STEPS = 50;

/** How parameters are called in the user's words, by their paths. */
export function parameterTitles(schema: JsonSchema): ReadonlyMap<string, string> {
  const fields = listGroups(schema).flatMap((group) => group.fields);
  return new Map(fields.map(({ path, title }) => [path, title]));
}

/** Lists the groups of fields that a page shows. */
export function listGroups(schema: JsonSchema): FieldGroup[] {
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => !NOT_SHOWN.includes(key))
    .map(([key, section]) => ({
      key,
      title: section.title ?? key,
      fields: section.properties === undefined
        ? [toField(key, section)]
        : Object.entries(section.properties)
          .filter(([name]) => !NO_FIELD.includes(`${key}.${name}`))
          .map(([name, one]) => toField(`${key}.${name}`, one)),
    }));
}

function toField(path: string, schema: JsonSchema): Field {
  // Of auto or a number the number has the bounds.
  const bounded = schema.anyOf?.find(({ type }) => type === "number" || type === "integer") ??
    schema;
  const min = boundOf(bounded.minimum, -Infinity);
  const max = boundOf(bounded.maximum, Infinity);
  const isWhole = bounded.type === "integer";
  const types = schema.anyOf?.map(({ type }) => type) ?? [];
  return {
    path,
    title: schema.title ?? path,
    description: schema.description ?? "",
    control: controlOf(schema, types),
    default: schema.default,
    options: schema.enum ?? [],
    min,
    max,
    isWhole,
    span: SPANS[path] ?? spanOf({ min, max, isWhole }),
    needsText: (schema.minLength ?? schema.anyOf?.[0].minLength ?? 0) > 0,
    takesAuto: isAutoOrNumber(schema),
    takesNumber: types.includes("integer") ? "whole" : types.includes("number") ? "any" : "none",
  };
}

/** Whether a parameter is the word auto or one number. */
function isAutoOrNumber({ anyOf = [] }: JsonSchema): boolean {
  return anyOf.length === 2 && anyOf[0].const === "auto" &&
    (anyOf[1].type === "integer" || anyOf[1].type === "number");
}

function controlOf(schema: JsonSchema, types: readonly (string | undefined)[]): FieldControl {
  if (isAutoOrNumber(schema)) return "number";
  if (types.includes("array")) return "list-or-auto";
  if (schema.enum !== undefined) return "choice";
  switch (schema.type) {
    case "boolean":
      return "switch";
    case "integer":
    case "number":
      return "number";
    case "array":
      return "names";
    case "object":
      return isMapOfLists(schema) ? "codes" : "kinds";
    default:
      return "text";
  }
}

function isMapOfLists({ additionalProperties }: JsonSchema): boolean {
  return (additionalProperties || undefined)?.anyOf?.[0].type === "array";
}

/** The schema writes open bounds as the largest safe integers. */
function boundOf(bound: number | undefined, open: number): number {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? open : bound;
}

function spanOf({ min, max, isWhole }: Pick<Field, "min" | "max" | "isWhole">): Span | null {
  const length = max - min;
  if (!Number.isFinite(length)) return null;
  if (!isWhole) return { min, max, step: length / STEPS };
  return length <= MOST_SLIDER_STEPS ? { min, max, step: 1 } : null;
}
