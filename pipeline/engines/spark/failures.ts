/** What a call to Spark that failed means, as one of the product's own errors, in one line. Runs in Deno only. */

import { Code, ConnectError } from "@connectrpc/connect";
import { DataError, StorageError, type StorageFailure } from "../../base/errors.ts";
import { SessionLostError } from "./session_lost.ts";
import { ErrorInfoSchema } from "./wire/error_info_pb.ts";
import type { FetchErrorDetailsResponse_Error as Cause } from "./wire/spark_connect_pb.ts";

/** What is known of the place where it failed. */
export interface FailureContext {
  /** The server, as messages name it. */
  readonly shown: string;
  /** What no message may hold, such as the token. */
  readonly secrets: readonly string[];
  /** Asks the server for the chain of errors behind one, the outermost first. */
  readonly causesOf: (errorId: string) => Promise<readonly Cause[]>;
}

const MOST_CHARACTERS = 500;
const START_ONE =
  "Start one with sbin/start-connect-server.sh of Spark 4, or correct engine.spark_endpoint.";
/** A write that has a cause of its own is told by that. */
const SAYS_LITTLE = /^(Job aborted|\[TASK_WRITE_FAILED\]|Task failed while)/;

/** Files and stores, by what their own messages say somewhere in the chain. */
const STORES: readonly (readonly [RegExp, StorageFailure])[] = [
  [/No space left on device|disk quota exceeded/i, "no-space"],
  [/NoSuchBucket|bucket does not exist|UnknownStoreException/i, "missing-bucket"],
  [/PATH_NOT_FOUND|FILE_NOT_EXIST|FileNotFoundException|NoSuchKey/, "missing-object"],
  [/AccessDenied|Permission denied|status code: 403|\(403\)/i, "refused"],
];

/** Codes by which a server, or what stands before it, turns a caller away. */
const REFUSALS: ReadonlySet<Code> = new Set([Code.Unauthenticated, Code.PermissionDenied]);
const FINAL: ReadonlySet<Code> = new Set([
  ...REFUSALS,
  ...[Code.Unimplemented, Code.ResourceExhausted, Code.InvalidArgument, Code.DeadlineExceeded],
]);

/** What Spark itself says of a failure; texts are empty where it says nothing. */
export interface SparkWord {
  readonly errorClass: string;
  readonly sqlState: string;
  /** By which it tells the causes. */
  readonly errorId: string;
}

/** Whether Spark says that the session is gone. */
export function isLost({ errorClass }: SparkWord): boolean {
  return errorClass.startsWith("INVALID_HANDLE.SESSION_");
}

/** What Spark itself says of a failure, or null where the call did not get that far. */
export function wordOfSpark(error: ConnectError): SparkWord | null {
  const [info] = error.findDetails(ErrorInfoSchema);
  if (info === undefined) return null;
  const { errorClass, sqlState = "", errorId = "" } = info.metadata;
  const written = /^\s*\[([A-Z0-9_.]+)\]/.exec(error.rawMessage)?.[1];
  return { errorClass: errorClass ?? written ?? "", sqlState, errorId };
}

/** Whether the way to the server broke, so that it may well go on with the work. */
export function isBroken(error: unknown): boolean {
  const { code } = ConnectError.from(error);
  return error instanceof ConnectError && wordOfSpark(error) === null && !FINAL.has(code);
}

/** Whether the server never heard of a statement, or no longer knows it. */
export function isUnknownOperation(error: unknown): boolean {
  return error instanceof ConnectError &&
    wordOfSpark(error)?.errorClass === "INVALID_HANDLE.OPERATION_NOT_FOUND";
}

/** Makes the error that a caller sees. Asks the server for causes; never throws.
 * @param action What failed: `run a statement`.
 */
export async function explainFailure(
  action: string,
  thrown: unknown,
  context: FailureContext,
): Promise<Error> {
  if (!(thrown instanceof ConnectError)) return thrown as Error;
  const word = wordOfSpark(thrown);
  if (word === null) return explainTransport(action, thrown, context);
  const where = `Cannot ${action} on Spark at ${context.shown}`;
  if (isLost(word)) {
    return new SessionLostError(
      "failed",
      `${where}: its session must still be there, but the server no longer knows it (it was ` +
        "started anew, or ended the session). Run it again.",
    );
  }
  const causes = word.errorId === "" ? [] : await context.causesOf(word.errorId).catch(() => []);
  const message = `${where}: ${hideSecrets(tellCauses(thrown, causes), context.secrets)}`;
  // SQL's own class of states for values that do not fit.
  if (word.sqlState.startsWith("22")) return new DataError(message);
  const all = [
    thrown.rawMessage,
    ...causes.map(({ message, errorTypeHierarchy }) => `${errorTypeHierarchy[0]} ${message}`),
  ].join("\n");
  const failure = STORES.find(([pattern]) => pattern.test(all))?.[1] ?? "failed";
  return new StorageError(failure, message);
}

/** Puts stars where a message would tell a secret: those known, and what settings hold that are
 * named like one. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret !== "")
    .reduce((left, secret) => left.replaceAll(secret, "***"), text);
  return known.replace(
    /((?:secret|password|token|credential|access[._]?key)[\w.-]*['"`]?\s*(?:=>|[=:,])\s*['"`]?)[^\s'"`,;)]+/gi,
    "$1***",
  ).replace(/(\/\/[^\s/:@]+:)[^\s/@]+@/g, "$1***@");
}

function explainTransport(action: string, error: ConnectError, context: FailureContext): Error {
  const { shown, secrets } = context;
  if (REFUSALS.has(error.code)) {
    const said = hideSecrets(firstLine(error.rawMessage), secrets);
    return new StorageError(
      "refused",
      `Cannot ${action} on Spark at ${shown}: the server must admit the token, but it said ` +
        `"${said}". Give the token that it was started with.`,
    );
  }
  const refused = /ECONNREFUSED|refused/.test(error.rawMessage);
  const said = refused
    ? "nothing listens"
    : error.code === Code.DeadlineExceeded
    ? "no answer came in time"
    : `"${hideSecrets(firstLine(error.rawMessage), secrets)}" came back`;
  return new StorageError(
    "unreachable",
    `Cannot ${action} on Spark at ${shown}: a Spark Connect server must answer there, but ${said}. ` +
      START_ONE,
  );
}

/** The outermost message, and the innermost where it says more. */
function tellCauses(error: ConnectError, causes: readonly Cause[]): string {
  const outer = firstLine(causes[0]?.message ?? error.rawMessage);
  const inner = firstLine(causes.at(-1)?.message ?? "");
  if (causes.length < 2 || inner === "" || (outer.includes(inner) && !SAYS_LITTLE.test(outer))) {
    return outer;
  }
  return SAYS_LITTLE.test(outer) ? inner : `${outer}: ${inner}`;
}

/** Spark's messages go on with the statement and with the server's stack, which are left out. */
function firstLine(text: string): string {
  const line = text.trim().split("\n")[0].trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 3)}...` : line;
}
