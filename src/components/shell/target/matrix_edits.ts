/** Changes of the decision matrix, a step of the history each. Runs in browsers. */

import type { TargetCriterion, TargetSide } from "../../../../pipeline/plan/targeting.ts";
import type { Measured } from "../../../../pipeline/view/target/target_types.ts";
import { engineRules } from "../../kit/engine_rules.js";
import type { Setting } from "../../session/params_text.js";
import type { Session } from "../../session/session_types.js";

const MOST_NAME = 80;

/** What a criterion's scores and weight are set to; a score of null takes it away. */
export interface ScoreGiven {
  /** Place of the criterion, from 0. */
  readonly at: number;
  /** From 1. */
  readonly segment: number;
  readonly score: number | null;
}

/** Changes the matrix of a session; each change is one step that Undo takes back. */
export class MatrixEdits {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Adds a criterion to be scored, under a name of its own.
   * @returns Its place, from 0.
   */
  add(side: TargetSide): number {
    const taken = this.#namesOf(side);
    let number = 1;
    while (taken.includes(`criterion ${number}`)) number++;
    return this.#append([{ ...plain(side), name: `Criterion ${number}` }], "A criterion added");
  }

  /** Adds criteria that are measured. */
  addMeasured(side: TargetSide, measured: readonly Measured[]): number {
    const taken = this.#namesOf(side);
    const added = measured.map(({ measure, title }) => {
      const name = nameFor(title, taken);
      taken.push(name.toLowerCase());
      return { ...plain(side), name, measure };
    });
    const words = added.length === 1 ? `${added[0].name} as a criterion` : "Figures as criteria";
    return this.#append(added, words);
  }

  /** @returns Why it cannot be called so; empty where it can, and then is. */
  rename(at: number, name: string): string {
    const { criteria } = this.#session.state.params.targeting;
    const rule = engineRules().criterionProblem(name);
    if (rule !== null) return `A criterion needs ${rule}.`;
    const isTaken = criteria.some((each, i) =>
      i !== at && each.side === criteria[at].side && each.name.toLowerCase() === name.toLowerCase()
    );
    if (isTaken) return "Another criterion of this side has this name.";
    this.#change(at, { name }, `Criterion renamed ${name}`);
    return "";
  }

  weigh(at: number, weight: number): void {
    this.#change(at, { weight }, `Weight of ${this.#nameOf(at)}: ${weight}`);
  }

  score({ at, segment, score }: ScoreGiven): void {
    const { view, params } = this.#session.state;
    if (view === null) return;
    const anchored = engineRules().anchorScores(view, params);
    const scores = { ...anchored.criteria[at].scores };
    if (score === null) delete scores[segment];
    else scores[segment] = score;
    const criteria = anchored.criteria.map((each, i) => i === at ? { ...each, scores } : each);
    this.#session.setAll([
      ["targeting.criteria", criteria],
      ["targeting.centres", anchored.centres],
    ], `${this.#nameOf(at)}, segment ${segment}: ${score ?? "no score"}`);
  }

  remove(at: number): void {
    const { criteria } = this.#session.state.params.targeting;
    this.#set([["targeting.criteria", criteria.filter((_, i) => i !== at)]], {
      words: `${this.#nameOf(at)} removed`,
    });
  }

  /** What areas stand for. */
  setBubble({ measure, title }: Measured): void {
    this.#set([["targeting.bubble", measure]], { words: `Area of a bubble: ${title}` });
  }

  #append(added: readonly TargetCriterion[], words: string): number {
    const { criteria } = this.#session.state.params.targeting;
    this.#set([["targeting.criteria", [...criteria, ...added]]], { words });
    return criteria.length;
  }

  #change(at: number, changes: Partial<TargetCriterion>, words: string): void {
    const { criteria } = this.#session.state.params.targeting;
    const changed = criteria.map((each, i) => i === at ? { ...each, ...changes } : each);
    this.#set([["targeting.criteria", changed]], { words });
  }

  #set(settings: readonly Setting[], { words }: { readonly words: string }): void {
    this.#session.setAll(settings, words);
  }

  #nameOf(at: number): string {
    return this.#session.state.params.targeting.criteria[at].name;
  }

  #namesOf(side: TargetSide): string[] {
    return this.#session.state.params.targeting.criteria
      .filter((each) => each.side === side).map(({ name }) => name.toLowerCase());
  }
}

function plain(side: TargetSide): TargetCriterion {
  return { name: "", side, weight: 1, scores: {}, measure: "" };
}

/** A title as a name that no criterion of the side has. */
function nameFor(title: string, taken: readonly string[]): string {
  const line = title.replace(/\s+/g, " ").trim();
  const letters = [...line];
  const cut = letters.length <= MOST_NAME
    ? line
    : `${letters.slice(0, MOST_NAME - 4).join("").trim()}…`;
  if (!taken.includes(cut.toLowerCase())) return cut;
  let number = 2;
  const numbered = () => `${[...cut].slice(0, MOST_NAME - 4).join("").trim()} ${number}`;
  while (taken.includes(numbered().toLowerCase())) number++;
  return numbered();
}
