/** Tests of the charts of structure in a real browser: what they measure, and what can be done with them. Runs in Deno. */

import assert from "node:assert/strict";
import type { StructureView } from "../../pipeline/view/structure_types.ts";
import { type ChartPage, openChartPage, sampleRun } from "../support/chart_page.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";

/** What a check is given. */
interface Setting {
  readonly page: ChartPage["page"];
  readonly draw: ChartPage["draw"];
  readonly structure: StructureView;
}

const OPTIONS = "width: 700, k: 4, onPick: (k) => calls.push(k)";
const FLOW = `charts.segmentFlow(judged.structure, ` +
  `{ ${OPTIONS}, names: judged.profile.segments.map(({ name }) => name) })`;

/** Attributes of the elements that a selector finds, as numbers. */
function measure(page: ChartPage["page"], selector: string, names: string[]): Promise<number[][]> {
  return page.locator(selector).evaluateAll(
    (all, names) => all.map((each) => names.map((name) => Number(each.getAttribute(name)))),
    names,
  );
}

const CHECKS: [string, (setting: Setting) => Promise<void>][] = [
  [
    "excessChart() sets a point against the interval of data without segments",
    async ({ page, draw, structure: { numbers } }) => {
      await draw(`charts.excessChart(judged.structure, { ${OPTIONS} })`);
      const points = await measure(page, '[data-mark="dot"] circle', ["cy"]);
      const bars = await measure(page, '[data-mark="rule"]:has(title) line', ["y1", "y2"]);
      assert.equal(points.length, numbers.length);
      assert.equal(bars.length, numbers.length);
      numbers.forEach(({ excess, chance }, i) => {
        const [upper, lower] = bars[i].toSorted((a, b) => a - b);
        const unit = (lower - upper) / (2 * chance);
        const zero = (lower + upper) / 2;
        assert.ok(Math.abs(points[i][0] - (zero - excess * unit)) < 0.6, `point ${i}`);
      });
      const fills = await page.locator('[data-mark="dot"] circle').evaluateAll((all) =>
        all.map((each) => getComputedStyle(each).fill)
      );
      const isBeyond = numbers.map(({ excess, chance }) => excess > chance);
      const beyond = fills[isBeyond.indexOf(true)];
      assert.deepEqual(fills.map((fill) => fill === beyond), isBeyond);
    },
  ],
  [
    "stabilityBoxes() draws a box, a median and its figure a number",
    async ({ page, draw, structure: { numbers } }) => {
      await draw(`charts.stabilityBoxes(judged.structure, { ${OPTIONS} })`);
      const boxes = await measure(page, '[data-mark="bar"] rect', ["y", "height"]);
      // The first bar marks what is shown.
      assert.equal(boxes.length, 1 + numbers.length);
      const medians = await measure(page, '[data-mark="tick"] line', ["y1"]);
      assert.equal(medians.length, numbers.length);
      const [[top, height]] = boxes;
      numbers.forEach(({ agreement }, i) => {
        const at = top + height * (1.06 - agreement) / 1.06;
        assert.ok(Math.abs(medians[i][0] - at) < 1, `median ${i}: ${medians[i][0]} for ${at}`);
      });
      const texts = await page.locator("svg text").allTextContents();
      for (const { agreement } of numbers) assert.ok(texts.includes(agreement.toFixed(2)));
    },
  ],
  [
    "segmentFlow() draws everybody once in each number, and a ribbon a flow",
    async ({ page, draw, structure: { numbers, flows } }) => {
      await draw(FLOW);
      const bars = await measure(page, "rect[data-bar]", ["data-bar", "height"]);
      assert.deepEqual(
        bars.map(([k]) => k),
        numbers.flatMap(({ k, segments }) => segments.map(() => k)),
      );
      const unit = bars[0][1] / numbers[0].segments[0].share;
      numbers.flatMap(({ segments }) => segments).forEach(({ share }, i) =>
        assert.ok(Math.abs(bars[i][1] - share * unit) < 0.5)
      );
      const ribbons = await page.locator("svg path title").allTextContents();
      assert.equal(ribbons.length, flows.flatMap(({ links }) => links).length);
      assert.match(
        ribbons[0],
        /^[\d,]+ respondents? \(\d+\s%\) from Segment \d of 2 to Segment \d of 3$/,
      );
    },
  ],
  [
    "segmentFlow() names the shown segments by number and colour",
    async ({ page, draw, structure }) => {
      await draw(FLOW);
      const { segments } = structure.numbers.find(({ k }) => k === 4)!;
      const numbers = segments.map(({ shown }) => shown! + 1);
      assert.deepEqual(numbers.toSorted(), [1, 2, 3, 4]);
      const fills = await page.locator('rect[data-bar="4"]').evaluateAll((all) =>
        all.map((each) => each.getAttribute("fill"))
      );
      assert.equal(new Set(fills).size, 4);
      assert.ok(fills.every((fill) => fill?.startsWith("#")));
      const labels = await page.getByRole("button", { name: /^[1-4] .*: 0\.\d\d, / }).count();
      assert.equal(labels, 4);
    },
  ],
  ["segmentFlow() picks a number with one click, and by the keyboard", async ({ page, draw }) => {
    await draw(FLOW);
    const seven = page.getByRole("button", {
      name: /^7 segments, found again in \d+ of 16 samples/,
    });
    await seven.click({ position: { x: 20, y: 8 } });
    const three = page.getByRole("button", { name: /^3 segments/ });
    await three.focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await page.evaluate("calls"), [7, 3]);
    const four = page.getByRole("button", { name: /^4 segments/ });
    assert.equal(await four.getAttribute("aria-pressed"), "true");
  }],
  ["a segment of the flow says what it is made of", async ({ page, draw, structure }) => {
    await draw(FLOW);
    const at = structure.numbers.findIndex(({ k }) => k === 5);
    const { segments } = structure.numbers[at];
    const own = segments[0];
    const bar = page.getByRole("button", { name: new RegExp(`^Segment ${own.number} of 5: `) });
    await bar.click();
    const told = await page.locator(".flow-told").innerText();
    assert.ok(told.includes(`Segment ${own.number} of 5: ${own.respondents} respondents`));
    assert.ok(told.includes(`Comes back in other samples: ${own.stability.mean.toFixed(2)}`));
    const links = structure.flows[at - 1].links.filter(({ target }) => target === 0);
    const total = links.reduce((sum, { share }) => sum + share, 0);
    const most = links.reduce((a, b) => b.share > a.share ? b : a);
    const { number } = structure.numbers[at - 1].segments[most.source];
    const share = Math.round(100 * most.share / total);
    assert.match(told, new RegExp(`Made of segment ${number} of 4 \\(${share}\\s%\\)`));
    assert.ok(told.includes(`entropy of origin ${own.entropy!.toFixed(2)}`));
    await page.getByRole("button", { name: "Show 5 segments" }).click();
    assert.deepEqual(await page.evaluate("calls"), [5]);
  }],
  [
    "arrow keys go from segment to segment, of which one is a stop of the tab key",
    async ({ page, draw }) => {
      await draw(FLOW);
      const stops = page.locator('.flow-bar[tabindex="0"]');
      assert.equal(await stops.count(), 1);
      await stops.focus();
      const focused = () => page.evaluate("document.activeElement.dataset.focusKey");
      assert.equal(await focused(), "flow-bar-4-0");
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(), "flow-bar-4-1");
      await page.keyboard.press("ArrowLeft");
      assert.match(String(await focused()), /^flow-bar-3-/);
      await page.keyboard.press("Enter");
      assert.match(await page.locator(".flow-told").innerText(), /^Segment \d of 3: /);
      assert.equal(await stops.count(), 1);
      await page.keyboard.press("Escape");
      assert.match(await page.locator(".flow-told").innerText(), /^Choose a segment/);
    },
  ],
  ["cards are absent where structure was not asked for", async ({ page, draw }) => {
    for (const card of ["excessCard", "stabilityCard", "flowCard", "rivalLede"]) {
      await draw(`charts.${card}(view, { width: 700 })`);
      assert.equal(await page.locator("main").innerText(), "", card);
    }
    await draw("charts.segmentCards(view, { width: 700 })");
    assert.equal(await page.locator(".segment-stability").count(), 0);
  }],
  ["a card tells its segment's own stability, or that it was not judged", async (setting) => {
    const { page, draw, structure } = setting;
    await draw("charts.segmentCards(judged, { width: 900 })");
    const lines = await page.locator(".segment-stability").allInnerTexts();
    const figures = lines.map((line) =>
      /^Comes back in other samples: (\d\.\d\d), /.exec(line)?.[1]
    );
    assert.deepEqual(figures, structure.shown!.map((each) => each!.mean.toFixed(2)));
    await draw(
      `charts.segmentCards({ ...judged, structure: { ...judged.structure, ` +
        `shown: [null, ...judged.structure.shown.slice(1)] } }, { width: 900 })`,
    );
    const [first, second] = await page.locator(".segment-stability").allInnerTexts();
    assert.match(first, /^How stable it is, is not known/);
    assert.match(second, /^Comes back/);
  }],
];

Deno.test({
  name: `charts of structure measure what they say and can be worked with ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const data = await sampleRun();
    const { page, draw, errors, close } = await openChartPage(data);
    try {
      const structure = data.judged.structure!;
      for (const [name, check] of CHECKS) {
        await t.step(name, () => check({ page, draw, structure }));
      }
      assert.deepEqual(errors, []);
    } finally {
      await close();
    }
  },
});
