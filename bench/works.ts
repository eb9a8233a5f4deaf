/** What the benchmark runs, against whom, and what it aims at. Runs in Deno only. */

import type { DataShape } from "./data.ts";

/** One computation that both sides know by name. */
export type Method = "kmeans" | "pca" | "ward" | "silhouette" | "umap" | "read";

/** A program that computes: ours, the npm packages, or a Python package. */
export type Side =
  | "ours"
  | "npm"
  | "sklearn"
  | "intelex"
  | "faiss"
  | "fastcluster"
  | "umap-learn"
  | "pandas"
  | "polars"
  | "duckdb"
  | "openpyxl"
  | "calamine";

/** A computation on data of some shape. */
export interface Work {
  readonly name: string;
  readonly method: Method;
  readonly data: DataShape;
  readonly peers: readonly Side[];
  /** Settings of the method, the same for every side. */
  readonly settings: Readonly<Record<string, number>>;
  /** Our time must be at most this many times that of the quickest peer whose answer is as good; null
   * for a measurement alone. */
  readonly ratio: number | null;
  /** The peer that the ratio is held against, where it is not the quickest. */
  readonly against?: Side;
  /** MB that our process may take. */
  readonly megabytes?: number;
  /** Whether whole processes are timed, from their start to the answer. */
  readonly isCold?: boolean;
  /** Timed calls of each side where the run does not say: few where a call takes long, many where single
   * calls spread. */
  readonly runs?: number;
}

const KMEANS = { k: 8, nInit: 10, maxIter: 300 };
const UMAP = { nNeighbors: 15, minDist: 0.1, nComponents: 2 };

function work(
  name: string,
  method: Method,
  rest: Omit<Work, "name" | "method">,
): Work {
  return { name, method, ...rest };
}

/** Computations timed as second and later calls within a process. */
export const WORKS: readonly Work[] = [
  work("kmeans-blobs", "kmeans", {
    data: { kind: "blobs", n: 100_000, d: 50 },
    peers: ["sklearn", "intelex", "faiss"],
    // With scikit-learn's own tolerance the peers end at the same inertia, and sooner.
    settings: { ...KMEANS, tolerance: 1e-4 },
    ratio: 0.5,
  }),
  work("kmeans-survey", "kmeans", {
    data: { kind: "survey", n: 100_000, d: 50 },
    peers: ["sklearn", "intelex", "faiss"],
    // With its own tolerance scikit-learn stops some 6e-6 above the fixed point.
    settings: { ...KMEANS, tolerance: 0 },
    ratio: 0.5,
  }),
  work("kmeans-million", "kmeans", {
    data: { kind: "blobs", n: 1_000_000, d: 50 },
    peers: ["sklearn", "intelex", "faiss"],
    settings: { ...KMEANS, nInit: 1, tolerance: 1e-4 },
    ratio: 1,
    megabytes: 1_500,
  }),
  work("ward-blobs", "ward", {
    data: { kind: "blobs", n: 10_000, d: 50 },
    peers: ["fastcluster", "sklearn"],
    settings: {},
    ratio: 0.3,
  }),
  work("ward-survey", "ward", {
    data: { kind: "untied", n: 10_000, d: 50 },
    peers: ["fastcluster", "sklearn"],
    settings: {},
    ratio: 0.3,
  }),
  work("ward-30000", "ward", {
    data: { kind: "blobs", n: 30_000, d: 50 },
    peers: [],
    settings: {},
    ratio: null,
    megabytes: 1_000,
    runs: 1,
  }),
  work("silhouette", "silhouette", {
    data: { kind: "blobs", n: 10_000, d: 50 },
    peers: ["sklearn"],
    settings: { k: 8 },
    ratio: 0.15,
  }),
  work("pca-answers", "pca", {
    data: { kind: "survey", n: 100_000, d: 50 },
    peers: ["sklearn"],
    settings: { nComponents: 10 },
    ratio: 0.6,
    runs: 25,
  }),
  work("pca-fractions", "pca", {
    data: { kind: "blobs", n: 100_000, d: 50 },
    peers: ["sklearn"],
    settings: { nComponents: 10 },
    ratio: 0.8,
    runs: 25,
  }),
  work("read-csv", "read", {
    data: { kind: "csv", n: 500_000, d: 51 },
    peers: ["duckdb", "polars", "pandas"],
    settings: {},
    ratio: 1.2,
    against: "duckdb",
    megabytes: 400,
  }),
  work("read-xlsx", "read", {
    data: { kind: "sample", n: 1_204, d: 0 },
    peers: ["calamine", "openpyxl"],
    settings: {},
    ratio: null,
  }),
  work("umap-2000", "umap", {
    data: { kind: "survey", n: 2_000, d: 50 },
    peers: ["umap-learn"],
    settings: UMAP,
    ratio: 0.5,
  }),
  work("umap-10000", "umap", {
    data: { kind: "survey", n: 10_000, d: 50 },
    peers: ["umap-learn"],
    settings: UMAP,
    ratio: 0.5,
  }),
  work("cold-umap-2000", "umap", {
    data: { kind: "survey", n: 2_000, d: 50 },
    peers: ["umap-learn"],
    settings: UMAP,
    ratio: 0.25,
    isCold: true,
    runs: 3,
  }),
  work("cold-umap-10000", "umap", {
    data: { kind: "survey", n: 10_000, d: 50 },
    peers: ["umap-learn"],
    settings: UMAP,
    ratio: 0.25,
    isCold: true,
    runs: 3,
  }),
  work("npm-kmeans-2000", "kmeans", {
    data: { kind: "blobs", n: 2_000, d: 50 },
    peers: ["npm"],
    settings: { ...KMEANS, nInit: 1 },
    ratio: 0.1,
  }),
  work("npm-pca-2000", "pca", {
    data: { kind: "survey", n: 2_000, d: 50 },
    peers: ["npm"],
    settings: { nComponents: 10 },
    ratio: 0.1,
  }),
  work("npm-kmeans", "kmeans", {
    data: { kind: "blobs", n: 10_000, d: 50 },
    peers: ["npm"],
    settings: { ...KMEANS, nInit: 1 },
    ratio: 0.1,
  }),
  work("npm-pca", "pca", {
    data: { kind: "survey", n: 10_000, d: 50 },
    peers: ["npm"],
    settings: { nComponents: 10 },
    ratio: 0.1,
  }),
  work("npm-ward", "ward", {
    data: { kind: "blobs", n: 2_000, d: 50 },
    peers: ["npm"],
    settings: {},
    ratio: 0.02,
    runs: 1,
  }),
  work("npm-umap", "umap", {
    data: { kind: "survey", n: 2_000, d: 50 },
    peers: ["npm"],
    settings: UMAP,
    ratio: 1 / 3,
    runs: 3,
  }),
];

/** How the time of a method grows with the rows. */
export interface Growth {
  readonly name: string;
  readonly method: Method;
  readonly sizes: readonly number[];
  readonly settings: Readonly<Record<string, number>>;
  /** Largest exponent of n allowed. */
  readonly exponent: number;
  /** MB that our process may take at the largest size. */
  readonly megabytes?: number;
  /** Whether it runs only where it is named, as it takes minutes and much memory. */
  readonly isLong?: boolean;
}

/** Growth with the number of rows, 50 features, Gaussian blobs. */
export const GROWTHS: readonly Growth[] = [
  {
    name: "growth-kmeans",
    method: "kmeans",
    sizes: [10_000, 100_000, 1_000_000],
    settings: { ...KMEANS, nInit: 1 },
    exponent: 1.05,
  },
  {
    name: "growth-kmeans-5000000",
    method: "kmeans",
    sizes: [500_000, 1_000_000, 5_000_000],
    settings: { ...KMEANS, nInit: 1 },
    exponent: 1.05,
    megabytes: 6_000,
    isLong: true,
  },
  {
    name: "growth-pca",
    method: "pca",
    sizes: [10_000, 100_000, 1_000_000],
    settings: { nComponents: 10 },
    exponent: 1.05,
  },
  {
    name: "growth-ward",
    method: "ward",
    sizes: [5_000, 10_000, 30_000],
    settings: {},
    exponent: 2.1,
  },
];
