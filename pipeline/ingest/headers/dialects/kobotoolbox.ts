/** Exports of KoboToolbox and other tools of the ODK family: groups by slashes. Runs in Deno and browsers.
 * Joined cells, 0/1 columns and the parts of places were learnt from `src/formpack/schema/fields.py` of
 * github.com/kobotoolbox/formpack; the columns of the servers from public scripts that read such files.
 * ODK Central's columns, their order, `-` between groups and `q1/a` for options are as
 * `test/integration/api/submissions.js` of github.com/getodk/central-backend expects them; of SurveyCTO
 * `KEY`, `SubmissionDate`, `starttime` and `endtime` are as public scripts read them, the rest is as
 * generally known.
 */

import { cleanHeader } from "../header_text.ts";
import {
  type DialectReader,
  type HeaderCell,
  type HeaderFound,
  keepShared,
  type Rows,
  type ShownCells,
} from "./reader.ts";

/** What the servers add to each interview; no other tool has two of these. */
const TELLING: ReadonlySet<string> = new Set(
  ("_uuid _submission_time __version__ _validation_status _submitted_by _xform_id_string _tags _notes " +
    "_index _parent_index _parent_table_name _submission__id _submission__uuid _attachments " +
    "_geolocation _bamboo_dataset_id meta/instanceID meta/instanceName meta/rootUuid formhub/uuid " +
    "meta-instanceID meta-instanceName SubmissionDate SubmitterID SubmitterName AttachmentsPresent " +
    "AttachmentsExpected ReviewState formdef_version").split(" "),
);
/** Telling only beside one of the others. */
const HINTS: ReadonlySet<string> = new Set(
  "deviceid DeviceID KEY instanceID subscriberid simid".split(" "),
);
/** What phones note by themselves, if the form asks for it. */
const PHONE: ReadonlySet<string> = new Set(
  ("_id _status start end today starttime endtime username phonenumber simserial devicephonenum " +
    "email audit audit_URL device_info background-audio instanceName FormVersion Edits " +
    "PARENT_KEY SET-OF").split(" "),
);
/** Noted by a server whose own column is there too; elsewhere a form may ask for them. */
const BESIDE: ReadonlyMap<string, string> = new Map([
  ["Status", "AttachmentsPresent"],
  ["duration", "formdef_version"],
  ["caseid", "formdef_version"],
  ["review_status", "formdef_version"],
  ["review_quality", "formdef_version"],
  ["review_comments", "formdef_version"],
  ["review_corrections", "formdef_version"],
]);
const LEAST_TELLING = 2;
/** Points of a scale that the items of a grid share. */
const MOST_POINTS = 11;
/** The parts of a place, in a column each beside the place. */
const PLACE_PART =
  /^(.*?)(?:_([^/]+)_(?:latitude|longitude|altitude|precision)|([^/]+)-(?:Latitude|Longitude|Altitude|Accuracy))$/;
const MEDIA_LINK = /^(.+)_URL$/;
const TICKS: ReadonlySet<string> = new Set(["0", "1", "TRUE", "FALSE", "True", "False"]);

/** Reads exports of KoboToolbox, ODK Central, SurveyCTO and their kin. */
export const KOBOTOOLBOX: DialectReader = {
  dialect: "kobotoolbox",
  separators: [],
  findHeader,
  readHeader,
};

function findHeader([headers]: Rows, isWanted: boolean): HeaderFound | null {
  const telling = headers.filter((header) => TELLING.has(header));
  const hints = headers.filter((header) => HINTS.has(header));
  const found = [...telling, ...hints];
  if ((telling.length === 0 || found.length < LEAST_TELLING) && !isWanted) return null;
  return { rows: 1, evidence: found.length === 0 ? "" : `columns ${found.slice(0, 4).join(", ")}` };
}

function readHeader([headers]: Rows, cells: ShownCells): HeaderCell[] {
  const labels = headers.map(cleanHeader);
  const isAside = metadataOf(labels);
  const cuts = labels.some((name) => CENTRAL.has(name)) ? dashes : slashes;
  const groups = groupPrefixes(labels, cuts);
  const stems = tickStems(labels, cells);
  const isOther = (name: string, c: number) => isAside(name) || stems[c] !== null;
  const grids = gridGroups(labels, { cells, cuts, isOther });
  const options = new Map<string, number>();
  for (const stem of stems) {
    if (stem !== null) options.set(stem, (options.get(stem) ?? 0) + 1);
  }
  return keepShared(labels.map((name, c): HeaderCell => {
    const plain = { name, label: name, question: null, item: "", isMetadata: isAside(name) };
    if (plain.isMetadata) return plain;
    const stem = stems[c];
    if (stem !== null) {
      // A slash, or SurveyCTO's underscore.
      const item = name.slice(stem.length + 1);
      const text = withoutGroups(stem, { groups, cuts });
      return { ...plain, label: `${text} - ${item}`, question: stem, item };
    }
    const label = withoutGroups(name, { groups, cuts });
    const grid = cuts(name).find((prefix) => grids.has(prefix));
    if (grid !== undefined) {
      const [text, item] = [withoutGroups(grid, { groups, cuts }), name.slice(grid.length + 1)];
      return { ...plain, label: `${text} - ${item}`, question: grid, item };
    }
    const count = options.get(name);
    if (count === undefined) return { ...plain, label };
    const columns = count === 1 ? "1 column" : `${count} columns`;
    return {
      ...plain,
      label,
      question: name,
      isJoined: true,
      aside: `options joined by blanks, which ${columns} of this question hold one by one`,
    };
  }));
}

/** Whether a column tells of the interview: by its name, or as a part of a place or a link to a picture
 * whose own column is there too. */
function metadataOf(names: readonly string[]): (name: string) => boolean {
  const places = new Set(names.flatMap((name) => {
    const [, path, kobo, odk] = PLACE_PART.exec(name) ?? [];
    const own = kobo ?? odk;
    return own === undefined ? [] : [`${path}${own}`];
  }));
  const known = new Set(names);
  return (name) =>
    known.has(BESIDE.get(name) ?? "\0") || TELLING.has(name) || HINTS.has(name) ||
    PHONE.has(name) || places.has(name) ||
    PLACE_PART.test(name) || known.has(MEDIA_LINK.exec(name)?.[1] ?? "\0");
}

/** The question that each column of ticks is an option of: the column of the joined options where there
 * is one, else what it shares with another column of ticks. */
function tickStems(names: readonly string[], cells: ShownCells): (string | null)[] {
  const isTick = cells.map((texts) => texts.every((text) => TICKS.has(text)));
  const joined = new Set(names.filter((_, c) => !isTick[c]));
  const codes = new Map(
    names.flatMap((name, c) => isTick[c] ? [] : [[name, codesOf(cells[c])] as const]),
  );
  const prefixes = names.map((name, c) => isTick[c] ? slashes(name) : []);
  const shared = new Map<string, number>();
  for (const prefix of prefixes.flat()) shared.set(prefix, (shared.get(prefix) ?? 0) + 1);
  return prefixes.map((own, c) => {
    const told = own.find((prefix) => joined.has(prefix)) ??
      (isTick[c] ? coded(names[c], codes) : undefined);
    if (told !== undefined) return told;
    return cells[c].length === 0 ? null : own.find((prefix) => shared.get(prefix)! > 1) ?? null;
  });
}

/** The codes that blank-separated cells hold. */
function codesOf(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.split(" ")));
}

/** The column whose joined codes a column `<column>_<code>` says yes or no to, as SurveyCTO writes it. */
function coded(
  name: string,
  codes: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const [, stem, code] = /^(.+)_([^_]+)$/.exec(name) ?? [];
  return stem !== undefined && codes.get(stem)?.has(code) === true ? stem : undefined;
}

/** What only ODK Central writes, which parts groups by dashes. */
const CENTRAL: ReadonlySet<string> = new Set(["meta-instanceID", "AttachmentsPresent"]);

/** What stands before each slash, the longest first. */
function slashes(name: string): string[] {
  return cut(name, /\//g);
}

/** What stands before each slash or dash, the longest first. */
function dashes(name: string): string[] {
  return cut(name, /[/-]/g);
}

function cut(name: string, mark: RegExp): string[] {
  return Array.from(name.matchAll(mark), ({ index }) => name.slice(0, index))
    .filter((prefix) => prefix !== "" && prefix.length < name.length - 1).reverse();
}

/** Groups of the form: what several columns share up to a mark between groups. */
function groupPrefixes(
  names: readonly string[],
  cuts: (name: string) => string[],
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const prefix of names.flatMap(cuts)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([prefix]) => prefix));
}

/** Groups whose own columns are all answered on one scale. */
function gridGroups(
  names: readonly string[],
  { cells, cuts, isOther }: {
    cells: ShownCells;
    cuts: (name: string) => string[];
    isOther: (name: string, c: number) => boolean;
  },
): ReadonlySet<string> {
  const members = new Map<string, number[]>();
  for (const [c, name] of names.entries()) {
    const [group] = cuts(name);
    if (group === undefined || isOther(name, c)) continue;
    members.set(group, [...members.get(group) ?? [], c]);
  }
  const isGrid = (own: readonly number[]) => {
    const filled = own.filter((c) => cells[c].length > 0);
    if (filled.some((c) => cells[c].length > MOST_POINTS)) return false;
    const points = new Set(filled.flatMap((c) => cells[c])).size;
    return filled.length > 1 && points <= MOST_POINTS && points > 1 &&
      filled.every((c) => 2 * cells[c].length >= points);
  };
  return new Set([...members].filter(([, own]) => isGrid(own)).map(([group]) => group));
}

/** A column's name without the group that it is in. */
function withoutGroups(
  name: string,
  { groups, cuts }: { groups: ReadonlySet<string>; cuts: (name: string) => string[] },
): string {
  const group = cuts(name).find((prefix) => groups.has(prefix));
  return group === undefined ? name : name.slice(group.length + 1);
}
