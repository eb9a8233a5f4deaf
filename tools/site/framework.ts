/** Starts Observable Framework with no more rights than it needs. Runs in Deno only. */

import project from "../../deno.json" with { type: "json" };

/** A mistake or a failure that is told in one line. */
export class SiteError extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "SiteError";
}

/** What Framework is to do. A preview's host and port are where it listens. */
export type FrameworkMode =
  | { readonly name: "build" }
  | { readonly name: "preview"; readonly host: string; readonly port: number };

/** The site's configuration, which Framework must be told of: see {@link frameworkArgs}. */
export const CONFIG_FILE = "observablehq.config.ts";
/** Where a built site lies. */
export const DIST = "dist";
/** Where Framework keeps what loaders gave, and copies of packages. */
export const FRAMEWORK_CACHE = "src/.observablehq/cache";

/** Packages whose newest version Framework asks a registry for, used or not, unless it knows one. */
const ASKED_FOR = [
  ...["react", "react-dom", "lodash", "arquero", "apache-arrow", "d3", "d3-dsv", "echarts", "htl"],
  ...["leaflet", "mapbox-gl", "topojson-client", "parquet-wasm"],
  ...["@observablehq/plot", "@observablehq/sample-datasets"],
];
const ALWAYS_PASSED = ["HOME", "PATH", "DENO_DIR", "NO_COLOR", "SITE_MODE"];
const S3_VARIABLES = ["S3_ENDPOINT", "S3_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
const PACKAGES = "node_modules/.deno";

/** Empties Framework's cache, and fills it with what keeps it off the network.
 * Framework knows a loader's output by the loader's own age alone, not by what the loader reads; and
 * what a preview leaves there holds every respondent. Our stage cache makes up for it.
 */
export async function resetFrameworkCache(): Promise<void> {
  await removeTree(FRAMEWORK_CACHE);
  for (const name of ASKED_FOR) {
    await Deno.mkdir(`${FRAMEWORK_CACHE}/_npm/${name}@0.0.0`, { recursive: true });
  }
}

/** Starts Framework.
 * @param options `output` says whether the caller reads what it prints, or the terminal shows it.
 * @throws {SiteError} If packages are missing or S3_ENDPOINT is no address.
 */
export async function startFramework(
  mode: FrameworkMode,
  { output }: { readonly output: "piped" | "inherit" },
): Promise<Deno.ChildProcess> {
  return new Deno.Command("deno", {
    args: await frameworkArgs(mode, Deno.env.get("S3_ENDPOINT") ?? ""),
    env: { OBSERVABLE_TELEMETRY_DISABLE: "true", SITE_MODE: mode.name },
    stdin: "null",
    stdout: output,
    stderr: output,
  }).spawn();
}

/** The arguments of Deno for Framework. The configuration is always named: left to find it, Framework
 * loads a compiler of its own that does not run under Deno.
 * @param endpoint Address of the S3 store, or an empty string: then nothing of S3 is passed on.
 * @throws {SiteError} If packages are missing or the endpoint is no address.
 */
export async function frameworkArgs(mode: FrameworkMode, endpoint: string): Promise<string[]> {
  const isPreview = mode.name === "preview";
  const hosts = [
    ...(isPreview ? [`${mode.host}:${mode.port}`] : []),
    ...(endpoint === "" ? [] : [hostOf(endpoint)]),
  ];
  const variables = [
    "OBSERVABLE_TELEMETRY_DISABLE",
    ...ALWAYS_PASSED,
    ...(endpoint === "" ? [] : S3_VARIABLES),
  ];
  return [
    ...["run", "--quiet", "--no-prompt", "--allow-read=."],
    ...(isPreview ? ["--ignore-read=/proc,/run"] : []),
    `--allow-write=./src/.observablehq${isPreview ? "" : `,./${DIST}`}`,
    ...["--ignore-env", `--allow-env=${variables.join(",")}`],
    `--allow-run=${[...await findEsbuilds(), "deno"].join(",")}`,
    ...["--allow-sys=homedir,uid,osRelease", "--allow-ffi=./node_modules"],
    ...(hosts.length === 0 ? [] : [`--allow-net=${hosts.join(",")}`]),
    ...[project.imports["@observablehq/framework"], mode.name, "--config", CONFIG_FILE],
    ...(isPreview ? ["--no-open", "--host", mode.host, "--port", String(mode.port)] : []),
  ];
}

/** Paths of the esbuild programs among the packages, one per version, in order.
 * @throws {SiteError} If there is none.
 */
export async function findEsbuilds(): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { name } of Deno.readDir(PACKAGES)) {
      const platform = /^@esbuild\+(.+)@/.exec(name)?.[1];
      if (platform === undefined) continue;
      const program = platform.startsWith("win32") ? "esbuild.exe" : "bin/esbuild";
      found.push(`${PACKAGES}/${name}/node_modules/@esbuild/${platform}/${program}`);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  if (found.length > 0) return found.sort();
  throw new SiteError(
    `Cannot start the site: its packages must be installed, but ${PACKAGES} has no esbuild. ` +
      "Run: deno install",
  );
}

/** Host and port of an address, the port also where it goes without saying.
 * @throws {SiteError} If it is not an address with http or https.
 */
function hostOf(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SiteError(
      "Cannot use S3: S3_ENDPOINT must be an address with http or https, but it is " +
        `${JSON.stringify(endpoint)}. One such as http://127.0.0.1:9000 works.`,
    );
  }
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return `${url.hostname}:${port}`;
}

/** Removes a file or folder with all that is in it; nothing there is fine. */
export async function removeTree(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Runs a tool: a {@link SiteError} becomes one line and exit code 1. */
export async function runSiteTool(tool: () => Promise<void>): Promise<void> {
  try {
    await tool();
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    console.error(`error: ${error.message}`);
    Deno.exitCode = 1;
  }
}
