/** What notebooks that become pages are given: what the site publishes of a survey, and no more. Runs in Deno only. */

import { given, type NotebookHost } from "../../pipeline/notebook/runtime/host.ts";
import { hostOver } from "../../pipeline/notebook/deno/survey_host.ts";
import { columnsReader } from "../../pipeline/notebook/given/answers.ts";
import { parameterReader } from "../../pipeline/notebook/given/parameter_value.ts";
import { paramsWith } from "../../pipeline/notebook/given/params_with.ts";
import { crosstab, type CrosstabOptions } from "../../pipeline/profile/crosstab/crosstab.ts";
import type { Crosstab } from "../../pipeline/profile/crosstab/crosstab_table.ts";
import { compareSolutions } from "../../pipeline/view/compare/compare_solutions.ts";
import { makeArtifact, publishedOrder, withoutIdentities } from "../../pipeline/view/publish.ts";
import type { BannerTables } from "../../pipeline/profile/tables/banner_table.ts";
import { publishedTables } from "../../pipeline/view/rare/published_tables.ts";
import { hideCrosstab } from "../../pipeline/view/rare/hide_crosstab.ts";
import type { RunView, ScanPoint } from "../../pipeline/view/types.ts";
import type { Column } from "../../pipeline/survey/column.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import type { Params } from "../../pipeline/plan/params.ts";
import { runPipeline } from "../../pipeline/run/run.ts";
import type { PipelineResult } from "../../pipeline/run/run_result.ts";
import { scanSegments } from "../../pipeline/view/scan.ts";
import type { LoadedRun } from "./load_run.ts";
import { makeSiteView } from "./site_view.ts";

/** Parts of a run that only `deno task notebook` gives. */
const NEVER_GIVEN = ["cleaned", "embedding", "evaluation", "opinion"];
/** Where a view holds less of a respondent's than the engine's result does. */
const OF_RESPONDENTS = "this site publishes no answers of single respondents";
const OF_THE_ENGINE = "cells of a site's page are given what its pages show";

/** How such a notebook runs. */
export interface PublishedOptions extends Pick<NotebookHost, "isInterrupted"> {
  /** Gives what cells draw with as on the notebook's page, for the first cell that needs it. */
  readonly drawn?: () => Promise<Readonly<Record<string, unknown>>>;
}

/** What pages draw with. */
const DRAWN = ["charts", "tables", "html", "svg"];

/** Makes what such a notebook runs on: the view that pages are drawn from, and where answers are published,
 * these with segments and map, in the order in which they are published.
 */
export async function publishedHost(
  loaded: LoadedRun,
  { drawn, ...more }: PublishedOptions = {},
): Promise<NotebookHost> {
  const { result, publish, params } = loaded;
  const { view } = await makeSiteView(loaded);
  const survey = publish === "none" ? null : publishedSurvey(loaded);
  const shown = runOf(view, publish === "none" ? null : respondentsOf(result, publish));
  const computed = new RunResults(publish);
  computed.keep(shown, result);
  const { name, rows } = view.survey;
  const aggregate = { name, rows, columns: view.columns.map((column) => column.name) };
  return hostOver({
    run: given(shown),
    summarize: given(() => view.summary),
    survey: given(survey ?? aggregate),
    columns: given(columnsReader(view.columns, (name) => publishedColumn(survey, name))),
    params: given(parameterReader(params)),
    runWith: given((settings: unknown) => runWith(loaded, settings, computed)),
    compareSolutions: given((before: unknown, after: unknown) =>
      compareSolutions(
        computed.of(before, "compareSolutions()"),
        computed.of(after, "compareSolutions()"),
      )
    ),
    crosstab: given((run: unknown, sides: CrosstabOptions) =>
      computed.cross(computed.of(run, "crosstab()"), sides)
    ),
    bannerTables: given((run: unknown, asked: Partial<Params["tables"]> = {}) =>
      computed.tables(computed.of(run, "bannerTables()"), asked)
    ),
    scan: given((settings: unknown = {}) => scan(loaded, settings)),
    ...Object.fromEntries(
      drawn === undefined
        ? []
        : DRAWN.map((name) => [name, { get: async () => (await drawn())[name] }]),
    ),
  }, more);
}

/** A run beside the one that pages show, as they would show it. */
async function runWith(
  loaded: LoadedRun,
  settings: unknown,
  computed: RunResults,
): Promise<RunView> {
  const params = paramsWith(loaded.params, settings, "runWith()");
  const result = await compute(loaded, params);
  const { view } = await makeSiteView({ ...loaded, params, result });
  computed.keep(view, result);
  return view;
}

/** What the runs that cells have were made of, for functions of the engine that work on respondents. */
class RunResults {
  readonly #publish: LoadedRun["publish"];
  readonly #results = new WeakMap<object, PipelineResult>();

  constructor(publish: LoadedRun["publish"]) {
    this.#publish = publish;
  }

  keep(run: object, result: PipelineResult): void {
    this.#results.set(run, result);
  }

  /** The result behind a run, for one of the functions. */
  of(run: unknown, name: string): PipelineResult {
    if (this.#publish === "none") throw withheld(name, OF_RESPONDENTS);
    const result = typeof run === "object" && run !== null ? this.#results.get(run) : undefined;
    if (result !== undefined) return result;
    throw new TypeError(
      `Cannot call ${name}: it takes a run, such as run or what runWith() gives, but got ${typeof run}.`,
    );
  }

  /** As the page's worker crosses what is published. */
  async cross(result: PipelineResult, sides: CrosstabOptions): Promise<Crosstab> {
    if (this.#publish === "all") return crosstab(result, sides);
    const table = crosstab(await withoutIdentities(result), sides);
    return hideCrosstab(table, result.params.publish.least_base);
  }

  /** As they may be handed over. */
  async tables(result: PipelineResult, asked: Partial<Params["tables"]>): Promise<BannerTables> {
    const { params } = result;
    return await publishedTables({
      ...result,
      params: {
        ...params,
        tables: { ...params.tables, ...asked },
        publish: { ...params.publish, respondents: this.#publish },
      },
    });
  }
}

async function scan(loaded: LoadedRun, settings: unknown): Promise<readonly ScanPoint[]> {
  const { respondents } = loaded.result.cleaned;
  return await scanSegments(
    paramsWith(loaded.params, settings, "scan()"),
    respondents.length,
    (params) => compute(loaded, params),
  );
}

function compute({ file, cache }: LoadedRun, params: Params): Promise<PipelineResult> {
  return runPipeline(file.bytes, file.name, params, { cache, codebook: file.codebook });
}

/** The survey as the browser of a visitor gets it. */
function publishedSurvey({ result, publish, file }: LoadedRun): Survey {
  const artifact = makeArtifact(result, publish, file);
  return artifact.kind === "survey" ? artifact.survey : result.survey;
}

/** What is given of single respondents. */
interface Respondents {
  readonly labels: Int32Array;
  /** Positions on the map, `d` numbers each. */
  readonly values: Float64Array;
}

/** Segments and map in the order of the survey that is given: that of its file, or the published one. */
function respondentsOf(
  { survey, cleaned, clustering: { labels }, map, input }: PipelineResult,
  publish: LoadedRun["publish"],
): Respondents {
  if (publish === "all") return { labels, values: Float64Array.from(map.values) };
  const places = new Map(Array.from(cleaned.respondents, (row, place) => [row, place]));
  const order = Array.from(publishedOrder(survey.rows, input.sha256))
    .flatMap((row) => places.get(row) ?? []);
  const values = new Float64Array(order.length * map.d);
  order.forEach((from, to) => {
    values.set(map.values.subarray(from * map.d, (from + 1) * map.d), to * map.d);
  });
  return { labels: Int32Array.from(order, (place) => labels[place]), values };
}

/** The run as pages have it, with the names under which the engine gives respondents. */
function runOf(view: RunView, respondents: Respondents | null): object {
  const { name, sha256 } = view.survey;
  const { summary: { clustering } } = view;
  const run = {
    ...view,
    input: { name, sha256 },
    shownStructure: view.structure,
    clustering: { ...clustering, ...(respondents && { labels: respondents.labels }) },
    map: { ...view.map, ...(respondents && { values: respondents.values }) },
  };
  if (respondents === null) {
    withhold(run.clustering, "run.clustering", ["labels"], OF_RESPONDENTS);
    withhold(run.map, "run.map", ["values"], OF_RESPONDENTS);
  }
  withhold(run, "run", NEVER_GIVEN, OF_THE_ENGINE);
  return run;
}

/** A column with its answers.
 * @param survey What is published; null where no answers are.
 */
function publishedColumn(survey: Survey | null, name: string): Column {
  const column = survey?.columns.find((column) => column.name === name);
  if (column === undefined) {
    throw withheld(`columns(${JSON.stringify(name)}).values`, OF_RESPONDENTS);
  }
  return column;
}

/** Says of names that are not given why they are not; what lists an object's names passes over them. */
function withhold(object: object, of: string, names: readonly string[], why: string): void {
  for (const name of names) {
    Object.defineProperty(object, name, {
      enumerable: false,
      get() {
        throw withheld(`${of}.${name}`, why);
      },
    });
  }
}

function withheld(what: string, why: string): Error {
  return new Error(
    `Cannot give ${what}: ${why}, but this cell asks for more. ` +
      "deno task notebook gives cells the whole run.",
  );
}
