/** Tests that charts of a fixed run are drawn as they were when last looked at. Runs in Deno.
 *
 * After a change that is meant: deno test -A tests/components/charts/golden_test.ts -- --rewrite, then look at
 * the images and at what differs.
 */

import assert from "node:assert/strict";
import { builtNames } from "../../../src/frame/built_names.ts";
import { sampleRun } from "../../support/chart_page.ts";

const GOLDEN = new URL("./golden/", import.meta.url);
const WIDTH = 560;
/** Respondents on the map: enough to see where they go, few enough for a small file. */
const POINTS = 150;
/** A drawing's own digits: finer ones differ between machines that draw the same. */
const DIGITS = 1;

/** Draws every chart by name: the same components as on pages, in a document without a browser, where texts are as
 * wide as letters times their number, so that all machines draw alike. */
async function drawAll(): Promise<Record<string, string>> {
  await builtNames();
  const [
    { scatter },
    { segmentSizes },
    { silhouettePlot },
    { scanChart },
    { scree },
    { loadings },
    { contributions },
    { profileHeatmap },
    { distribution },
    { missingChart },
    { excessChart },
    { stabilityBoxes },
    { segmentFlow },
    { dendrogram },
    { scaleUseChart },
  ] = await Promise.all([
    import("../../../src/components/charts/map/scatter.ts"),
    import("../../../src/components/charts/segment_sizes.ts"),
    import("../../../src/components/charts/silhouette_plot.ts"),
    import("../../../src/components/charts/scan_chart.ts"),
    import("../../../src/components/charts/scree.ts"),
    import("../../../src/components/charts/loadings.ts"),
    import("../../../src/components/charts/contributions.ts"),
    import("../../../src/components/charts/heatmap/profile_heatmap.ts"),
    import("../../../src/components/charts/distribution.ts"),
    import("../../../src/components/charts/missing_chart.ts"),
    import("../../../src/components/charts/structure/excess_chart.ts"),
    import("../../../src/components/charts/structure/stability_boxes.ts"),
    import("../../../src/components/charts/structure/segment_flow.ts"),
    import("../../../src/components/charts/tree/dendrogram.ts"),
    import("../../../src/components/charts/scale_use.ts"),
  ]);
  const { view, scan, onAnswers, judged } = await sampleRun();
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
    map: scatter(map, { width, mode: "points", names }),
    sizes: segmentSizes(view.profile.segments, { width, leftOut: 12 }),
    silhouettes: silhouettePlot(view.silhouettes!, { width, names }),
    scan: scanChart(scan, { width, k: 3 }),
    scree: scree(view.pca!, { width, n: view.map.n }),
    loadings: loadings(view.pca!, { width, most: 8 }),
    contributions: contributions(onAnswers.view.mca!, { width, most: 8 }),
    heatmap: profileHeatmap(view.profile, { width, most: 8 }),
    distribution: distribution(words, { width, names }),
    missing: missingChart(view.columns.slice(0, 14), { width, n: view.survey.rows }),
    excess: excessChart(judged.structure!, { width, k: 4 }),
    stability: stabilityBoxes(judged.structure!, { width, k: 4 }),
    flow: segmentFlow(judged.structure!, { width, k: 4, names: judgedNames }),
    tree: dendrogram({ ...view.tree! }, { width, k: 3 }),
    "scale-use": scaleUseChart(view.scaleUse!, { width, names }),
  };
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
