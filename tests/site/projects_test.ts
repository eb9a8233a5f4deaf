/** Tests of projects in a real browser: files beside each other, tabs, crashes, links, project files, room. Runs in Deno. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { BrowserContext, Page } from "playwright-core";
import { createRng } from "../../pipeline/base/rng.ts";
import { hashBytes } from "../../pipeline/base/hash.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { addCode } from "../support/notebook_frame.ts";
import { onBuiltSite, type SiteSetting } from "../support/site_copy.ts";
import {
  beginProject,
  countField,
  giveFile,
  graveViolations,
  keptInBrowser,
  openProjectPage,
  setCount,
  sideways,
  untilReady,
} from "../support/site_page.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const BROKEN = new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9, 9]);
const PROJECT = /\/yours\/(\w[\w-]*)?\?project=(\w+)/;
const NOTE = "Ask about the third question";

/** Answers of three groups to four questions; the seed makes another survey. */
function survey(seed: number, rows = 150): Uint8Array<ArrayBuffer> {
  const rng = createRng(seed);
  const column = (shift: number) =>
    Array.from({ length: rows }, (_, i) => 1 + (i + shift) % 3 * 2 + rng.below(2));
  return bytesOf(csvOf({
    [`q_of_${seed}`]: column(0),
    q2: column(1),
    q3: column(2),
    q4: column(0),
  }));
}

/** A context that keeps nothing of others, and its first page on Home. */
async function openHome(
  { viewer, site }: SiteSetting,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await viewer.browser.newContext({ acceptDownloads: true });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  return { context, page };
}

/** Makes a project of a file, with its results. @returns Its id. */
async function begin(page: Page, name: string, bytes: Uint8Array): Promise<string> {
  const id = await beginProject(page, name, bytes);
  await untilReady(page);
  return id;
}

/** The names of the projects that Home lists, in its order. */
async function listed(page: Page): Promise<string[]> {
  return await page.locator(".project .survey-link").allInnerTexts();
}

async function untilListed(page: Page, names: readonly string[]): Promise<void> {
  const wanted = [...names].sort().join("|");
  await page.waitForFunction(
    (text) =>
      [...document.querySelectorAll(".project .survey-link")].map(({ textContent }) => textContent)
        .sort().join("|") === text,
    wanted,
  );
}

/** Saves by a button, and gives what was saved. */
async function saved(page: Page, button: string): Promise<{ name: string; bytes: Uint8Array }> {
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const file = await arriving;
  return { name: file.suggestedFilename(), bytes: await Deno.readFile((await file.path())!) };
}

async function answer(page: Page, choice: string | RegExp): Promise<void> {
  await page.getByRole("dialog").getByRole("button", { name: choice }).click();
}

async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  void session.send("Page.crash").catch(() => {});
  await crashed;
}

/** Notes in each tab how often the site asked the browser to keep what it stores. */
function noteAsking(): void {
  const { persist } = navigator.storage;
  navigator.storage.persist = () => {
    sessionStorage.setItem("asked", `${sessionStorage.getItem("asked") ?? ""}+`);
    return persist.call(navigator.storage);
  };
}

async function keepTheirOwn(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { site } = setting;
  const { context, page: first } = await openHome(setting);
  await context.addInitScript(noteAsking);
  await first.reload();
  const one = await begin(first, "one.csv", survey(1));
  const second = await context.newPage();
  await second.goto(`${site.url}/`);
  const two = await begin(second, "two.csv", survey(2));
  const check = async (page: Page, own: string, k: number): Promise<void> => {
    await untilReady(page);
    assert.equal(await countField(page).inputValue(), String(k));
    await page.getByText(`q_of_${own}`, { exact: true }).first()
      .waitFor({ state: "attached" });
  };

  await t.step("two files in two tabs have settings of their own", async () => {
    assert.notEqual(one, two);
    await setCount(first, 4);
    await untilReady(first);
    await setCount(second, 5);
    await untilReady(second);
    await check(first, "1", 4);
    await check(second, "2", 5);
  });

  await t.step("the browser is asked to keep them, once", async () => {
    const asked = await Promise.all(
      [first, second].map((page) => page.evaluate(() => sessionStorage.getItem("asked"))),
    );
    assert.deepEqual(asked, ["+", null]);
  });

  await t.step("each is as it was after a reload, and at its bare address", async () => {
    await Promise.all([first.reload(), second.reload()]);
    await check(first, "1", 4);
    await check(second, "2", 5);
    await first.goto(`${site.url}/yours/questions?project=${one}`);
    await check(first, "1", 4);
  });

  await t.step("a file that cannot be read changes nothing and says why", async () => {
    await giveFile(second, "broken.xlsx", BROKEN);
    await second.getByText(/^Cannot read "broken\.xlsx"/).waitFor();
    await check(second, "2", 5);
    await second.reload();
    await check(second, "2", 5);
    await first.goto(`${site.url}/`);
    await untilListed(first, ["one.csv", "two.csv"]);
  });

  await t.step("a tab that is killed loses nothing, and takes nothing with it", async () => {
    await setCount(second, 3);
    await untilReady(second);
    await first.goto(`${site.url}/yours/questions?project=${one}`);
    await untilReady(first);
    await setCount(first, 6);
    await crash(second);
    await untilReady(first);
    await check(first, "1", 6);
    const again = await context.newPage();
    await again.goto(`${site.url}/yours/questions?project=${two}`);
    await check(again, "2", 3);
    await crash(first);
    const last = await context.newPage();
    await last.goto(`${site.url}/yours/questions?project=${one}`);
    await check(last, "1", 6);
  });
  await context.close();
}

async function listThem(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { site } = setting;
  const { context, page } = await openHome(setting);

  await t.step("without projects Home has no list of them", async () => {
    await page.locator('input[type="file"]').waitFor({ state: "attached" });
    assert.equal(await page.getByText("Your projects").isVisible(), false);
  });

  await begin(page, "one.csv", survey(1));
  await page.goto(page.url().replace("/questions", "/"));
  await untilReady(page);
  const headline = await page.locator("h1").innerText();

  await t.step("Home lists a project with its finding, its map and when", async () => {
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
  });

  await t.step("the same file is offered to be opened, or to be begun again", async () => {
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
  });

  await t.step("renaming and duplicating is seen in every tab", async () => {
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
  });

  await t.step("deleting asks, and can be taken back", async () => {
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
  });

  await t.step("several projects are to choose from where none is named", async () => {
    await page.goto(`${site.url}/yours/who`);
    await untilListed(page, ["one.csv", "Spring wave", "Spring wave (2)"]);
    await page.goto(`${site.url}/yours/?project=nowhere`);
    await page.getByText("This project is not in this browser").waitFor();
  });

  await t.step("Home is accessible and fits a phone, light and dark", async () => {
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
  });

  await t.step("forgetting all leaves nothing of any", async () => {
    assert.match(await keptInBrowser(page), /q_of_1/);
    await page.getByRole("button", { name: "Forget all projects" }).click();
    await answer(page, "Forget all");
    await page.getByText("All projects were forgotten.").waitFor();
    const left = await keptInBrowser(page);
    for (const trace of [/q_of_1/, /one\.csv/, /Spring wave/]) assert.doesNotMatch(left, trace);
  });
  await context.close();
}

async function followLinks(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { site } = setting;
  const { context, page } = await openHome(setting);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const id = await begin(page, "sent.csv", survey(3));
  await setCount(page, 4);
  await untilReady(page);
  await page.getByRole("button", { name: "Copy as link" }).click();
  await page.getByText("Copied", { exact: true }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  await t.step("a link tells the file and no id of this browser", () => {
    const query = new URL(link).searchParams;
    assert.equal(query.get("file"), "sent.csv");
    assert.equal(query.get("sha256"), hashBytes(survey(3)));
    assert.ok(!link.includes(id), link);
  });

  await t.step(
    "where the file is, it opens with the link's settings, and Undo leads back",
    async () => {
      await setCount(page, 2);
      await untilReady(page);
      await page.goto(link);
      await page.waitForFunction(() =>
        document.querySelector<HTMLInputElement>('input[type="number"][id*="n_clusters"]')
          ?.value ===
          "4"
      );
      assert.match(page.url(), new RegExp(`project=${id}`));
      await page.getByRole("button", { name: "Undo", exact: true }).click();
      assert.equal(await countField(page).inputValue(), "2");
    },
  );

  await t.step("where it is not, the page says which file, and takes no other", async () => {
    const { context: elsewhere, page: theirs } = await openHome(setting);
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
  });
  await context.close();
}

async function carryFiles(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { site } = setting;
  const { context, page } = await openHome(setting);
  await begin(page, "carried.csv", survey(6));
  await setCount(page, 3);
  await untilReady(page);
  await page.locator("details.own-file summary").click();
  await page.getByLabel("Notes").fill(NOTE);
  await page.getByLabel("Notes").blur();
  const whole = await saved(page, "Save as a project file");
  const other = await openHome(setting);
  const theirs = other.page;

  await t.step("a project file opens elsewhere as it was", async () => {
    assert.equal(whole.name, "carried.csv.ccproject");
    await giveFile(theirs, whole.name, whole.bytes);
    await theirs.waitForURL(/\/yours\/\?project=/);
    await untilReady(theirs);
    await theirs.goto(theirs.url().replace("/yours/", "/yours/questions"));
    await untilReady(theirs);
    assert.equal(await countField(theirs).inputValue(), "3");
    await theirs.locator("details.own-file summary").click();
    assert.equal(await theirs.getByLabel("Notes").inputValue(), NOTE);
    await theirs.getByText("q_of_6", { exact: true }).first()
      .waitFor({ state: "attached" });
  });

  await t.step("saved again it is the same file, from its page and from Home", async () => {
    const again = await saved(theirs, "Save as a project file");
    assert.ok(Buffer.from(again.bytes).equals(Buffer.from(whole.bytes)), "its page");
    await theirs.goto(`${site.url}/`);
    const home = await saved(theirs, "Save as a file carried.csv");
    assert.ok(Buffer.from(home.bytes).equals(Buffer.from(whole.bytes)), "Home");
  });

  await t.step("a broken or foreign one is refused and changes nothing", async () => {
    const broken = whole.bytes.slice(0, whole.bytes.length - 40);
    await giveFile(theirs, "broken.ccproject", broken);
    await theirs.getByText(/^Cannot open "broken\.ccproject": a project file must be whole/)
      .waitFor();
    assert.deepEqual(await listed(theirs), ["carried.csv"]);
  });

  await t.step("with the fingerprint alone it asks for the file", async () => {
    await page.getByLabel("with the survey itself").uncheck();
    const alone = await saved(page, "Save as a project file");
    assert.ok(alone.bytes.length < whole.bytes.length);
    assert.ok(!Buffer.from(alone.bytes).includes("q_of_6,q2,q3,q4"));
    const third = await openHome(setting);
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
  });
  await Promise.all([context.close(), other.context.close()]);
}

async function shareTabs(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { site } = setting;
  const { context, page: first } = await openHome(setting);
  const id = await begin(first, "shared.csv", survey(7));
  const second = await context.newPage();
  await second.goto(`${site.url}/yours/questions?project=${id}`);
  await untilReady(second);
  const twice = /“shared\.csv” is open in another tab, too/;
  const untilCount = (page: Page, k: string) =>
    page.waitForFunction(
      (value) =>
        document.querySelector<HTMLInputElement>('input[type="number"][id*="n_clusters"]')
          ?.value ===
          value,
      k,
    );

  await t.step("the second tab says so, the first does not", async () => {
    await second.getByText(twice).waitFor();
    assert.equal(await first.getByText(twice).isVisible(), false);
  });

  await t.step("what one changes the other shows, and Undo there brings its own back", async () => {
    await setCount(first, 4);
    await untilCount(second, "4");
    await setCount(second, 6);
    await untilCount(first, "6");
    await first.getByRole("button", { name: "Undo", exact: true }).click();
    await untilCount(second, "4");
  });

  await t.step("notes are followed, and offered to who is writing", async () => {
    for (const page of [first, second]) await page.locator("details.own-file summary").click();
    await first.getByLabel("Notes").fill("first");
    await second.waitForFunction(() => document.querySelector("textarea")?.value === "first");
    await second.getByLabel("Notes").focus();
    await first.getByLabel("Notes").fill("first and more");
    await second.getByText("These notes were changed in another tab.").waitFor();
    assert.equal(await second.getByLabel("Notes").inputValue(), "first");
    await second.getByRole("button", { name: "Take those" }).click();
    assert.equal(await second.getByLabel("Notes").inputValue(), "first and more");
  });

  await t.step("a notebook that both change keeps what either has", async () => {
    const frames = [];
    for (const page of [first, second]) {
      await openProjectPage(page, "notebook");
      const frame = page.frameLocator("iframe.notebook-frame");
      await frame.locator(".cell").first().waitFor();
      frames.push(frame);
    }
    await addCode(frames[0], '"of the first"');
    await frames[1].getByText("This notebook was changed in another tab").waitFor();
    await addCode(frames[1], '"of the second"');
    await frames[1].getByRole("button", { name: "History" }).first().click();
    await frames[1].getByRole("button", { name: /As another tab left it/ }).waitFor();
    for (const page of [first, second]) {
      await openProjectPage(page, "questions");
      await untilReady(page);
      await page.locator("details.own-file summary").click();
    }
  });

  await t.step("what is deleted in one can be kept by the other", async () => {
    await first.getByRole("button", { name: "Delete this project" }).click();
    await answer(first, "Delete");
    await first.getByText("“shared.csv” was deleted from this browser").waitFor();
    await second.getByText("“shared.csv” was deleted in another tab").waitFor();
    await second.getByRole("button", { name: "Keep it after all" }).click();
    await untilReady(second);
    assert.equal(await countField(second).inputValue(), "4");
    await second.locator("details.own-file summary").click();
    await second.waitForFunction(() =>
      document.querySelector("textarea")?.value === "first and more"
    );
    assert.match(await keptInBrowser(second), /q_of_7/);
  });
  await context.close();
}

async function fillRoom(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { site } = setting;
  const { context, page } = await openHome(setting);
  await begin(page, "kept.csv", survey(8));
  await page.goto(`${site.url}/`);
  await untilListed(page, ["kept.csv"]);
  const session = await context.newCDPSession(page);
  const allow = (quotaSize: number) =>
    session.send("Storage.overrideQuotaForOrigin", { origin: site.url, quotaSize });

  await t.step("a full browser is told before anything is lost, with what would work", async () => {
    await allow(300_000);
    await giveFile(page, "large.csv", survey(9, 60_000));
    await page.getByText(/^Cannot keep "large\.csv": this browser must have \d+.kB of room/)
      .waitFor();
    await page.getByRole("list", { name: "What your projects take" })
      .getByText(/^kept\.csv, \d+.kB/).waitFor();
    assert.deepEqual(await listed(page), ["kept.csv"]);
    const { bytes } = await saved(page.locator(".room-offers").page(), "Save kept.csv as a file");
    assert.ok(bytes.length > 0);
  });

  await t.step("a refused write says so, and what was there is as it was", async () => {
    await page.getByRole("link", { name: "kept.csv" }).click();
    await untilReady(page);
    await page.goto(page.url().replace("/yours/", "/yours/questions"));
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
    await page.goto(`${site.url}/yours/questions?project=${PROJECT.exec(page.url())![2]}`);
    await untilReady(page);
    assert.equal(await countField(page).inputValue(), before);
  });
  await context.close();
}

/** Keeps a file as versions of the site did that kept one. */
async function keepAsBefore(page: Page, bytes: Uint8Array): Promise<void> {
  await page.evaluate(async ([text, sha256]) => {
    const request = indexedDB.open("customer-clustering-engine", 3);
    request.onupgradeneeded = () => {
      for (const name of ["views", "files", "notebooks", "versions"]) {
        request.result.createObjectStore(name, { keyPath: "key" });
      }
    };
    await new Promise((resolve) => request.onsuccess = resolve);
    const names = ["files", "notebooks", "versions"];
    const transaction = request.result.transaction(names, "readwrite");
    const [files, notebooks, versions] = names.map((name) => transaction.objectStore(name));
    files.put({ key: "own", name: "old.csv", bytes: new TextEncoder().encode(text), sha256 });
    const cell = { id: "1", kind: "ts", source: '"kept before"', run: "auto" };
    const notebook = {
      title: "",
      cells: [{ ...cell, hidden: false, folded: false, kept: {} }],
      kept: {},
    };
    notebooks.put({ key: "own", notebook: { notebook, isTrusted: true, isRunning: false } });
    notebooks.put({ key: "people", notebook: { notebook, isTrusted: true, isRunning: false } });
    const version = { at: 1, name: "Early", why: "", isTrusted: true, notebook };
    versions.put({ key: `own\n${"1".padStart(16, "0")}`, version });
    await new Promise((resolve) => transaction.oncomplete = resolve);
    request.result.close();
  }, [new TextDecoder().decode(bytes), hashBytes(bytes)] as const);
}

async function adoptOld(t: Deno.TestContext, setting: SiteSetting): Promise<void> {
  const { context, page } = await openHome(setting);
  await page.goto(`${setting.site.url}/methods`);
  await page.evaluate(() =>
    new Promise((resolve) => {
      indexedDB.deleteDatabase("customer-clustering-engine").onsuccess = resolve;
    })
  );
  await keepAsBefore(page, survey(10));
  await t.step("the one file that was kept before is a project, with its notebooks", async () => {
    await page.goto(`${setting.site.url}/yours/questions`);
    await untilReady(page);
    await page.getByText("q_of_10", { exact: true }).first()
      .waitFor({ state: "attached" });
    await page.goto(`${setting.site.url}/yours/notebook`);
    const notebook = page.frameLocator("iframe.notebook-frame");
    await notebook.getByText("kept before").first().waitFor();
    await notebook.getByRole("button", { name: "History" }).first().click();
    await notebook.getByRole("button", { name: /^Early/ }).waitFor();
    await page.goto(`${setting.site.url}/`);
    await untilListed(page, ["old.csv"]);
  });
  await context.close();
}

const PARTS: [string, (t: Deno.TestContext, setting: SiteSetting) => Promise<void>][] = [
  ["two files in two tabs keep their own", keepTheirOwn],
  ["Home lists, renames, copies, deletes and forgets", listThem],
  ["links say which file they want", followLinks],
  ["project files carry a project elsewhere", carryFiles],
  ["two tabs of one project follow each other", shareTabs],
  ["a full browser loses nothing", fillRoom],
  ["who had one file before finds it as a project", adoptOld],
];

Deno.test({
  name: `own files are projects beside each other ${NEEDS_CHROMIUM}`,
  ignore: chromiumAbsent,
  fn: (t) =>
    onBuiltSite(async (setting) => {
      for (const [name, part] of PARTS) {
        await t.step(name, (step) => part(step, setting));
      }
    }, { "people.csv": survey(20) }),
});
