/** Links of own files: what they carry, and what they open where the file is and where it is not. Runs in Deno. */

import assert from "node:assert/strict";
import { hashBytes } from "../../../pipeline/base/hash.ts";
import { countField, giveFile, setCount, untilReady } from "../../support/site_page.ts";
import {
  begin,
  openHome,
  partOf,
  type Step,
  survey,
  untilCount,
  untilListed,
  type Walk,
} from "./project_pages.ts";

interface Sent extends Walk {
  readonly id: string;
  readonly link: string;
}

async function copyLink(walk: Walk): Promise<Sent> {
  const { context, page } = walk;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await begin(page, "sent.csv", survey(3));
  await setCount(page, 4);
  await untilReady(page);
  await page.getByRole("button", { name: "Copy as link" }).click();
  await page.getByText("Copied", { exact: true }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  return { ...walk, id, link };
}

const STEPS: readonly Step<Sent>[] = [
  ["a link tells the file and no id of this browser", ({ id, link }) => {
    const query = new URL(link).searchParams;
    assert.equal(query.get("file"), "sent.csv");
    assert.equal(query.get("sha256"), hashBytes(survey(3)));
    assert.ok(!link.includes(id), link);
  }],
  [
    "where the file is, it opens with the link's settings, and Undo leads back",
    async ({ page, id, link }) => {
      await setCount(page, 2);
      await untilReady(page);
      await page.goto(link);
      await untilCount(page, "4");
      assert.match(page.url(), new RegExp(`project=${id}`));
      await page.getByRole("button", { name: /^Undo/ }).click();
      await untilCount(page, "2");
    },
  ],
  [
    "where it is not, the page says which file, and takes no other",
    async ({ site, viewer, link }) => {
      const { context: elsewhere, page: theirs } = await openHome({ viewer, site });
      await begin(theirs, "theirs.csv", survey(4));
      await theirs.goto(link);
      await theirs.getByText("This link wants a file that is not in this browser").waitFor();
      await theirs.getByText(hashBytes(survey(3)).slice(0, 12)).waitFor();
      await giveFile(theirs, "sent.csv", survey(5));
      await theirs.getByText(/^Cannot open the link with "sent\.csv": it wants the fingerprint/)
        .waitFor();
      await theirs.goto(`${site.url}/`);
      await untilListed(theirs, ["theirs.csv"]);
      await theirs.goto(link);
      await giveFile(theirs, "renamed.csv", survey(3));
      await theirs.waitForURL(/\/yours\/questions\?project=/);
      await untilReady(theirs);
      assert.equal(await countField(theirs).inputValue(), "4");
      await elsewhere.close();
    },
  ],
];

/** Links say which file they want. */
export const LINKS = partOf("links say which file they want", copyLink, STEPS);
