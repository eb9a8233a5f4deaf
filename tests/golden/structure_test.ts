/** Tests of stability measures against R's flexclust, from its own samples and starts. Runs in Deno. */

import assert from "node:assert/strict";
import { KmeansDesk } from "../../pipeline/structure/kmeans/desk.ts";
import { resampled, toFitRows } from "../../pipeline/structure/kmeans/fit_rows.ts";
import { lloyd } from "../../pipeline/structure/kmeans/lloyd.ts";
import { originsOf, relabelSeries } from "../../pipeline/structure/stability/origins.ts";
import { segmentStability, stabilityOf } from "../../pipeline/structure/stability/summarise.ts";
import type { Matrix } from "../../pipeline/numeric/matrix.ts";
import { sharedData, sharedDataAbsent } from "../support/shared_data.ts";
import { endOf } from "../../pipeline/base/steps.ts";

interface Measured {
  readonly n: number;
  /** Rows whose means are the centres. */
  readonly starts: number[][][];
  readonly labels: string[];
  readonly relabelled: string[];
  readonly entropies: number[][];
  readonly pairs: readonly {
    readonly drawn: string[];
    readonly starts: number[][][][];
    readonly rand: number[];
    readonly slsw: number[][];
  }[];
}

/** Made by make_structure_golden.R with R 4.2.2 and flexclust's functions, which states the command. */
const GOLDEN: {
  readonly ks: number[];
  readonly mcdonalds: Measured;
  readonly motives: Measured & { readonly answers: string[] };
} = JSON.parse(await Deno.readTextFile(new URL("structure_r.json", import.meta.url)));
const TOLERANCE = 1e-9;

Deno.test({
  name: "structure/ gives flexclust's figures for mcdonalds.csv (needs ../shared/data)",
  ignore: sharedDataAbsent,
  async fn() {
    const [, ...lines] = (await Deno.readTextFile(sharedData("mcdonalds.csv"))).trim().split("\n");
    const answers = lines.map((line) =>
      line.split(",").slice(0, 11).map((answer) => answer.replaceAll('"', "") === "Yes" ? 1 : 0)
    );
    checkMeasured(toMatrix(answers), GOLDEN.mcdonalds);
  },
});

Deno.test("structure/ gives flexclust's figures for yes/no motives", () => {
  const answers = GOLDEN.motives.answers.map((text) => [...text].map(Number));
  checkMeasured(toMatrix(answers), GOLDEN.motives);
});

function checkMeasured(x: Matrix, measured: Measured): void {
  const { ks } = GOLDEN;
  assert.equal(x.n, measured.n);
  const rows = toFitRows(x);
  const all = new KmeansDesk({ n: x.n, d: x.d, k: 6 }),
    desk = new KmeansDesk({ n: x.n, d: x.d, k: 6 });
  all.load(rows);
  const fit = (sample: typeof rows, start: readonly (readonly number[])[]) => {
    desk.load(sample);
    const seeds = new Float64Array(start.length * x.d);
    start.forEach((own, g) => {
      for (const row of own) {
        for (let c = 0; c < x.d; c++) seeds[g * x.d + c] += rows.values[row * x.d + c] / own.length;
      }
    });
    return endOf(lloyd(desk, sample, { seeds, maxIter: 300, restless: 0 }));
  };
  const fits = ks.map((_, at) => fit(rows, measured.starts[at]));
  ks.forEach((_, at) => assert.equal(fits[at].labels.join(""), measured.labels[at]));

  const pairs = measured.pairs.map(({ drawn, starts }) => {
    const sides = drawn.map((counts, side) => {
      const sample = resampled(rows, Int32Array.from(counts, Number));
      return ks.map((_, at) => {
        all.assign(fit(sample, starts[side][at]).centroids, true);
        return all.labels.slice();
      });
    });
    return ks.map((_, at) => ({ first: sides[0][at], second: sides[1][at] }));
  });
  ks.forEach((k, at) => {
    const own = pairs.map((pair) => pair[at]);
    const input = { k, pairs: own, labels: fits[at].labels, weights: null };
    near(stabilityOf(input).pairs, measured.pairs.map(({ rand }) => rand[at]));
    near(segmentStability(input), measured.pairs.flatMap(({ slsw }) => slsw[at]));
  });

  const d = x.d, two = fits[0].centroids;
  const sums = [0, 1].map((g) => two.subarray(g * d, (g + 1) * d).reduce((a, b) => a + b));
  const first = Int32Array.of(0, 1).sort((a, b) => sums[a] - sums[b]);
  const series = relabelSeries(ks.map((k, at) => ({ k, ...fits[at] })), { first, weights: null });
  series.forEach(({ labels }, at) => assert.equal(labels.join(""), measured.relabelled[at]));
  originsOf(series, null).forEach(({ entropies }, at) => near(entropies, measured.entropies[at]));
}

function near(actual: Float64Array, expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  expected.forEach((value, at) =>
    assert.ok(Math.abs(actual[at] - value) <= TOLERANCE, `${at}: ${actual[at]}, R has ${value}`)
  );
}

function toMatrix(rows: readonly (readonly number[])[]): Matrix {
  return { values: Float64Array.from(rows.flat()), n: rows.length, d: rows[0].length };
}
