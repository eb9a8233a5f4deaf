/** Corrections of how columns were read, made in the table of columns. Runs in browsers. */

import { kindSelect } from "./column_kinds.js";
import { kindOf, type Kinds, withKind } from "./column_said.js";
import { html } from "./ink.js";
import type { Session } from "./session_types.js";
import { button, copyText, setText } from "./ui_parts.js";

/** What a table of columns needs to let a person correct it. */
export interface Correction {
  /** A choice of kinds for the column, with the one that is set or "as detected". */
  select(column: string): HTMLSelectElement;
  /** Copies the corrected section of the parameters. */
  readonly tools: readonly HTMLElement[];
}

const SAID_MS = 2_500;

/** Makes corrections for a session over a file; null where the site carries no file to read anew (the
 * answers that it publishes were read at its build).
 */
export function columnCorrection(session: Session | null): Correction | null {
  if (session === null || !session.state.survey.isOwn) return null;
  const said = (): Kinds => session.state.params.ingest.columns;
  return {
    select(column) {
      const now = Object.hasOwn(said(), column) ? kindOf(said()[column]) : "";
      const select = kindSelect(`Kind of ${column}`, now, true);
      select.addEventListener("change", () => {
        const { [column]: before, ...rest } = said();
        const next = select.value === ""
          ? rest
          : { ...rest, [column]: withKind(before, select.value) };
        session.set("ingest.columns", next);
      });
      return select;
    },
    tools: [copyTool(session)],
  };
}

function copyTool(session: Session): HTMLElement {
  const told = html("span", [], { class: "run-said", role: "status" });
  const copy = button("Copy the ingest section", {
    tone: "quiet",
    onClick: () => {
      void copyText(ingestSection(session.paramsYaml())).then((isCopied) => {
        setText(told, isCopied ? "Copied" : "The browser refused to copy");
        setTimeout(() => setText(told, ""), SAID_MS);
      });
    },
  });
  return html("span", [copy, told]) as HTMLElement;
}

/** The section `ingest:` of parameters as YAML; a comment where nothing differs from the defaults. */
export function ingestSection(yaml: string): string {
  const found = /^ingest:\n(?: .*\n)*/m.exec(yaml);
  return found === null ? "# Every column is read as detected.\n" : found[0];
}
