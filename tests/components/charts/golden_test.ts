/** Tests that charts of a fixed run are drawn as they were when last looked at. Runs in Deno.
 *
 * After a change that is meant: deno test -A tests/components/charts/golden_test.ts -- --rewrite, then look at
 * the images and at what differs.
 */

import assert from "node:assert/strict";
import { builtNames } from "../../../src/frame/built_names.ts";
import { sampleRun, type TargetData } from "../../support/chart_page.ts";

const GOLDEN = new URL("./golden/", import.meta.url);
const WIDTH = 560;
/** Respondents on the map: enough to see where they go, few enough for a small file. */
const POINTS = 150;
/** A drawing's own digits: finer ones differ between machines that draw the same. */
const DIGITS = 1;

/** The same components as on pages, in a document without a browser: texts are as wide there as letters times their
 * number, so that all machines draw alike. */
async function loadCharts() {
  await builtNames();
  return {
    ...await import("../../../src/components/charts/map/scatter.ts"),
    ...await import("../../../src/components/charts/segment_sizes.ts"),
    ...await import("../../../src/components/charts/silhouette_plot.ts"),
    ...await import("../../../src/components/charts/scan_chart.ts"),
    ...await import("../../../src/components/charts/scree.ts"),
    ...await import("../../../src/components/charts/loadings.ts"),
    ...await import("../../../src/components/charts/contributions.ts"),
    ...await import("../../../src/components/charts/heatmap/profile_heatmap.ts"),
    ...await import("../../../src/components/charts/distribution.ts"),
    ...await import("../../../src/components/charts/missing_chart.ts"),
    ...await import("../../../src/components/charts/structure/excess_chart.ts"),
    ...await import("../../../src/components/charts/structure/stability_boxes.ts"),
    ...await import("../../../src/components/charts/structure/segment_flow.ts"),
    ...await import("../../../src/components/charts/tree/dendrogram.ts"),
    ...await import("../../../src/components/charts/scale_use.ts"),
    ...await import("../../../src/components/charts/target/attractiveness.ts"),
    ...await import("../../../src/components/charts/target/gorge_plot.ts"),
    ...await import("../../../src/components/charts/target/profile_plot.ts"),
    ...await import("../../../src/components/charts/target/separation_plot.ts"),
  };
}

/** Draws every chart by name. */
async function drawAll(): Promise<Record<string, string>> {
  const drawn = await loadCharts();
  const { view, scan, onAnswers, judged, targets } = await sampleRun();
  const names = view.profile.segments.map(({ name }) => name);
  const judgedNames = judged.profile.segments.map(({ name }) => name);
  const width = WIDTH;
  const few = <T>(all: readonly T[]): T[] => all.slice(0, POINTS);
  const { points } = view.map;
  const map = {
    ...view.map,
    points: points && {
      ...points,
      x: few(points.x),
      y: few(points.y),
      segment: few(points.segment),
      row: few(points.row),
    },
  };
  const words = view.columns.find(({ distribution }) => distribution?.kind === "category")!;
  const charts = {
    map: drawn.scatter(map, { width, mode: "points", names }),
    sizes: drawn.segmentSizes(view.profile.segments, { width, leftOut: 12 }),
    silhouettes: drawn.silhouettePlot(view.silhouettes!, { width, names }),
    scan: drawn.scanChart(scan, { width, k: 3 }),
    scree: drawn.scree(view.pca!, { width, n: view.map.n }),
    loadings: drawn.loadings(view.pca!, { width, most: 8 }),
    contributions: drawn.contributions(onAnswers.view.mca!, { width, most: 8 }),
    heatmap: drawn.profileHeatmap(view.profile, { width, most: 8 }),
    distribution: drawn.distribution(words, { width, names }),
    missing: drawn.missingChart(view.columns.slice(0, 14), { width, n: view.survey.rows }),
    excess: drawn.excessChart(judged.structure!, { width, k: 4 }),
    stability: drawn.stabilityBoxes(judged.structure!, { width, k: 4 }),
    flow: drawn.segmentFlow(judged.structure!, { width, k: 4, names: judgedNames }),
    tree: drawn.dendrogram({ ...view.tree! }, { width, k: 3 }),
    "scale-use": drawn.scaleUseChart(view.scaleUse!, { width, names }),
  };
  return imagesOf({ ...charts, ...await drawTargets(targets) });
}

/** Draws the charts of which segments to serve. */
async function drawTargets(
  { separation, gorges, judgement, rows, names, respondents }: TargetData,
): Promise<Record<string, Element>> {
  const drawn = await loadCharts();
  const { points } = separation!;
  const few = <T>(all: readonly T[]): T[] => all.slice(0, POINTS);
  const fewer = { x: few(points.x), y: few(points.y), segment: few(points.segment) };
  const told = { width: WIDTH, names };
  return {
    attractiveness: drawn.attractiveness(judgement, { width: WIDTH }),
    "segment-profiles": drawn.profilePlot(rows.slice(0, 12), { ...told, respondents }),
    separation: drawn.separationPlot({ ...separation!, points: fewer }, told),
    gorges: drawn.gorgePlot(gorges!, told),
  };
}

function imagesOf(charts: Readonly<Record<string, Element>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(charts).map(([name, chart]) => [name, imageOf(chart)]),
  );
}

/** A chart's drawings one below another, an element a line, digits rounded. */
function imageOf(chart: Element): string {
  const drawings = chart.localName === "svg"
    ? [chart]
    : [...chart.querySelectorAll("svg.chart-drawing")];
  let top = 0;
  const placed = drawings.map((drawn) => {
    drawn.setAttribute("y", String(top));
    top += Number(drawn.getAttribute("height"));
    return drawn.outerHTML;
  });
  const body = placed.join("\n")
    .replaceAll("><", ">\n<")
    .replaceAll(/-?\d+\.\d+(?:e-?\d+)?/g, (digits) => String(+Number(digits).toFixed(DIGITS) + 0))
    // Names of clips count up over a page.
    .replaceAll(/((?:scatter-frame|plot-clip)-)\d+/g, "$1N");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}">\n${body}\n</svg>\n`;
}

Deno.test("charts of a fixed run are drawn as their golden images", async (t) => {
  const drawn = await drawAll();
  const isRewriting = Deno.args.includes("--rewrite");
  if (isRewriting) await Deno.mkdir(GOLDEN, { recursive: true });
  for (const [name, image] of Object.entries(drawn)) {
    const file = new URL(`${name}.svg`, GOLDEN);
    if (isRewriting) await Deno.writeTextFile(file, image);
    await t.step(name, async () => {
      assert.doesNotMatch(image, /NaN|undefined|Infinity/);
      assert.equal(image, await Deno.readTextFile(file));
    });
  }
  await t.step("and there are no other images", () => {
    const files = [...Deno.readDirSync(GOLDEN)].map(({ name }) => name).sort();
    assert.deepEqual(files, Object.keys(drawn).map((name) => `${name}.svg`).sort());
  });
});
