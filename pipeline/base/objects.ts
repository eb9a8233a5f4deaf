/** What kind of value somebody's YAML or JSON holds. Runs in Deno and browsers. */

/** Whether a value is an object with keys: no list, not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
