/** What a worker holds to place others by a run: its model, its questions, its short form. Runs in Deno and browsers. */

import type { StageContext } from "../base/context.ts";
import { writeModelJson } from "../deliver/model_json.ts";
import type { Params } from "../plan/params.ts";
import type { PipelineResult } from "../run/run_result.ts";
import { surveyTexts } from "../survey/labels.ts";
import { describeColumns } from "../typing/build/columns.ts";
import {
  type PersonAnswers,
  type PersonPlaced,
  placePerson,
  placeShortly,
} from "../typing/form/place_person.ts";
import { makePlacingForm, type PlacingForm } from "../typing/form/placing_form.ts";
import { type Model, parseModel } from "../typing/model.ts";
import { type FileToPlace, type PlacedFile, placeFile } from "../typing/place_file.ts";
import { makeShortForm } from "../typing/short/make_short_form.ts";
import type { ShortForm } from "../typing/short/short_form.ts";

/** Which of a form's questions a person answers: the few of the short form, or all. */
export type AskedOfPerson = "short" | "all";

/** The parameters of a run that gives the same segments sooner: how many there are is known, and placing
 * takes nothing of the search for it, nor of silhouettes.
 * @param k Segments that the run has.
 */
export function placingParams(params: Params, k: number): Params {
  const { clustering, structure, evaluation } = params;
  return {
    ...params,
    clustering: { ...clustering, n_clusters: k },
    structure: { ...structure, check: "none" },
    evaluation: { ...evaluation, silhouette: "none" },
  };
}

/** A run's means of placing others: no more of it than its `model.json` and its short form tell. */
export class PlacingDesk {
  readonly form: PlacingForm;
  readonly #model: Model;
  readonly #short: ShortForm | null;

  constructor(result: PipelineResult) {
    const text = new TextDecoder().decode(writeModelJson(result));
    this.#model = parseModel(text, "model.json");
    this.#short = makeShortForm(result);
    const read = new Set(this.#model.placing.columns.map(({ name }) => name));
    const others = (this.#short?.items ?? []).map(({ name }) => name)
      .filter((name) => !read.has(name));
    this.form = makePlacingForm(this.#model, {
      short: this.#short,
      texts: surveyTexts(result.survey),
      columns: result.survey.columns,
      also: others.length === 0
        ? []
        : describeColumns(result, others).columns.filter(({ name }) => others.includes(name)),
    });
  }

  /** Places one person; by all questions where there is no short form. */
  placePerson(answers: PersonAnswers, by: AskedOfPerson): PersonPlaced {
    return by === "short" && this.#short !== null
      ? placeShortly(this.#short, answers, this.form.questions)
      : placePerson(this.#model, answers);
  }

  /** Places the respondents of a file, as {@link placeFile} does. */
  placeFile(
    file: FileToPlace,
    contextOf: (part: "ingest" | "place") => StageContext,
  ): Promise<PlacedFile> {
    return placeFile(this.#model, file, contextOf);
  }
}
