/** Checks an office file as its readers do: parts, types, relationships, charts with their data. Runs in Deno. */

import JSZip from "jszip";
import { SaxesParser, type SaxesTag, type SaxesTagPlain } from "saxes";
import * as XLSX from "xlsx";

/** A part's tags, in order, with attributes and the text directly in them. */
export interface PartTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** An opened office file. */
export interface OfficePackage {
  readonly paths: readonly string[];
  /** Tags of a part. */
  tags(path: string): readonly PartTag[];
  bytes(path: string): Uint8Array;
}

/** Opens an office file.
 * @throws {Error} If a part is no well-formed XML.
 */
export async function openOffice(bytes: Uint8Array): Promise<OfficePackage> {
  const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
  const parts = new Map<string, Uint8Array>();
  for (const { name, dir } of Object.values(zip.files)) {
    if (!dir) parts.set(name, await zip.file(name)!.async("uint8array"));
  }
  const tags = new Map<string, PartTag[]>();
  for (const [path, content] of parts) {
    if (/\.(xml|rels)$/.test(path)) {
      tags.set(path, readTags(new TextDecoder().decode(content), path));
    }
  }
  return {
    paths: [...parts.keys()],
    tags: (path) => tags.get(path) ?? [],
    bytes: (path) => parts.get(path)!,
  };
}

function readTags(text: string, path: string): PartTag[] {
  const tags: PartTag[] = [], open: PartTag[] = [];
  const parser = new SaxesParser({ fileName: path });
  parser.on("error", (error) => {
    throw new Error(`${path}: ${error.message}`);
  });
  parser.on("opentag", ({ name, attributes: given }: SaxesTag) => {
    const attributes = given as SaxesTagPlain["attributes"];
    const tag = { name, attributes, text: "" };
    tags.push(tag);
    open.push(tag);
  });
  parser.on("text", (part) => {
    if (open.length > 0) open[open.length - 1].text += part;
  });
  parser.on("closetag", () => open.pop());
  parser.write(text).close();
  return tags;
}

/** Lists what a strict reader would complain of; none where all is well. */
export function packageProblems(office: OfficePackage): string[] {
  const { paths } = office;
  const problems = new Set(paths).size === paths.length ? [] : ["a part is there twice"];
  return [
    ...problems,
    ...typeProblems(office),
    ...paths.filter((path) => path.endsWith(".rels")).flatMap((path) => relProblems(office, path)),
    ...paths.flatMap((path) => usedProblems(office, path)),
    ...paths.filter((path) => /^ppt\/slides\/[^/]*\.xml$/.test(path)).flatMap((path) =>
      twice(
        office.tags(path).filter(({ name }) => name === "p:cNvPr").map((tag) => tag.attributes.id),
      ).map((id) => `${path}: two shapes have the id ${id}`)
    ),
  ];
}

function typeProblems(office: OfficePackage): string[] {
  const tags = office.tags("[Content_Types].xml");
  const overrides = tags.filter(({ name }) => name === "Override")
    .map(({ attributes }) => attributes.PartName.slice(1));
  const defaults = tags.filter(({ name }) => name === "Default")
    .map(({ attributes }) => attributes.Extension.toLowerCase());
  const known = new Set(office.paths);
  return [
    ...office.paths
      .filter((path) => path !== "[Content_Types].xml" && !overrides.includes(path))
      .filter((path) => !defaults.includes(path.replace(/^.*\./, "").toLowerCase()))
      .map((path) => `${path}: no content type`),
    // A part of a kind of its own that is declared as any XML is not read as what it is.
    ...office.paths
      .filter((path) => /\.xml$/.test(path) && !overrides.includes(path))
      .filter((path) => path !== "[Content_Types].xml")
      .map((path) => `${path}: only the content type of any XML`),
    ...overrides.filter((path) => !known.has(path)).map((path) => `${path}: declared, not there`),
    ...twice(overrides).map((path) => `${path}: declared twice`),
  ];
}

function relProblems(office: OfficePackage, path: string): string[] {
  const known = new Set(office.paths);
  const rels = relationsOf(office, path);
  return [
    ...twice(rels.map(({ Id }) => Id)).map((id) => `${path}: two relationships are ${id}`),
    ...rels.filter(({ TargetMode }) => TargetMode !== "External")
      .filter(({ Target }) => !known.has(resolveTarget(path, Target)))
      .map(({ Target }) => `${path}: ${Target} is not there`),
  ];
}

/** Ids that a part uses without a relationship of that id. */
function usedProblems(office: OfficePackage, path: string): string[] {
  const ids = new Set(relationsOf(office, relsOf(path)).map(({ Id }) => Id));
  return office.tags(path).flatMap(({ name, attributes }) =>
    Object.entries(attributes)
      .filter(([key, id]) => /^r:(id|embed|link|pict)$/.test(key) && id !== "" && !ids.has(id))
      .map(([, id]) => `${path}: ${name} uses ${id}, which is no relationship of it`)
  );
}

function relationsOf(office: OfficePackage, path: string): Readonly<Record<string, string>>[] {
  return office.tags(path).filter(({ name }) => name === "Relationship")
    .map(({ attributes }) => attributes);
}

function relsOf(path: string): string {
  return path.replace(/([^/]*)$/, "_rels/$1.rels");
}

function resolveTarget(path: string, target: string): string {
  const folder = path.replace(/_rels\/[^/]*$/, "");
  return decodeURI(new URL(target, `http://package/${folder}`).pathname).slice(1);
}

function twice(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}

/** A chart: the numbers that it draws, and those of the workbook that opens when its data are edited. */
export interface OfficeChart {
  readonly path: string;
  readonly drawn: readonly number[];
  readonly kept: readonly number[];
}

/** The charts of an office file with what they draw and what their workbooks hold, rising. */
export function chartsOf(office: OfficePackage): OfficeChart[] {
  const charts = office.paths.filter((path) => /\/charts\/chart\d+\.xml$/.test(path));
  return charts.map((path) => {
    const tags = office.tags(path);
    const drawn: number[] = [];
    let isValue = false;
    for (const { name, text } of tags) {
      if (["c:val", "c:yVal", "c:bubbleSize"].includes(name)) isValue = true;
      else if (["c:cat", "c:tx", "c:xVal"].includes(name)) isValue = false;
      else if (name === "c:v" && isValue) drawn.push(Number(text));
    }
    const book = relationsOf(office, relsOf(path)).find(({ Target }) => Target.endsWith(".xlsx"));
    if (book === undefined) return { path, drawn: sorted(drawn), kept: [] };
    const data = XLSX.read(office.bytes(resolveTarget(relsOf(path), book.Target)));
    const rows = XLSX.utils.sheet_to_json<unknown[]>(data.Sheets[data.SheetNames[0]], {
      header: 1,
    });
    const kept = rows.slice(1).flatMap((row) => row.slice(1)).map(Number);
    return { path, drawn: sorted(drawn), kept: sorted(kept) };
  });
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
