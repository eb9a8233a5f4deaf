/** Scripts that draw every chart, for pages of charts in a browser. Runs in Deno. */

const WORDS = JSON.stringify({
  full: "A question of many words",
  stem: "",
  item: "A question of many words",
  short: "A question of many words",
});

/** Every chart as a page would draw it, in so many pixels: scripts for `openChartPage()`. */
export const EVERY_CHART: Readonly<Record<string, (width: number) => string>> = {
  points: (w) => `charts.scatter(view.map, { width: ${w}, mode: "points", names })`,
  hulls: (w) => `charts.scatter(view.map, { width: ${w}, mode: "hull", names })`,
  densities: (w) => `charts.scatter(view.map, { width: ${w}, mode: "density", names })`,
  sizes: (w) => `charts.segmentSizes(view.profile.segments, { width: ${w} })`,
  tree: (w) => `charts.dendrogram(view.tree, { width: ${w}, k: 3, onCut() {} })`,
  "clear silhouettes": (w) =>
    `charts.silhouettePlot({ ...view.silhouettes, mean: 0.98 }, { width: ${w}, names })`,
  silhouettes: (w) => `charts.silhouettePlot(view.silhouettes, { width: ${w}, names })`,
  scree: (w) => `charts.scree(view.pca, { width: ${w} })`,
  loadings: (w) => `charts.loadings(view.pca, { width: ${w} })`,
  "scree of inertia": (w) => `charts.scree(onAnswers.view.mca, { width: ${w} })`,
  contributions: (w) => `charts.contributions(onAnswers.view.mca, { width: ${w} })`,
  heatmap: (w) => `charts.profileHeatmap(view.profile, { width: ${w} })`,
  "heatmap by question": (w) =>
    `charts.profileHeatmap(view.profile, { width: ${w}, sort: "question", measure: "value" })`,
  distribution: (w) =>
    `charts.distribution(view.columns.find((c) => c.distribution?.kind === "category"), ` +
    `{ width: ${w}, names })`,
  histogram: (w) =>
    `charts.distribution(view.columns.find((c) => c.name === "age"), ` +
    `{ width: ${w}, names })`,
  missing: (w) => `charts.missingChart(view.columns, { width: ${w}, n: view.survey.rows })`,
  "missing by reason": (w) =>
    `charts.missingChart(["blank", "marked", "error"].map((reason, i) => ` +
    `({ text: ${WORDS}, missing: [{ reason, count: 9 - i }] })), ` +
    `{ width: ${w}, n: 10 })`,
  patterns: (w) =>
    `charts.missingPatterns(view.missingPatterns, { width: ${w}, n: view.survey.rows })`,
  "scale use": (w) => `charts.scaleUseChart(view.scaleUse, { width: ${w}, names })`,
  scan: (w) => `charts.scanChart(scan, { width: ${w}, k: 3, onPick() {} })`,
  "scan on the answers": (w) =>
    `charts.scanChart(onAnswers.scan, { width: ${w}, k: 3, onPick() {} })`,
  "scan of a tree by Gower's distance": (w) =>
    `charts.scanChart(onAnswers.scan.map((point) => ({ ...point, cost: null })), ` +
    `{ width: ${w}, k: 3 })`,
  "beyond chance": (w) =>
    `charts.excessChart(judged.structure, { width: ${w}, k: 4, onPick() {} })`,
  "stability boxes": (w) =>
    `charts.stabilityBoxes(judged.structure, { width: ${w}, k: 4, onPick() {} })`,
  "flow of segments": (w) =>
    `charts.segmentFlow(judged.structure, ` +
    `{ width: ${w}, k: 4, names: judged.profile.segments.map(({ name }) => name), onPick() {} })`,
  attractiveness: (w) => `charts.attractiveness(targets.judgement, { width: ${w} })`,
  "segment profiles": (w) => `charts.profilePlot(targets.rows, { ...targets, width: ${w} })`,
  separation: (w) => `charts.separationPlot(targets.separation, { ...targets, width: ${w} })`,
  gorges: (w) => `charts.gorgePlot(targets.gorges, { ...targets, width: ${w} })`,
  cards: (w) => `charts.segmentCards(view, { width: ${w} })`,
  "cards with stability": (w) => `charts.segmentCards(judged, { width: ${w} })`,
};
