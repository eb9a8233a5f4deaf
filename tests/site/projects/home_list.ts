/** What Home lists of projects, and what one does with them there. Runs in Deno. */

import assert from "node:assert/strict";
import {
  giveFile,
  graveViolations,
  keptInBrowser,
  openProjectPage,
  sideways,
  untilReady,
} from "../../support/site_page.ts";
import {
  answer,
  begin,
  partOf,
  type Step,
  survey,
  untilListed,
  type Walk,
} from "./project_pages.ts";

const STEPS: readonly Step<Walk>[] = [
  ["without projects Home has no list of them", async ({ page }) => {
    await page.locator('input[type="file"]').waitFor({ state: "attached" });
    assert.equal(await page.getByText("Your projects").isVisible(), false);
  }],
  ["Home lists a project with its finding, its map and when", async ({ site, page }) => {
    await begin(page, "one.csv", survey(1));
    await openProjectPage(page, "");
    await untilReady(page);
    const headline = await page.locator("h1").innerText();
    await page.goto(`${site.url}/`);
    await untilListed(page, ["one.csv"]);
    const item = page.locator(".project");
    await item.getByText(headline).waitFor();
    await item.getByText(/changed (just now|\d+ minutes? ago)/).waitFor();
    await item.getByRole("img", { name: /^Map of 150 respondents in \d segments?$/ }).waitFor();
    const [own, published] = await Promise.all(
      [".project", ".survey:not(.project)"].map((each) => page.locator(each).first().boundingBox()),
    );
    assert.ok(own!.y < published!.y, "projects stand first");
  }],
  ["the same file is offered to be opened, or to be begun again", async ({ site, page }) => {
    await giveFile(page, "copy of one.csv", survey(1));
    await page.getByRole("dialog").getByText("“copy of one.csv” is here already").waitFor();
    await answer(page, /^Open “one\.csv”/);
    await page.waitForURL(/\/yours\/\?project=/);
    await page.goto(`${site.url}/`);
    await giveFile(page, "one.csv", survey(1));
    await answer(page, "Make another project");
    await page.waitForURL(/\/yours\/questions\?project=/);
    await page.goto(`${site.url}/`);
    await untilListed(page, ["one.csv", "one.csv (2)"]);
  }],
  ["renaming and duplicating is seen in every tab", async ({ site, context, page }) => {
    const other = await context.newPage();
    await other.goto(`${site.url}/`);
    await untilListed(other, ["one.csv", "one.csv (2)"]);
    await page.getByRole("button", { name: "Rename one.csv (2)" }).click();
    await page.getByLabel("New name of one.csv (2)").fill("Spring wave");
    await page.keyboard.press("Enter");
    await untilListed(page, ["one.csv", "Spring wave"]);
    await untilListed(other, ["one.csv", "Spring wave"]);
    await other.getByRole("button", { name: "Duplicate Spring wave" }).click();
    await untilListed(page, ["one.csv", "Spring wave", "Spring wave (2)"]);
    await other.close();
  }],
  ["deleting asks, and can be taken back", async ({ page }) => {
    await page.getByRole("button", { name: "Delete Spring wave (2)" }).click();
    await answer(page, "Keep it");
    await untilListed(page, ["one.csv", "Spring wave", "Spring wave (2)"]);
    await page.getByRole("button", { name: "Delete Spring wave (2)" }).click();
    await answer(page, "Delete");
    await untilListed(page, ["one.csv", "Spring wave"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await untilListed(page, ["one.csv", "Spring wave", "Spring wave (2)"]);
    await page.getByRole("link", { name: "Spring wave (2)" }).click();
    await untilReady(page);
  }],
  ["several projects are to choose from where none is named", async ({ site, page }) => {
    await page.goto(`${site.url}/yours/who`);
    await untilListed(page, ["one.csv", "Spring wave", "Spring wave (2)"]);
    await page.goto(`${site.url}/yours/?project=nowhere`);
    await page.getByText("This project is not in this browser").waitFor();
  }],
  ["Home is accessible and fits a phone, light and dark", async ({ site, page }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [1440, 390]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${site.url}/`);
        await untilListed(page, ["one.csv", "Spring wave", "Spring wave (2)"]);
        assert.deepEqual(await graveViolations(page), [], `${colorScheme} ${width}`);
        assert.ok(await sideways(page) <= 0, `${width}: ${await sideways(page)}`);
      }
    }
  }],
  ["forgetting all leaves nothing of any", async ({ page }) => {
    assert.match(await keptInBrowser(page), /q_of_1/);
    await page.getByRole("button", { name: "Forget all projects" }).click();
    await answer(page, "Forget all");
    await page.getByText("All projects were forgotten.").waitFor();
    const left = await keptInBrowser(page);
    for (const trace of [/q_of_1/, /one\.csv/, /Spring wave/]) assert.doesNotMatch(left, trace);
  }],
];

/** Home lists, renames, copies, deletes and forgets. */
export const HOME_LIST = partOf(
  "home lists, renames, copies, deletes and forgets",
  (walk) => Promise.resolve(walk),
  STEPS,
);
