/** Tests of the seeded generator. Runs in Deno. */

import assert from "node:assert/strict";
import { createRng } from "../../pipeline/base/rng.ts";

// Written down once: a change here changes every user's segments.
const EXPECTED_DRAWS = [922, 615, 53, 384];

Deno.test("createRng() repeats for a seed and differs between seeds and names", () => {
  const draws = (seed: number, name: string): number[] => {
    const rng = createRng(seed).fork(name);
    return Array.from({ length: 8 }, () => rng.uniform());
  };
  assert.deepEqual(draws(42, "kmeans"), draws(42, "kmeans"));
  const streams = [
    draws(42, "kmeans"),
    draws(43, "kmeans"),
    draws(42, "umap"),
    draws(2 ** 32 + 42, "kmeans"),
  ];
  assert.equal(new Set(streams.map(String)).size, 4);
});

Deno.test("createRng() gives the same numbers in every release", () => {
  const rng = createRng(42);
  const draws = [
    rng.below(1000),
    rng.below(1000),
    rng.below(1000),
    rng.fork("start 0").below(1000),
  ];
  assert.deepEqual(draws, EXPECTED_DRAWS);
});

Deno.test("fork() does not depend on what was drawn before", () => {
  const rng = createRng(7);
  const before = rng.fork("a").uniform();
  rng.uniform();
  assert.equal(rng.fork("a").uniform(), before);
});

Deno.test("uniform() lies in [0, 1) with mean 1/2 and variance 1/12", () => {
  const rng = createRng(1);
  const draws = Array.from({ length: 100_000 }, () => rng.uniform());
  const mean = draws.reduce((a, b) => a + b) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  assert.ok(draws.every((draw) => draw >= 0 && draw < 1));
  assert.ok(
    Math.abs(mean - 0.5) < 0.005 && Math.abs(variance - 1 / 12) < 0.002,
    `${mean} ${variance}`,
  );
});

Deno.test("below() draws every number equally often and refuses what is no bound", () => {
  const rng = createRng(2);
  const counts = new Array(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[rng.below(7)]++;
  const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  assert.ok(chi < 22.5, `chi squared ${chi} on 6 degrees of freedom`); // p = 0.001
  for (const bound of [0, -1, 1.5, NaN, 2 ** 33]) assert.throws(() => rng.below(bound), RangeError);
});

Deno.test("normal() has mean 0 and variance 1", () => {
  const rng = createRng(3);
  const draws = Array.from({ length: 100_000 }, () => rng.normal());
  const mean = draws.reduce((a, b) => a + b) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + draw * draw, 0) / draws.length;
  assert.ok(Math.abs(mean) < 0.015 && Math.abs(variance - 1) < 0.02, `${mean} ${variance}`);
});
