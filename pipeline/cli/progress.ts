/** Progress on the terminal. Runs in Deno only. */

import type { RunProgress } from "../run/run_result.ts";
import { formatNumber, formatShare } from "../base/text.ts";

const BAR_CELLS = 24;
const REDRAW_MS = 80;
const CLEAR_LINE = "\r\x1b[K";

/** Shows how far a run is. */
export interface ProgressView {
  update(progress: Omit<RunProgress, "stage"> & { readonly stage: string }): void;
  /** Leaves the terminal clean for what is printed next. */
  finish(): void;
}

/** A bar with stage, share done and time on a terminal, else a line for each stage as it begins.
 * @param write Receives text for standard error.
 */
export function progressView(isTerminal: boolean, write: (text: string) => void): ProgressView {
  return isTerminal ? barView(write) : lineView(write);
}

function barView(write: (text: string) => void): ProgressView {
  const started = performance.now();
  let drawn = -Infinity;
  return {
    update({ stage, done, total, note }) {
      const now = performance.now();
      if (now - drawn < REDRAW_MS && done > 0) return;
      drawn = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const filled = Math.round(share * BAR_CELLS);
      const bar = "█".repeat(filled) + "░".repeat(BAR_CELLS - filled);
      const seconds = formatNumber((now - started) / 1000, 1);
      const text = `${stage.padEnd(8)} ${bar} ${
        formatShare(share).padStart(5)
      } ${seconds} s ${note}`;
      write(CLEAR_LINE + text.trimEnd());
    },
    finish: () => write(CLEAR_LINE),
  };
}

function lineView(write: (text: string) => void): ProgressView {
  let current = "";
  return {
    update({ stage }) {
      if (stage !== current) write(`${stage}\n`);
      current = stage;
    },
    finish: () => {},
  };
}
