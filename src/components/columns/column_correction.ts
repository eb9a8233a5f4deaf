/** Corrections of how columns were read, made in the table of columns. Runs in browsers. */

import { columnEditor } from "./column_editor.js";
import { kindSelect } from "../controls/column_kinds.js";
import { kindOf, type Kinds, withKind, withSaid } from "../session/column_said.js";
import { copyTeller } from "../kit/copy_teller.js";
import { html } from "../kit/elements.js";
import { keepFocus } from "../kit/keep_focus.js";
import type { Session } from "../session/session_types.js";
import { button } from "../kit/buttons.js";

/** What a table of columns needs to let a person correct it. */
export interface Correction {
  /** A choice of kinds for the column, with the one that is set or "as detected". */
  select(column: string): HTMLSelectElement;
  /** A button that opens all there is to correct of a column.
   * @param place Name of the row that it stands in; the column's if absent.
   */
  opener(column: string, place?: string): HTMLButtonElement;
  /** Copies the corrected section of the parameters. */
  readonly tools: readonly HTMLElement[];
  /** Where a column is corrected, to stand anywhere on the page. */
  readonly panel: HTMLElement;
}

/** Makes corrections for a session over a file; null where the site carries no file to read anew (the
 * answers that it publishes were read at its build).
 */
export function columnCorrection(session: Session | null): Correction | null {
  if (session === null || !session.state.survey.isFile) return null;
  const said = (): Kinds => session.state.params.ingest.columns;
  const editor = columnEditor(session);
  return {
    select(column) {
      const now = Object.hasOwn(said(), column) ? kindOf(said()[column]) : "";
      const select = kindSelect(`Kind of ${column}`, now, true);
      select.addEventListener("change", () => {
        const next = withSaid(said(), [column], (before) => withKind(before, select.value));
        session.set("ingest.columns", next);
      });
      keepFocus(select, `kind ${column}`);
      return select;
    },
    opener(column, place = column) {
      const key = `correct ${place}`;
      const opener = button(place === column ? "Correct" : `Correct ${column}`, {
        tone: "quiet",
        label: `Correct how ${column} is read`,
        onClick: () => editor.open(column, key),
      });
      keepFocus(opener, key);
      return opener;
    },
    tools: [copyTool(session)],
    panel: editor.element,
  };
}

function copyTool(session: Session): HTMLElement {
  const { said, copy } = copyTeller();
  const copyIt = button("Copy the ingest section", {
    tone: "quiet",
    onClick: () => copy(ingestSection(session.paramsYaml())),
  });
  return html("span", [copyIt, said]);
}

/** The section `ingest:` of parameters as YAML; a comment where nothing differs from the defaults. */
function ingestSection(yaml: string): string {
  const found = /^ingest:\n(?: .*\n)*/m.exec(yaml);
  return found === null ? "# Every column is read as detected.\n" : found[0];
}
