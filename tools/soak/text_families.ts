/** Hostile parameters, filters, globs, patterns and addresses. Runs in Deno. */

import { nameMatcher } from "../../pipeline/base/globs.ts";
import { readQuestionPattern } from "../../pipeline/base/pattern/question_pattern.ts";
import { createContext } from "../../pipeline/base/context.ts";
import type { Rng } from "../../pipeline/base/rng.ts";
import { evaluateFilter } from "../../pipeline/clean/filter.ts";
import { ingest } from "../../pipeline/ingest/mod.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import type { Survey } from "../../pipeline/survey/survey.ts";
import { fromQuery, toQuery } from "../../src/components/session/params_text.ts";
import { type Family, pick, type Trial } from "./case.ts";
import { refusal } from "./run_survey.ts";
import { spoilText } from "./spoil.ts";

const YAML = await Deno.readTextFile(new URL("../../config/params.yaml", import.meta.url));
const DEFAULTS = parseParams({});
const YAML_TOKENS = [
  ...[
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!!js/function ",
    "? ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "|",
    ">",
  ],
  ...[
    "\n  ",
    "\n",
    ": ",
    "#",
    "---\n",
    "...\n",
    "%YAML 9\n",
    "!<x> ",
    "1e999",
    ".nan",
    ".inf",
    "~",
  ],
  ...["__proto__: {x: 1}\n", "clustering:\n  n_clusters: -1\n", "'", '"', "\\u0000", "\0", "\t"],
  ...["[[[[[[[[", "&a [*a]", "n_clusters", "question_pattern: '(a+)+$'\n", "filter: '(((('\n"],
];
const FILTER_TOKENS = [
  ...[
    "age",
    "town",
    "[age]",
    "[no such]",
    "missing",
    "answered",
    "(",
    ")",
    "and",
    "or",
    "not",
    "in",
  ],
  ...["=", "!=", "<", "<=", ">", ">=", ",", "'a'", '"b"', "1", "-1", "1e308", "0x1", "[", "]", "'"],
  ...["((((((((", "not not not ", "\\", "\0", "\u202e", "9".repeat(400), " ", "\n"],
];

function trial(text: string, use: () => void): Trial {
  return {
    bytes: new TextEncoder().encode(text).length,
    run: () => {
      try {
        use();
        return "answered";
      } catch (error) {
        return refusal(error);
      }
    },
  };
}

function words(rng: Rng, tokens: readonly string[], most: number): string {
  return Array.from({ length: 1 + rng.below(most) }, () => pick(rng, tokens))
    .join(pick(rng, ["", " "]));
}

let survey: Promise<Survey> | null = null;
function smallSurvey(): Promise<Survey> {
  const lines = Array.from({ length: 30 }, (_, i) => `${i},${20 + i},${"abc"[i % 3]},${1 + i % 5}`);
  const bytes = new TextEncoder().encode(["id,age,town,rating", ...lines].join("\n"));
  survey ??= ingest(bytes, "small.csv", DEFAULTS, createContext({ seed: 1 }));
  return survey;
}

const PATTERN_TOKENS = [
  ...[
    "a",
    "Q",
    "_",
    "1",
    ".",
    "\\d",
    "\\w",
    "\\b",
    "\\1",
    "\\p{L}",
    "\\",
    "[a-z]",
    "[^_]",
    "[",
    "]",
  ],
  ...[
    "(",
    ")",
    "(?:",
    "(?=",
    "(?<!",
    "(?<n>",
    "*",
    "+",
    "?",
    "*?",
    "{2,}",
    "{999}",
    "{",
    "}",
    "|",
    "^",
  ],
  ...["$", "(a+)+", "(a|a)*", "((.*)*)*", "(.{1,99}){1,99}", "\0", "\ud83d"],
];

/** Tokens that make a sound pattern in any order. */
const SOUND_TOKENS = [
  ...[
    "a",
    "Q",
    "_",
    "\\d+",
    "\\w*",
    ".*?",
    "[a-z]+",
    "[^_]?",
    "(a+)+",
    "(a|a)*",
    "((.*)*)*",
    "(b|)+?",
  ],
  ...["(?:Q|a){2,}", "(\\b|a*)*", "a{0,9}", "^", "$", "|"],
];

/** A filter of conditions within each other. */
function randomFilter(rng: Rng, depth: number): string {
  if (depth === 0) {
    return pick(rng, [
      () =>
        `age ${pick(rng, ["<", ">=", "!=", "="])} ${
          pick(rng, ["30", "99999999999999999999", "0.5", "age"])
        }`,
      () => `town ${pick(rng, ["=", "!="])} '${pick(rng, ["a", "b", "no such", "é"])}'`,
      () => `rating in (${words(rng, ["1, ", "2, ", "5, "], 900)}3)`,
      () => `${pick(rng, ["missing", "answered"])}(${pick(rng, ["age", "[town]", "[no such]"])})`,
    ])();
  }
  const inner = () => randomFilter(rng, depth - 1 - rng.below(depth));
  return pick(rng, [
    () => `(${inner()}) and ${inner()}`,
    () => `not (${inner()} or ${inner()})`,
    () => Array.from({ length: 1 + rng.below(40) }, inner).join(" or "),
  ])();
}

/** Everything that a person may type or a link may bring. */
export const TEXT_FAMILIES: readonly Family[] = [
  {
    name: "params",
    title: "Parameters (YAML)",
    promise: "parameters, or an error that names each problem",
    make: (rng) => {
      const text = pick(rng, [
        () => spoilText(YAML, rng, YAML_TOKENS),
        () => spoilText(YAML.replace(/^( *)#(\w+:)/gm, "$1$2"), rng, YAML_TOKENS),
        () => words(rng, YAML_TOKENS, 60),
      ])();
      return trial(text, () => parseParams(text));
    },
  },
  {
    name: "filter",
    title: "Filters",
    promise: "respondents, or an error that names the place",
    make: async (rng) => {
      const read = await smallSurvey();
      const sound = "age > 20 and (town = 'a' or not missing(age)) and rating in (1, 2)";
      const text = pick(rng, [
        () => randomFilter(rng, 1 + rng.below(6)),
        () => randomFilter(rng, 1 + rng.below(6)),
        () => words(rng, FILTER_TOKENS, 3000),
        () => spoilText(sound, rng, FILTER_TOKENS),
      ])();
      return trial(text, () => {
        const { cleaning } = parseParams({ cleaning: { filter: text } });
        if (cleaning.filter.trim() !== "") evaluateFilter(cleaning.filter, read);
      });
    },
  },
  {
    name: "glob",
    title: "Names and globs",
    promise: "an answer at once",
    make: (rng) => {
      const tokens = ["a", "*", "?", "*a", "a*", "**", "?*", "b", ".", "[", "\\", "\ud83d"];
      const glob = words(rng, tokens, pick(rng, [5, 300]));
      const name = words(rng, ["a", "b", ".", "aa"], pick(rng, [10, 5000]));
      return trial(glob + name, () => nameMatcher([glob])(name));
    },
  },
  {
    name: "pattern",
    title: "Question patterns",
    promise: "what JavaScript gives, in linear time, or a refusal in words",
    make: (rng) => {
      const source = rng.below(2) === 0
        ? `(${words(rng, SOUND_TOKENS, pick(rng, [4, 12, 60]))})`
        : words(rng, PATTERN_TOKENS, pick(rng, [4, 12, 200]));
      const name = words(rng, ["a", "Q", "1", "_", "aaaa"], pick(rng, [8, 5000]));
      return trial(source + name, () => {
        const { features } = parseParams({ features: { question_pattern: source } });
        const { firstGroup, mostLetters } = readQuestionPattern(features.question_pattern);
        firstGroup(name.slice(0, mostLetters));
      });
    },
  },
  {
    name: "link",
    title: "Links to a page",
    promise: "a state, which is refused or run as any other",
    make: (rng) => {
      const params = { ...DEFAULTS, seed: rng.below(99) };
      const query = toQuery(params, DEFAULTS, "0123456789abcdef".repeat(4));
      const paths = [
        "features.question_pattern",
        "cleaning.filter",
        "clustering.n_clusters",
        "seed",
      ];
      const text = spoilText(
        `${query}&${pick(rng, paths)}=${
          encodeURIComponent(words(rng, PATTERN_TOKENS, 9).toWellFormed())
        }`,
        rng,
        [
          "&",
          "=",
          "%",
          "%ff",
          "%00",
          "[",
          "]",
          ".",
          "__proto__",
          "clustering",
          "1e999",
          "{}",
          "null",
        ],
      );
      return trial(text, () => {
        const state = fromQuery(text, DEFAULTS);
        if (state !== null) parseParams(state.params);
      });
    },
  },
];
