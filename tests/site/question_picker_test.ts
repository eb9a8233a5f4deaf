/** Tests of the picker of questions in a real browser. Runs in Deno. */

import assert from "node:assert/strict";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { type ControlsPage, openControlsPage, sampleView } from "../support/controls_page.ts";

const PICKER = `const picker = kit.questionPicker(session,
    { columns: view.columns, rows: view.survey.rows });
  session.subscribe((state) => picker.update(state));
  return picker.element;`;

Deno.test({
  name: `the picker of questions writes patterns and says what cannot be ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const controls = await openControlsPage(await sampleView());
    try {
      await checkChoices(t, controls);
      await checkSearch(t, controls);
      assert.deepEqual(controls.errors, []);
    } finally {
      await controls.close();
    }
  },
});

async function checkChoices(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { page, show } = controls;
  // Rows take their height when they come into sight: what is pressed must have come to rest.
  const choose = (question: string, use: string) =>
    page.getByRole("radiogroup", { name: `Use of ${question}`, exact: true })
      .getByRole("radio", { name: use }).check();

  const cases: readonly [string, string, string, unknown[]][] = [
    ["a question becomes a glob", "core_q2", "Describe", ["features.exclude", [
      "age",
      "region",
      "core_q2_*",
    ]]],
    ["a column becomes its name", "gender", "Leave out", ["cleaning.exclude_columns", ["gender"]]],
    ["a column segments again", "age", "Define", ["features.exclude", ["region"]]],
  ];
  for (const [name, question, use, expected] of cases) {
    await t.step(`the picker writes patterns: ${name}`, async () => {
      await show(PICKER);
      await choose(question, use);
      assert.deepEqual(await controls.sets(), [["setAll", [expected]]]);
    });
  }

  await t.step("an item that leaves its question is written by name, the others stay", async () => {
    await show(PICKER);
    await choose("core_q2", "Describe");
    await page.getByRole("button", { name: "core_q2", exact: true }).click();
    await choose("core_q2_1", "Define");
    const [, [[, written]]] = (await controls.sets()).at(-1) as [string, [[string, string[]]]];
    assert.deepEqual(written, [
      "age",
      "region",
      ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((item) => `core_q2_${item}`),
    ]);
    assert.equal(await page.locator(".picker-mixed:visible").count(), 1);
  });
}

async function checkSearch(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { page, show } = controls;

  await t.step("what cannot segment says why and cannot be chosen", async () => {
    await show(PICKER);
    const row = page.locator(".picker-row", { hasText: "respondent_id" });
    assert.equal(await row.getByRole("radio", { name: "Define" }).isDisabled(), true);
    assert.match(await row.textContent() ?? "", /Cannot segment: id columns are only profiled\./);
  });

  await t.step("search leaves what it finds, by item too, and chooses for all of it", async () => {
    await show(PICKER);
    await page.getByRole("searchbox").fill("CORE_Q3_4");
    assert.deepEqual(
      await page.locator(".picker-list > :visible .picker-name:visible")
        .allTextContents(),
      ["core_q3"],
    );
    await page.getByRole("button", { name: "Leave out all questions shown" }).click();
    assert.deepEqual(await controls.sets(), [["setAll", [["cleaning.exclude_columns", [
      "core_q3_*",
    ]]]]]);
  });
}
