/** The site's controls of the parameters that a cell names. Runs in browsers. */

import { html } from "../components/kit/elements.ts";
import { paramField } from "../components/controls/param_field.ts";
import type { Field } from "../components/session/param_schema.ts";
import type { RemoteSession } from "./remote_session.ts";

const NAMED = /\bparams\(\s*["'`]([\w.]+)["'`]\s*\)/g;

/** Makes the controls, which follow the session for as long as they stand on the page. */
export function parameterControls(
  source: string,
  { session, fields }: { readonly session: RemoteSession; readonly fields: readonly Field[] },
): Node[] {
  const paths = new Set([...source.matchAll(NAMED)].map(([, path]) => path));
  const named = fields.filter(({ path }) => paths.has(path));
  if (named.length === 0) {
    return [html("p", 'Name a parameter, as in params("clustering.n_clusters").', {
      class: "cell-status",
    })];
  }
  const columns = session.state.view?.columns.map(({ name }) => name) ?? [];
  const made = named.map((field) => paramField(field, { session, columns }));
  const host = html("div", made.map(({ element }) => element), { class: "controls" });
  let wasShown = false;
  const stop = session.subscribe((state) => {
    if (wasShown && !host.isConnected) return void queueMicrotask(() => stop());
    wasShown = host.isConnected;
    for (const field of made) field.update(state);
  });
  return [host];
}
