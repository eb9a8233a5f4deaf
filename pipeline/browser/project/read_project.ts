/** Reads a project file, which anybody may have made: all of it is checked before any of it is used. Runs in Deno and browsers. */

import { createContext, type StageContext } from "../../base/context.ts";
import { DataError, quoteValue } from "../../base/errors.ts";
import { isObject } from "../../base/objects.ts";
import { Budget } from "../../ingest/files/budget.ts";
import { listZip, unzip, type ZipEntry } from "../../ingest/files/workbook/zip.ts";
import {
  placeOf,
  PROJECT_FORMAT,
  PROJECT_VERSION,
  type ProjectContents,
  type ProjectFacts,
  RESULT_NAMES,
} from "./contents.ts";
import { checkMap, checkNotebooks } from "./project_parts.ts";

const MEGABYTE = 2 ** 20;
/** Longest texts of the archive, in bytes. */
const MOST_BYTES: Readonly<Record<string, number>> = {
  "project.json": MEGABYTE,
  "params.yaml": MEGABYTE,
  "notes.md": MEGABYTE,
  "notebooks.json": 64 * MEGABYTE,
};
const NEEDED = Object.keys(MOST_BYTES);
const MOST_NAME = 200;

/** What a project file says of itself, before the files that it names are looked at. */
type Manifest = Omit<ProjectFacts, "notes" | "notebooks"> & {
  readonly isIncluded: boolean;
  readonly codebook: string | null;
};

/** Reads a project file.
 * @param name Of the file, for messages.
 * @throws {DataError} If it is cut off, damaged, of a newer version, holds what no project file has, or
 * would become much larger than a file of its size may.
 */
export async function readProject(
  bytes: Uint8Array,
  name: string,
  context: StageContext = createContext(),
): Promise<ProjectContents> {
  const files = new ProjectArchive(bytes, name, context);
  const manifest = checkManifest(await files.json("project.json"), name);
  const survey = placeOf("survey", manifest.survey.name);
  const codebook = manifest.codebook === null ? null : placeOf("codebook", manifest.codebook);
  const own = [...(manifest.isIncluded ? [survey] : []), ...(codebook === null ? [] : [codebook])];
  files.refuseOthers([...own, ...RESULT_NAMES.map((each) => `results/${each}`)]);
  const { isIncluded, codebook: codebookName, ...facts } = manifest;
  return {
    ...facts,
    notes: await files.text("notes.md"),
    notebooks: checkNotebooks(await files.json("notebooks.json"), name),
    params: await files.text("params.yaml"),
    bytes: isIncluded ? await files.bytes(survey) : null,
    codebook: codebook === null || codebookName === null
      ? null
      : { name: codebookName, bytes: await files.bytes(codebook) },
    results: [],
  };
}

/** The files of one archive, each read once it is asked for. */
class ProjectArchive {
  readonly #bytes: Uint8Array;
  readonly #name: string;
  readonly #context: StageContext;
  readonly #entries = new Map<string, ZipEntry>();

  constructor(bytes: Uint8Array, name: string, context: StageContext) {
    this.#bytes = bytes;
    this.#name = name;
    this.#context = context;
    const budget = new Budget(name, bytes.length);
    for (const entry of this.#list()) {
      if (this.#entries.has(entry.path)) {
        throw refused(name, `no file may stand in it twice, but ${quoteValue(entry.path)} does`);
      }
      budget.unpack(entry.size);
      this.#entries.set(entry.path, entry);
    }
    for (const path of NEEDED) {
      const size = this.#entries.get(path)?.size;
      if (size === undefined) throw refused(name, `it must hold ${path}, but it does not`);
      if (size > MOST_BYTES[path]) {
        throw refused(name, `${path} may have ${MOST_BYTES[path]} bytes, but it has ${size}`);
      }
    }
  }

  /** Refuses what is neither needed nor among these. */
  refuseOthers(allowed: readonly string[]): void {
    for (const path of this.#entries.keys()) {
      if (NEEDED.includes(path) || allowed.includes(path)) continue;
      throw refused(
        this.#name,
        `it may hold what it names alone, but it holds ${quoteValue(path)}`,
      );
    }
  }

  async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.#entries.get(path);
    if (entry === undefined) throw refused(this.#name, `it must hold ${path}, but it does not`);
    const options = { name: this.#name, context: this.#context };
    const unpacked = await unzip(this.#bytes, entry, options).catch((error: unknown) => {
      throw error instanceof DataError ? damaged(this.#name) : error;
    });
    return unpacked.slice();
  }

  async text(path: string): Promise<string> {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(await this.bytes(path));
    } catch (error) {
      if (error instanceof TypeError) throw refused(this.#name, `${path} must be text, but is not`);
      throw error;
    }
  }

  async json(path: string): Promise<unknown> {
    try {
      return JSON.parse(await this.text(path));
    } catch (error) {
      // Text that is nested too deep overflows the reader's own stack.
      if (error instanceof SyntaxError || error instanceof RangeError) {
        throw refused(this.#name, `${path} must be JSON, but it is not`);
      }
      throw error;
    }
  }

  #list(): ZipEntry[] {
    try {
      return listZip(this.#bytes, this.#name);
    } catch (error) {
      throw error instanceof DataError ? damaged(this.#name) : error;
    }
  }
}

function checkManifest(value: unknown, name: string): Manifest {
  const said = (isRight: boolean, key: string, rule: string): void => {
    if (!isRight) throw refused(name, `${key} of project.json must be ${rule}, but it is not`);
  };
  if (!isObject(value) || value.format !== PROJECT_FORMAT) {
    throw refused(name, "it must be a project of this product, but project.json says it is not");
  }
  const { version, survey, codebook, headline, map } = value;
  if (typeof version === "number" && version > PROJECT_VERSION) {
    throw new DataError(
      `Cannot open ${quoteValue(name)}: this release reads project files up to version ` +
        `${PROJECT_VERSION}, but this one has version ${version}. Open it with a newer release, or ` +
        "save it there for this one.",
    );
  }
  said(version === PROJECT_VERSION, "version", String(PROJECT_VERSION));
  said(isText(value.name, MOST_NAME), "name", `a text of 1 to ${MOST_NAME} characters`);
  said(
    isObject(survey) && isText(survey.name, MOST_NAME) && /^[0-9a-f]{64}$/.test(`${survey.sha256}`),
    "survey",
    "the name of a file and its fingerprint",
  );
  const hasCodebook = isObject(codebook) && isText(codebook.name, MOST_NAME);
  said(codebook === null || hasCodebook, "codebook", "the name of a file, or null");
  const times = ["created", "changed"].map((key) => {
    if (value[key] === null) return null;
    const time = Date.parse(String(value[key]));
    said(Number.isFinite(time), key, "a time, or null");
    return time;
  });
  said(typeof headline === "string" && headline.length <= 1000, "headline", "a short text");
  const file = survey as { name: string; sha256: string; is_included?: unknown };
  return {
    name: value.name as string,
    survey: { name: file.name, sha256: file.sha256 },
    isIncluded: file.is_included === true,
    codebook: hasCodebook ? (codebook as { name: string }).name : null,
    created: times[0],
    changed: times[1],
    headline: headline as string,
    map: checkMap(map, (rule) => said(false, "map", rule)),
  };
}

function isText(value: unknown, most: number): boolean {
  return typeof value === "string" && value.length > 0 && value.length <= most;
}

function damaged(name: string): DataError {
  return new DataError(
    `Cannot open ${
      quoteValue(name)
    }: a project file must be whole, but this one is cut off, damaged ` +
      "or none. Save or send it again.",
  );
}

/** The error for a project file that is not as it must be. */
export function refused(name: string, problem: string): DataError {
  return new DataError(
    `Cannot open ${quoteValue(name)}: ${problem}. Save the project again where it was made.`,
  );
}
