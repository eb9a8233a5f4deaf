/** A preview of a copy of the product, as `deno task dev` runs it. Runs in Deno only. */

import { freePort, startTask } from "./stand_in_site.ts";

const START_MS = 60_000;

/** A preview that runs, and what its terminal shows. */
export interface Preview {
  readonly url: string;
  readonly port: number;
  /** Of the task, whose children are the preview's other processes. */
  readonly pid: number;
  said(): string;
  stop(): Promise<void>;
}

/** Starts the preview of a copy on a free port, and waits until it answers.
 * @throws {Error} If it does not answer, with what its terminal showed.
 */
export async function startPreview(folder: string): Promise<Preview> {
  const port = freePort();
  const child = startTask(folder, ["dev", "--port", String(port)]);
  let said = "";
  const reading = [child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) said += text;
  });
  const stop = async (): Promise<void> => {
    child.kill("SIGINT");
    await child.status;
    await Promise.all(reading);
  };
  const url = `http://127.0.0.1:${port}`;
  const end = performance.now() + START_MS;
  while (!(await answers(url))) {
    if (performance.now() > end) {
      await stop();
      throw new Error(`the preview did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, port, pid: child.pid, said: () => said, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    const { ok, body } = await fetch(url);
    await body?.cancel();
    return ok;
  } catch {
    return false;
  }
}
