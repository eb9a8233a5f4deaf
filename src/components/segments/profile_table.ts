/** All variables by segment, against the total or one segment against another. Runs in browsers. */

import type {
  Profile,
  ProfileRow,
  VariableRole,
} from "../../../pipeline/profile/segment_profile.ts";
import type { TestsView } from "../../../pipeline/view/testing/test_types.ts";
import { type DataTable, dataTable } from "../kit/table/data_table.js";
import { html } from "../kit/elements.js";
import type { Session } from "../session/session_types.js";
import { columnsFor, nameOf, ROLE_WORDS } from "./profile_columns.js";
import { isComparable } from "./profile_figures.js";
import { weightingWords } from "../kit/words/weighting.js";

/** How the table is read. */
export interface ProfileTableOptions {
  /** Names of the segments, in the order of their numbers. */
  readonly names: readonly string[];
  /** Shows one segment only; counted from 1. */
  readonly segment?: number;
  /** Shows two segments side by side; counted from 1. */
  readonly compare?: readonly [number, number];
  /** Name of the CSV file without its extension; `profile` if absent. */
  readonly filename?: string;
  /** By which names are changed; absent where they only stand there. */
  readonly session?: Session | null;
  /** How surely segments differ; absent: no column tells. */
  readonly tests?: TestsView | undefined;
  /** Pixels. */
  readonly maxHeight?: number;
}

const ROLES: readonly VariableRole[] = ["segmenting", "describing", "dropped"];
const NOTE =
  "* fewer than 100 answers, ** fewer than 50, — fewer than 30: not shown. Bases are the " +
  "answers really given. Shading and ▲▼ count a difference in standard deviations: 0.2 small ▲, " +
  "0.5 medium ▲▲, 0.8 large ▲▲▲. Index: 100 is the total.";
const TESTS_NOTE =
  "Questions that segments were made from differ by construction and have no p; a p tells how surely " +
  "segments differ, the difference how far.";

/** Makes the table, with a filter by role and a choice of two segments to compare. */
export function profileTable(profile: Profile, options: ProfileTableOptions): HTMLElement {
  const host = html("div", [], { class: "profile-table" });
  const shownRoles = new Set<VariableRole>(ROLES);
  let compare = options.compare ?? null;
  let table: DataTable<ProfileRow>;
  // What too few answered separates by chance alone, and comes last.
  const ordered = [
    ...profile.rows.filter(isComparable),
    ...profile.rows.filter((row) => !isComparable(row)),
  ];
  const rows = () => ordered.filter(({ role }) => shownRoles.has(role));
  const filter = roleFilter(profile, (role, isShown) => {
    if (isShown) shownRoles.add(role);
    else shownRoles.delete(role);
    table.setRows(rows());
  });
  const chooser = compareChooser(options.names, { chosen: compare }, (next) => {
    compare = next;
    draw();
  });
  const draw = () => {
    table = dataTable(rows(), columnsFor(options, compare, profile), {
      caption: captionFor(options, compare),
      filename: options.filename ?? "profile",
      note: noteFor(profile, options),
      tools: [filter],
      searchText: (row) =>
        `${row.variable}\n${row.text.full}\n${row.question}\n${row.category ?? ""}`,
      ...(options.maxHeight === undefined ? {} : { maxHeight: options.maxHeight }),
      ...(compare === null ? {} : { sort: { column: "difference", isFalling: true } }),
    });
    host.replaceChildren(chooser, table);
  };
  draw();
  if (options.names.length < 2 || options.segment !== undefined) chooser.hidden = true;
  return host;
}

function noteFor({ weighting }: Profile, { tests }: ProfileTableOptions): string {
  const note = weighting === undefined
    ? NOTE
    : `Figures are ${weightingWords(weighting)}. Bases are not weighted. ${NOTE}`;
  return tests === undefined ? note : `${note} ${TESTS_NOTE}`;
}

function captionFor(
  { names, segment }: ProfileTableOptions,
  compare: readonly [number, number] | null,
): string {
  if (compare !== null) return `${nameOf(names, compare[0])} against ${nameOf(names, compare[1])}`;
  return segment === undefined
    ? "All variables: each segment against the total"
    : `All variables: ${nameOf(names, segment)} against the total`;
}

function roleFilter(
  { rows }: Profile,
  onChange: (role: VariableRole, isShown: boolean) => void,
): HTMLElement {
  const boxes = ROLES.map((role) => {
    const variables = new Set(rows.filter((row) => row.role === role).map((row) => row.variable));
    const box = html("input", [], {
      type: "checkbox",
      checked: "",
      onchange: () => onChange(role, box.checked),
    });
    box.disabled = variables.size === 0;
    return html("label", [box, ` ${ROLE_WORDS[role]} (${variables.size})`]);
  });
  return html("div", boxes, {
    class: "role-filter",
    role: "group",
    "aria-label": "Show variables",
  });
}

function compareChooser(
  names: readonly string[],
  { chosen }: { readonly chosen: readonly [number, number] | null },
  onChange: (compare: readonly [number, number] | null) => void,
): HTMLElement {
  const first = segmentSelect(names, {
    label: "Segment",
    none: "All segments",
    value: chosen?.[0],
  });
  const second = segmentSelect(names, {
    label: "Compared with",
    none: "the total",
    value: chosen?.[1],
  });
  const sync = (changed: HTMLSelectElement, other: HTMLSelectElement) => {
    // Two different segments or none: half a choice picks its partner.
    if (changed.value === "") other.value = "";
    else if (other.value === "" || other.value === changed.value) {
      other.value = changed.value === "1" ? "2" : "1";
    }
    const isPair = first.value !== "";
    onChange(isPair ? [Number(first.value), Number(second.value)] : null);
  };
  first.addEventListener("change", () => sync(first, second));
  second.addEventListener("change", () => sync(second, first));
  return html("div", [
    html("label", ["Show ", first]),
    html("label", [" against ", second]),
  ], { class: "compare-chooser" });
}

function segmentSelect(
  names: readonly string[],
  { label, none, value }: {
    readonly label: string;
    readonly none: string;
    readonly value: number | undefined;
  },
): HTMLSelectElement {
  const options = names.map((name, i) =>
    html("option", name.startsWith(`${i + 1}`) ? name : `${i + 1} ${name}`, { value: i + 1 })
  );
  const select = html("select", [html("option", none, { value: "" }), ...options], {
    "aria-label": label,
  });
  select.value = value === undefined ? "" : String(value);
  return select;
}
