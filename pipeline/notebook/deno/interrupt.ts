/** Ctrl-C while cells compute: heard beside them, as their own thread hears nothing. Runs in Deno only. */

/** Whether somebody has pressed Ctrl-C. */
export interface Interrupts {
  /** For loops, which ask often: no more than a look at a number. */
  isInterrupted(): boolean;
  /** Aborted as soon as this thread hears it, for work that waits. */
  readonly signal: AbortSignal;
}

/** Listens for Ctrl-C in a worker and here.
 * @param code The exit code of a second one, which ends the program at once.
 */
export async function listenForInterrupts(code: number): Promise<Interrupts> {
  const pressed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(new URL("./interrupt_worker.ts", import.meta.url), { type: "module" });
  await new Promise<void>((resolve) => {
    worker.onmessage = () => resolve();
    worker.postMessage(pressed);
  });
  const controller = new AbortController();
  Deno.addSignalListener("SIGINT", () => {
    // A second Ctrl-C is for one who does not want to wait until the work notices the first.
    if (controller.signal.aborted) Deno.exit(code);
    controller.abort(new DOMException("interrupted", "AbortError"));
  });
  return { isInterrupted: () => Atomics.load(pressed, 0) > 0, signal: controller.signal };
}
