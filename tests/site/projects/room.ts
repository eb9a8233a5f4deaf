/** A browser that is full, and one that refuses a write. Runs in Deno. */

import assert from "node:assert/strict";
import {
  countField,
  giveFile,
  openProjectPage,
  setCount,
  untilReady,
} from "../../support/site_page.ts";
import {
  begin,
  listed,
  partOf,
  saved,
  type Step,
  survey,
  untilListed,
  type Walk,
} from "./project_pages.ts";

async function keepOne(walk: Walk): Promise<Walk> {
  const { page, site } = walk;
  await begin(page, "kept.csv", survey(8));
  await page.goto(`${site.url}/`);
  await untilListed(page, ["kept.csv"]);
  return walk;
}

const STEPS: readonly Step<Walk>[] = [
  [
    "a full browser is told before anything is lost, with what would work",
    async ({ page }) => {
      // No test can fill a disk: the browser is made to tell of one that is full.
      await page.evaluate(() => {
        navigator.storage.estimate = () => Promise.resolve({ quota: 5_000_000, usage: 1_000_000 });
      });
      await giveFile(page, "large.csv", survey(9, 800_000));
      await page.getByText(/^Cannot keep "large\.csv": this browser must have 6\.4.MB of room/)
        .waitFor();
      await page.getByRole("list", { name: "What your projects take" })
        .getByText(/^kept\.csv, \d+.kB/).waitFor();
      assert.deepEqual(await listed(page), ["kept.csv"]);
      const { name } = await saved(page, "Save kept.csv as a file");
      assert.equal(name, "kept.csv.ccproject");
    },
  ],
  ["a refused write says so, and what was there is as it was", async ({ page }) => {
    await page.getByRole("link", { name: "kept.csv" }).click();
    await untilReady(page);
    await page.waitForURL(/\/yours\/\?project=/);
    await openProjectPage(page, "questions");
    await untilReady(page);
    // Browsers refuse by themselves at a time of their own.
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...given) {
        if (this.name === "projects") {
          throw new DOMException("no room", "QuotaExceededError");
        }
        return put.apply(this, given);
      };
    });
    const before = await countField(page).inputValue();
    await setCount(page, 7);
    await page.getByText(/^Cannot keep "kept\.csv": .*Nothing was changed/).waitFor();
    await openProjectPage(page, "questions");
    await untilReady(page);
    assert.equal(await countField(page).inputValue(), before);
  }],
];

/** A full browser loses nothing. */
export const ROOM = partOf("a full browser loses nothing", keepOne, STEPS);
