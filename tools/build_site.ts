/** Builds the site into dist/ and checks it: `deno task build`. Runs in Deno only. */

import { join } from "node:path";
import {
  findAddresses,
  findSecrets,
  isFollowed,
  listFiles,
  type SiteProblem,
} from "./site/check.ts";
import {
  DIST,
  findEsbuilds,
  removeTree,
  resetFrameworkCache,
  runSiteTool,
  SiteError,
  startFramework,
} from "./site/framework.ts";
import { lockSite } from "./site/lock.ts";

/** The last good site, for as long as a new one is being made. */
const FORMER = ".cache/dist_before";
const MOST_PROBLEMS_SHOWN = 20;
const MOST_OUTPUT_LINES = 40;
/** What Framework prints of what went well. */
const STEP = /^(copy|build|render|bundle|alias) .* → ./;
const PLAIN_STEP = /^(load \/\S* in \d+ms|built \d+ pages? in .*|dist\/\S+)$/;
/** Framework looks for a package that is not installed in all folders above; it may not. */
const MISSING_PACKAGE = /Requires read access to "[^"]*node_modules"/;
/** What Framework notes of a file that a page may load. */
const WHEN_LOADED = /(^registerFile\(.*?),"lastModified":\d+/gm;
/** Variables whose values no page may hold. */
const SECRETS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/** Builds, checks, and keeps the former site if either fails.
 * @throws {SiteError} If the site cannot be built or is not fit to be served.
 */
async function buildSite(): Promise<void> {
  using _lock = await lockSite("build the site");
  const started = performance.now();
  await resetFrameworkCache();
  await removeTree(FORMER);
  const hadSite = await move(DIST, FORMER);
  try {
    await runFramework();
    refuse(await findBadImports(DIST));
    await forgetTimes(DIST);
    await runOnSite("tools/site/bundle_pages.ts", [`--allow-write=${DIST}`]);
    const { files, bytes, problems } = await checkSite(DIST);
    refuse(problems);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const pages = files.filter((file) => file.endsWith(".html")).length;
    const megabytes = (bytes / 1e6).toFixed(1);
    console.log(
      `built ${pages} pages, ${files.length} files, ${megabytes} MB into ${DIST}/ in ${seconds} s`,
    );
  } catch (error) {
    await removeTree(DIST);
    if (hadSite) await move(FORMER, DIST);
    throw error;
  }
  await removeTree(FORMER);
}

/** Runs Framework's build, quietly unless it fails. */
async function runFramework(): Promise<void> {
  const framework = await startFramework({ name: "build" }, { output: "piped" });
  const stop = (): void => framework.kill("SIGTERM");
  Deno.addSignalListener("SIGINT", stop);
  const { code, stdout, stderr } = await framework.output();
  Deno.removeSignalListener("SIGINT", stop);
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes).trim());
  // Loaders tell on standard error what a researcher would want to know.
  if (code === 0) return said[1] === "" ? undefined : console.error(said[1]);
  const lines = said.join("\n").split("\n").map((line) => line.trimEnd()).filter((line) =>
    !STEP.test(line) && !PLAIN_STEP.test(line)
  );
  console.error(lines.slice(-MOST_OUTPUT_LINES).join("\n"));
  if (lines.some((line) => MISSING_PACKAGE.test(line))) {
    const file = lines.findLast((line) => / →$/.test(line))?.split(" ").at(-2) ?? "a page";
    throw new SiteError(
      `Cannot build the site: packages that pages import must be declared in deno.json, but ` +
        `${file} imports one that is not installed. Declare it, and run: deno install`,
    );
  }
  throw new SiteError(
    `Cannot build the site: Framework must end with code 0, but it ended with ${code}. ` +
      "What it said stands above.",
  );
}

/** Takes out of pages when loaders ran, so that the same site is the same bytes. */
async function forgetTimes(folder: string): Promise<void> {
  for (const path of (await listFiles(folder)).filter((path) => path.endsWith(".html"))) {
    const file = join(folder, path);
    const text = await Deno.readTextFile(file);
    const timeless = text.replaceAll(WHEN_LOADED, "$1");
    if (timeless !== text) await Deno.writeTextFile(file, timeless);
  }
}

async function checkSite(
  folder: string,
): Promise<{ files: string[]; bytes: number; problems: SiteProblem[] }> {
  const files = await listFiles(folder);
  const secrets = SECRETS.map((name) => Deno.env.get(name) ?? "");
  const problems: SiteProblem[] = [];
  let bytes = 0;
  for (const path of files) {
    const content = await Deno.readFile(join(folder, path));
    bytes += content.length;
    const addresses = isFollowed(path)
      ? findAddresses(path, new TextDecoder().decode(content))
      : [];
    for (const each of [findSecrets(path, content, secrets), addresses].flat()) problems.push(each);
  }
  return { files, bytes, problems: [...problems, ...await findBadImports(folder)] };
}

/** Has a program with the right to start esbuild look at the imports. */
async function findBadImports(folder: string): Promise<SiteProblem[]> {
  const said = await runOnSite("tools/site/imports.ts", [], folder);
  return said.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

/** Runs a program that may start esbuild on a built site.
 * @param rights Besides reading.
 * @returns What it printed.
 */
async function runOnSite(
  program: string,
  rights: readonly string[],
  folder: string = DIST,
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: [
      ...["run", "--quiet", "--no-prompt", "--allow-read=.", "--ignore-env", ...rights],
      `--allow-run=${(await findEsbuilds()).join(",")}`,
      ...[program, folder],
    ],
    stdin: "null",
  }).output();
  if (code === 0) return new TextDecoder().decode(stdout);
  throw new SiteError(
    `Cannot finish the site: its code must be readable, but ${new TextDecoder().decode(stderr)}`,
  );
}

function refuse(problems: readonly SiteProblem[]): void {
  if (problems.length > 0) throw new SiteError(describe(problems));
}

function describe(problems: readonly SiteProblem[]): string {
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN)
    .map(({ path, line, message }) => `\n  ${DIST}/${path}:${line} ${message}`);
  const unsaid = problems.length - shown.length;
  return "Cannot publish the site: a page asks no other host and finds all it imports, but there " +
    `are ${problems.length} problems:${shown.join("")}${
      unsaid > 0 ? `\n  ... and ${unsaid} more` : ""
    }`;
}

/** Moves a folder; false if there is none. */
async function move(from: string, to: string): Promise<boolean> {
  try {
    await Deno.rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

if (import.meta.main) await runSiteTool(buildSite);
