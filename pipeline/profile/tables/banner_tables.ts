/** Tables of many questions by a banner of segments and questions, with letters. Runs in Deno and browsers. */

import type { Params } from "../../plan/params.ts";
import type { Column } from "../../survey/column.ts";
import { surveyTexts } from "../../survey/labels.ts";
import { type CrosstabRun, segmentSide } from "../crosstab/crosstab.ts";
import { assignRespondents } from "../figures.ts";
import type { Profile } from "../segment_profile.ts";
import type { BannerTables } from "./banner_table.ts";
import { readBanner } from "./read_banner.ts";
import { readRows } from "./read_rows.ts";
import { type TalliedTables, tallyTables } from "./tally_tables.ts";
import { tellTables } from "./tell_tables.ts";

/** What of a run tables are made of. */
export interface TablesRun extends Omit<CrosstabRun, "profile"> {
  /** What the segments are called, and which part each question has. */
  readonly profile: Pick<Profile, "segments" | "rows">;
  /** `tables`, where no options say otherwise, and how questions are told by their names. */
  readonly params: Pick<Params, "features" | "tables">;
}

/** Makes a table of each question by the columns of a banner, as analysts hand them over: bases, shares of the
 * column, means, the two highest and lowest points of scales, the net promoter score of a 0 to 10 question
 * that asks about recommending, all options of a question of several answers in one table, and beside each
 * figure the letters of the columns of its group that it exceeds by more than chance (small below 0.05,
 * capitals below 0.01). Shares are compared by the pooled z-test, means by Welch's t-test, with weights by
 * effective bases; columns in which respondents may be several times are not compared. Bases below 100
 * respondents are marked `*`, below 50 `**`; below 30 no figures are shown.
 *
 * It tells what the run knows; files that are handed over withhold what `publish` says.
 * @param options In the place of the run's own parameters `tables`.
 * @throws {DataError} If a name is none of the survey's, or its answers cannot be counted.
 * @example
 * import { bannerTables, parseParams, runPipeline } from "./mod.ts";
 * const text = "a,b,place\n" +
 *   Array.from({ length: 80 }, (_, i) => `${i % 2},${i % 2 + i % 3},${i % 4 < 2 ? "x" : "y"}`).join("\n");
 * const run = await runPipeline(
 *   new TextEncoder().encode(text), "s.csv",
 *   parseParams({ clustering: { n_clusters: 2 }, structure: { check: "none" } }),
 * );
 * const { columns, blocks } = bannerTables(run, { rows: ["place"], banner: ["segments", "a"] });
 * console.assert(columns.length === 5 && blocks[0].rows.length === 2);
 */
export function bannerTables(
  run: TablesRun,
  options: Partial<Params["tables"]> = {},
): BannerTables {
  const asked = { ...run.params.tables, ...options };
  return tellTables(countTables(run, asked), { ...tablesFacts(run, asked), leastBase: 1 });
}

/** Where answers stand for others, too. */
export interface MergedAnswers {
  /** What numbers are called, by column. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<number, string>>;
  /** The columns as they were before, by name. */
  readonly asGiven: ReadonlyMap<string, Column>;
}

/** Counts what tables tell, before marks and letters.
 * @param merged Of a survey whose answers are merged; absent where they are as given.
 */
export function countTables(
  run: TablesRun,
  asked: Params["tables"],
  merged?: MergedAnswers,
): TalliedTables {
  const { survey, cleaned, clustering, profile, params } = run;
  const { segmentOf, weightOf } = assignRespondents(survey.rows, cleaned, clustering);
  const takesPart = Uint8Array.from(segmentOf, (segment) => segment < 0 ? 0 : 1);
  const labels = merged === undefined ? {} : { labels: merged.labels };
  const reading = { missing: false, takesPart, texts: surveyTexts(survey), ...labels };
  const segments = segmentSide(run, segmentOf);
  const banner = readBanner(asked.banner, { survey, segments, reading });
  const blocks = readRows(asked.rows, {
    ...{ survey, rows: profile.rows, params, reading },
    asGiven: merged?.asGiven ?? new Map(),
  });
  return tallyTables(banner, blocks, { takesPart, weightOf });
}

/** What stands over all tables. */
export function tablesFacts(
  { cleaned, clustering }: TablesRun,
  asked: Params["tables"],
): Pick<BannerTables, "respondents" | "weighting" | "isCorrected"> {
  return {
    respondents: clustering.labels.length,
    weighting: cleaned.weights === null ? null : cleaned.report.weightColumn ?? null,
    isCorrected: asked.correction === "bonferroni",
  };
}
