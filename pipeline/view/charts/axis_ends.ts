/** What the ends of the map's axes stand for, in the survey's own words. Runs in Deno and browsers. */

import { contributionsOf } from "../../reduce/mca.ts";
import { surveyTexts } from "../../survey/labels.ts";
import type { Survey } from "../../survey/survey.ts";
import type { StageRun } from "../../run/run_result.ts";
import type { AxisEnds, MapView } from "../types.ts";

/** Words at an end: more would not be read. */
const MOST_WORDS = 3;
/** What counts less than this share of what counts most does not name an end. */
const LEAST_OF_LARGEST = 0.5;
/** Answers of a smaller share of respondents may pull a dimension far, but are not what it is about. */
const LEAST_CHOSEN = 0.05;

/** Longer items do not fit beside an axis. */
const MOST_CHARACTERS = 60;

/** One question or answer on an axis: on which side it stands by its sign, and how much it counts. */
interface Pull {
  readonly column: string;
  readonly words: string;
  readonly side: number;
  readonly weight: number;
}

/** Names the ends of both axes by what loads on components, or by the answers that make dimensions; null for
 * maps whose axes stand for nothing.
 */
export function viewAxisEnds(result: StageRun): MapView["ends"] {
  const { map: { method, d } } = result;
  if (method !== "pca" && method !== "mca") return null;
  const pulls = method === "pca" ? componentPulls(result) : dimensionPulls(result);
  const [x, y] = [0, 1].map((axis) => axis < d ? endsOf(pulls(axis)) : { low: [], high: [] });
  return { x, y };
}

function endsOf(pulls: readonly Pull[]): AxisEnds {
  const falling = pulls.toSorted((a, b) => b.weight - a.weight);
  const least = (falling[0]?.weight ?? 0) * LEAST_OF_LARGEST;
  const named = (isHere: (side: number) => boolean): string[] => {
    const seen = new Set<string>();
    const words: string[] = [];
    for (const pull of falling) {
      if (words.length === MOST_WORDS || pull.weight < least) break;
      if (!isHere(pull.side) || seen.has(pull.column)) continue;
      seen.add(pull.column);
      words.push(pull.words);
    }
    return words;
  };
  return { low: named((side) => side < 0), high: named((side) => side > 0) };
}

function componentPulls({ map, features, survey }: StageRun): (axis: number) => Pull[] {
  if (map.method !== "pca") return () => [];
  const { components: { d, values } } = map;
  const textOf = axisTexts(survey);
  return (axis) =>
    features.sources.map(({ column, category }, f) => {
      const loading = values[axis * d + f];
      const text = textOf(column);
      const words = category === null ? text : `${text}: ${category}`;
      return { column, words, side: Math.sign(loading), weight: Math.abs(loading) };
    });
}

function dimensionPulls({ map, survey, params }: StageRun): (axis: number) => Pull[] {
  if (map.method !== "mca") return () => [];
  const { mca, n } = map;
  const { coordinates: { d, values }, levels, masses } = mca;
  const contributions = contributionsOf(mca).values;
  const columns = new Map(survey.columns.map((column) => [column.name, column]));
  const questions = new Set(levels.map(({ column }) => column)).size;
  const textOf = axisTexts(survey);
  const least = Math.max(params.publish.least_base, LEAST_CHOSEN * n);
  return (axis) =>
    levels.flatMap(({ column, level }, j): Pull[] => {
      if (masses[j] * questions * n < least) return [];
      const category = typeof level === "string"
        ? level
        : columns.get(column)?.categories?.[level] ?? String(level);
      const words = `${textOf(column)}: ${category}`;
      const side = Math.sign(values[j * d + axis]);
      return [{ column, words, side, weight: contributions[j * d + axis] }];
    });
}

/** What tells a column apart, in short where that is long or another question says the same. */
function axisTexts(survey: Survey): (column: string) => string {
  const texts = surveyTexts(survey);
  const counts = new Map<string, number>();
  for (const { name } of survey.columns) {
    const { item } = texts.of(name);
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return (column) => {
    const { item, short } = texts.of(column);
    return item.length <= MOST_CHARACTERS && (counts.get(item) ?? 0) < 2 ? item : short;
  };
}
