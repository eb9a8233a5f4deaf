/** Tests of the notebooks: stored without results, run by Jupyter, with the command line's numbers. Runs in Deno. */

import assert from "node:assert/strict";
import { givenNames } from "../../pipeline/notebook/deno/survey_host.ts";
import { readIpynb, writeIpynb } from "../../pipeline/notebook/mod.ts";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import {
  type ExecutedCell,
  executeNotebook,
  jupyterAbsent,
  readStored,
} from "../support/jupyter.ts";
import { inProductCopy, runJson } from "../support/product_copy.ts";

const NOTEBOOK = "notebooks/segmentation.ipynb";
const PORTRAIT = "notebooks/portrait.ipynb";
/** What a notebook showed: what it printed, and its results as HTML. */
interface Shown {
  readonly printed: string;
  readonly pages: readonly string[];
}

Deno.test("notebooks: stored without outputs, which would hold answers", async () => {
  for (const path of [NOTEBOOK, PORTRAIT]) {
    for (const cell of await readStored(productFile(path))) {
      if (cell.cell_type !== "code") continue;
      assert.deepEqual([cell.outputs, cell.execution_count], [[], null]);
    }
  }
});

Deno.test("notebooks/portrait.ipynb is as the product writes it", async () => {
  const text = await Deno.readTextFile(productFile(PORTRAIT));
  const imports = { product: "../", given: givenNames() };
  assert.equal(writeIpynb(readIpynb(text), { imports }), text);
});

Deno.test({
  name: "notebook: gives the numbers of the command line (needs jupyter: deno task services)",
  ignore: jupyterAbsent,
  async fn() {
    await inTemporaryFolder(async (folder) => {
      const shown = await executeWhole(NOTEBOOK, folder, isWhole);
      const told = JSON.parse(shown.printed);
      await inProductCopy(async (cwd) => {
        // The notebook prints the summary, which tests of segments are no part of.
        const { params: _p, output: _o, timings_ms: _t, cached: _c, tests, ...expected } =
          await runJson(cwd);
        assert.ok(tests !== undefined);
        assert.deepEqual(told, JSON.parse(JSON.stringify(expected)));
      });
    });
  },
});

Deno.test({
  name: "portrait: runs beside the product as it is (needs jupyter: deno task services)",
  ignore: jupyterAbsent,
  async fn() {
    await inTemporaryFolder(async (folder) => {
      await executeWhole(PORTRAIT, folder, ({ pages }) => {
        const [, bars, , map] = pages;
        return pages.length === 4 && /48 %/.test(bars) && /Segment 3/.test(map);
      });
    });
  },
});

/** Runs a notebook of the product's until all of its results have come. */
async function executeWhole(
  notebook: string,
  folder: string,
  isWhole: (shown: Shown) => boolean,
): Promise<Shown> {
  const cells = await executeNotebook(
    productFile(notebook),
    folder,
    (cells) => isWhole(shownBy(cells)),
  );
  return shownBy(cells);
}

function shownBy(cells: readonly ExecutedCell[]): Shown {
  const outputs = cells.flatMap(({ outputs }) => outputs ?? []);
  return {
    printed: outputs.flatMap(({ text }) => text ?? []).join(""),
    pages: outputs.flatMap(({ data }) =>
      data === undefined ? [] : [
        [data["text/html"] ?? data["image/svg+xml"] ?? ""].flat().join(""),
      ]
    ),
  };
}

/** Whether all came: the numbers, three charts and two tables. */
function isWhole({ printed, pages }: Shown): boolean {
  const count = (tag: string): number => pages.filter((page) => page.includes(tag)).length;
  return printed !== "" && count("<svg") === 3 && count("<table") === 2;
}
