/** One S3 call after the other, each with its own client, deadline and errors. Runs in Deno only. */

import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { quoteValue, StorageError } from "../../base/errors.ts";
import { s3Failure, type S3Subject } from "./errors.ts";
import { Deadline, S3_LIMITS, type S3Limits, transferMs } from "./limits.ts";
import { type FetchHandler, fetchHandler } from "./transport.ts";

/** Where a bucket is and who asks. */
export interface S3Options {
  /** Address of the store, `http://127.0.0.1:9000`. A name and password in it are not used. */
  readonly endpoint: string;
  /** Such as `us-east-1`. */
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What differs from {@link S3_LIMITS}. */
  readonly limits?: Partial<S3Limits>;
}

/** What one call does, and how long it may take. */
export interface S3Call {
  /** A verb for the message: `read`, `write`, `list`, `create`, `delete`. */
  readonly action: string;
  /** Key or prefix; empty for the bucket itself. */
  readonly name: string;
  /** Bytes to be sent. */
  readonly size?: number;
  /** Milliseconds, instead of the limits' `callMs`. */
  readonly allowedMs?: number;
  /** The caller's wish to stop; its reason is thrown as it is. */
  readonly signal?: AbortSignal;
}

/** What a call is given: the SDK, a client, and what to pass to `client.send`. */
export interface S3Tools {
  readonly sdk: typeof import("@aws-sdk/client-s3");
  readonly client: S3Client;
  readonly sending: { readonly abortSignal: AbortSignal };
}

const MOST_ATTEMPTS = 3;
const BUCKET_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/;
const SETTINGS_HINT = "Set S3_ENDPOINT, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY " +
  "in the environment, or storage.backend to local.";

/** Makes calls to one bucket. The SDK is loaded with the first call, so that runs without S3 do not
 * pay for it; every call ends its own connections and timers.
 */
export class S3Caller {
  readonly bucket: string;
  readonly limits: S3Limits;
  readonly #endpoint: string;
  readonly #options: S3Options;

  /** @throws {StorageError} "failed" for an endpoint that is no address, "refused" for missing
   *   credentials, "invalid-name" for a name that no bucket can have. */
  constructor(options: S3Options) {
    this.bucket = options.bucket;
    this.limits = { ...S3_LIMITS, ...options.limits };
    this.#endpoint = readEndpoint(options.endpoint);
    this.#options = options;
    if (!BUCKET_NAME.test(options.bucket)) {
      throw new StorageError(
        "invalid-name",
        `Cannot use the bucket ${
          quoteValue(options.bucket)
        }: its name must have 2 to 63 letters, ` +
          `digits, dots and hyphens. Set storage.bucket.`,
      );
    }
    if (options.accessKeyId === "" || options.secretAccessKey === "") {
      const absent = options.accessKeyId === "" ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY";
      throw new StorageError(
        "refused",
        `Cannot use s3://${this.bucket} at ${this.#endpoint}: credentials must be given, but ` +
          `${absent} is not set. ${SETTINGS_HINT}`,
      );
    }
  }

  /** Does one call.
   * @throws {StorageError} In every case of failure.
   * @throws The reason of `call.signal` if that was aborted.
   */
  async run<T>(call: S3Call, work: (tools: S3Tools) => Promise<T>): Promise<T> {
    call.signal?.throwIfAborted();
    const allowedMs = (call.allowedMs ?? this.limits.callMs) +
      transferMs(call.size ?? 0, this.limits);
    const deadline = new Deadline(this.limits, allowedMs);
    let client: S3Client | undefined;
    const signals = call.signal === undefined ? [] : [call.signal];
    try {
      const sdk = await import("@aws-sdk/client-s3");
      client = new sdk.S3Client(this.#config(fetchHandler(this.limits, deadline)));
      const abortSignal = AbortSignal.any([deadline.signal, ...signals]);
      // The SDK sleeps between attempts as long as a store asks for, whatever its signal says.
      return await Promise.race([
        work({ sdk, client, sending: { abortSignal } }),
        whenAborted(abortSignal),
      ]);
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      const cause = deadline.signal.aborted ? deadline.signal.reason : error;
      throw s3Failure(cause, this.subject(call));
    } finally {
      deadline.clear();
      client?.destroy();
    }
  }

  /** What a message says of a call. */
  subject(call: S3Call): S3Subject {
    return {
      action: call.action,
      bucket: this.bucket,
      name: call.name,
      endpoint: this.#endpoint,
      size: call.size ?? 0,
      secrets: [this.#options.secretAccessKey, this.#options.accessKeyId],
    };
  }

  /** Says everything that the SDK would else look up in the environment and in ~/.aws, where leave
   * to read may be missing and where a user's other projects leave their settings. */
  #config(handler: FetchHandler): S3ClientConfig {
    const { region, accessKeyId, secretAccessKey } = this.#options;
    // Some of these settings are outside of the SDK's published type, though it reads them: a literal
    // that is returned at once must not have them, one with a name may.
    const settings = {
      endpoint: this.#endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: MOST_ATTEMPTS,
      retryMode: "standard" as const,
      requestChecksumCalculation: "WHEN_SUPPORTED" as const,
      responseChecksumValidation: "WHEN_SUPPORTED" as const,
      authSchemePreference: ["sigv4"],
      defaultsMode: "standard" as const,
      disableClockSkewCorrection: () => Promise.resolve(false),
      disableMultiregionAccessPoints: true,
      disableS3ExpressSessionAuth: true,
      sigv4aSigningRegionSet: () => Promise.resolve(undefined),
      useArnRegion: false,
      useDualstackEndpoint: false,
      useFipsEndpoint: false,
      userAgentAppId: () => Promise.resolve(undefined),
      defaultUserAgentProvider: (): Promise<[[string]]> =>
        Promise.resolve([["customer-clustering-engine"]]),
      // The SDK's type asks for its own reduced AbortSignal; what it passes on is the platform's.
      requestHandler: handler as NonNullable<S3ClientConfig["requestHandler"]>,
    };
    return settings;
  }
}

/** Rejects when the signal is aborted. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** The endpoint without name, password, query and trailing slash. */
function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:")) {
    return `${url.origin}${url.pathname.replace(/\/$/, "")}`;
  }
  const received = text === ""
    ? "it is not set"
    : `got ${quoteValue(text.replace(/^.*@/s, "***@"))}`;
  throw new StorageError(
    "failed",
    `Cannot use S3: S3_ENDPOINT must be an address with http or https, but ${received}. ` +
      `Set it to one like http://127.0.0.1:9000, or storage.backend to local.`,
  );
}
