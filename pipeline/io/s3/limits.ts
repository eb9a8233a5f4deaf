/** How long a request to an S3 store may take, and what it means when it takes longer. Runs in Deno and browsers. */

/** How long a call may wait. All but the last are milliseconds. */
export interface S3Limits {
  /** Until the first byte of an answer, for one attempt without a body. */
  readonly answerMs: number;
  /** Between two pieces of an answer. */
  readonly stallMs: number;
  /** For a whole call with all its attempts, apart from the time its bytes may take. */
  readonly callMs: number;
  /** For tidying up after a failed group. */
  readonly cleanUpMs: number;
  /** The slowest transfer to be patient with, bytes per second: extends `answerMs` and `callMs`. */
  readonly slowestBytesPerSecond: number;
}

/** Limits that suit a store in the same house as well as one behind a slow line. */
export const S3_LIMITS: S3Limits = {
  answerMs: 20_000,
  stallMs: 30_000,
  callMs: 120_000,
  cleanUpMs: 10_000,
  slowestBytesPerSecond: 128 * 1024,
};

/** A connection that could not be made, or that broke. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  /** One of the codes by which the SDK recognises what is worth another attempt. */
  readonly code: "ECONNREFUSED" | "ECONNRESET";

  constructor(
    readonly failure: "unreachable" | "interrupted",
    message: string,
  ) {
    super(message);
    this.code = failure === "unreachable" ? "ECONNREFUSED" : "ECONNRESET";
  }
}

/** The end of a call's patience; it moves back with every transfer that takes time of its own. */
export class Deadline {
  /** Aborted with a ConnectionError when time is up. */
  readonly signal: AbortSignal;
  /** Whether part of an answer has come: then the connection did exist. */
  answering = false;
  readonly #controller = new AbortController();
  readonly #limits: S3Limits;
  readonly #started = performance.now();
  #allowedMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limits: S3Limits, allowedMs: number) {
    this.#limits = limits;
    this.#allowedMs = allowedMs;
    this.signal = this.#controller.signal;
    this.#start();
  }

  /** Grants the time that a transfer of so many bytes may take. */
  extend(bytes: number): void {
    this.#allowedMs += transferMs(bytes, this.#limits);
    this.#start();
  }

  /** Ends the waiting; must be called, or the process stays awake. */
  clear(): void {
    clearTimeout(this.#timer);
  }

  #start(): void {
    clearTimeout(this.#timer);
    const left = this.#allowedMs - (performance.now() - this.#started);
    this.#timer = setTimeout(() => {
      const seconds = Math.round(this.#allowedMs / 100) / 10;
      this.#controller.abort(
        this.answering
          ? new ConnectionError("interrupted", `not complete after ${seconds} s`)
          : new ConnectionError("unreachable", `no answer within ${seconds} s`),
      );
    }, Math.max(0, left));
  }
}

/** Milliseconds that a transfer of so many bytes may take. */
export function transferMs(bytes: number, limits: S3Limits): number {
  return bytes / limits.slowestBytesPerSecond * 1000;
}
