/** Charts on a page of a real browser, drawn from a real run. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import type { Page } from "playwright-core";
import { memoryCache } from "../../pipeline/run/cache.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import { makeView } from "../../pipeline/view/mod.ts";
import { createContext } from "../../pipeline/base/context.ts";
import { judgeTargets } from "../../pipeline/view/target/judge_targets.ts";
import { findMarkers } from "../../pipeline/view/target/markers.ts";
import type {
  ApartView,
  MarkerRow,
  TargetJudgement,
} from "../../pipeline/view/target/target_types.ts";
import { viewApart } from "../../pipeline/view/target/view_apart.ts";
import { scanSegments } from "../../pipeline/view/scan.ts";
import type { RunView, ScanPoint } from "../../pipeline/view/types.ts";
import { startChromium } from "./chromium.ts";
import { componentStyles } from "./component_styles.ts";
import { originalParams } from "./original.ts";

const ROOT = new URL("../../", import.meta.url);
const CHARTS = [
  "segments/chart_cards",
  "charts/frame/chart_frame",
  "charts/contributions",
  "charts/tree/dendrogram",
  "kit/drawing/canvas",
  "charts/distribution",
  "charts/frame/export_image",
  "segments/key_figures",
  "charts/loadings",
  "charts/missing_chart",
  "charts/heatmap/profile_heatmap",
  "charts/scale_use",
  "charts/scan_chart",
  "charts/map/describe_map",
  "charts/map/nearest",
  "charts/map/points",
  "charts/map/scatter",
  "charts/scree",
  "charts/scan_place",
  "segments/segment_cards",
  "charts/segment_sizes",
  "charts/structure/excess_chart",
  "charts/structure/segment_flow",
  "charts/structure/stability_boxes",
  "charts/target/attractiveness",
  "charts/target/gorge_plot",
  "charts/target/profile_plot",
  "charts/target/separation_plot",
  "segments/structure_cards",
  "charts/silhouette_plot",
];

/** A page with all charts loaded. */
export interface ChartPage {
  readonly page: Page;
  /** Problems that the page's own scripts met. */
  readonly errors: readonly string[];
  /** Draws what a script's expression gives, alone on the page. In scope: `charts` (every export of
   * every chart), `view`, `scan`, `onAnswers`, `judged`, `names`, and `calls`, an empty list for what is called back.
   */
  draw(expression: string): Promise<void>;
  close(): Promise<void>;
}

/** What charts are drawn from. */
export interface ChartData {
  readonly view: RunView;
  readonly scan: readonly ScanPoint[];
  /** Of segments formed on the answers themselves, on a map of categories. */
  readonly onAnswers: { readonly view: RunView; readonly scan: readonly ScanPoint[] };
  /** Four segments with a verdict. */
  readonly judged: RunView;
  /** Three segments that are judged by criteria. */
  readonly targets: TargetData;
}

/** The runs that charts are drawn from: three segments of the sample survey, with a tree; and by
 * k-modes on a correspondence analysis; and four segments with a verdict. */
export async function sampleRun(): Promise<ChartData> {
  const tree = await runSample({ clustering: { method: "agglomerative" } });
  const onAnswers = await runSample({
    clustering: { method: "kmodes", n_init: 2 },
    reduction: { method: "mca" },
  });
  const { view: judged } = await runSample({
    clustering: { n_clusters: 4 },
    structure: { check: "auto", draws: 19, pairs: 8 },
  });
  return { ...tree, onAnswers, judged, targets: await targetRun() };
}

/** What charts of which segments to serve are drawn from. */
export interface TargetData extends ApartView {
  readonly rows: readonly MarkerRow[];
  readonly judgement: TargetJudgement;
  readonly names: readonly string[];
  readonly respondents: number;
}

/** Three segments of the sample survey with a decision matrix, and how far they lie apart. */
async function targetRun(): Promise<TargetData> {
  const criteria = [
    { name: "Growth", side: "segment", weight: 3, scores: { 1: 6, 2: 8, 3: 3 } },
    { name: "Size", side: "segment", measure: "share" },
    { name: "Our offer fits", side: "organisation", weight: 2, scores: { 1: 8, 2: 4, 3: 7 } },
  ];
  const bytes = await Deno.readFile(new URL("tests/data/dataset.csv", ROOT));
  const params = originalParams({
    reduction: { method: "none" },
    clustering: { n_clusters: 3 },
    targeting: { criteria },
  });
  const result = await runPipeline(bytes, "dataset.csv", params);
  const view = makeView(result, { hasPoints: false });
  return {
    ...await viewApart(result, createContext()),
    rows: findMarkers(view),
    judgement: judgeTargets(view, params.targeting),
    names: view.profile.segments.map(({ name }) => name),
    respondents: view.profile.respondents,
  };
}

async function runSample(given: object): Promise<ChartData["onAnswers"]> {
  const bytes = await Deno.readFile(new URL("tests/data/dataset.csv", ROOT));
  const params = originalParams(given);
  const cache = memoryCache(1e9);
  const result = await runPipeline(bytes, "dataset.csv", params, { cache });
  const scan = await scanSegments(
    params,
    result.embedding.n,
    (each) => runPipeline(bytes, "dataset.csv", each, { cache }),
  );
  return { view: makeView(result, { hasPoints: true }), scan };
}

/** Opens a page of 1280 x 900 pixels with charts and data. */
export async function openChartPage(
  data: Pick<ChartData, "view" | "scan"> & Partial<ChartData>,
): Promise<ChartPage> {
  const [script, style] = await Promise.all([bundleCharts(), componentStyles()]);
  const browser = await startChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.setContent(`<meta charset="utf-8"><style>${style}</style><main></main>`);
  await page.addScriptTag({ content: script });
  await page.evaluate((data) => Object.assign(globalThis, data), data);
  return {
    page,
    errors,
    draw: (expression) =>
      page.evaluate(`{
        const names = view.profile.segments.map(({ name }) => name);
        globalThis.calls = [];
        document.querySelector("main").replaceChildren(${expression});
      }`),
    close: () => browser.close(),
  };
}

async function bundleCharts(): Promise<string> {
  const result = await esbuild.build({
    stdin: {
      contents: [
        'import "./tests/support/with_rules.ts";',
        ...CHARTS.map((name) => `export * from "./src/components/${name}.ts";`),
      ].join("\n"),
      resolveDir: fileURLToPath(ROOT),
    },
    bundle: true,
    format: "iife",
    globalName: "charts",
    target: "es2022",
    write: false,
  });
  await esbuild.stop();
  return result.outputFiles[0].text;
}
