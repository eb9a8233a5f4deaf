/** The cells that make the page Compare. Runs in browsers. */

import { type CellSource, code, helper, words } from "../cell_source.js";

/** The run beside one with a segment more: who goes where, agreement, trust, questions, parameters. */
export const COMPARE: readonly CellSource[] = [
  words(`# Compare

**\${compared?.headline ?? "This site publishes no respondents: what the search for structure tells stands below."}**`),
  words(`## With what

Other settings give another solution: \`{"clustering.method": "kmedoids"}\`.`),
  code(`const settings = { "clustering.n_clusters": run.summary.clustering.k + 1 };
settings`),
  helper(`const compared = params("publish.respondents") === "none"
  ? null
  : await compareSolutions(run, await runWith(settings));
const percent = d3.format(".0%");
const two = d3.format(".2f");`),
  code(`compared ? charts.comparison(compared) : charts.neighbours(run)`),
  words(
    `## Who goes where

\${compared === null
  ? "From each number of segments to the next, as the search for structure found them."
  : \`\${compared.agreement.movers} of \${compared.respondents.both} respondents would have to change ` +
      `places; adjusted Rand index \${two(compared.agreement.adjustedRand)}.\`}`,
  ),
  code(`tables.of(compared === null
  ? (run.shownStructure?.flows ?? []).flatMap(({ from, to, links }, i) => {
    const { numbers } = run.shownStructure;
    return links.map(({ source, target, respondents }) => ({
      move: \`\${from} to \${to}\`,
      from: numbers[i].segments[source].number,
      to: numbers[i + 1].segments[target].number,
      respondents,
    }));
  })
  : compared.flows.map(({ source, target, respondents, share }) => ({
    here: source + 1,
    there: target + 1,
    respondents,
    share: percent(share),
  })))`),
  words(`## Can both be trusted?`),
  code(`tables.of(compared === null ? [] : [compared.before, compared.after].map((solution) => ({
  solution: solution.title,
  verdict: solution.verdict?.finding ?? "not asked",
  silhouette: solution.silhouette === null ? "" : two(solution.silhouette),
  sizes: solution.segments.map(({ size }) => size).join(", "),
  stability: solution.segments.map(({ stability }) => stability ? two(stability.mean) : "").join(" "),
})))`),
  words(`## Which questions separate more or less`),
  code(
    `tables.of((compared?.questions ?? []).map(({ text, before, after, roleBefore, roleAfter }) => ({
  question: text.short,
  here: before === null ? "" : percent(before),
  there: after === null ? "" : percent(after),
  part: roleBefore === roleAfter ? roleBefore : \`\${roleBefore} here, \${roleAfter} there\`,
})))`,
  ),
  words(`## What differs`),
  code(`tables.of((compared?.parameters ?? []).map(({ path, before, after }) => ({
  parameter: path,
  here: String(before),
  there: String(after),
})))`),
];
