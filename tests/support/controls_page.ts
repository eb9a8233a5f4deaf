/** Controls and tables on a page of a real browser, over a session that computes nothing. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { Page } from "playwright-core";
import schema from "../../config/params.schema.json" with { type: "json" };
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import type { RunView } from "../../pipeline/view/types.ts";
import { startChromium } from "./chromium.ts";
import { componentStyles } from "./component_styles.ts";
import type { SessionCall } from "./fake_session.ts";
import { originalParams } from "./original.ts";

const ROOT = new URL("../../", import.meta.url);
const THEMES = new URL("node_modules/@observablehq/framework/dist/style/", ROOT);
const MODULES = [
  "src/components/columns/column_correction",
  "src/components/columns/column_table",
  "src/components/controls/controls",
  "src/components/kit/table/data_table",
  "src/components/kit/downloads",
  "src/components/kit/empty_state",
  "src/components/shell/file_drop",
  "src/components/kit/help_tip",
  "src/components/columns/missing_offers",
  "src/components/shell/notices",
  "src/components/segments/profile_table",
  "src/components/controls/question_picker",
  "src/components/shell/panel/run_bar",
  "src/components/shell/survey_list",
  "tests/support/fake_session",
];
const COMMON = ["global", "card"];
const LIGHT = ["abstract-light", "theme-air"];
const DARK = ["abstract-dark", "theme-near-midnight"];

/** A page with all controls and tables loaded. */
export interface ControlsPage {
  readonly page: Page;
  /** Problems that the page's own scripts met. */
  readonly errors: readonly string[];
  /** Shows what a script's body returns, one node or several, alone on the page. In scope: `kit`
   * (every export), `view`, `schema`, `session` (a new one) and `calls`, what it was asked for.
   */
  show(body: string): Promise<void>;
  /** What a script's expression gives; `session` and `calls` are in scope. */
  ask<T>(expression: string): Promise<T>;
  /** The parameters that the session was asked to set, in order. */
  sets(): Promise<SessionCall[]>;
  close(): Promise<void>;
}

/** The run that is shown: the sample survey, with columns that only describe. */
export async function sampleView(file = "tests/data/dataset.csv"): Promise<RunView> {
  const bytes = await Deno.readFile(new URL(file, ROOT));
  const params = originalParams({ features: { exclude: ["age", "region"] } });
  const result = await runPipeline(bytes, "dataset.csv", params);
  return makeView(result, { hasPoints: true, hasIdentities: true });
}

/** Opens a page of 1280 x 900 pixels in Framework's own theme.
 * @param view What sessions and tables are made of.
 */
export async function openControlsPage(
  view: RunView,
  { isDark = false, width = 1280 }: { readonly isDark?: boolean; readonly width?: number } = {},
): Promise<ControlsPage> {
  const [script, style] = await Promise.all([bundle(), styles(isDark)]);
  const browser = await startChromium();
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.setContent(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Controls</title>` +
      `<style>${style}</style><main></main></html>`,
  );
  await page.addScriptTag({ content: script });
  await page.evaluate((given) => Object.assign(globalThis, given), { view, schema });
  const ask = <T>(expression: string): Promise<T> => page.evaluate(expression);
  return {
    page,
    errors,
    ask,
    sets: async () =>
      (await ask<SessionCall[]>("calls")).filter(([method]) => /^set(?:All)?$/.test(method)),
    show: (body) =>
      page.evaluate(`{
        globalThis.session = new kit.FakeSession(view);
        globalThis.calls = session.calls;
        const shown = (() => { ${body} })();
        document.querySelector("main").replaceChildren(...[shown].flat());
      }`),
    close: () => browser.close(),
  };
}

async function bundle(): Promise<string> {
  const result = await esbuild.build({
    stdin: {
      contents: MODULES.map((name) => `export * from "./${name}.ts";`).join("\n"),
      resolveDir: fileURLToPath(ROOT),
    },
    bundle: true,
    format: "iife",
    globalName: "kit",
    target: "es2022",
    write: false,
  });
  await esbuild.stop();
  return result.outputFiles[0].text;
}

async function styles(isDark: boolean): Promise<string> {
  const theme = [...COMMON, ...(isDark ? DARK : LIGHT)]
    .map((name) => Deno.readTextFile(new URL(`${name}.css`, THEMES)));
  const texts = await Promise.all([...theme, componentStyles()]);
  return texts.join("\n").replace(/@import [^;]*;/g, "");
}
