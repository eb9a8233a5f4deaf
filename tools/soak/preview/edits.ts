/** What somebody edits while a preview runs, and how its page shows it. Runs in Deno only. */

// @ts-types="@types/papaparse"
import Papa from "papaparse";
import type { Page } from "playwright-core";
import { sizesOnPage } from "../../../tests/support/site_page.ts";

const PARAMS = "config/params.yaml";
const SURVEY = "data/dataset.csv";
const COMPONENT = "src/components/kit/soak_mark.ts";
const PAGE = "src/[survey]/index.md";
const LEAST_SEGMENTS = 2;
const MOST_SEGMENTS = 6;
/** Respondents that an edit of the survey leaves out, at most. */
const MOST_LEFT_OUT = 40;

/** A line on the page that a component makes, so that a change of the component can be seen. */
const LINE = `
\`\`\`js
import { soakMark } from "../components/kit/soak_mark.js";
\`\`\`

<p id="soak-mark">\${soakMark()}</p>
`;

/** One kind of edit. */
export interface Edit {
  readonly name: string;
  /** Changes its file for the so-manieth time, and gives what tells that the page shows it. */
  readonly make: (count: number) => Promise<(page: Page) => Promise<boolean>>;
}

/** Prepares a copy of the product, and gives what can be edited in it. */
export async function prepareEdits(folder: string): Promise<readonly Edit[]> {
  const text = await Deno.readTextFile(`${folder}/${SURVEY}`);
  const records = Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
  await writeMark(folder, 0);
  await Deno.writeTextFile(`${folder}/${PAGE}`, LINE, { append: true });
  return [
    {
      name: "parameters",
      make: async (count) => {
        const k = LEAST_SEGMENTS + count % (MOST_SEGMENTS - LEAST_SEGMENTS + 1);
        const text = await Deno.readTextFile(`${folder}/${PARAMS}`);
        await Deno.writeTextFile(
          `${folder}/${PARAMS}`,
          text.replace(/^ {2}n_clusters: \d+/m, `  n_clusters: ${k}`),
        );
        return async (page) => (await sizesOnPage(page)).length === k;
      },
    },
    {
      name: "survey",
      make: async (count) => {
        const left = 1 + count % MOST_LEFT_OUT;
        const kept = records.slice(0, -left);
        await Deno.writeTextFile(`${folder}/${SURVEY}`, Papa.unparse(kept));
        const respondents = kept.length - 1;
        return async (page) => sum(await sizesOnPage(page)) === respondents;
      },
    },
    {
      name: "component",
      make: async (count) => {
        await writeMark(folder, count);
        return async (page) => await page.locator("#soak-mark").innerText() === markText(count);
      },
    },
  ];
}

function writeMark(folder: string, count: number): Promise<void> {
  const text = `/** Says how often it was edited. Runs in browsers. */
export function soakMark(): string {
  return ${JSON.stringify(markText(count))};
}
`;
  return Deno.writeTextFile(`${folder}/${COMPONENT}`, text);
}

function markText(count: number): string {
  return `edited ${count} times`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
