/** Does what the image and its services do, without a container engine: `deno task containers`. Runs in Deno only.
 *
 * The image's steps run in order in a clean folder that holds what the build context holds; then the
 * services' commands run there with their environment, against a real MinIO on this machine. Left out
 * is what only an engine has: the base image, its user, and names instead of addresses.
 */

import { dirname } from "node:path";
import { NEEDS_MINIO, startMinio } from "../tests/support/minio.ts";
import {
  type ComposeService,
  type ImageStep,
  parseCompose,
  parseDockerfile,
} from "./lib/container_files.ts";
import { fileAt, ROOT } from "./lib/paths.ts";
import { listTrackedFiles, parseGitignore } from "./rules/tracked_files.ts";

/** What is needed to start a command. */
type Started = Pick<ComposeService, "command" | "environment">;

const APP_PORT = "3000";
const MINIO_ADDRESS = "http://minio:9000";
const READY_WITHIN_MS = 60_000;

/** Runs everything in order and tells each step.
 * @param tell Hears one line a step that went well.
 * @throws {Error} At the first step that fails, with what it said.
 */
export async function checkContainers(tell: (line: string) => void): Promise<void> {
  const steps = parseDockerfile(await Deno.readTextFile(fileAt(ROOT, "Dockerfile")));
  const user = steps.findLast(({ name }) => name === "USER")?.words[0] ?? "root";
  if (user === "root") throw new Error("Cannot accept the image: its user must not be root.");
  const folder = await Deno.makeTempDir({ prefix: "image-" });
  const minio = await startMinio();
  try {
    await buildImage(folder, steps, tell);
    const compose = parseCompose(await Deno.readTextFile(fileAt(ROOT, "docker-compose.yml")), {
      variables: {
        MINIO_ROOT_USER: minio.accessKeyId,
        MINIO_ROOT_PASSWORD: minio.secretAccessKey,
      },
      imageCommand: wordsOf(steps, "CMD"),
    });
    const port = freePort();
    const adapt = (text: string): string =>
      text.replace(MINIO_ADDRESS, minio.endpoint).replace(/\b3000\b/, port)
        .replace("0.0.0.0", "127.0.0.1");
    const services = adaptServices(compose, adapt);
    const health = wordsOf(steps, "HEALTHCHECK").map(adapt);
    await mount(new Set(Object.values(services).flatMap(({ mounts }) => mounts)), folder);
    tell(`minio-setup: ${lastLine(await run(services["minio-setup"], folder))}`);
    tell(`minio-setup again: ${lastLine(await run(services["minio-setup"], folder))}`);
    await checkApp(services.app, { folder, health, origin: `http://127.0.0.1:${port}`, tell });
    const summary = JSON.parse(
      await run(services.cli, folder, ["--json", "--quiet"]),
    ) as { output: string; clustering: { sizes: number[] } };
    tell(`cli: segments of ${summary.clustering.sizes.join(", ")} in ${summary.output}`);
  } finally {
    await minio.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Does the steps that make files; the rest is for an engine. */
async function buildImage(
  folder: string,
  steps: readonly ImageStep[],
  tell: (line: string) => void,
): Promise<void> {
  for (const { name, words } of steps) {
    if (name === "COPY") {
      const names = words.filter((word) => !word.startsWith("--"));
      const count = await copyContext(names.slice(0, -1), folder);
      tell(`COPY ${names.join(" ")}: ${count} files`);
    } else if (name === "RUN" && words[0] === "deno") {
      await run({ command: words, environment: {} }, folder);
      tell(`RUN ${words.join(" ")}`);
    }
  }
}

/** Copies what git tracks and the build context lets through; "." means all of it. */
async function copyContext(names: readonly string[], folder: string): Promise<number> {
  const ignored = parseGitignore(await Deno.readTextFile(fileAt(ROOT, ".dockerignore")));
  const isIgnored = (path: string): boolean =>
    path.split("/").some((_, i, parts) =>
      ignored(parts.slice(0, i + 1).join("/"), i < parts.length - 1)
    );
  const files = (await listTrackedFiles(ROOT)).filter((path) => !isIgnored(path))
    .filter((path) => names.includes(".") || names.includes(path));
  await copyFiles(files, folder);
  return files.length;
}

/** Puts the folders in place that services mount from beside the compose file. */
async function mount(names: ReadonlySet<string>, folder: string): Promise<void> {
  const files = await listTrackedFiles(ROOT);
  await copyFiles(files.filter((path) => names.has(path.split("/")[0])), folder);
}

async function copyFiles(files: readonly string[], folder: string): Promise<void> {
  for (const path of files) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.copyFile(fileAt(ROOT, path), `${folder}/${path}`);
  }
}

/** Starts the site, waits for its health check and asks for a page and its data. */
async function checkApp(
  service: ComposeService,
  { folder, health, origin, tell }: {
    readonly folder: string;
    readonly health: readonly string[];
    readonly origin: string;
    readonly tell: (line: string) => void;
  },
): Promise<void> {
  const app = spawn(service, folder);
  const words = app.output().then(textOf);
  try {
    const started = performance.now();
    let hasEnded = false;
    app.status.then(() => hasEnded = true);
    while ((await spawn({ command: health, environment: {} }, folder).output()).code !== 0) {
      if (hasEnded || performance.now() - started > READY_WITHIN_MS) {
        throw new Error("app: never healthy");
      }
    }
    const page = await (await fetch(`${origin}/dataset/`)).text();
    const view = await (await fetch(`${origin}/_file/dataset/view.json`)).json();
    if (!page.includes("<title>") || view.status !== "ok") {
      throw new Error(`app: the sample must be shown, but its data say ${JSON.stringify(view)}`);
    }
    tell(`app: healthy, shows ${view.value.view.survey.rows} respondents of the bucket's sample`);
  } catch (error) {
    end(app);
    throw new Error(`${error instanceof Error ? error.message : error}\n${await words}`);
  }
  end(app);
  await words;
}

function adaptServices(
  services: Readonly<Record<string, ComposeService>>,
  adapt: (text: string) => string,
): Record<string, ComposeService> {
  return Object.fromEntries(
    Object.entries(services).map(([name, { command, environment, mounts }]) => [name, {
      mounts,
      command: command.map(adapt),
      environment: Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, adapt(value)]),
      ),
    }]),
  );
}

/** Runs a command to its end and gives what it printed. */
async function run(
  service: Started,
  folder: string,
  args: readonly string[] = [],
): Promise<string> {
  const command = [...service.command, ...args];
  const output = await spawn({ ...service, command }, folder).output();
  if (output.code === 0) return new TextDecoder().decode(output.stdout);
  throw new Error(`${command.join(" ")} ended with code ${output.code}:\n${textOf(output)}`);
}

function spawn({ command, environment }: Started, folder: string): Deno.ChildProcess {
  return new Deno.Command(command[0], {
    args: command.slice(1),
    cwd: folder,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", ...environment },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

function end(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGTERM");
  } catch {
    // It has ended by itself, and its words say why.
  }
}

function textOf({ stdout, stderr }: Deno.CommandOutput): string {
  return [stderr, stdout].map((bytes) => new TextDecoder().decode(bytes)).join("\n").trim();
}

function wordsOf(steps: readonly ImageStep[], name: string): readonly string[] {
  return steps.findLast((step) => step.name === name)?.words ?? [];
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

function freePort(): string {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return String(port === Number(APP_PORT) ? port + 1 : port);
}

if (import.meta.main) {
  try {
    await checkContainers(console.log);
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    console.error(`This check ${NEEDS_MINIO.slice(1, -1)}.`);
    Deno.exitCode = 1;
  }
}
