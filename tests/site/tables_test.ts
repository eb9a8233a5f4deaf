/** Tests of tables in a real browser, and of all controls and tables for everyone's access. Runs in Deno. */

import assert from "node:assert/strict";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { type ControlsPage, openControlsPage, sampleView } from "../support/controls_page.ts";

const EVERY_SECTION = `{
  schema,
  open: ["ingest", "cleaning", "features", "reduction", "clustering", "evaluation"],
}`;
const EVERYTHING = `
  const names = view.profile.segments.map(({ name }) => name);
  session.patch({ whyOff: "", isStale: true });
  const correction = kit.columnCorrection(session);
  const offered = { text: "9", count: 4, reason: "blank", evidence: "far above" };
  const doubtful = { ...view, columns: view.columns.map((column) => ({ ...column, proposals: [offered] })) };
  return [
    kit.controlsPanel(session, ${EVERY_SECTION}),
    kit.runBar(session),
    kit.profileTable(view.profile, { names, tests: view.tests }),
    kit.columnTable(doubtful.columns, { rows: view.survey.rows, correction }),
    kit.missingOffers(session, doubtful),
    correction.panel,
    kit.fileDrop({ onFiles() {} }),
    kit.notices(view.warnings),
    kit.emptyState("No survey yet", { text: "Drop a file." }),
    kit.errorState({ name: "DataError", message: "Cannot read it." }, { retry() {} }),
    kit.downloads([{ name: "a.csv", label: "all", make: () => new Blob(["a"]) }]),
    kit.surveyList([
      { slug: "a", name: "a.csv", status: "ok", value: {
        rows: 9, columns: 2, segments: 3, silhouette: 0.5, verdict: "reasonable", headline: "Three.", map: view.map,
      } },
      { slug: "b", name: "b.csv", status: "failed", message: "Cannot read b.csv." },
    ]),
  ];`;

Deno.test({
  name: `tables sort, search and hand out what a person relies on ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const controls = await openControlsPage(await sampleView());
    try {
      await checkTable(t, controls);
      await checkProfile(t, controls);
      await checkTests(t, controls);
      await checkComparison(t, controls);
      assert.deepEqual(controls.errors, []);
    } finally {
      await controls.close();
    }
  },
});

Deno.test({
  name: `controls and tables are accessible and fit a phone, light and dark ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const view = await sampleView();
    const axe = await Deno.readTextFile(new URL(import.meta.resolve("axe-core/axe.min.js")));
    for (
      const { isDark, width } of [{ isDark: false, width: 1280 }, { isDark: true, width: 390 }]
    ) {
      await t.step(`${isDark ? "dark" : "light"}, ${width} pixels`, async () => {
        const { page, show, ask, close } = await openControlsPage(view, { isDark, width });
        try {
          await show(EVERYTHING);
          if (width < 768) await page.click(".controls-toggle");
          await page.getByRole("button", { name: "Correct how region is read" }).click();
          await page.addScriptTag({ content: axe });
          const found = await ask<{ violations: Violation[] }>("axe.run()");
          const grave = found.violations.filter(({ impact }) => /serious|critical/.test(impact));
          assert.deepEqual(grave.map(describeViolation), []);
          assert.equal(await ask("document.documentElement.scrollWidth"), width);
        } finally {
          await close();
        }
      });
    }
  },
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

function describeViolation({ id, nodes }: Violation): string {
  return `${id} (${nodes.length}): ${nodes[0].html} ${nodes[0].failureSummary}`;
}

async function checkTable(t: Deno.TestContext, { page, show, ask }: ControlsPage): Promise<void> {
  await ask(`Object.defineProperty(navigator, "clipboard", { configurable: true,
    value: { writeText: async (text) => { globalThis.copied = text; } } })`);
  const TABLE = `return kit.dataTable(
    [["q4_10", 1234.5, "x, y"], ["q4_2", null, 'say "z"'], ["Q1", 3, "="]],
    [
      { name: "item", value: (row) => row[0] },
      { name: "mean", isNumeric: true, value: (row) => row[1] },
      { name: "text", value: (row) => row[2] },
    ],
    { caption: "Items", filename: "items" });`;
  const first = () => page.locator("tbody th").allTextContents();
  const sorted = (column: number) => page.locator("thead th").nth(column).getAttribute("aria-sort");

  await t.step("a table sorts by keys, both ways, then as it came; empty cells last", async () => {
    await show(TABLE);
    const mean = page.getByRole("button", { name: "mean" });
    await mean.press("Enter");
    assert.deepEqual([await first(), await sorted(1)], [["q4_10", "Q1", "q4_2"], "descending"]);
    await mean.press("Enter");
    assert.deepEqual([await first(), await sorted(1)], [["Q1", "q4_10", "q4_2"], "ascending"]);
    await mean.press("Enter");
    assert.deepEqual([await first(), await sorted(1)], [["q4_10", "q4_2", "Q1"], null]);
    await page.getByRole("button", { name: "item", exact: true }).click();
    assert.deepEqual([await first(), await sorted(0)], [["Q1", "q4_2", "q4_10"], "ascending"]);
  });

  await t.step("what is searched and sorted is what is copied and saved", async () => {
    await show(TABLE);
    await page.getByRole("searchbox", { name: "Search Items" }).fill("Q4");
    await page.getByRole("button", { name: "item", exact: true }).click();
    assert.deepEqual(await first(), ["q4_2", "q4_10"]);
    assert.equal(await page.locator(".table-pager").textContent(), "2 of 3 rows");
    await page.getByRole("button", { name: "Copy Items" }).click();
    await page.getByText("Copied").waitFor();
    assert.equal(await ask("copied"), 'item\tmean\ttext\nq4_2\t\tsay "z"\nq4_10\t1234.5\tx, y\n');
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download items.csv" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "items.csv");
    assert.equal(
      await Deno.readTextFile(await download.path()),
      'item,mean,text\nq4_2,,"say ""z"""\nq4_10,1234.5,"x, y"\n',
    );
    await page.getByRole("searchbox", { name: "Search Items" }).fill("none such");
    assert.match(await page.locator("tbody").textContent() ?? "", /No row has "none such"/);
  });

  await t.step("more than 500 rows come in pages", async () => {
    await show(`return kit.dataTable(Array.from({ length: 501 }, (_, i) => i),
      [{ name: "row", value: (row) => row }], { caption: "Rows" });`);
    assert.equal(await page.locator("tbody tr").count(), 200);
    await page.getByRole("button", { name: "Next page of Rows" }).click();
    await page.getByRole("button", { name: "Next page of Rows" }).click();
    assert.match(await page.locator(".table-pager").textContent() ?? "", /^401 to 501 of 501 rows/);
    assert.equal(await page.locator("tbody tr").count(), 101);
  });
}

async function checkProfile(t: Deno.TestContext, { page, show }: ControlsPage): Promise<void> {
  await t.step("figures on few answers are marked, and suppressed below 30", async () => {
    await show(`const figure = (value, base, difference) =>
        ({ value, base, index: 100, difference });
      const row = { variable: "spend", text: { full: "spend", stem: "", item: "spend", short: "spend" }, question: "spend", kind: "numeric",
        role: "describing", roleReason: "in features.exclude", category: null, statistic: "mean",
        total: figure(5, 400, 0), deviation: 2, effect: 0.2,
        segments: [figure(6, 99, 1), figure(4, 49, -1), figure(9, 29, 4)] };
      const profile = { respondents: 400, rows: [row], segments: [1, 2, 3].map((number) =>
        ({ number, name: "S" + number, size: 100, share: 0.25, silhouette: null, insights: [] })) };
      return kit.profileTable(profile, { names: ["S1", "S2", "S3"] });`);
    const values = await page.locator(".figure-value").allTextContents();
    assert.deepEqual(values, ["5.0", "6.0*", "4.0**", "—"]);
    assert.deepEqual(await page.locator(".figure-base").allTextContents(), [
      "n 400",
      "index 100 · n 99",
      "index 100 · n 49",
      "n 29",
    ]);
    assert.deepEqual(await page.locator(".figure-difference").allTextContents(), [
      "▲▲+1.0",
      "▼▼−1.0",
    ]);
    assert.match(await page.locator(".table-note").textContent() ?? "", /fewer than 30: not shown/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download profile.csv" }).click(),
    ]);
    const [, line] = (await Deno.readTextFile(await download.path())).split("\n");
    assert.equal(
      line,
      ",spend,spend,describing,mean,mean,5,400,6,100,1,99,4,100,-1,49,,,,29,0.2",
    );
  });

  await t.step(
    "what too few answered in all segments but one comes last, its effect unsaid",
    async () => {
      await show(`const [first, ...rest] = view.profile.rows;
      const few = first.segments.map((figure, i) => i === 0 ? figure : { ...figure, base: 29 });
      const rows = [{ ...first, variable: "rare", text: { ...first.text, full: "rare", item: "rare" }, effect: 1, segments: few }, first, ...rest];
      return kit.profileTable({ ...view.profile, rows },
        { names: view.profile.segments.map(({ name }) => name) });`);
      assert.match(await page.locator("tbody tr:last-child").textContent() ?? "", /^rare.*—$/);
      assert.doesNotMatch(await page.locator("tbody tr:first-child").textContent() ?? "", /rare/);
    },
  );
}

async function checkTests(t: Deno.TestContext, { page, show }: ControlsPage): Promise<void> {
  const rowOf = (name: string) => page.locator("tbody tr").filter({ hasText: name }).first();
  await t.step(
    "a question that made segments says so in place of a p, on hover in whole",
    async () => {
      await show(`return kit.profileTable(view.profile,
      { names: view.profile.segments.map(({ name }) => name), tests: view.tests });`);
      const cells = await page.locator("tbody tr").first().locator("td").allInnerTexts();
      assert.match(cells.at(-2) ?? "", /^large\s+(V|ε²)/);
      assert.match(cells.at(-1) ?? "", /^no p\s+made segments$/);
      await page.locator("tbody tr").first().locator(".help-word").hover();
      const said = await page.locator(".help-card:popover-open").innerText();
      assert.match(
        said,
        /^Segments were made from this question, so that it differs by construction/,
      );
    },
  );
  await t.step("a question that describes has its adjusted p, its test and its base", async () => {
    const cells = await rowOf("region").locator("td").allInnerTexts();
    assert.match(cells.at(-1) ?? "", /^(< 0\.001|0\.\d{3})\*{0,2}\s+(chi-square|exact)/);
    await rowOf("region").locator(".help-word").focus();
    const said = await page.locator(".help-card:popover-open").innerText();
    assert.match(
      said,
      /^Chi-square\(\d+\) = .+, p .+; adjusted for many tests p .+ Base: [\d,]+ answers\./,
    );
    const title = await rowOf("region").locator(".figure-difference").first().getAttribute("title");
    assert.match(title ?? "", /v [−\d]+\.\d against all, adjusted p /);
  });
  await t.step("the file taken along has test, p, adjusted p and why there is none", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download profile.csv" }).click(),
    ]);
    const [header] = (await Deno.readTextFile(await download.path())).split("\n");
    assert.ok(
      header.endsWith(
        ",effect size,effect measure,effect band,test,p,adjusted p,why no p",
      ),
      header,
    );
  });
}

async function checkComparison(t: Deno.TestContext, { page, show }: ControlsPage): Promise<void> {
  await t.step("two segments are compared, the largest difference first", async () => {
    await show(`return kit.profileTable(view.profile,
      { names: view.profile.segments.map(({ name }) => name) });`);
    await page.getByLabel("Segment", { exact: true }).selectOption("2");
    const headers = await page.locator("thead th").allTextContents();
    assert.match(headers.join(), /Difference 2 − 1/);
    const arrows = await page.locator("tbody tr:first-child .figure-arrow").textContent();
    assert.match(arrows ?? "", /^(▲▲▲|▼▼▼)$/);
    const all = await page.locator("tbody tr").count();
    await page.getByRole("checkbox", { name: /forms segments/ }).uncheck();
    assert(await page.locator("tbody tr").count() < all);
  });
}
