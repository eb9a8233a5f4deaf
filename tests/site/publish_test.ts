/** Tests of what a built site carries of respondents, and of surveys that cannot be read. Runs in Deno. */

import assert from "node:assert/strict";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow } from "../support/command.ts";
import { copyProduct, runTool, serveSite, startViewer } from "../support/site_copy.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const N = 90;
const NAMES = ["Adelheid", "Bartholomew", "Clementine"];
const SURVEY = csvOf({
  respondent: Array.from({ length: N }, (_, i) => `R-${70_000 + i}`),
  first_name: Array.from({ length: N }, (_, i) => NAMES[i % 3]),
  email: Array.from({ length: N }, (_, i) => `person${i}@mail.example`),
  q1: Array.from({ length: N }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: N }, (_, i) => i < 30 ? 1 + i % 2 : 4 + i % 2),
  q3: Array.from({ length: N }, (_, i) => i % 3 === 0 ? 5 : 1 + i % 2),
  comment: Array.from({ length: N }, (_, i) => i < 30 ? `grandmother's attic number ${i}` : ""),
});
const SECRETS = [...NAMES, "mail.example", "attic", "R-700"];

async function contentsOf(folder: string): Promise<[name: string, text: string][]> {
  const files = await filesBelow(`${folder}/dist`);
  return await Promise.all(files.map(async (name): Promise<[string, string]> => {
    const bytes = await Deno.readFile(`${folder}/dist/${name}`);
    return [name, new TextDecoder("latin1").decode(bytes)];
  }));
}

Deno.test({
  name:
    `a built site carries nothing that points to a person, and nothing of persons with none ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const folder = await copyProduct({
      "people.csv": bytesOf(SURVEY),
      "broken.xlsx": bytesOf("PK\x03\x04 this is no workbook"),
    });
    try {
      await t.step("by default", async () => {
        await runTool(folder, "tools/build_site.ts");
        for (const [name, text] of await contentsOf(folder)) {
          for (const secret of SECRETS) assert.ok(!text.includes(secret), `${secret} in ${name}`);
        }
      });
      await t.step("a survey that cannot be read has a page that says so", async () => {
        const site = await serveSite(folder);
        const viewer = await startViewer(site);
        const page = await viewer.open("/broken/");
        await page.getByText(/Cannot read "broken\.xlsx"/).first().waitFor();
        await viewer.browser.close();
        await site.stop();
      });
      await t.step(
        "with none there is no artifact, and the controls say why they are off",
        async () => {
          const params = await Deno.readTextFile(`${folder}/config/params.yaml`);
          const changed = params.replace("respondents: pseudonymous", "respondents: none");
          assert.notEqual(changed, params);
          await Deno.writeTextFile(`${folder}/config/params.yaml`, changed);
          await runTool(folder, "tools/build_site.ts");
          for (const [name, text] of await contentsOf(folder)) {
            if (!name.includes("/respondents.")) continue;
            assert.ok(text.length < 200 && text.includes('"none"'), name);
          }
          const site = await serveSite(folder);
          const viewer = await startViewer(site);
          const page = await viewer.open("/people/");
          await page.getByText(/publishes no answers of single respondents/).first().waitFor();
          await viewer.browser.close();
          await site.stop();
        },
      );
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
