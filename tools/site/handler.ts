/** Answers requests for a built site: clean addresses, compression, caching, a strict policy. Runs in Deno only. */

import { FRAME_FILE, FRAME_POLICY, FRAME_SANDBOX } from "../../src/data/frame_policy.ts";
import { findFile, type SiteFile } from "./paths.ts";

/** What pages may load: their own site, images that they draw themselves, and kernels that the engine
 * brings along. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "worker-src 'self'",
].join("; ");
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  ico: "image/x-icon",
  woff2: "font/woff2",
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
/** Already compressed, so that gzip only costs. */
const COMPRESSED = /\.(png|jpg|woff2|xlsx|gz)$/;
/** Framework puts a hash of the content into the names of these: they never change. */
const HASHED = /^_(observablehq|import|file|npm|node)\//;
const LONGEST_ADDRESS = 2048;
/** Larger files are compressed as they are sent, and not kept. */
const MOST_BYTES_OF_ONE_BODY = 8 * 2 ** 20;
const MOST_BYTES_KEPT = 64 * 2 ** 20;

/** Makes the function that answers requests for a folder.
 * Compressed bodies are kept, 64 MB at most, the longest unused out first.
 * @param folder Path of the built site.
 */
export function siteHandler(folder: string): (request: Request) => Promise<Response> {
  const bodies = new BodyCache();
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return plain(405, "Only GET and HEAD are answered here.", { allow: "GET, HEAD" });
    }
    if (request.url.length > LONGEST_ADDRESS) return plain(414, "The address is too long.");
    const { pathname, search } = new URL(request.url);
    const found = await findFile(folder, pathname);
    if (found.kind === "malformed") return plain(400, "The address cannot be read.");
    if (found.kind === "moved") {
      return plain(308, "", { location: `${found.to}${search}` });
    }
    if (found.kind === "file") {
      return await send(request, { file: found.file, bodies, status: 200 });
    }
    const page = await findFile(folder, "/404");
    if (page.kind !== "file") return plain(404, "There is no such page.");
    return await send(request, { file: page.file, bodies, status: 404 });
  };
}

async function send(
  request: Request,
  { file, bodies, status }: {
    readonly file: SiteFile;
    readonly bodies: BodyCache;
    readonly status: number;
  },
): Promise<Response> {
  const extension = file.name.slice(file.name.lastIndexOf(".") + 1);
  const canCompress = !COMPRESSED.test(file.name);
  const isKept = file.size <= MOST_BYTES_OF_ONE_BODY;
  const isHead = request.method === "HEAD";
  // A HEAD tells the length, and that of a large file is known only as it lies.
  const isGzip = canCompress && (isKept || !isHead) &&
    acceptsGzip(request.headers.get("accept-encoding"));
  const etag = `W/"${file.size.toString(36)}-${file.modified.toString(36)}"`;
  const headers = new Headers({
    "content-type": TYPES[extension] ?? "application/octet-stream",
    "cache-control": HASHED.test(file.name) ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": policyOf(file.name),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    etag,
    ...(canCompress ? { vary: "accept-encoding" } : {}),
  });
  if (status === 200 && matches(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  if (isGzip) headers.set("content-encoding", "gzip");
  else headers.set("content-length", String(file.size));
  if (!isGzip && isHead) return new Response(null, { status, headers });
  if (!isGzip) return new Response((await Deno.open(file.path)).readable, { status, headers });
  if (!isKept) {
    return new Response(compress((await Deno.open(file.path)).readable), { status, headers });
  }
  const body = await bodies.get(`${file.path} ${etag}`, async () => {
    const bytes = await Deno.readFile(file.path);
    return new Uint8Array(await new Response(compress(new Blob([bytes]).stream())).arrayBuffer());
  });
  headers.set("content-length", String(body.length));
  return new Response(isHead ? null : body, { status, headers });
}

/** The notebook's cells are code that a person writes, and they run in a frame of their own. */
function policyOf(name: string): string {
  return FRAME_FILE.test(name) ? `${FRAME_POLICY}; ${FRAME_SANDBOX}` : POLICY;
}

/** Bodies by key, bounded in bytes. Requests for the same one at once share one compression. */
class BodyCache {
  readonly #bodies = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  #bytes = 0;

  async get(
    key: string,
    make: () => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const kept = this.#bodies.get(key);
    if (kept !== undefined) {
      // A map lists its keys from the longest unused.
      this.#bodies.delete(key);
      this.#bodies.set(key, kept);
      return await kept;
    }
    const made = make();
    this.#bodies.set(key, made);
    try {
      this.#bytes += (await made).length;
    } catch (error) {
      this.#bodies.delete(key);
      throw error;
    }
    await this.#dropOldest();
    return await made;
  }

  async #dropOldest(): Promise<void> {
    for (const [key, body] of this.#bodies) {
      if (this.#bytes <= MOST_BYTES_KEPT) return;
      const { length } = await body;
      if (this.#bodies.delete(key)) this.#bytes -= length;
    }
  }
}

function compress(body: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array> {
  return body.pipeThrough(new CompressionStream("gzip"));
}

/** Whether `Accept-Encoding` allows gzip: it is named, or "*", and not refused by `q=0`. */
function acceptsGzip(accepted: string | null): boolean {
  const offers = (accepted ?? "").toLowerCase().split(",").map((offer) => offer.trim());
  const offer = offers.find((one) => /^gzip\b/.test(one)) ?? offers.find((one) => /^\*/.test(one));
  return offer !== undefined && !/;\s*q=0(\.0*)?\s*$/.test(offer);
}

function matches(given: string | null, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, "");
  return (given ?? "").split(",").some((tag) => tag.trim() === "*" || bare(tag) === bare(etag));
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text === "" ? null : `${text}\n`, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
