/** A built site in a folder of its own, served, and the browser that looks at it. Runs in Deno only. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { makeSample } from "../../data/make_sample.ts";
import { startChromium } from "./chromium.ts";
import { filesBelow, productFile } from "./command.ts";

const COPIED = [
  "src",
  "pipeline",
  "tools",
  "config",
  "docs/methods",
  "deno.json",
  "deno.lock",
  "observablehq.config.ts",
  "tsconfig.json",
];
/** What a build makes in the folder of pages. */
const MADE: ReadonlySet<string> = new Set([".observablehq"]);
/** Where built sites are kept for other tests. */
const BUILT = productFile(".cache/test_sites");
const OLD_MS = 86_400_000;
const SERVED = /http:\/\/127\.0\.0\.1:\d+/;

/** What a copy has beside its surveys. */
export interface CopyOptions {
  /** Whether the engine's own settings hold. */
  readonly hasOwnSettings?: boolean;
  /** Files of its folder of notebooks by name; none if absent. */
  readonly notebooks?: Readonly<Record<string, string>>;
}

/** Makes a working copy of the product in a temporary folder, with its packages.
 * The published survey is in three segments without a verdict, unless the engine's own settings are asked for.
 * @param surveys Files of its data folder by name; if absent the sample, its codebook aside, so that
 * columns go by their names.
 */
export async function copyProduct(
  surveys?: Record<string, Uint8Array>,
  { hasOwnSettings = false, notebooks = {} }: CopyOptions = {},
): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "site-" });
  for (const name of COPIED) await copyTree(productFile(name), `${folder}/${name}`);
  // Links to packages elsewhere would lead the build out of what it may read.
  const installed = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--frozen", "--quiet"],
    cwd: folder,
  }).output();
  assert.ok(installed.success, new TextDecoder().decode(installed.stderr));
  if (!hasOwnSettings) await settle(`${folder}/config/params.yaml`);
  await Deno.mkdir(`${folder}/data`);
  const files = surveys ??
    { "dataset.xlsx": makeSample(false).xlsx };
  for (const [name, bytes] of Object.entries(files)) {
    await Deno.writeFile(`${folder}/data/${name}`, bytes);
  }
  await Deno.mkdir(`${folder}/notebooks`);
  for (const [name, text] of Object.entries(notebooks)) {
    await Deno.writeTextFile(`${folder}/notebooks/${name}`, text);
  }
  return folder;
}

/** Three segments, and no search for others: most tests are of pages that follow a number that is set. */
async function settle(file: string): Promise<void> {
  const text = await Deno.readTextFile(file);
  const settled = text.replace("  #n_clusters: auto", "  n_clusters: 3")
    .replace("  #check: auto", "  check: none");
  await Deno.writeTextFile(file, settled);
}

/** Runs a tool of the copy as its task would; fails with what it said.
 * @returns What it printed.
 */
export async function runTool(
  folder: string,
  tool: string,
  env: Record<string, string> = {},
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-run",
      tool,
    ],
    cwd: folder,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  assert.equal(code, 0, text);
  return text;
}

/** A site that is being served. */
export interface ServedSite {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves the copy's `dist/` with the product's own server on a free port. */
export async function serveSite(folder: string): Promise<ServedSite> {
  const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = free.addr;
  free.close();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-read",
      "--allow-env",
      "--allow-net=127.0.0.1",
      "tools/serve.ts",
      "--port",
      String(port),
    ],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!SERVED.test(said)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`the server ended: ${said}`);
    said += value;
  }
  return {
    url: SERVED.exec(said)![0],
    async stop() {
      child.kill("SIGTERM");
      await child.status;
      await reader.cancel();
    },
  };
}

/** A browser whose every page fails the test when it asks another origin or an error shows. */
export interface Viewer {
  readonly browser: Browser;
  open(path: string, options?: Parameters<Browser["newPage"]>[0]): Promise<Page>;
  /** Requests to other origins, and errors on the console. */
  readonly problems: string[];
}

/** Starts a viewer of a site. */
export async function startViewer(site: ServedSite): Promise<Viewer> {
  const browser = await startChromium();
  const problems: string[] = [];
  return {
    browser,
    problems,
    async open(path, options = {}) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
      page.on("request", (request) => {
        const address = request.url();
        const isOwn = address.startsWith(site.url) || /^(data|blob):/.test(address);
        if (!isOwn) problems.push(`request to ${address}`);
      });
      page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
      page.on("console", (message) => {
        const isIcon = message.location().url.endsWith("/favicon.ico");
        if (message.type() === "error" && !isIcon) problems.push(`console: ${message.text()}`);
      });
      await page.goto(site.url + path);
      return page;
    },
  };
}

/** A built and served copy of the product, and a browser to look at it. */
export interface SiteSetting {
  readonly folder: string;
  readonly site: ServedSite;
  readonly viewer: Viewer;
}

/** Runs a test's body on a site built from a copy of the product; ends everything afterwards.
 * The folder is the body's own, but has no packages: a build is made once for all that want the same.
 * @param surveys As for {@link copyProduct}.
 */
export async function onBuiltSite(
  body: (setting: SiteSetting) => Promise<void>,
  surveys?: Record<string, Uint8Array>,
  options: CopyOptions = {},
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "site-" });
  try {
    await copyTree(await builtSite(surveys, options), folder, ["node_modules"]);
    const site = await serveSite(folder);
    const viewer = await startViewer(site);
    try {
      await body({ folder, site, viewer });
    } finally {
      await viewer.browser.close();
      await site.stop();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Builds the site of what is given, unless that is there already for the same product and surveys.
 * @returns The folder that it was built in, which nothing may change.
 */
async function builtSite(
  surveys: Record<string, Uint8Array> | undefined,
  options: CopyOptions,
): Promise<string> {
  const key = await keyOf(surveys, options);
  await Deno.mkdir(BUILT, { recursive: true });
  // Whoever wants the same at the same time waits.
  using lock = await Deno.open(`${BUILT}/${key}.lock`, { create: true, write: true });
  await lock.lock(true);
  const built = `${BUILT}/${key}`;
  if (await isThere(built)) return built;
  const folder = await copyProduct(surveys, options);
  try {
    await runTool(folder, "tools/build_site.ts");
    await copyTree(folder, `${built}.part`, ["node_modules"]);
    await Deno.rename(`${built}.part`, built);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  await forgetOld();
  return built;
}

/** What a built site follows from, as one name. */
async function keyOf(
  surveys: Record<string, Uint8Array> | undefined,
  options: CopyOptions,
): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(options));
  for (const name of COPIED) {
    const { isFile } = await Deno.stat(productFile(name));
    const files = isFile ? [""] : (await filesBelow(productFile(name))).map((path) => `/${path}`);
    for (const path of files.filter((path) => !MADE.has(path.split("/")[1]))) {
      hash.update(`\0${name}${path}\0`).update(await Deno.readFile(productFile(name + path)));
    }
  }
  for (const [name, bytes] of Object.entries(surveys ?? { "": makeSample(false).xlsx })) {
    hash.update(`\0${name}\0`).update(bytes);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Former builds cost room: those of a day ago go. */
async function forgetOld(): Promise<void> {
  for await (const { name } of Deno.readDir(BUILT)) {
    const { mtime } = await Deno.stat(`${BUILT}/${name}`);
    const isOld = Date.now() - Number(mtime) > OLD_MS;
    if (isOld) await Deno.remove(`${BUILT}/${name}`, { recursive: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function copyTree(from: string, to: string, without: readonly string[] = []): Promise<void> {
  const { isFile } = await Deno.stat(from);
  if (isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    const isLeft = MADE.has(name) || without.includes(name);
    if (!isLeft) await copyTree(`${from}/${name}`, `${to}/${name}`);
  }
}
