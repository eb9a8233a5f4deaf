/** Tests of the tables that Take away offers, in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { read } from "xlsx";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { NESTED_WITH_TICKS } from "../support/nested_groups.ts";
import { RARE_SURVEY, RARE_WORDS } from "../support/rare_survey.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import { graveViolations, sideways } from "../support/site_page.ts";
import { bytesOf } from "../support/survey_text.ts";

async function openTables({ viewer }: SiteSetting, path: string, options = {}): Promise<Page> {
  const page = await viewer.open(path, options);
  page.setDefaultTimeout(60_000);
  await page.getByText("What is in them", { exact: true }).click();
  await page.locator(".banner-preview table").waitFor();
  return page;
}

async function saved(page: Page, name: string): Promise<Uint8Array> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download ${name}` }).click();
  const parts: Uint8Array[] = [];
  for await (const part of await (await arriving).createReadStream()) {
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts);
}

async function checkChoice(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const page = await openTables(setting, "/people/take-away");
  const preview = page.locator(".banner-preview");
  await t.step("a look at the first table tells bases, shares and columns", async () => {
    assert.match(await preview.innerText(), /Segments[\s\S]*Total[\s\S]*Base[\s\S]*\d+\s%/);
  });

  await t.step("a question stands beside the segments, and beneath them", async () => {
    await page.getByLabel("Tables by").selectOption({ label: "Segments and region" });
    await preview.getByText("North").first().waitFor();
    await page.getByLabel("also within each segment").check();
    await preview.getByText(/Segments > region/).waitFor();
    await page.getByText("tables.banner: segments, region, segments > region").waitFor();
  });

  await t.step("both files hold what was chosen", async () => {
    const csv = new TextDecoder().decode(await saved(page, "tables.csv"));
    assert.match(csv, /,segments > region,\d [^,]* > North,/);
    const book = read(await saved(page, "tables.xlsx"));
    assert.equal(book.SheetNames[0], "Index");
    assert.ok(book.SheetNames.length > 5);
  });
  await page.close();
}

async function checkRare(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  await t.step(
    "tables of a published survey tell nothing of few, whatever the address says",
    async () => {
      const page = await openTables(setting, "/rare/take-away?publish.respondents=all");
      await page.getByLabel("Tables by").selectOption({ label: "Segments and Job" });
      const csv = new TextDecoder().decode(await saved(page, "tables.csv"));
      assert.match(csv, /Nurse/);
      for (const word of RARE_WORDS) assert.ok(!csv.includes(`${word},`), word);
      const [header, ...lines] = csv.trim().split("\n").map((line) => line.split(","));
      const at = (name: string) => header.indexOf(name);
      for (const line of lines.filter((line) => line[at("statistic")] === "share")) {
        if (line[at("value")] === "") continue;
        const count = Math.round(Number(line[at("value")]) * Number(line[at("base")]));
        assert.ok(count === 0 || count >= 5, line.join());
      }
      await page.close();
    },
  );
}

async function checkForms(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  await t.step("they are fit for phones and listeners, light and dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const [width, height] of [[390, 844], [1440, 900]]) {
        const viewport = { width, height };
        const page = await openTables(setting, "/people/take-away", { viewport, colorScheme });
        if (Deno.env.get("SHOTS")) {
          await page.getByLabel("Tables by").selectOption({ label: "Segments and region" });
          await page.locator(".banner-preview").getByText("North").first().waitFor();
          await page.locator(".take-card").first().screenshot({
            path: `/tmp/h/tb/shot_${colorScheme}_${width}.png`,
          });
        }
        assert.deepEqual([await sideways(page), await graveViolations(page, ".take-cards")], [
          0,
          [],
        ]);
        await page.close();
      }
    }
  });
}

Deno.test({
  name: `tables are looked at and taken away ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      await checkChoice(t, setting);
      await checkRare(t, setting);
      await checkForms(t, setting);
      assert.deepEqual(setting.viewer.problems, []);
    }, { "people.csv": bytesOf(NESTED_WITH_TICKS), "rare.csv": bytesOf(RARE_SURVEY) }),
});
