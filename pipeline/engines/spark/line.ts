/** The HTTP/2 connection to a Spark Connect server, made anew when it broke. Runs in Deno only. */

import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type ClientSessionRequestOptions,
  connect,
  type OutgoingHttpHeaders,
} from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import type { GrpcTransportOptions } from "@connectrpc/connect-node";

type SessionManager = NonNullable<GrpcTransportOptions["sessionManager"]>;

/** Takes the place of the package's own manager, which stops listening for errors after the first one:
 * Deno sends some twice, and one that nobody hears ends the process. */
export class Line implements SessionManager {
  readonly authority: string;
  #session: Promise<ClientHttp2Session> | undefined;
  #isClosed = false;

  /** Connects with the first request.
   * @param authority `http://host:port` or `https://host:port`.
   */
  constructor(authority: string) {
    this.authority = authority;
  }

  /** Sends the head of a request.
   * @throws {ConnectError} If there is no way to the server.
   */
  async request(
    method: string,
    path: string,
    headers: OutgoingHttpHeaders,
    options: Omit<ClientSessionRequestOptions, "signal">,
  ): Promise<ClientHttp2Stream> {
    if (this.#isClosed) throw new ConnectError("the connection was closed", Code.Canceled);
    let session = await (this.#session ??= this.#open());
    if (session.closed || session.destroyed) session = await (this.#session = this.#open());
    try {
      return session.request({ ...headers, ":method": method, ":path": path }, options);
    } catch (error) {
      // It ended between both lines.
      throw new ConnectError((error as Error).message, Code.Unavailable);
    }
  }

  /** Asked for by the interface; of use only to managers that test an idle connection. */
  notifyResponseByteRead(): void {}

  /** Breaks off the connection for good. */
  close(): void {
    this.#isClosed = true;
    this.#session?.then((session) => session.destroy(), () => {});
  }

  #open(): Promise<ClientHttp2Session> {
    const opening = new Promise<ClientHttp2Session>((resolve, reject) => {
      const session = connect(this.authority);
      const forget = () => {
        if (this.#session === opening) this.#session = undefined;
      };
      session.on("error", (error) => {
        forget();
        reject(new ConnectError(error.message, Code.Unavailable));
      });
      session.on("close", () => {
        forget();
        reject(new ConnectError("the connection was closed", Code.Unavailable));
      });
      // The server ends it when its open requests are answered; others go over a new one.
      session.on("goaway", forget);
      session.on("connect", () => resolve(session));
    });
    return opening;
  }
}
