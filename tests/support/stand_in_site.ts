/** A site of one page and one loader in a folder of its own, for tests of the tools. Runs in Deno only. */

import { productFile } from "./command.ts";
import { copyProduct } from "./site_copy.ts";

const CONFIG = `/** Configuration of the stand-in. Runs in Deno only. */
export default {
  title: "Stand-in",
  root: "src",
  output: "dist",
  globalStylesheets: [],
  footer: "",
  search: false,
  interpreters: { ".ts": ["deno", "run", "--no-prompt", "--allow-read=."] },
};
`;
const PAGE = `# Stand-in

\`\`\`js
import {shout} from "./components/shout.js";
\`\`\`

\`\`\`js
const said = await FileAttachment("said.json").json();
\`\`\`

\${shout(said.text)}
`;
const COMPONENT = `/** Shouts. Runs in browsers. */
export function shout(text: string): string {
  return text.toUpperCase();
}
`;
/** Reads its input at once, and takes the time it is told to before it answers. */
const LOADER = `/** Loader: what config/said.txt says. Runs in Deno only. */
const text = Deno.readTextFileSync("config/said.txt").trim();
const wait = Number(text.split(" ")[1] ?? 0);
await new Promise((resolve) => setTimeout(resolve, wait));
console.log(JSON.stringify({ text, at: Date.now() }));
`;

/** What the tools take of the product's own site. */
const TAKEN = [
  "src/data/bundler_plugin.ts",
  "src/components/kit/elements.ts",
  "src/components/kit/words/clearness.ts",
  "src/components/kit/words/format.ts",
  "src/components/kit/words/weighting.ts",
  "src/components/segments/key_figures.ts",
  "src/components/shell/way.ts",
];

/** Makes the folder: the product's tools, packages and engine, the stand-in's pages.
 * @returns Its path; the caller removes it.
 */
export async function makeStandIn(): Promise<string> {
  const folder = await copyProduct({ "a.csv": new TextEncoder().encode("q1,q2\n1,2\n") });
  await Deno.remove(`${folder}/src`, { recursive: true });
  await writeFiles(folder, {
    "observablehq.config.ts": CONFIG,
    "config/said.txt": "hello",
    "src/index.md": PAGE,
    "src/said.json.ts": LOADER,
    "src/components/shout.ts": COMPONENT,
  });
  for (const file of TAKEN) {
    await writeFiles(folder, { [file]: await Deno.readTextFile(productFile(file)) });
  }
  return folder;
}

/** Writes files by their paths from the folder. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(`${folder}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, text);
  }
}

/** Starts a task of the folder's own deno.json. */
export function startTask(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...args],
    cwd: folder,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", S3_ENDPOINT: "", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a task to its end. */
export async function runTask(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await startTask(folder, args, env).output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** A port that nobody listens on. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
