/** Tests of the controls in a real browser: what a person moves and is told. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { SessionCall } from "../support/fake_session.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { type ControlsPage, openControlsPage, sampleView } from "../support/controls_page.ts";

const EVERY_SECTION = `{
  schema,
  open: ["ingest", "cleaning", "features", "reduction", "clustering", "evaluation"],
}`;
const PANEL = `return kit.controlsPanel(session, ${EVERY_SECTION});`;

Deno.test({
  name: `controls do what a person relies on ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: async (t) => {
    const controls = await openControlsPage(await sampleView());
    try {
      for (
        const check of [
          checkFields,
          checkIdle,
          checkChoices,
          checkKinds,
          checkFollowing,
          checkHelp,
          checkRunBar,
          checkFiles,
        ]
      ) {
        await check(t, controls);
      }
      assert.deepEqual(controls.errors, []);
    } finally {
      await controls.close();
    }
  },
});

function fieldsOf({ page }: ControlsPage) {
  const field = (path: string) => page.locator(`[id="param-${path.replace(".", "-")}"]`);
  return {
    field,
    number: (path: string) => field(path).locator("input[type=number]"),
    note: (path: string) => field(path).locator(".field-note").textContent(),
  };
}

async function checkFields(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { page, show } = controls;
  const { number, note } = fieldsOf(controls);

  await t.step("a slider that is moved by keys sends its value and fills its number", async () => {
    await show(PANEL);
    const slider = page.getByRole("slider", { name: "Segments, slider" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await controls.sets(), [["set", "clustering.n_clusters", 4]]);
    assert.equal(await number("clustering.n_clusters").inputValue(), "4");
    assert.equal(await slider.evaluate((node) => node === document.activeElement), true);
  });

  await t.step("a number beyond its slider is sent, its slider stands at the end", async () => {
    await show(PANEL);
    await number("clustering.n_clusters").fill("25");
    await number("clustering.n_clusters").press("Enter");
    assert.deepEqual(await controls.sets(), [["set", "clustering.n_clusters", 25]]);
    assert.equal(await page.getByRole("slider", { name: "Segments, slider" }).inputValue(), "12");
  });

  const refused: readonly [string, string, string][] = [
    ["clustering.n_clusters", "1", "Needs auto or a whole number from 2 to 1000. 1 was not used."],
    [
      "clustering.n_clusters",
      "2.5",
      "Needs auto or a whole number from 2 to 1000. 2.5 was not used.",
    ],
    ["clustering.n_init", "", "Needs a whole number from 1 to 10000. This was not used."],
    ["cleaning.drop_thresh", "80", "Needs auto or a number from 0 to 1. 80 was not used."],
  ];
  for (const [path, typed, rule] of refused) {
    await t.step(`${path} keeps "${typed}", says its rule and sends nothing`, async () => {
      await show(PANEL);
      await number(path).fill(typed);
      await number(path).press("Tab");
      assert.equal(await note(path), rule);
      assert.equal(await number(path).inputValue(), typed);
      assert.equal(await number(path).getAttribute("aria-invalid"), "true");
      assert.deepEqual(await controls.sets(), []);
      await number(path).fill(path === "cleaning.drop_thresh" ? "0.5" : "7");
      await number(path).press("Enter");
      assert.equal(await note(path), "");
      assert.equal((await controls.sets()).length, 1);
    });
  }
}

async function checkIdle(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { page, show } = controls;
  const { number, note } = fieldsOf(controls);

  await t.step("a field that does nothing is off and says why", async () => {
    await show(PANEL);
    assert.equal(await number("reduction.n_neighbors").isDisabled(), true);
    assert.equal(await note("reduction.n_neighbors"), "Off: only the reduction UMAP uses it.");
    assert.equal(await note("clustering.linkage"), "Off: only agglomerative uses it.");
    await page.getByRole("radio", { name: "agglomerative" }).check({ force: true });
    assert.deepEqual(await controls.sets(), [["set", "clustering.method", "agglomerative"]]);
    assert.equal(await note("clustering.linkage"), "");
    assert.match(
      await note("clustering.n_init") ?? "",
      /^Off: only k-means, .* use it\.$/,
    );
    assert.equal(await note("clustering.batch_size"), "Off: only k-means uses it.");
    assert.equal(await number("clustering.n_init").isDisabled(), true);
  });
}

async function checkChoices(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { show } = controls;
  const { field, note } = fieldsOf(controls);
  const choose = (path: string, value: string) =>
    field(path).locator(`input[value=${value}]`).check({ force: true });
  const chosen = (path: string) => field(path).locator("input:checked").getAttribute("value");
  const ward = field("clustering.linkage").locator("input[value=ward]");

  await t.step(
    "Gower's distance takes a linkage that suits it, in one step, and says so",
    async () => {
      await show(PANEL);
      await choose("clustering.method", "agglomerative");
      await choose("clustering.distance", "gower");
      assert.deepEqual(
        [await chosen("clustering.distance"), await chosen("clustering.linkage")],
        ["gower", "average"],
      );
      assert.equal((await controls.sets()).length, 2);
      const off = "ward is off: its heights need Euclidean distance.";
      const changed = "Changed from ward to average, which suits Gower's distance.";
      assert.equal(await note("clustering.linkage"), `${changed} ${off}`);
      assert.equal(await ward.isDisabled(), true);
      assert.equal(await field("clustering.linkage").locator(".is-wrong").count(), 0);
      await choose("clustering.linkage", "single");
      assert.equal(await note("clustering.linkage"), off);
      await choose("clustering.distance", "euclidean");
      assert.deepEqual([await ward.isDisabled(), await note("clustering.linkage")], [false, ""]);
    },
  );

  await t.step("reset to ward gives Euclidean distance back, and says so", async () => {
    await show(PANEL);
    await choose("clustering.method", "agglomerative");
    await choose("clustering.distance", "gower");
    await field("clustering.linkage").getByRole("button", { name: "Reset Linkage" }).click();
    assert.deepEqual(
      [await chosen("clustering.distance"), await chosen("clustering.linkage")],
      ["euclidean", "ward"],
    );
    assert.equal(
      await note("clustering.distance"),
      "Changed from Gower to Euclidean, which ward needs.",
    );
  });
}

async function checkKinds(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { show } = controls;
  const { field, note } = fieldsOf(controls);

  await t.step("methods of categories are off where no column used has any", async () => {
    await show(`
      const columns = view.columns.map((column) =>
        column.role === "segmenting" ? { ...column, kind: "numeric" } : column);
      session.patch({ view: { ...view, columns } });
      ${PANEL}`);
    const mca = field("reduction.method").locator("input[value=mca]");
    const kmodes = field("clustering.method").locator("input[value=kmodes]");
    assert.deepEqual([await mca.isDisabled(), await kmodes.isDisabled()], [true, true]);
    assert.equal(
      await note("reduction.method"),
      "MCA is off: fewer than two of the columns used have categories.",
    );
    assert.equal(
      await note("clustering.method"),
      "k-modes is off: none of the columns used has categories.",
    );
    const pca = field("reduction.method").getByRole("radio", { name: "PCA", exact: true });
    assert.equal(await pca.isDisabled(), false);
  });
}

async function checkFollowing(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { page, show } = controls;
  const { field, number, note } = fieldsOf(controls);

  await t.step("a changed field is marked, counted and reset by itself", async () => {
    await show(PANEL);
    await page.getByRole("switch", { name: "Drop constant features" }).press("Space");
    const changed = field("features.use_variance_threshold");
    assert.match(await changed.getAttribute("class") ?? "", /is-changed/);
    assert.equal(
      await page.locator("[data-section=features] .controls-count").textContent(),
      "1 changed",
    );
    await changed.getByRole("button", { name: "Reset Drop constant features" }).click();
    assert.deepEqual((await controls.sets()).map(([, , value]) => value), [false, true]);
    assert.doesNotMatch(await changed.getAttribute("class") ?? "", /is-changed/);
  });

  await t.step("a problem of the engine stands beside its control", async () => {
    await show(`session.patch({ status: "failed", error: { name: "ParamsError", message: "no",
      problems: [{ path: "--set clustering.n_clusters", expected: "a whole number from 2 to 1000",
        received: "2000", hint: "" }] } });
      return [kit.controlsPanel(session, { schema, open: [] }), kit.runBar(session)];`);
    const said = "Needs a whole number from 2 to 1000, but is 2000.";
    assert.equal(await note("clustering.n_clusters"), said);
    await page.getByRole("alert").getByRole("link").click();
    assert.equal(await number("clustering.n_clusters").isVisible(), true);
  });

  await t.step(
    "where re-running is impossible every input is off and the panel says why",
    async () => {
      await show(`session.patch({ whyOff: "This site carries aggregates only." });
      return [kit.controlsPanel(session, ${EVERY_SECTION}), kit.runBar(session)];`);
      assert.equal(
        await page.locator(".controls-off").textContent(),
        "This site carries aggregates only.",
      );
      const open = page.locator(".controls input:not(:disabled):not([type=search])");
      assert.equal(await open.count(), 0);
      assert.equal(await page.getByRole("button", { name: "Run pipeline" }).isDisabled(), true);
    },
  );
}

async function checkHelp(t: Deno.TestContext, controls: ControlsPage): Promise<void> {
  const { page, show, ask } = controls;
  const { field } = fieldsOf(controls);

  await t.step("help opens on focus with what a change re-runs, and Escape closes it", async () => {
    await show(PANEL);
    await page.getByRole("button", { name: "Help: Segments" }).focus();
    const card = page.locator(".help-card:popover-open");
    assert.match(await card.textContent() ?? "", /A change re-runs cluster, evaluate, profile\./);
    await page.keyboard.press("Escape");
    assert.equal(await card.count(), 0);
  });

  await t.step("help says defaults in words, and an empty field what empty means", async () => {
    await show(PANEL);
    const defaults: readonly [string, string][] = [
      ["Who takes part", "Default: empty."],
      ["Column kinds", "Default: empty."],
      ["Drop constant features", "Default: on."],
      ["Linkage", "Default: ward."],
    ];
    for (const [title, said] of defaults) {
      await page.getByRole("button", { name: `Help: ${title}`, exact: true }).focus();
      const lines = await page.locator(".help-card:popover-open .help-line").allTextContents();
      assert.ok(lines.includes(said), `${title}: ${lines}`);
    }
    assert.equal(
      await field("cleaning.filter").locator("input").getAttribute("placeholder"),
      "everybody, or a condition: age >= 18",
    );
    assert.equal(await page.getByRole("radio", { name: "Google Forms", exact: true }).count(), 1);
    assert.deepEqual(await page.locator(".controls-survey .field-name").allTextContents(), [
      "1,204 respondents × 43 columns",
      `fingerprint ${(await ask<string>("session.state.survey.sha256")).slice(0, 12)}`,
    ]);
  });
}

async function checkRunBar(t: Deno.TestContext, { page, show, ask }: ControlsPage): Promise<void> {
  const BAR = "return kit.runBar(session);";
  const bar = page.locator("progress");
  const line = () => page.locator(".run-text").textContent();

  await t.step("a stale run says what it will re-run", async () => {
    await show(BAR);
    assert.equal(await line(), "Results are up to date.");
    await ask(`session.set("clustering.n_clusters", 5)`);
    assert.equal(await line(), "Run re-runs cluster, evaluate, profile.");
    await ask(`session.set("reduction.n_neighbors", 5)`);
    await ask(`session.set("clustering.n_clusters", 3)`);
    assert.equal(await line(), "The results shown stay the same.");
    await page.getByRole("button", { name: "Run pipeline" }).click();
    assert.deepEqual((await ask<SessionCall[]>("calls")).at(-1), ["run"]);
  });

  await t.step("progress waits 150 ms, then tells stage and share; cancel hands on", async () => {
    await show(BAR);
    await ask(`session.patch({ status: "running",
      progress: { stage: "cluster", share: 0.45, note: "start 3 of 10" } })`);
    assert.equal(await bar.isVisible(), false);
    await bar.waitFor({ state: "visible", timeout: 1000 });
    assert.equal(await line(), "Clustering · 45 % · start 3 of 10");
    await page.getByRole("button", { name: "Cancel" }).press("Enter");
    assert.deepEqual((await ask<SessionCall[]>("calls")).at(-1), ["cancel"]);
    await ask(`session.patch({ status: "idle", progress: null })`);
    assert.equal(await bar.isVisible(), false);
    assert.equal(await page.evaluate("document.activeElement.textContent"), "Run pipeline");
  });

  await t.step("parameters are copied as text", async () => {
    await ask(`Object.defineProperty(navigator, "clipboard", { configurable: true,
      value: { writeText: async (text) => { globalThis.copied = text; } } })`);
    await show(BAR);
    await page.getByRole("button", { name: "Copy as params.yaml" }).click();
    await page.getByText("Copied").waitFor();
    assert.equal(await ask("copied"), "clustering:\n  n_clusters: 3\n");
  });
}

async function checkFiles(t: Deno.TestContext, { page, show, ask }: ControlsPage): Promise<void> {
  const DROP = `globalThis.got = [];
    return kit.fileDrop({ onFiles: async ({ survey, codebook }) => {
      got.push([survey, codebook].map((file) => file?.name ?? "").join("+"));
      if (survey?.name === "bad.csv") throw new Error("Cannot read bad.csv: it has no header.");
    } });`;
  const give = (...names: string[]) =>
    page.locator("input[type=file]").setInputFiles(names.map((name) => ({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from("a,b\n1,2\n"),
    })));
  const said = page.locator(".drop-said");

  await t.step(
    "a file that is no survey is refused with a reason, and the next is taken",
    async () => {
      await show(DROP);
      assert.match(
        await page.locator(".file-drop").textContent() ?? "",
        /Your file stays in this browser\. Nothing is sent\./,
      );
      await give("slides.pdf");
      assert.equal(
        await said.textContent(),
        "Cannot read slides.pdf: a survey is a .csv, .tsv, .xlsx, .sav, .zsav, .parquet, .arrow or .feather file (each also .gz). " +
          "Export it as one of these and drop it again.",
      );
      await give("bad.csv");
      await page.getByText("it has no header").waitFor();
      await give("wave.CSV.gz");
      await page.waitForFunction("got.length === 2");
      assert.deepEqual(await ask("got"), ["bad.csv+", "wave.CSV.gz+"]);
      assert.equal(await said.textContent(), "");
    },
  );

  await t.step("a codebook comes with its survey or after it, two surveys do not", async () => {
    await show(DROP);
    await give("wave.csv", "wave2.csv");
    assert.equal(
      await said.textContent(),
      "Cannot read 2 files at once: drop one survey, and its codebook if there is one.",
    );
    await give("wave.codebook.csv", "wave.csv");
    await give("labels.yaml");
    await page.waitForFunction("got.length === 2");
    assert.deepEqual(await ask("got"), ["wave.csv+wave.codebook.csv", "+labels.yaml"]);
  });
}
