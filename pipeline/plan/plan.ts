/** The one reader of what stages, methods and parameters are said to be. Runs in Deno and browsers.
 *
 * It tells what a run depends on, what a change runs again, what is off and why.
 * It imports next to no values, so that pages get it in a few kilobytes, with the data from `/schema.json`.
 */

import type { Params } from "./params.ts";
import type { ClusteringRow, ReductionRow } from "./methods.ts";
import type { Bound, Condition } from "./condition.ts";
import { FOUND_SEGMENTS, type Meaning, NO_FACTS, type ParamRule, type PlanFacts } from "./rules.ts";
import type { StageInput, StageName, StageNode } from "./stages.ts";

/** The plan as data. */
export interface PlanData {
  /** Every stage, in the order of a run. */
  readonly stages: Readonly<Record<StageName, StageNode>>;
  readonly clustering: Readonly<Record<Params["clustering"]["method"], ClusteringRow>>;
  readonly reduction: Readonly<Record<Params["reduction"]["method"], ReductionRow>>;
  /** What is said of each parameter, by its path, in the order of the schema. */
  readonly rules: Readonly<Record<string, ParamRule>>;
  /** The schema's defaults. */
  readonly defaults: Params;
}

/** A parameter that a stage's result depends on, with its value in this run. */
export type Setting = readonly [path: string, value: unknown];

/** Reads the plan's data. */
export class Plan {
  readonly data: PlanData;
  /** The parameters of each stage, which pages ask for with every control. */
  readonly #paths = new Map<StageName, readonly string[]>();

  constructor(data: PlanData) {
    this.data = data;
  }

  /** The stages of a run, in order. */
  stagesOf(params: Params): StageName[] {
    const names = Object.keys(this.data.stages) as StageName[];
    return names.filter((name) => this.#holds(this.data.stages[name].when, params, null) !== false);
  }

  /** What a stage takes in this run: the file, and stages that are part of it. */
  inputsOf(stage: StageName, params: Params): Exclude<StageInput, "space">[] {
    const present = this.stagesOf(params);
    const { inputs, also = [] } = this.data.stages[stage];
    const more = also.filter(({ when }) => this.#holdsAsGiven(when, params, NO_FACTS) === true);
    return [...inputs, ...more.map(({ input }) => input)]
      .map((input) => input === "space" ? this.spaceOf(params) : input)
      .filter((input) => input === "file" || present.includes(input));
  }

  /** What a stage takes whole. Of its other inputs it takes what is among its settings: three segments
   * are kept as the same three, whether they were asked for or found. */
  keyedInputsOf(stage: StageName, params: Params): Exclude<StageInput, "space">[] {
    const { also = [] } = this.data.stages[stage];
    return this.inputsOf(stage, params)
      .filter((input) => !also.some((each) => each.input === input));
  }

  /** The stage whose result segments are formed on. */
  spaceOf(params: Params): "features" | "reduce" {
    return this.comparesAnswers(params) ? "features" : "reduce";
  }

  /** Whether segments are formed on the answers themselves, whatever the reduction. */
  comparesAnswers({ clustering }: Pick<Params, "clustering">): boolean {
    const { space } = this.data.clustering[clustering.method];
    return space === "answers" || (space === "distance" && clustering.distance === "gower");
  }

  /** Whether a method reads answers back from the features, and so needs them as they were given. */
  needsAnswersAsGiven(params: Params): boolean {
    return this.comparesAnswers(params) ||
      this.data.reduction[params.reduction.method].needsAnswersAsGiven ||
      this.data.reduction[params.map.method].needsAnswersAsGiven;
  }

  /** The parameter whose method needs the answers as they were given, with its value, such as
   * `reduction.method mca`; null where none does. */
  methodOnAnswers(params: Params): string | null {
    const { method, distance } = params.clustering;
    if (this.comparesAnswers(params)) {
      return this.data.clustering[method].space === "distance"
        ? `clustering.distance ${distance}`
        : `clustering.method ${method}`;
    }
    if (!this.needsAnswersAsGiven(params)) return null;
    const { reduction, map } = params;
    return this.data.reduction[reduction.method].needsAnswersAsGiven
      ? `reduction.method ${reduction.method}`
      : `map.method ${map.method}`;
  }

  /** Whether a method takes so long that a page should not start it unasked. */
  isSlow(params: Params): boolean {
    const hasTree = this.data.clustering[params.clustering.method].tree !== null;
    // Others take seconds for a tree.
    if (hasTree && params.evaluation.second_opinion) return true;
    return [
      this.data.clustering[params.clustering.method],
      this.data.reduction[params.reduction.method],
      this.data.reduction[params.map.method],
    ].some(({ slow }) => slow !== null && this.#holds(slow, params, null) === true);
  }

  /** The parameters that a stage's result depends on, its inputs aside, with what they mean in this run:
   * turning a knob that does nothing changes none of them.
   */
  settingsOf(stage: StageName, params: Params, facts: PlanFacts): Setting[] {
    return this.#pathsOf(stage)
      .filter((path) => !this.#asksNothing(path, params))
      .filter((path) => this.#counts(path, stage, params, facts) !== false)
      .map((path) => [path, this.meaningOf(path, params, facts)]);
  }

  /** What a stage is given: its settings, and the defaults of all else, so that its result cannot depend
   * on what it is not kept under. */
  paramsOf(stage: StageName, params: Params, facts: PlanFacts): Params {
    return this.settingsOf(stage, params, facts)
      .reduce((given, [path, value]) => withValue(given, path, value), this.data.defaults);
  }

  /** What a parameter's value means in this run: `auto` as what it comes to. */
  meaningOf(path: string, params: Partial<Params>, facts: PlanFacts): unknown {
    const rule = this.data.rules[path];
    const value = valueAt(params, path);
    const meaning = this.#givenMeaning(path, params, facts);
    if (meaning?.is === FOUND_SEGMENTS) return facts.segments ?? value;
    if (meaning !== undefined) return meaning.is;
    const isCapped = rule.isCapped && facts.rows !== null && typeof value === "number";
    return isCapped ? Math.min(value, facts.rows) : value;
  }

  /** The parameters with what each means in this run.
   * @param params All of them, or the sections that a stage was given.
   */
  resolve<Given extends Partial<Params>>(params: Given, facts: PlanFacts): Given {
    const paths = Object.entries(this.data.rules)
      .filter(([, { means, isCapped }]) => means.length > 0 || isCapped).map(([path]) => path);
    return paths.reduce((now, path) => {
      if (params[path.split(".")[0] as keyof Params] === undefined) return now;
      const meaning = this.meaningOf(path, params, facts);
      return meaning === valueAt(now, path) ? now : withValue(now, path, meaning);
    }, params);
  }

  /** What is told of parameters of a stage that mean something else than they say. */
  notesOf(stage: StageName, params: Partial<Params>, facts: PlanFacts): string[] {
    return this.#pathsOf(stage).flatMap((path) => {
      const note = this.#givenMeaning(path, params, facts)?.note;
      const isRead = this.data.rules[path].uses.some((use) =>
        use.stage === stage && this.#holds(use.when, params, facts) !== false
      );
      return note === undefined || !isRead ? [] : [note.replace("{rows}", String(facts.rows))];
    });
  }

  /** Says why a parameter does nothing in this run; empty if it does something, or may. */
  whyOff(path: string, params: Params, facts: PlanFacts): string {
    const { needs, uses, idle } = this.data.rules[path];
    const missed = needs.find(({ when }) => this.#holds(when, params, facts) === false);
    if (missed !== undefined) return `Off: ${missed.otherwise}.`;
    const isUsed = uses.some(({ when }) => this.#holds(when, params, facts) !== false);
    return isUsed || idle === "" ? "" : `Off: ${idle}.`;
  }

  /** The stages that a change of these parameters would run again, in order.
   * @param path A parameter, or the start of several, such as `clustering.`.
   */
  stagesAfter(path: string, params: Params, facts: PlanFacts): StageName[] {
    const paths = path.endsWith(".")
      ? Object.keys(this.data.rules).filter((each) => `${each}.`.startsWith(path))
      : [path];
    return this.#follow(
      params,
      (stage) =>
        paths.some((each) =>
          this.#pathsOf(stage).includes(each) && this.#counts(each, stage, params, facts) !== false
        ),
    );
  }

  /** The stages that run again with other parameters than those of a result before, in order.
   * @param ran Parameters of that result; null if there is none.
   * @param facts Of that result.
   */
  stagesToRun(params: Params, ran: Params | null, facts: PlanFacts): StageName[] {
    if (ran === null) return this.stagesOf(params);
    const before = this.stagesOf(ran);
    return this.#follow(
      params,
      (stage) =>
        !before.includes(stage) || this.#keyed(stage, params, facts) !== this.#keyed(
            stage,
            ran,
            facts,
          ),
    );
  }

  /** The stages that begin something new, and all that take their results. */
  #follow(params: Params, isNew: (stage: StageName) => boolean): StageName[] {
    const due = new Set<StageInput>();
    return this.stagesOf(params).filter((stage) => {
      const isDue = isNew(stage) || this.inputsOf(stage, params).some((input) => due.has(input));
      if (isDue) due.add(stage);
      return isDue;
    });
  }

  #keyed(stage: StageName, params: Params, facts: PlanFacts): string {
    return JSON.stringify([
      this.keyedInputsOf(stage, params),
      this.settingsOf(stage, params, facts),
    ]);
  }

  #pathsOf(stage: StageName): readonly string[] {
    const known = this.#paths.get(stage);
    if (known !== undefined) return known;
    const paths = Object.keys(this.data.rules)
      .filter((path) => this.data.rules[path].uses.some((use) => use.stage === stage));
    this.#paths.set(stage, paths);
    return paths;
  }

  /** Whether it stands at a default that asks for nothing, or parameters of earlier versions lack it. */
  #asksNothing(path: string, params: Params): boolean {
    const { isAddition = false } = this.data.rules[path];
    const value = valueAt(params, path);
    return isAddition && (value === undefined || value === valueAt(this.data.defaults, path));
  }

  /** Whether a stage depends on a parameter; null where that cannot be known yet. */
  #counts(path: string, stage: StageName, params: Params, facts: PlanFacts): boolean | null {
    const { needs, uses } = this.data.rules[path];
    const needed = every(needs.map(({ when }) => this.#holds(when, params, facts)));
    const used = uses.filter((use) => use.stage === stage)
      .map(({ when }) => this.#holds(when, params, facts));
    return every([needed, used.includes(true) ? true : used.includes(null) ? null : false]);
  }

  #holds(
    condition: Condition | undefined,
    params: Partial<Params>,
    facts: PlanFacts | null,
  ): boolean | null {
    return this.#test(
      condition ?? {},
      facts,
      (path) => this.#subject(path, params, facts ?? { rows: null, file: null }),
    );
  }

  /** The first meaning that a parameter's value has in this run beside its own. */
  #givenMeaning(path: string, params: Partial<Params>, facts: PlanFacts): Meaning | undefined {
    const value = valueAt(params, path);
    return this.data.rules[path].means.find(({ of, when }) =>
      of === value && this.#holdsAsGiven(when, params, facts) === true
    );
  }

  /** The same on the values as they were given: what says what they mean cannot rest on that itself. */
  #holdsAsGiven(
    condition: Condition,
    params: Partial<Params>,
    facts: PlanFacts,
  ): boolean | null {
    return this.#test(condition, facts, (path) => valueAt(params, path));
  }

  #test(
    condition: Condition,
    facts: PlanFacts | null,
    valueOf: (path: string) => unknown,
  ): boolean | null {
    return every(
      Object.entries(condition).map(([name, wanted]) => {
        const value = name === "@rows"
          ? facts?.rows ?? null
          : name === "@file"
          ? facts?.file ?? null
          : valueOf(name);
        return value === null ? null : fits(value, wanted);
      }),
    );
  }

  #subject(path: string, params: Partial<Params>, facts: PlanFacts): unknown {
    if (path !== "@tree") return this.meaningOf(path, params, facts);
    const { clustering } = params;
    return clustering !== undefined && this.data.clustering[clustering.method].tree !== null;
  }
}

/** The value of a parameter, by its path; undefined where there is none. */
export function valueAt(params: Partial<Params>, path: string): unknown {
  return path.split(".").reduce<unknown>(
    (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
    params,
  );
}

/** The parameters with another value at a path. */
export function withValue<Given extends Partial<Params>>(
  params: Given,
  path: string,
  value: unknown,
): Given {
  const [key, inner] = path.split(".");
  const section = params[key as keyof Given];
  const changed = inner === undefined ? value : { ...section as object, [inner]: value };
  return { ...params, [key]: changed };
}

function fits(value: unknown, wanted: readonly unknown[] | Bound): boolean {
  if (isList(wanted)) return wanted.includes(value);
  const { atLeast = -Infinity, atMost = Infinity } = wanted;
  return (value as number) >= atLeast && (value as number) <= atMost;
}

function isList(wanted: readonly unknown[] | Bound): wanted is readonly unknown[] {
  return Array.isArray(wanted);
}

/** False where one is false, else null where one is not known. */
function every(parts: readonly (boolean | null)[]): boolean | null {
  return parts.includes(false) ? false : parts.includes(null) ? null : true;
}
