/** Random surveys with every kind of question, as an SPSS file with labels and as delimited text. Runs in Deno. */

import { createRng, type Rng } from "../../pipeline/base/rng.ts";
import type { ColumnKind } from "../../pipeline/survey/column.ts";
import { csvText } from "./file_columns.ts";
import { AGREEMENTS, BANDS, CHOICES, FREQUENCIES, type Scale, YES_NO } from "./labelled_words.ts";
import { pick } from "./questionnaire.ts";
import { type SavColumn, writeSav } from "./sav_writer.ts";
import { bytesOf } from "./survey_text.ts";

type Measure = NonNullable<SavColumn["measure"]>;

/** A question's column: what SPSS stores, and what a table with labels shows. */
export interface LabelledColumn {
  readonly sav: SavColumn;
  readonly cells: readonly string[];
  /** What it must be read as. */
  readonly kind: ColumnKind;
  /** The measure that fits, and those that do not but that files have all the same. */
  readonly right: Measure;
  readonly wrong: readonly Measure[];
}

/** A survey as columns of one length. */
export interface LabelledSurvey {
  readonly columns: readonly LabelledColumn[];
  readonly respondents: number;
}

/** Which measures a file declares. */
export type Declaring = "right" | "absent" | "wrong";

const SECONDS_A_DAY = 86400;
/** Of 2024-03-01 in the time of SPSS. */
const MARCH = (141428 + 19783) * SECONDS_A_DAY;

/** Makes a survey with a question of each kind; the same seed, the same one. */
export function labelledSurvey(seed: number): LabelledSurvey {
  const rng = createRng(seed).fork("labelled survey");
  const respondents = 80 + rng.below(60);
  const maker = new Maker(rng, respondents);
  const scale = pick(rng, AGREEMENTS);
  const measured = { right: "scale", wrong: ["nominal", "ordinal"] } as const;
  const numbered = { right: "nominal", wrong: ["scale", "ordinal"], kind: "id" } as const;
  const columns = [
    maker.numbers("respid", "Respondent number", {
      ...numbered,
      make: (i) => 1001 + 3 * i + i % 2,
    }),
    ...CHOICES.slice(seed % 4, seed % 4 + 2).map((choice) => maker.choice(choice)),
    maker.scale("trust", "How far do you agree that one can trust people?", scale),
    ...["taste", "price", "service"].map((item, i) =>
      maker.scale(`q5_${i + 1}`, `How far do you agree? - Good ${item}`, scale)
    ),
    ...["Warm", "Fast", "Cheap"].map((item, i) =>
      maker.rating(`q6_${i + 1}`, `How well does it fit from 1 to 7? - ${item}`)
    ),
    maker.scale("often", "How often do you buy it?", pick(rng, FREQUENCIES)),
    maker.scale("band", "Which of these groups are you in?", pick(rng, BANDS)),
    maker.ends("likely", "How likely is it that you recommend us?", scale),
    maker.yesNo("owns", "Do you own a car?", pick(rng, YES_NO)),
    ...maker.options(["Bus", "Train", "Bike", "On foot"]),
    ...maker.mentions(["Acme", "Bolt", "Core", "Dune", "Echo", "Fern"]),
    maker.numbers("income", "Household income in euros", {
      ...measured,
      make: () => 900 + 7 * rng.below(900),
      none: scale.none,
    }),
    maker.numbers("age", "Age in years", { ...measured, make: () => 18 + rng.below(60) }),
    maker.numbers("minutes", "Minutes on the way", { ...measured, make: () => 5 * rng.below(30) }),
    maker.numbers("weight", "Weighting factor", {
      ...measured,
      kind: "weight",
      make: (i) => Math.round(500 + 1000 * ((i * 37) % respondents) / respondents) / 1000,
    }),
    maker.open("why", "Why is that?"),
    ...maker.times(),
  ];
  return { columns, respondents };
}

/** The measure of each column; none where none is declared. */
export function measuresOf(
  { columns }: LabelledSurvey,
  declaring: Declaring,
  seed: number,
): (Measure | undefined)[] {
  const rng = createRng(seed).fork("measures");
  return columns.map(({ right, wrong }) => {
    if (declaring === "absent") return undefined;
    return declaring === "right" ? right : pick(rng, wrong);
  });
}

/** The survey as a system file. */
export function asSav(
  { columns }: LabelledSurvey,
  measures: readonly (Measure | undefined)[],
): Uint8Array<ArrayBuffer> {
  return writeSav(columns.map(({ sav }, c) => {
    const measure = measures[c];
    return measure === undefined ? sav : { ...sav, measure };
  }));
}

/** The survey as delimited text, with names or with the questions' texts as header. */
export function asCsv(
  { columns, respondents }: LabelledSurvey,
  header: "name" | "label",
): Uint8Array<ArrayBuffer> {
  const head = columns.map(({ sav }) => header === "name" ? sav.name : sav.label ?? sav.name);
  const rows = Array.from({ length: respondents }, (_, i) => columns.map(({ cells }) => cells[i]));
  return bytesOf(csvText([head, ...rows]));
}

interface Fit {
  readonly kind: ColumnKind;
  readonly right: Measure;
  readonly wrong: readonly Measure[];
}

const CATEGORIES: Fit = { kind: "nominal", right: "nominal", wrong: ["ordinal", "scale"] };
const POINTS: Fit = { kind: "ordinal", right: "ordinal", wrong: ["nominal", "scale"] };
const PAIR: Fit = { ...CATEGORIES, kind: "binary" };

class Maker {
  readonly #rng: Rng;
  readonly #n: number;

  constructor(rng: Rng, n: number) {
    this.#rng = rng;
    this.#n = n;
  }

  /** Answers of codes, all of which occur, a few blank. */
  #codes(codes: readonly number[], share = 0.06): (number | null)[] {
    return Array.from({ length: this.#n }, (_, i) => {
      if (i < codes.length) return codes[i];
      return this.#rng.uniform() < share ? null : pick(this.#rng, codes);
    });
  }

  #labelled(
    name: string,
    label: string,
    { values, labels, missing = [], ...fit }: Fit & {
      values: (number | null)[];
      labels: (readonly [number, string])[];
      missing?: readonly number[];
    },
  ): LabelledColumn {
    const textOf = new Map(labels);
    const cells = values.map((value) => value === null ? "" : textOf.get(value) ?? String(value));
    return { sav: { name, label, values, labels, missing }, cells, ...fit };
  }

  /** Categories from 1 on, or as texts. */
  choice({ name, label, options }: (typeof CHOICES)[number]): LabelledColumn {
    const labels = options.map((text, i) => [i + 1, text] as const);
    const column = this.#labelled(name, label, {
      values: this.#codes(labels.map(([code]) => code)),
      labels,
      ...CATEGORIES,
    });
    if (this.#rng.below(3) > 0) return column;
    return { ...column, sav: { name, label, values: column.cells }, wrong: ["nominal"] };
  }

  /** Points in either direction, with answers that are none, declared or not. */
  scale(name: string, label: string, { points, none }: Scale) {
    const turned = this.#rng.below(3) === 0 ? points.toReversed() : points;
    const first = this.#rng.below(4) === 0 ? 0 : 1;
    const codes = pick(this.#rng, [[8, 9], [98, 99], [-1, -2], [77, 88]]);
    const beside = none.map((text, i) => [codes[i], text] as const);
    const labels = [...turned.map((text, i) => [i + first, text] as const), ...beside];
    return this.#labelled(name, label, {
      values: this.#codes(labels.map(([code]) => code)),
      labels,
      missing: this.#rng.below(2) === 0 ? codes.slice(0, none.length) : [],
      ...POINTS,
    });
  }

  /** 1 to 7 without labels. */
  rating(name: string, label: string): LabelledColumn {
    const values = this.#codes([1, 2, 3, 4, 5, 6, 7]);
    const cells = values.map((value) => value === null ? "" : String(value));
    return { sav: { name, label, values }, cells, ...POINTS, wrong: ["scale"] };
  }

  /** 0 to 10 of which the ends have labels. */
  ends(name: string, label: string, { none }: Scale): LabelledColumn {
    const codes = pick(this.#rng, [[98, 99], [-1, -2], [77, 88]]);
    const beside = none.map((text, i) => [codes[i], text] as const);
    const values = this.#codes([...Array.from({ length: 11 }, (_, i) => i), ...codes]);
    const told = new Map(beside);
    const cells = values.map((value) => value === null ? "" : told.get(value) ?? String(value));
    const labels = [[0, "Not at all"], [10, "Extremely"], ...beside] as const;
    const missing = this.#rng.below(2) === 0 ? codes : [];
    return { sav: { name, label, values, labels, missing }, cells, ...POINTS };
  }

  yesNo(name: string, label: string, [yes, no]: readonly [string, string]): LabelledColumn {
    const codes = pick(this.#rng, [[1, 2], [1, 0], [2, 1]]);
    return this.#labelled(name, label, {
      values: this.#codes(codes),
      labels: [[codes[0], yes], [codes[1], no]],
      ...PAIR,
    });
  }

  /** A multi-select question as 0 and 1 with labels, or as its options' labels and blanks. */
  options(options: readonly string[]): LabelledColumn[] {
    const words = pick(this.#rng, [["Not selected", "Selected"], ["No", "Yes"], null]);
    return options.map((option, o) =>
      this.#labelled(`q9_${o + 1}`, `Which do you use? - ${option}`, {
        values: Array.from({ length: this.#n }, (_, i) => {
          return i % (2 + o) === 0 ? 1 : words === null ? null : 0;
        }),
        labels: words === null ? [[1, option]] : [[0, words[0]], [1, words[1]]],
        ...PAIR,
      })
    );
  }

  /** Slots for what is named first, second and third. */
  mentions(options: readonly string[]): LabelledColumn[] {
    const labels = options.map((text, i) => [i + 1, text] as const);
    const named = Array.from({ length: this.#n }, () => {
      const left = labels.map(([code]) => code);
      return Array.from(
        { length: 1 + this.#rng.below(3) },
        () => left.splice(this.#rng.below(left.length), 1)[0],
      );
    });
    return [0, 1, 2].map((k) =>
      this.#labelled(`brand_${k + 1}`, `Brand that comes to mind, ${k + 1}`, {
        values: named.map((own) => own[k] ?? null),
        labels,
        ...CATEGORIES,
        kind: "text",
      })
    );
  }

  /** Numbers as they are; with words, high codes stand for no answer. */
  numbers(
    name: string,
    label: string,
    { make, none = [], kind = "numeric", ...fit }: Omit<Fit, "kind"> & {
      kind?: ColumnKind;
      make: (i: number) => number;
      none?: readonly string[];
    },
  ): LabelledColumn {
    const values = Array.from({ length: this.#n }, (_, i) => make(i));
    const labels = none.map((text, i) => [999998 + i, text] as const);
    for (const [i, [code]] of labels.entries()) values[3 + 5 * i] = code;
    const told = new Map(labels);
    const cells = values.map((value) => told.get(value) ?? String(value));
    const missing = labels.map(([code]) => code);
    return { sav: { name, label, values, labels, missing }, cells, kind, ...fit };
  }

  open(name: string, label: string): LabelledColumn {
    const words = "the train was late again nobody said so old shop near centre people rains".split(
      " ",
    );
    const values = Array.from(
      { length: this.#n },
      (_, i) =>
        i % 7 === 0
          ? ""
          : Array.from({ length: 5 }, () => pick(this.#rng, words)).join(" ") + ` ${i}`,
    );
    return {
      sav: { name, label, values },
      cells: values,
      ...CATEGORIES,
      kind: "text",
      wrong: ["nominal"],
    };
  }

  /** The day of an interview, when it began, and how long it took. */
  times(): LabelledColumn[] {
    const fit = { right: "scale", wrong: ["nominal", "ordinal"] } as const;
    const at = Array.from({ length: this.#n }, () => MARCH + this.#rng.below(40 * SECONDS_A_DAY));
    const iso = (seconds: number) =>
      new Date((seconds - MARCH) * 1000 + Date.UTC(2024, 2, 1)).toISOString();
    const days = at.map((seconds) => seconds - (seconds - MARCH) % SECONDS_A_DAY);
    const took = at.map(() => 180 + this.#rng.below(4000));
    return [
      {
        sav: { name: "day", label: "Day of the visit", values: days, format: "date" },
        cells: days.map((day) => iso(day).slice(0, 10)),
        kind: "date",
        ...fit,
      },
      {
        sav: { name: "began", label: "Beginning of the visit", values: at, format: "datetime" },
        cells: at.map((moment) => iso(moment).slice(0, 19).replace("T", " ")),
        kind: "date",
        ...fit,
      },
      {
        sav: { name: "took", label: "How long did the visit take?", values: took, format: "time" },
        cells: took.map((seconds) => iso(MARCH + seconds).slice(11, 19)),
        kind: "numeric",
        ...fit,
      },
    ];
  }
}
