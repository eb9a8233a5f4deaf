/** The two parameters that stand above all others: how many segments, and by what method. Runs in browsers. */

import { html } from "../kit/elements.js";
import { type JsonSchema, listGroups } from "../session/param_schema.js";
import type { Session } from "../session/session_types.js";
import { paramField } from "./param_field.js";

/** Their paths, in their order. */
export const IN_REACH: readonly string[] = ["clustering.n_clusters", "clustering.method"];

/** Makes their fields, which follow the session from then on. */
export function reachFields(session: Session, schema: JsonSchema): HTMLElement {
  const known = listGroups(schema).flatMap(({ fields }) => fields);
  const fields = IN_REACH.flatMap((path) => known.filter((field) => field.path === path))
    .map((field) => paramField(field, { session, columns: [] }));
  const element = html("div", fields.map(({ element }) => element), { class: "controls reach" });
  const number = element.querySelector<HTMLInputElement>('input[type="number"]');
  const slider = element.querySelector<HTMLInputElement>('input[type="range"]');
  session.subscribe((state) => {
    for (const field of fields) field.update(state);
    const found = state.view?.summary.clustering.k;
    if (number?.value !== "" || found === undefined) return;
    // What auto found, from where the slider starts.
    number.placeholder = `${found}`;
    if (slider !== null) slider.value = `${found}`;
  });
  return element;
}
