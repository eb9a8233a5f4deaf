/** What an editor asks of the notebook while a cell is written. Runs in browsers. */

import type { Mark } from "./cell_problems.ts";
import type { Completions } from "./completions.ts";
import type { Signature } from "./signature.ts";

/** Answers for one cell. */
export interface EditorHelp {
  /** @param isAsked Whether somebody asked, rather than wrote. */
  completions(source: string, offset: number, isAsked: boolean): Completions | null;
  signature(source: string, offset: number): Signature | null;
  /** Leads to where the name at an offset is declared. */
  goToName(offset: number): void;
  /** Shows all places of the name at an offset. */
  showUses(offset: number): void;
}

/** What stands in an editor beside its source. */
export interface EditorMarks {
  readonly problems: readonly Mark[];
  /** What a search found. */
  readonly found: readonly { readonly from: number; readonly to: number; readonly isAt: boolean }[];
}
