/** Project files: saved, opened elsewhere, refused. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
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
  openHome,
  partOf,
  saved,
  type Step,
  survey,
  untilListed,
  type Walk,
} from "./project_pages.ts";
const NOTE = "Ask about the third question";

interface Carried extends Walk {
  readonly whole: { readonly name: string; readonly bytes: Uint8Array };
  /** A page of another browser. */
  readonly theirs: Page;
}

async function carry(walk: Walk): Promise<Carried> {
  const { page } = walk;
  await begin(page, "carried.csv", survey(6));
  await setCount(page, 3);
  await untilReady(page);
  await page.locator("details.own-file summary").click();
  await page.getByLabel("Notes").fill(NOTE);
  await page.getByLabel("Notes").blur();
  const whole = await saved(page, "Save as a project file");
  const { page: theirs } = await openHome(walk);
  return { ...walk, whole, theirs };
}

const STEPS: readonly Step<Carried>[] = [
  ["a project file opens elsewhere as it was", async ({ whole, theirs }) => {
    assert.equal(whole.name, "carried.csv.ccproject");
    await giveFile(theirs, whole.name, whole.bytes);
    await theirs.waitForURL(/\/yours\/\?project=/);
    await untilReady(theirs);
    await openProjectPage(theirs, "questions");
    await untilReady(theirs);
    assert.equal(await countField(theirs).inputValue(), "3");
    await theirs.locator("details.own-file summary").click();
    assert.equal(await theirs.getByLabel("Notes").inputValue(), NOTE);
    await theirs.getByText("q_of_6", { exact: true }).first()
      .waitFor({ state: "attached" });
  }],
  [
    "saved again it is the same file, from its page and from Home",
    async ({ site, whole, theirs }) => {
      const again = await saved(theirs, "Save as a project file");
      assert.ok(Buffer.from(again.bytes).equals(Buffer.from(whole.bytes)), "its page");
      await theirs.goto(`${site.url}/`);
      const home = await saved(theirs, "Save as a file carried.csv");
      assert.ok(Buffer.from(home.bytes).equals(Buffer.from(whole.bytes)), "Home");
    },
  ],
  ["a broken or foreign one is refused and changes nothing", async ({ whole, theirs }) => {
    const broken = whole.bytes.slice(0, whole.bytes.length - 40);
    await giveFile(theirs, "broken.ccproject", broken);
    await theirs.getByText(/^Cannot open "broken\.ccproject": a project file must be whole/)
      .waitFor();
    assert.deepEqual(await listed(theirs), ["carried.csv"]);
  }],
  [
    "with the fingerprint alone it asks for the file",
    async ({ site, viewer, page, whole }) => {
      await page.getByLabel("with the survey itself").uncheck();
      const alone = await saved(page, "Save as a project file");
      assert.ok(alone.bytes.length < whole.bytes.length);
      assert.ok(!Buffer.from(alone.bytes).includes("q_of_6,q2,q3,q4"));
      const third = await openHome({ viewer, site });
      const chooser = third.page.waitForEvent("filechooser");
      await third.page.getByRole("button", { name: "Open a project file" }).click();
      await (await chooser).setFiles({
        ...{ name: alone.name, mimeType: "", buffer: Buffer.from(alone.bytes) },
      });
      await third.page.getByText("This project file wants a file").waitFor();
      await third.page.locator('.wanted-file input[type="file"]').setInputFiles({
        ...{ name: "carried.csv", mimeType: "", buffer: Buffer.from(survey(6)) },
      });
      await third.page.waitForURL(/\/yours\/\?project=/);
      await untilReady(third.page);
      await third.page.goto(`${site.url}/`);
      await untilListed(third.page, ["carried.csv"]);
      await third.page.getByText(NOTE).waitFor();
      await third.context.close();
    },
  ],
];

/** Project files carry a project elsewhere. */
export const PROJECT_FILES = partOf("project files carry a project elsewhere", carry, STEPS);
