/** What earlier versions of the site kept. Runs in Deno. */

import type { Page } from "playwright-core";
import { hashBytes } from "../../../pipeline/base/hash.ts";
import { untilReady } from "../../support/site_page.ts";
import { partOf, type Step, survey, untilListed, type Walk } from "./project_pages.ts";
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

async function keepBefore(walk: Walk): Promise<Walk> {
  const { page, site } = walk;
  await page.goto(`${site.url}/methods`);
  await page.evaluate(() =>
    new Promise((resolve) => {
      indexedDB.deleteDatabase("customer-clustering-engine").onsuccess = resolve;
    })
  );
  await keepAsBefore(page, survey(10));
  return walk;
}

const STEPS: readonly Step<Walk>[] = [
  ["the one file that was kept before is a project, with its notebooks", async ({ site, page }) => {
    await page.goto(`${site.url}/yours/questions`);
    await untilReady(page);
    await page.getByText("q_of_10", { exact: true }).first()
      .waitFor({ state: "attached" });
    await page.goto(`${site.url}/yours/notebook`);
    const notebook = page.frameLocator("iframe.notebook-frame");
    await notebook.getByText("kept before").first().waitFor();
    await notebook.getByRole("button", { name: "History" }).first().click();
    await notebook.getByRole("button", { name: /^Early/ }).waitFor();
    await page.goto(`${site.url}/`);
    await untilListed(page, ["old.csv"]);
  }],
];

/** Who had one file before finds it as a project. */
export const ADOPTED = partOf("who had one file before finds it as a project", keepBefore, STEPS);
