/** What an S3 store or the way to it says, told as the engine's storage errors without secrets. Runs in Deno only. */

import { quoteValue, StorageError, type StorageFailure } from "../../base/errors.ts";
import { ConnectionError } from "./limits.ts";

/** What was being done, for the message. */
export interface S3Subject {
  /** A verb: `read`, `write`, `list`, `create`, `delete`. */
  readonly action: string;
  readonly bucket: string;
  /** Key or prefix; empty for the bucket itself. */
  readonly name: string;
  /** The endpoint as it may be shown: without name and password. */
  readonly endpoint: string;
  /** Bytes that were to be written, or 0. */
  readonly size: number;
  /** Texts that are struck from whatever the store says. */
  readonly secrets: readonly string[];
}

/** The store's answer in the SDK's words, as far as it tells cases apart. */
export interface S3Answer {
  /** Such as `NoSuchKey`; empty where the store gave none, as in an answer to HEAD. */
  readonly code: string;
  /** HTTP status, or 0. */
  readonly status: number;
}

const REFUSED_CODES = new Set([
  "AccessDenied",
  "ExpiredToken",
  "InvalidAccessKeyId",
  "InvalidToken",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
]);
/** What the SDK says where it found no code. */
const NO_CODE = new Set(["Error", "NotFound", "Unknown", "UnknownError"]);
const FULL = /StorageFull|QuotaExceeded|InsufficientStorage/;
const WRONG_REGION = /Region|PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocation/;

/** Reads code and status out of whatever the SDK threw. */
export function answerOf(error: unknown): S3Answer {
  const said = error as {
    name?: unknown;
    Code?: unknown;
    $metadata?: { httpStatusCode?: unknown };
  } | null;
  const status = said?.$metadata?.httpStatusCode;
  const code = said?.Code ?? said?.name;
  return {
    code: typeof code === "string" && !NO_CODE.has(code) ? code : "",
    status: typeof status === "number" ? status : 0,
  };
}

/** Turns whatever a request threw into a StorageError; one that already is passes through.
 * The cause is a plain copy: the SDK's own errors carry the request with its signature.
 */
export function s3Failure(error: unknown, subject: S3Subject): StorageError {
  if (error instanceof StorageError) return error;
  const [failure, rule] = explain(error, subject);
  const cause = new Error(describeAnswer(error, subject.secrets));
  cause.stack = cause.message;
  return s3Error(failure, rule, { subject, cause });
}

/** Makes the error of a known case: what, where, and the rule with the next thing to try. */
export function s3Error(
  failure: StorageFailure,
  rule: string,
  { subject, cause }: { readonly subject: S3Subject; readonly cause?: Error },
): StorageError {
  const { action, bucket, name, endpoint } = subject;
  const address = `s3://${bucket}${name === "" ? "" : `/${name}`}`;
  const message = `Cannot ${action} ${address} at ${endpoint}: ${rule}`;
  return new StorageError(failure, message, cause === undefined ? undefined : { cause });
}

/** What no store of S3 ever leaves out of an answer; a web server that says yes to everything does.
 * @throws {Error} If the etag is not there.
 */
export function requireEtag(etag: string | undefined): void {
  if (etag === undefined || etag === "") throw new Error("an answer without an etag");
}

/** The rule of a bucket that is not there. */
export function missingBucketRule(bucket: string): string {
  return `the bucket must exist, but there is no ${quoteValue(bucket)}. ` +
    `Check storage.bucket, or make it and fill it with: deno task upload --bucket ${bucket}`;
}

function explain(error: unknown, subject: S3Subject): [StorageFailure, string] {
  if (error instanceof ConnectionError) return explainConnection(error);
  if (isChecksumMismatch(error)) {
    return [
      "interrupted",
      "the bytes must arrive as they were stored, but their checksum differs. " +
      "Try again; if it stays so, upload the object anew.",
    ];
  }
  const { code, status } = answerOf(error);
  const answer = joinWords(status, code);
  if (code === "NoSuchBucket") return ["missing-bucket", missingBucketRule(subject.bucket)];
  if (FULL.test(code) || status === 507) {
    return [
      "no-space",
      `the store needs room for ${subject.size} bytes more, but it is full (${answer}). ` +
      `Free some space there or raise the bucket's quota.`,
    ];
  }
  if (code === "RequestTimeTooSkewed") {
    return [
      "refused",
      `the clocks here and there must agree, but they differ (${answer}). Set this machine's clock.`,
    ];
  }
  if (WRONG_REGION.test(code) || status === 301) {
    return [
      "failed",
      `the request must go to the bucket's own region, but the store points elsewhere (${answer}). ` +
      `Set S3_REGION and S3_ENDPOINT to the bucket's.`,
    ];
  }
  if (status === 403 || status === 401 || REFUSED_CODES.has(code)) {
    return [
      "refused",
      `the store must accept the credentials, but it refused them (${answer}). Check ` +
      `AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that they may ${subject.action} there.`,
    ];
  }
  if (code === "KeyTooLongError") {
    return ["invalid-name", `a name has at most 1024 bytes, but this one has more. Shorten it.`];
  }
  return explainOther(error, subject);
}

function explainConnection(error: ConnectionError): [StorageFailure, string] {
  if (error.failure === "interrupted") {
    return [
      "interrupted",
      `the connection must last, but it was cut half-way (${error.message}). Try again; ` +
      `if it stays so, check the network and any proxy on the way.`,
    ];
  }
  if (/certificate/.test(error.message)) {
    return [
      "unreachable",
      `the endpoint must prove who it is, but this machine does not trust it (${error.message}). ` +
      `Name the file of its authority in DENO_CERT, or set DENO_TLS_CA_STORE=system.`,
    ];
  }
  return [
    "unreachable",
    `the endpoint must answer, but it does not (${error.message}). Check that the store is ` +
    `running, and host, port and http or https in S3_ENDPOINT.`,
  ];
}

function explainOther(error: unknown, subject: S3Subject): [StorageFailure, string] {
  const { code, status } = answerOf(error);
  if (error instanceof Deno.errors.NotCapable) return explainPermission(error, subject);
  // 429 and 503 are a store that has too much to do.
  if (status >= 500 || status === 429) {
    return [
      "failed",
      `the store must be well, but it answered ${joinWords(status, code)}. Try again later.`,
    ];
  }
  return [
    "failed",
    `the store must answer as S3 does, but it said ${
      quoteValue(describeAnswer(error, subject.secrets))
    }. ` +
    `Check http or https in S3_ENDPOINT, and that its port is that of S3, not of a console.`,
  ];
}

function explainPermission(error: Error, subject: S3Subject): [StorageFailure, string] {
  if (/net access/.test(error.message)) {
    return [
      "unreachable",
      `the program needs leave to use the network, but was started without it. ` +
      `Start it with --allow-net=${new URL(subject.endpoint).host}.`,
    ];
  }
  return [
    "failed",
    `the program needs the leave that deno.json gives its tasks, but was started with less ` +
    `(${error.message.split(",")[0]}). Start it with --ignore-env.`,
  ];
}

function isChecksumMismatch(error: unknown): boolean {
  return error instanceof Error && /checksum mismatch/i.test(error.message);
}

/** The foreign part of a message, which might repeat what the request carried. */
function describeAnswer(error: unknown, secrets: readonly string[]): string {
  const { code, status } = answerOf(error);
  const said = error instanceof Error ? error.message.split("\n")[0] : String(error);
  return secrets.reduce(
    (hidden, secret) => secret === "" ? hidden : hidden.replaceAll(secret, "***"),
    joinWords(status, code, NO_CODE.has(said) ? "" : said),
  );
}

function joinWords(...words: readonly (string | number)[]): string {
  return words.filter((word) => word !== "" && word !== 0).join(" ");
}
