/** A loopback proxy that forwards connections and spoils them as a bad network does. Runs in Deno. */

/** How the proxy treats what it forwards. */
export interface Mischief {
  /** Bytes of answers after which a connection is closed; counted anew for each one. */
  readonly cutAnswerAfter?: (connection: number) => number;
  /** Bytes of answers after which no more are passed on, though the connection stays. */
  readonly holdAnswerAfter?: number;
  /** Bytes of requests after which a connection is closed. */
  readonly cutRequestAfter?: number;
  /** Bytes of requests after which no more are passed on, though the connection stays. */
  readonly holdRequestAfter?: number;
  /** Changes a piece of an answer; gets how many bytes of the answer came before it. */
  readonly alter?: (piece: Uint8Array, before: number) => void;
}

/** A running proxy. */
export interface TcpProxy {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  /** Connections accepted so far. */
  readonly connections: number;
  stop(): Promise<void>;
}

/** What a proxy does with a connection. */
export interface Served {
  /** Number of the connection, from 1. */
  readonly connection: number;
  /** Connects to the server that the proxy stands before. */
  connectFar(): Promise<Deno.Conn>;
}

/** Starts what stands before a server on the loopback and does as it is told with each connection.
 * @param endpoint Address of the server, `http://127.0.0.1:<port>`.
 */
export function listenBefore(
  endpoint: string,
  serve: (near: Deno.Conn, served: Served) => Promise<unknown>,
): TcpProxy {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const port = Number(new URL(endpoint).port);
  const open = new Set<Deno.Conn>();
  const running: Promise<unknown>[] = [];
  let count = 0;
  const keep = (connection: Deno.Conn): Deno.Conn => {
    open.add(connection);
    return connection;
  };
  const connectFar = async () => keep(await Deno.connect({ hostname: "127.0.0.1", port }));
  async function accept(): Promise<void> {
    for await (const near of listener) {
      // What ends a connection ends no other.
      running.push(
        serve(keep(near), { connection: ++count, connectFar }).catch(() => close(near)),
      );
    }
  }
  const accepting = accept().catch(() => {});
  return {
    endpoint: `http://127.0.0.1:${listener.addr.port}`,
    get connections() {
      return count;
    },
    async stop() {
      listener.close();
      for (const connection of open) close(connection);
      await accepting;
      await Promise.all(running);
    },
  };
}

/** Starts a proxy before a server on the loopback.
 * @param endpoint Address of the server, `http://127.0.0.1:<port>`.
 */
export function startProxy(endpoint: string, mischief: Mischief): TcpProxy {
  return listenBefore(endpoint, async (near, { connection, connectFar }) => {
    const far = await connectFar();
    await Promise.all([
      forward(near, far, {
        cut: mischief.cutRequestAfter ?? Infinity,
        hold: mischief.holdRequestAfter ?? Infinity,
      }),
      forward(far, near, {
        cut: mischief.cutAnswerAfter?.(connection) ?? Infinity,
        hold: mischief.holdAnswerAfter ?? Infinity,
        ...(mischief.alter === undefined ? {} : { alter: mischief.alter }),
      }),
    ]);
  });
}

interface Limits {
  readonly cut: number;
  readonly hold: number;
  readonly alter?: (piece: Uint8Array, before: number) => void;
}

async function forward(from: Deno.Conn, to: Deno.Conn, limits: Limits): Promise<void> {
  const buffer = new Uint8Array(16 * 1024);
  let passed = 0;
  try {
    while (passed < limits.cut) {
      const length = await from.read(buffer);
      if (length === null) break;
      const piece = buffer.subarray(0, Math.min(length, limits.cut - passed));
      limits.alter?.(piece, passed);
      if (passed < limits.hold) await writeAll(to, piece);
      passed += piece.length;
    }
  } catch {
    // One end has gone; so does the other.
  }
  close(from);
  close(to);
}

/** Writes bytes to their end. */
export async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await to.write(bytes.subarray(written));
}

/** Closes a connection, which may be closed already. */
export function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch {
    // It is closed already.
  }
}
