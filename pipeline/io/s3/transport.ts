/** How requests to an S3 store travel: by fetch, with a limit on every wait. Runs in Deno only.
 *
 * The SDK's own handler goes through node:https, which under Deno needs unlimited leave to ask about
 * the system; fetch needs leave for the network alone, and follows Deno's certificates and proxies.
 */

import { ConnectionError, type Deadline, type S3Limits, transferMs } from "./limits.ts";

/** Bytes set aside for an answer that does not say how long it is. */
const FIRST_BUFFER = 16 * 1024;

/** What the SDK hands to a request handler, as far as it is used here. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly reason: string;
  readonly headers: Record<string, string>;
  readonly body: ReadableStream<Uint8Array>;
}

/** The part of the SDK's request handler that it calls. */
export interface FetchHandler {
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<{ response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
  destroy(): void;
}

/** Makes a request handler for the SDK. Answers are read whole before the SDK sees them, so that one
 * cut half-way is tried again like any other failed attempt.
 */
export function fetchHandler(limits: S3Limits, deadline: Deadline): FetchHandler {
  return {
    async handle(request, options = {}) {
      const signal = options.abortSignal ?? deadline.signal;
      return { response: await exchange(request, { limits, deadline, signal }) };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

interface Exchange {
  readonly limits: S3Limits;
  readonly deadline: Deadline;
  readonly signal: AbortSignal;
}

async function exchange(request: SdkRequest, context: Exchange): Promise<SdkResponse> {
  const { limits, deadline, signal } = context;
  const body = request.body as Uint8Array<ArrayBuffer> | string | undefined;
  const patience = new Patience(signal);
  try {
    patience.wait(limits.answerMs + transferMs(body?.length ?? 0, limits), "unreachable");
    const answer = await fetch(addressOf(request), {
      method: request.method,
      // Else fetch would unpack what is stored as gzip, and its length would no longer fit.
      headers: { ...request.headers, "accept-encoding": "identity" },
      redirect: "manual",
      signal: patience.signal,
      ...(body === undefined ? {} : { body }),
    });
    const length = request.method === "HEAD" ? 0 : answer.headers.get("content-length");
    const size = length === null ? null : Number(length);
    deadline.extend(size ?? 0);
    deadline.answering = true;
    const bytes = await readBody(answer, size, () => patience.wait(limits.stallMs, "interrupted"));
    return {
      statusCode: answer.status,
      reason: answer.statusText,
      headers: Object.fromEntries(answer.headers),
      body: streamOf(bytes),
    };
  } catch (error) {
    // Not the reason itself: the SDK must see that another attempt would be of no use.
    if (signal.aborted) throw new DOMException("the call has ended", "AbortError");
    throw patience.signal.aborted ? patience.signal.reason : explainFetch(error);
  } finally {
    patience.end();
  }
}

/** A signal that aborts with its parent, or when the current wait grows too long. */
class Patience {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parent: AbortSignal) {
    this.signal = AbortSignal.any([parent, this.#controller.signal]);
  }

  wait(ms: number, failure: "unreachable" | "interrupted"): void {
    clearTimeout(this.#timer);
    const said = failure === "unreachable" ? "no answer within" : "no further bytes within";
    this.#timer = setTimeout(() => {
      this.#controller.abort(
        new ConnectionError(failure, `${said} ${Math.round(ms / 100) / 10} s`),
      );
    }, ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

async function readBody(
  answer: Response,
  size: number | null,
  onPiece: () => void,
): Promise<Uint8Array<ArrayBuffer>> {
  onPiece();
  let bytes = new Uint8Array(size ?? FIRST_BUFFER);
  let received = 0;
  try {
    for await (const piece of answer.body ?? []) {
      onPiece();
      if (received + piece.length > bytes.length) bytes = enlarge(bytes, received + piece.length);
      bytes.set(piece, received);
      received += piece.length;
    }
  } catch (error) {
    if (error instanceof TypeError) throw cut(received, size);
    throw error;
  }
  if (size !== null && received !== size) throw cut(received, size);
  return bytes.subarray(0, received);
}

function enlarge(bytes: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes);
  return larger;
}

function cut(received: number, size: number | null): ConnectionError {
  const whole = size === null ? "an unknown number of" : size;
  return new ConnectionError("interrupted", `${received} of ${whole} bytes came`);
}

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}

function addressOf(request: SdkRequest): string {
  const port = request.port === undefined ? "" : `:${request.port}`;
  const query = Object.entries(request.query ?? {}).flatMap(([key, value]) => {
    const values = Array.isArray(value) ? value as readonly string[] : [value as string | null];
    return values.map((one) => one === null ? encode(key) : `${encode(key)}=${encode(one)}`);
  }).join("&");
  const asked = query === "" ? "" : `?${query}`;
  return `${request.protocol}//${request.hostname}${port}${request.path}${asked}`;
}

/** Escapes as the signature does, which knows fewer safe characters than encodeURIComponent. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function explainFetch(error: unknown): unknown {
  if (!(error instanceof TypeError)) return error;
  const inner = error.cause instanceof Error ? error.cause.message : error.message;
  // fetch begins with the address and its own layers; what happened stands behind them.
  const what = inner.replace(/^.*client error \(\w+\): /, "");
  const established = inner.includes("(SendRequest)") || inner.includes("(Body)");
  return new ConnectionError(established ? "interrupted" : "unreachable", what);
}
