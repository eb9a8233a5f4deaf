/** What names a run and its file. Runs in Deno and browsers. */

import { hashBytes, hashValue } from "../base/hash.ts";
import type { CodebookFile } from "../ingest/codebook/codebook.ts";
import type { Params } from "../plan/params.ts";
import { areNone } from "../plan/segment_names.ts";
import { STAGE_VERSIONS } from "../plan/stages.ts";

const RUN_ID_DIGITS = 12;

/** Fingerprints of a survey's file and of its codebook, where that is a file of its own. */
export interface FileHashes {
  readonly sha256: string;
  readonly codebook?: { readonly name: string; readonly sha256: string };
}

/** A codebook's name without its folder, and its fingerprint. */
export function fingerprint({ name, bytes }: CodebookFile): { name: string; sha256: string } {
  return { name: baseName(name), sha256: hashBytes(bytes) };
}

/** What stands for a survey's file in keys and in the run's id: its fingerprint, with its codebook's where
 * there is one, whose form is told by its name's end. */
export function inputHash({ sha256, codebook }: FileHashes): string {
  if (codebook === undefined) return sha256;
  return hashValue([sha256, codebook.sha256, codebook.name.replace(/^.*(?=\.codebook\.)/, "")]);
}

/** The name of a run: 12 hex digits of SHA-256 over the input's SHA-256, the parameters but `storage`,
 * `tables`, `targeting`, `typing`, `deliver`, `engine` and `publish`, and all stage versions. A second opinion is part
 * of it only where one is asked for, names of segments only where some are given, a ledger only where its
 * columns are named, as these change nothing else.
 * @param inputSha256 Of the file; with a codebook beside it, what stands for both in keys.
 */
export function runIdOf(inputSha256: string, params: Params): string {
  const {
    storage: _storage,
    tables: _tables,
    targeting: _targeting,
    publish: _publish,
    typing: _typing,
    deliver: _deliver,
    engine: _engine,
    segments,
    ...rest
  } = params;
  const { ledger, ...reading } = rest.ingest;
  const read = (ledger ?? null) === null ? { ...rest, ingest: reading } : rest;
  const all = areNone(segments.names) ? read : { ...read, segments };
  const { second_opinion: isAsked, ...evaluation } = all.evaluation;
  const { opinion: _opinion, ...versions } = STAGE_VERSIONS;
  const named = isAsked ? [all, STAGE_VERSIONS] : [{ ...all, evaluation }, versions];
  return hashValue([inputSha256, ...named]).slice(0, RUN_ID_DIGITS);
}

/** A file's name without its folder. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}
