/** Where surveys come from and runs go to: one interface for a folder and for S3. Runs in Deno and browsers. */

/** What is known of an object without reading it. */
export interface ObjectInfo {
  /** Path below the storage's root, with "/" between its parts. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Last change, milliseconds since 1970; whole seconds in S3. */
  readonly modified: number;
  /** Changes whenever the content does. */
  readonly etag: string;
}

/** A file with its content. */
export interface NamedBytes {
  /** Path below the group's prefix, with "/" between its parts. */
  readonly name: string;
  /** The whole content. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A file of a group too large to be held until its turn comes. */
export interface LateBytes {
  /** As of {@link NamedBytes}. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The whole content, the same each time. */
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** One file of a group that is written together. */
export type GroupFile = NamedBytes | LateBytes;

/** The content of a file, now. */
export async function bytesOf(file: GroupFile): Promise<Uint8Array<ArrayBuffer>> {
  return "bytes" in file ? file.bytes : await file.read();
}

/** Bytes that a file has. */
export function sizeOf(file: GroupFile): number {
  return "bytes" in file ? file.bytes.length : file.size;
}

/** A folder or a bucket. Every method throws StorageError. */
export interface Storage {
  /** How a person would name this place, without credentials: `folder data`, `s3://bucket`. */
  readonly place: string;
  /** The objects whose names start with the prefix, in the order of their names' UTF-16 units. */
  list(prefix: string): Promise<ObjectInfo[]>;
  head(name: string): Promise<ObjectInfo>;
  get(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Writes one object whole or not at all. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * Writes a group of objects below a prefix in the given order, replacing what is there.
   * The last one marks the group as complete. On failure or cancelling nothing new stays behind and
   * an earlier complete group is kept.
   * @param prefix Name of the group, with or without "/" at its end; not empty.
   * @throws The signal's reason, if that is aborted.
   */
  putGroup(prefix: string, files: readonly GroupFile[], signal?: AbortSignal): Promise<void>;
}

const CODEBOOK_NAME = /\.codebook\.(csv|tsv|txt|xlsx|ya?ml|json|xml|sps)(\.gz)?$/i;
const SURVEY_NAME = /\.(csv|tsv|xlsx|sav|zsav|parquet|arrow|feather)(\.gz)?$/i;

/** Whether an object is a survey: `.csv`, `.tsv`, `.xlsx`, `.sav`, `.zsav`, `.parquet`, `.arrow` or
 * `.feather` (each also `.gz`), outside `runs/` and outside folders whose name starts with a dot; office lock files (`~$name.xlsx`) and
 * codebooks are none. */
export function isSurveyName(name: string): boolean {
  const parts = name.split("/");
  const file = parts[parts.length - 1];
  if (parts[0] === "runs" && parts.length > 1) return false;
  if (parts.some((part) => part.startsWith("."))) return false;
  return SURVEY_NAME.test(file) && !file.startsWith("~$") && !isCodebookName(file);
}

/** Whether an object is the codebook of a survey: `<name>.codebook.csv`, `.tsv`, `.txt`, `.xlsx`, `.yaml`,
 * `.json`, `.xml` (DDI) or `.sps` (each also `.gz`). */
export function isCodebookName(name: string): boolean {
  return CODEBOOK_NAME.test(name);
}

/** What the names of a survey's codebooks begin with: `wave3.codebook.` for `wave3.csv`. */
export function codebookPrefix(survey: string): string {
  return `${survey.replace(SURVEY_NAME, "")}.codebook.`;
}
