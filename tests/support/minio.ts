/** A real MinIO on the loopback for one test, and what to ignore where there is none. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import { servicesRequired } from "./services_required.ts";

/** A running store of its own, empty. */
export interface Minio {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Kills the server; its files stay. */
  kill(): Promise<void>;
  /** Starts it anew at the same address, after it was killed. */
  restart(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/** What commands are told of a store. */
export function storeEnvironment(
  { endpoint, accessKeyId, secretAccessKey }: Pick<
    Minio,
    "endpoint" | "accessKeyId" | "secretAccessKey"
  >,
): Record<"S3_ENDPOINT" | "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY", string> {
  return {
    S3_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
}

const OWN_BINARY = fileURLToPath(new URL("../../.cache/bin/minio", import.meta.url));
const READY_WITHIN_MS = 30_000;
const MOST_STARTS = 3;
const binary = findBinary();

/** Whether tests of S3 must be ignored: no server is there, and nobody insists. */
export const minioAbsent: boolean = binary === null && !servicesRequired;

/** What the name of a test that is ignored so ends with. */
export const NEEDS_MINIO = "(needs minio: deno task services)";

/** Starts a server on free ports, in a temporary folder, and waits until it answers.
 * @throws {Error} If there is none, or it does not answer within 30 seconds; with its own words.
 */
export async function startMinio(): Promise<Minio> {
  if (binary === null) {
    throw new Error(
      "Cannot start minio: it is neither on PATH nor in .cache/bin. Run: deno task services",
    );
  }
  let said = "";
  // Between finding a free port and using it, another program may take it.
  for (let attempt = 1; attempt <= MOST_STARTS; attempt++) {
    const started = await startOnce(binary);
    if (typeof started !== "string") return started;
    said = started;
  }
  throw new Error(`Cannot start minio: it did not answer in time. It said: ${said}`);
}

async function startOnce(command: string): Promise<Minio | string> {
  const folder = await Deno.makeTempDir({ prefix: "minio-" });
  const [port, consolePort] = freePorts(2);
  const accessKeyId = `access-${crypto.randomUUID().slice(0, 8)}`;
  const secretAccessKey = `secret-${crypto.randomUUID()}`;
  const endpoint = `http://127.0.0.1:${port}`;
  const spawn = () =>
    new Deno.Command(command, {
      args: [
        "server",
        ...["--address", `127.0.0.1:${port}`, "--console-address", `127.0.0.1:${consolePort}`],
        `${folder}/store`,
      ],
      clearEnv: true,
      env: {
        HOME: folder,
        MINIO_ROOT_USER: accessKeyId,
        MINIO_ROOT_PASSWORD: secretAccessKey,
        MINIO_UPDATE: "off",
      },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
  let child = spawn();
  let words = new Response(child.stderr).text();
  async function kill(): Promise<void> {
    try {
      Deno.kill(child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await child.status;
    await words;
  }
  async function stop(): Promise<string> {
    await kill();
    await Deno.remove(folder, { recursive: true });
    return await words;
  }
  async function answers(): Promise<boolean> {
    let ended = false;
    child.status.then(() => ended = true);
    return await isReady(endpoint, () => ended);
  }
  if (!await answers()) return await stop();
  return {
    ...{ endpoint, accessKeyId, secretAccessKey, kill },
    async restart() {
      child = spawn();
      words = new Response(child.stderr).text();
      if (!await answers()) throw new Error(`Cannot start minio again. It said: ${await words}`);
    },
    stop: () => stop().then(() => {}),
  };
}

async function isReady(endpoint: string, hasEnded: () => boolean): Promise<boolean> {
  const end = performance.now() + READY_WITHIN_MS;
  while (performance.now() < end && !hasEnded()) {
    try {
      const answer = await fetch(`${endpoint}/minio/health/ready`);
      await answer.body?.cancel();
      if (answer.ok) return true;
    } catch {
      // It does not listen yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}

function findBinary(): string | null {
  const granted = Deno.permissions.querySync({ name: "env", variable: "PATH" }).state === "granted";
  const folders = granted ? (Deno.env.get("PATH") ?? "").split(":") : [];
  const candidates = [
    ...folders.filter((folder) => folder !== "").map((f) => `${f}/minio`),
    OWN_BINARY,
  ];
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
