/** Processes of the benchmark: one that answers questions, one that runs and ends, and their memory. Runs in Deno only. */

import type { Answer, Question } from "./protocol.ts";

const POLL_MS = 25;

/** A program with its arguments. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** A process that answers questions until it is stopped. */
export class Answerer {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #memory: MemoryWatch;
  #text = "";

  constructor({ command, args }: Program) {
    this.#child = new Deno.Command(command, {
      args: [...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#reader = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    this.#memory = new MemoryWatch(this.#child.pid);
  }

  /** Asks one question.
   * @throws {Error} If the process ends instead of answering.
   */
  async ask(question: Question): Promise<Answer> {
    await this.#writer.write(new TextEncoder().encode(JSON.stringify(question) + "\n"));
    for (;;) {
      const end = this.#text.indexOf("\n");
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return JSON.parse(line);
      }
      const { done, value } = await this.#reader.read();
      if (done) throw new Error(`Cannot bench ${question.method}: ${question.peer} ended.`);
      this.#text += value;
    }
  }

  /** Ends the process.
   * @returns The most memory it was seen to hold, in MB.
   */
  async stop(): Promise<number> {
    await this.#writer.close();
    await this.#reader.cancel();
    await this.#child.status;
    return await this.#memory.stop();
  }
}

/** Runs a program to its end.
 * @returns Milliseconds of the whole process, and the most memory it was seen to hold, in MB.
 * @throws {Error} If it fails.
 */
export async function timeProcess(
  { command, args }: Program,
): Promise<{ ms: number; megabytes: number }> {
  const started = performance.now();
  const child = new Deno.Command(command, { args: [...args], stdout: "null", stderr: "piped" })
    .spawn();
  const memory = new MemoryWatch(child.pid);
  const { success, stderr } = await child.output();
  const ms = performance.now() - started;
  const megabytes = await memory.stop();
  if (!success) {
    throw new Error(`Cannot bench ${command}: it failed: ${new TextDecoder().decode(stderr)}`);
  }
  return { ms, megabytes };
}

/** Looks at a process's memory as `ps` tells it: Deno lets no program without all rights read /proc. */
class MemoryWatch {
  readonly #done: Promise<number>;
  #isRunning = true;

  constructor(pid: number) {
    this.#done = this.#watch(pid);
  }

  stop(): Promise<number> {
    this.#isRunning = false;
    return this.#done;
  }

  async #watch(pid: number): Promise<number> {
    let most = 0;
    while (this.#isRunning) {
      const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(pid)] })
        .output();
      most = Math.max(most, Number(new TextDecoder().decode(stdout)) / 1024);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return most;
  }
}
