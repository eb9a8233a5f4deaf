/** Whether the answers of all sides are as good as each other. Runs in Deno only. */

import { largestDifference, medianOf, type Times } from "./figures.ts";
import { Answerer, type Program } from "./processes.ts";
import type { Answer, Question } from "./protocol.ts";
import type { Side, Work } from "./works.ts";

const TRUSTWORTHINESS_LOSS = 0.005;
/** What our inertia may be of the least: starts differ, and so do the optima that they end in. */
const INERTIA_EXCESS = 1.001;
const RELATIVE = 1e-6;

/** What one side answered, and in what time. */
export interface SideRun {
  readonly side: Side;
  readonly times: Times;
  /** Most memory of its process, in MB. */
  readonly megabytes: number;
  readonly answers: readonly Answer[];
}

/** How good ours is. */
export interface Quality {
  readonly text: string;
  readonly isMet: boolean;
  /** Peers whose answer is worse than ours: being quicker, they are no measure. */
  readonly worse: ReadonlySet<Side>;
}

/** Who judges maps, by questions about them. */
export interface Judge {
  readonly program: Program;
  readonly question: (side: Side) => Question;
}

interface Sides {
  readonly ours: SideRun;
  readonly peers: readonly SideRun[];
}

const NONE: ReadonlySet<Side> = new Set();

/** Compares our answers with those of the peers: inertia, trustworthiness, or the numbers themselves.
 * @param judge null where there is none, and then maps are not judged.
 */
export async function compareAnswers(
  work: Work,
  sides: Sides,
  judge: Judge | null,
): Promise<Quality> {
  if (sides.peers.length === 0) return { text: "", isMet: true, worse: NONE };
  if (work.method === "umap") {
    return judge === null
      ? { text: "not judged: scikit-learn is absent", isMet: true, worse: NONE }
      : await compareMaps(sides, judge);
  }
  if (work.method === "kmeans") return compareInertia(sides);
  if (work.method === "read") return compareRows(sides);
  const name = work.method === "pca"
    ? "variance"
    : work.method === "ward"
    ? "heights"
    : "silhouettes";
  const list = (run: SideRun) => run.answers[0].quality[name] as readonly number[];
  const differences = sides.peers.map((each) =>
    name === "silhouettes"
      ? largestGap(list(sides.ours), list(each))
      : largestDifference(list(sides.ours), list(each))
  );
  const most = differences.reduce((a, b) => Math.max(a, b), -Infinity);
  const text = `${name} differ by ${most.toExponential(1)}`;
  return { text, isMet: most <= RELATIVE, worse: NONE };
}

/** Inertia of each peer as a multiple of ours, by medians. */
function compareInertia({ ours, peers }: Sides): Quality {
  const inertia = (run: SideRun) =>
    medianOf(run.answers.map((each) => Number(each.quality.inertia)));
  const known = peers.filter((each) => each.answers[0].quality.inertia !== undefined);
  const own = inertia(ours);
  const ratios = known.map((each) => ({ side: each.side, ratio: inertia(each) / own }));
  return {
    text: ratios.map(({ side, ratio }) => `inertia of ${side} x ${ratio.toFixed(7)}`).join(", "),
    isMet: ratios.every(({ ratio }) => 1 / ratio <= INERTIA_EXCESS),
    worse: new Set(ratios.filter(({ ratio }) => ratio > 1 + RELATIVE).map(({ side }) => side)),
  };
}

/** Tables are the same where they have the same rows and columns. */
function compareRows({ ours, peers }: Sides): Quality {
  const shape = ({ answers: [{ quality }] }: SideRun) => `${quality.rows} x ${quality.columns}`;
  const others = peers.filter((each) => shape(each) !== shape(ours));
  const text = [
    shape(ours),
    ...others.map((each) => `${each.side} ${shape(each)}`),
  ].join(", ");
  return { text, isMet: others.length === 0, worse: NONE };
}

/** Silhouettes near 0 have no relative difference worth a name. */
function largestGap(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

async function compareMaps({ ours, peers }: Sides, { program, question }: Judge): Promise<Quality> {
  const judge = new Answerer(program);
  const trust = async (run: SideRun) => {
    const found: number[] = [];
    for (const { quality } of run.answers) {
      const asked = { ...question(run.side), method: "trustworthiness" };
      const map = quality.map as readonly number[];
      const { quality: judged } = await judge.ask({ ...asked, map });
      found.push(Number(judged.trustworthiness));
    }
    return medianOf(found);
  };
  const own = await trust(ours);
  const theirs: number[] = [];
  for (const peer of peers) theirs.push(await trust(peer));
  await judge.stop();
  const best = theirs.reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    text: `trustworthiness ${own.toFixed(4)}, peer ${best.toFixed(4)}`,
    isMet: own >= best - TRUSTWORTHINESS_LOSS,
    worse: NONE,
  };
}
