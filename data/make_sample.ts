/** Makes the sample survey, the same bytes each time: `deno task sample`. Runs in Deno; `makeSample` also in browsers. */

import { createRng, type Rng } from "../pipeline/base/rng.ts";
import {
  agree,
  type Asker,
  createAsker,
  drawWeighted,
  invent,
  knows,
  type Person,
} from "./sample_answers.ts";
import { writeComment } from "./sample_comments.ts";
import {
  DAY_COLUMN,
  type SampleColumn,
  writeCsv,
  writeDays,
  writeWorkbook,
} from "./sample_files.ts";
import {
  ATTITUDES,
  CARELESS,
  CODEBOOK,
  NEEDS,
  RECONTACT,
  REGIONS,
  type Segment,
  SEGMENTS,
  USAGE,
} from "./sample_questions.ts";

const SEED = 20250303;
const FIRST_DAY = 45719; // 2025-03-03 as a spreadsheet counts days.
const FIELD_DAYS = 21;
const WAVE = 3;
const GENDERS = ["female", "male", "another", "prefer not to say"];

const SHARE_MISSING = { item: 0.025, gender: 0.03, age: 0.04, recommend: 0.02, spend: 0.09 };
const SHARE_RECONTACTED = 0.3;
const SHARE_COMMENTING = 0.35;

/** The sample survey in its three files. */
export interface Sample {
  /** `data/dataset.xlsx`. */
  readonly xlsx: Uint8Array<ArrayBuffer>;
  /** The same cells as text, `tests/data/dataset.csv`. */
  readonly csv: string;
  /** Row (from 1) and planted segment (from 1; 0 for none), `tests/data/dataset_planted.csv`. */
  readonly planted: string;
}

/** Invents the sample survey.
 * @param hasCodebook Whether the workbook tells what its columns mean.
 * Every column draws from a stream of its own, so that a changed column leaves the others alone.
 * @returns The same bytes at every call.
 */
export function makeSample(hasCodebook = true): Sample {
  const rng = createRng(SEED);
  const segments = shuffleSegments(rng.fork("segments"));
  const people = invent(segments, rng.fork("people"));
  const askAll = createAsker(people, rng);
  const columns = [
    ...identify(people, rng),
    ...askBackground(askAll),
    ...askItems(askAll),
    ...askAgain(askAll, rng),
    { name: "comments_internal", cells: people.map(() => null) },
  ];
  const header = columns.map((column) => column.name);
  const rows = people.map((_, row) => columns.map((column) => column.cells[row]));
  const numbers = segments.map((segment) => segment === null ? 0 : SEGMENTS.indexOf(segment) + 1);
  return {
    xlsx: writeWorkbook(header, { rows, codebook: hasCodebook ? CODEBOOK : [] }),
    csv: writeCsv([header, ...rows.map((row) => writeDays(row, header))]),
    planted: writeCsv([["row", "segment"], ...numbers.map((number, row) => [row + 1, number])]),
  };
}

function shuffleSegments(rng: Rng): (Segment | null)[] {
  const all: (Segment | null)[] = SEGMENTS.flatMap((segment) => Array(segment.size).fill(segment));
  all.push(...Array(CARELESS).fill(null));
  for (let i = all.length - 1; i > 0; i--) {
    const other = rng.below(i + 1);
    [all[i], all[other]] = [all[other], all[i]];
  }
  return all;
}

/** What is known before the first question. */
function identify(people: readonly Person[], rng: Rng): SampleColumn[] {
  const draw = rng.fork("respondent_id");
  const ids = new Set<string>();
  while (ids.size < people.length) ids.add(`R-${10000 + draw.below(90000)}`);
  const days = rng.fork(DAY_COLUMN);
  return [
    { name: "respondent_id", cells: [...ids] },
    {
      name: DAY_COLUMN,
      cells: people.map(() => FIRST_DAY + days.below(FIELD_DAYS)).sort((a, b) => a - b),
    },
    { name: "wave", cells: people.map(() => WAVE) },
  ];
}

function askBackground(askAll: Asker): SampleColumn[] {
  return [
    askAll("region", {
      missing: 0,
      answer: ({ segment }, draw) =>
        REGIONS[drawWeighted(segment?.regions ?? REGIONS.map(() => 1), draw)],
    }),
    askAll("gender", {
      missing: SHARE_MISSING.gender,
      answer: ({ segment }, draw) => {
        const female = 0.97 * (segment?.female ?? 0.5);
        return GENDERS[drawWeighted([female, 0.97 - female, 0.01, 0.02], draw)];
      },
    }),
    askAll("age", {
      missing: SHARE_MISSING.age,
      answer: ({ segment }, draw) => {
        for (;;) {
          const age = Math.round((segment?.age ?? 45) + 14 * draw.normal());
          if (age >= 18 && age <= 84) return age;
        }
      },
    }),
  ];
}

function askItems(askAll: Asker): SampleColumn[] {
  const missing = SHARE_MISSING.item;
  return [
    ...USAGE.map((item) =>
      askAll(item.column, { missing, answer: (person, draw) => knows(person, { item, draw }) })
    ),
    ...[...ATTITUDES, ...NEEDS].map((item) =>
      askAll(item.column, { missing, answer: (person, draw) => agree(person, { item, draw }) })
    ),
    askAll("recommend", {
      missing: SHARE_MISSING.recommend,
      answer: ({ segment, food }, draw) => {
        if (segment === null) return draw.below(11);
        const score = segment.recommend + 0.3 * food + 1.8 * draw.normal();
        return Math.min(10, Math.max(0, Math.round(score)));
      },
    }),
    askAll("spend", {
      missing: SHARE_MISSING.spend,
      answer: ({ segment }, draw) => {
        const pounds = Math.exp((segment?.logSpend ?? 5.3) + 0.5 * draw.normal());
        return Math.round(100 * pounds) / 100;
      },
    }),
    askAll("open_comment", {
      missing: 1 - SHARE_COMMENTING,
      answer: (_, draw) => writeComment(draw),
    }),
  ];
}

/** The questions of the re-contact, blank for whoever was not reached. */
function askAgain(askAll: Asker, rng: Rng): SampleColumn[] {
  const call = rng.fork("recontact");
  const columns = RECONTACT.map((item) =>
    askAll(item.column, {
      missing: SHARE_MISSING.item,
      answer: (person, draw) => agree(person, { item, draw }),
    })
  );
  const reached = columns[0].cells.map(() => call.uniform() < SHARE_RECONTACTED);
  return columns.map(({ name, cells }) => ({
    name,
    cells: cells.map((cell, row) => reached[row] ? cell : null),
  }));
}

if (import.meta.main) {
  const { xlsx, csv, planted } = makeSample();
  const place = (path: string) => new URL(path, import.meta.url);
  await Deno.writeFile(place("dataset.xlsx"), xlsx);
  await Deno.writeTextFile(place("../tests/data/dataset.csv"), csv);
  await Deno.writeTextFile(place("../tests/data/dataset_planted.csv"), planted);
}
