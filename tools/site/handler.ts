/** Answers requests for a built site: clean addresses, compression, caching, a strict policy. Runs in Deno only. */

import { findFile, type SiteFile } from "./paths.ts";
import { BARE_POLICY, policyOf } from "./policy.ts";

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

/** What is kept between answers. */
interface Kept {
  readonly bodies: BodyCache;
  /** Rules of content by path, each of one state of the file. */
  readonly policies: Map<string, { readonly etag: string; readonly policy: string }>;
}

/** Makes the function that answers requests for a folder.
 * Compressed bodies are kept, 64 MB at most, the longest unused out first.
 * @param folder Path of the built site.
 * @param answersTo Whether the server goes by a host's name; a page of another site that gave its own
 * name this machine's address is then told nothing.
 */
export function siteHandler(
  folder: string,
  answersTo: (hostname: string) => boolean = () => true,
): (request: Request) => Promise<Response> {
  const kept: Kept = { bodies: new BodyCache(), policies: new Map() };
  return async (request) => {
    if (!answersTo(new URL(request.url).hostname)) {
      return plain(
        421,
        "This server goes by 127.0.0.1 and localhost only (deno task serve --host).",
      );
    }
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
      return await send(request, { file: found.file, kept, status: 200 });
    }
    const page = await findFile(folder, "/404");
    if (page.kind !== "file") return plain(404, "There is no such page.");
    return await send(request, { file: page.file, kept, status: 404 });
  };
}

async function send(
  request: Request,
  { file, kept: { bodies, policies }, status }: {
    readonly file: SiteFile;
    readonly kept: Kept;
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
  const key = `${file.path} ${etag}`;
  const known = policies.get(file.path);
  const policy = known?.etag === etag
    ? known.policy
    : await policyOf(file.name, () => Deno.readTextFile(file.path));
  policies.set(file.path, { etag, policy });
  const headers = new Headers({
    "content-type": TYPES[extension] ?? "application/octet-stream",
    "cache-control": HASHED.test(file.name) ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": policy,
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
  const body = await bodies.get(key, async () => {
    const bytes = await Deno.readFile(file.path);
    return new Uint8Array(await new Response(compress(new Blob([bytes]).stream())).arrayBuffer());
  });
  headers.set("content-length", String(body.length));
  return new Response(isHead ? null : body, { status, headers });
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
      "content-security-policy": BARE_POLICY,
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
