/** Writes a project as one file. Runs in Deno and browsers. */

import {
  placeOf,
  PROJECT_FORMAT,
  PROJECT_VERSION,
  type ProjectContents,
  RESULT_NAMES,
} from "./contents.ts";
import { writeZip, type ZipFile } from "./zip_writer.ts";

/** Writes a project file. The same project gives the same bytes. */
export function writeProject(contents: ProjectContents): Uint8Array<ArrayBuffer> {
  const { name, survey, created, changed, headline, map, bytes, codebook } = contents;
  const facts = {
    format: PROJECT_FORMAT,
    version: PROJECT_VERSION,
    name,
    survey: { name: survey.name, sha256: survey.sha256, is_included: bytes !== null },
    codebook: bytes === null || codebook === null ? null : { name: codebook.name },
    created: timeText(created),
    changed: timeText(changed),
    headline,
    map,
  };
  const files: ZipFile[] = [
    { path: "project.json", bytes: encode(JSON.stringify(facts, null, 1) + "\n") },
    { path: "params.yaml", bytes: encode(contents.params) },
    { path: "notes.md", bytes: encode(contents.notes) },
    {
      path: "notebooks.json",
      bytes: encode(JSON.stringify(contents.notebooks, null, 1) + "\n"),
    },
  ];
  if (bytes !== null) files.push({ path: placeOf("survey", survey.name), bytes });
  if (bytes !== null && codebook !== null) {
    files.push({ path: placeOf("codebook", codebook.name), bytes: codebook.bytes });
  }
  for (const result of contents.results) {
    if (!RESULT_NAMES.includes(result.name)) continue;
    files.push({ path: `results/${result.name}`, bytes: result.bytes });
  }
  return writeZip(files);
}

function timeText(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
