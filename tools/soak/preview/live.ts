/** Edits a copy of the product for long while its preview runs, and measures. Runs in Deno only. */

import type { Page } from "playwright-core";
import { productFile } from "../../../tests/support/command.ts";
import { type Preview, startPreview } from "../../../tests/support/preview.ts";
import { copyProduct, startViewer } from "../../../tests/support/site_copy.ts";
import { untilReady } from "../../../tests/support/site_page.ts";
import { type Edit, prepareEdits } from "./edits.ts";
import { heldBelow } from "./memory.ts";

/** A page is waited for as long as a busy machine may need. */
const SHOWN_WITHIN_MS = 600_000;
const LOOK_MS = 100;

/** One edit: when it was made, how long the page took, and what the preview held afterwards. */
export interface Sample {
  readonly edit: string;
  readonly minute: number;
  readonly shownMs: number;
  readonly megabytes: number;
}

/** How long, and how often. */
export interface LiveOptions {
  readonly minutes: number;
  readonly everyMs: number;
  /** Hears of each edit. */
  readonly onSample?: (sample: Sample) => void;
}

/** Edits parameters, survey and component in turn.
 * @throws {Error} If the page does not show an edit, or complains.
 */
export async function livePreview(options: LiveOptions): Promise<readonly Sample[]> {
  const survey = await Deno.readFile(productFile("tests/data/dataset.csv"));
  const folder = await copyProduct({ "dataset.csv": survey });
  try {
    const edits = await prepareEdits(folder);
    const preview = await startPreview(folder);
    const viewer = await startViewer(preview);
    try {
      const page = await viewer.open("/dataset/");
      await untilReady(page);
      const samples = await editOn({ page, preview, edits }, options);
      if (viewer.problems.length > 0) throw new Error(viewer.problems.join("\n"));
      return samples;
    } finally {
      await viewer.browser.close();
      await preview.stop();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function editOn(
  { page, preview, edits }: { page: Page; preview: Preview; edits: readonly Edit[] },
  { minutes, everyMs, onSample }: LiveOptions,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  const started = performance.now();
  for (let count = 1; performance.now() - started < minutes * 60_000; count++) {
    const { name, make } = edits[count % edits.length];
    const at = performance.now();
    const isShown = await make(count);
    while (!(await isShown(page))) {
      if (performance.now() - at > SHOWN_WITHIN_MS) {
        throw new Error(`the page did not show edit ${count} (${name}): ${preview.said()}`);
      }
      await pause(LOOK_MS);
    }
    const shownMs = performance.now() - at;
    await pause(everyMs - shownMs);
    const { all: megabytes } = await heldBelow(preview.pid);
    samples.push({ edit: name, minute: (at - started) / 60_000, shownMs, megabytes });
    onSample?.(samples.at(-1)!);
  }
  return samples;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
