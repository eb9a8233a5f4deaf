/** A loopback proxy that answers in a store's place as a store in trouble does, or slows it down. Runs in Deno. */

import { joinBytes } from "../../pipeline/base/buffers.ts";
import { close, listenBefore, type TcpProxy, writeAll } from "./tcp_proxy.ts";

/** What becomes of a connection: an answer without the store, a slow one, a changed one; null: nothing. */
export type Fault =
  | { readonly kind: "answer"; readonly text: string }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  | { readonly kind: "silent" }
  | { readonly kind: "change"; readonly from: RegExp; readonly to: string }
  | null;

const SLICE_MS = 50;

/** A store's answer with an error in it. */
export function storeSays(status: number, code: string, headers = ""): Fault {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
  return {
    kind: "answer",
    text: `HTTP/1.1 ${status} No\r\nContent-Type: application/xml\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n${headers}\r\n${body}`,
  };
}

/** Starts a proxy before a store on the loopback.
 * @param faultOf Tells by a connection's number, from 1, what becomes of it.
 */
export function startFaultyProxy(
  endpoint: string,
  faultOf: (connection: number) => Fault,
): TcpProxy {
  return listenBefore(endpoint, async (near, { connection, connectFar }) => {
    const fault = faultOf(connection);
    try {
      if (fault?.kind === "answer") return await answer(near, fault.text);
      if (fault?.kind === "silent") return await readAll(near);
      const far = await connectFar();
      await Promise.race([pass(near, far, null), pass(far, near, fault)]);
      close(far);
    } finally {
      close(near);
    }
  });
}

/** Reads the request to its end, as a store does before it answers. */
async function answer(near: Deno.Conn, text: string): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  let head = "";
  let left = Infinity;
  while (left > 0) {
    const length = await near.read(buffer);
    if (length === null) return;
    head += new TextDecoder("latin1").decode(buffer.subarray(0, length));
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) continue;
    const size = Number(/content-length: (\d+)/i.exec(head.slice(0, end))?.[1] ?? 0);
    left = size - (head.length - end - 4);
  }
  await writeAll(near, new TextEncoder().encode(text));
}

async function readAll(near: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  while (await near.read(buffer) !== null);
}

async function pass(from: Deno.Conn, to: Deno.Conn, fault: Fault): Promise<void> {
  const slice = fault?.kind === "slow" ? Math.ceil(fault.bytesPerSecond * SLICE_MS / 1000) : 16_384;
  const buffer = new Uint8Array(slice);
  for (let isFirst = true;; isFirst = false) {
    const length = await from.read(buffer);
    if (length === null) return;
    const piece = buffer.subarray(0, length);
    const isChanged = isFirst && fault?.kind === "change";
    await writeAll(to, isChanged ? changed(piece, fault) : piece);
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, SLICE_MS));
  }
}

/** Bytes are kept as they are: each is one letter. */
function changed(piece: Uint8Array, { from, to }: { from: RegExp; to: string }): Uint8Array {
  const text = new TextDecoder("latin1").decode(piece);
  const found = from.exec(text);
  if (found === null) return piece;
  const encode = new TextEncoder();
  return joinBytes([
    piece.subarray(0, found.index),
    encode.encode(to),
    piece.subarray(found.index + found[0].length),
  ]);
}
