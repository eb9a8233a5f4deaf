/** What statements are given of the session that they run in. Runs in Deno only. */

import type { Client } from "@connectrpc/connect";
import type { SparkConnectService } from "./wire/spark_connect_pb.ts";

/** How long what is waited for, in milliseconds; all are needed. */
export interface SparkPatience {
  /** For an answer to a call that is no statement, the first one among them. */
  readonly callMs: number;
  /** For any word of a statement: rows or progress. */
  readonly silenceMs: number;
  /** For a server that stopped answering in the middle of a statement to come back. */
  readonly returnMs: number;
}

/** What each call says of its session. */
export interface SessionNames {
  readonly sessionId: string;
  readonly userContext: { readonly userId: string };
  readonly clientType: string;
  readonly clientObservedServerSideSessionId?: string;
}

/** What statements need of the session that they run in. */
export interface SparkCalls {
  readonly client: Client<typeof SparkConnectService>;
  readonly patience: SparkPatience;
  readonly shown: string;
  /** The session as the next call shall name it. */
  names(): SessionNames;
  /** Keeps the server's own name of the session, by which it will know whether it is still the same. */
  observe(serverSideSessionId: string): void;
}
