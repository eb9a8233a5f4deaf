/** The error of a statement whose session the server no longer knows. Runs in Deno only. */

import { StorageError } from "../../base/errors.ts";

/** The server was started anew, or dropped the session: views and settings made in it are gone. The
 * connection has begun a new one, in which they can be made again and the statement repeated. */
export class SessionLostError extends StorageError {}

/** Whether a statement failed only because its session is gone. */
export function isSessionLost(error: unknown): boolean {
  return error instanceof SessionLostError;
}
