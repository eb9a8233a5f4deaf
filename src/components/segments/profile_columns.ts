/** The columns of the profile table: variable, total, segments, differences. Runs in browsers. */

import type {
  Profile,
  ProfileRow,
  SegmentFigure,
} from "../../../pipeline/profile/segment_profile.ts";
import type { TableColumn } from "../kit/table/data_table.js";
import { countOf, formatNumber } from "../kit/words/format.js";
import { html } from "../kit/elements.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { variableName } from "../kit/variable_name.js";
import { sizeWords } from "../kit/words/weighting.js";
import type { Session } from "../session/session_types.js";
import type { TestsView } from "../../../pipeline/view/testing/test_types.ts";
import { renameButton } from "./naming/editable_name.js";
import { apartWords, testColumns } from "./testing/test_columns.js";
import {
  gap,
  gapSize,
  isComparable,
  LEAST_BASE,
  shownValue,
  strengthOf,
  strengthWord,
  writeDifference,
  writeFigure,
  writeIndex,
} from "./profile_figures.js";

/** Which segments are shown; counted from 1. */
export interface ProfileColumnsOptions {
  /** In the order of their numbers. */
  readonly names: readonly string[];
  /** One segment only. */
  readonly segment?: number;
  /** By which names are changed; absent where they only stand there. */
  readonly session?: Session | null;
  /** How surely segments differ; absent: no column tells. */
  readonly tests?: TestsView | undefined;
}

type Column = TableColumn<ProfileRow>;

/** What a variable's part is called. */
export const ROLE_WORDS = {
  segmenting: "forms segments",
  describing: "describes",
  dropped: "left out",
} as const;

/** The name of a segment.
 * @param segment From 1.
 */
export function nameOf(names: readonly string[], segment: number): string {
  return names[segment - 1] ?? `Segment ${segment}`;
}

/** The columns: all segments against the total, or two against each other. */
export function columnsFor(
  { names, segment, session = null, tests }: ProfileColumnsOptions,
  compare: readonly [number, number] | null,
  profile: Profile,
): Column[] {
  if (compare !== null) {
    const [a, b] = compare;
    return [
      ...variableColumns(),
      valueColumn(names, a, profile),
      valueColumn(names, b, profile),
      gapColumn(a, b),
      totalColumn(profile),
      ...(tests === undefined ? [] : testColumns(tests)),
    ];
  }
  const shown = segment === undefined ? names.map((_, i) => i + 1) : [segment];
  const tool = (number: number) =>
    session === null || profile.segments[number - 1] === undefined
      ? {}
      : { tool: () => renameButton({ session, profile, segment: number - 1 }) };
  const apart = tests === undefined ? () => "" : apartWords(tests);
  return [
    ...variableColumns(),
    totalColumn(profile),
    ...shown.map((number) => ({
      ...segmentColumn(names, number, { profile, apart }),
      ...tool(number),
    })),
    effectColumn(),
    ...(tests === undefined ? [] : testColumns(tests)),
  ];
}

function variableColumns(): Column[] {
  return [
    {
      name: "variable",
      label: "Variable",
      value: ({ text }) => text.short,
      render: variableCell,
      taken: [
        { name: "question text", value: ({ text }) => text.stem },
        { name: "item text", value: ({ text }) => text.item },
        { name: "variable", value: ({ variable }) => variable },
        { name: "role", value: ({ role }) => role },
        { name: "statistic", value: ({ statistic }) => statistic },
      ],
    },
    {
      name: "category",
      label: "Category",
      value: ({ category, statistic }) => category ?? (statistic === "mean" ? "mean" : "answered"),
    },
  ];
}

function variableCell({ variable, text, role, roleReason }: ProfileRow): Node {
  const reason = roleReason === "" ? "" : `: ${roleReason}`;
  return variableName({ name: variable, text }, [
    role === "segmenting" ? null : html("span", ROLE_WORDS[role], {
      class: "profile-role",
      title: `${ROLE_WORDS[role]}${reason}`,
    }),
  ]);
}

/** What is taken along beside the base where there are weights. */
function effectiveBaseColumns(
  name: string,
  weighting: Profile["weighting"],
  of: (row: ProfileRow) => SegmentFigure,
): NonNullable<Column["taken"]> {
  if (weighting === undefined) return [];
  return [{ name: `${name} effective base`, value: (row) => of(row).effectiveBase ?? null }];
}

function totalColumn({ respondents, weighting }: Profile): Column {
  const effective = weighting === undefined
    ? ""
    : `, effective ${formatNumber(weighting.effectiveBase)}`;
  return {
    name: "total",
    label: `Total\nn ${formatNumber(respondents)}${effective}`,
    isNumeric: true,
    value: ({ total }) => shownValue(total),
    render: ({ total, statistic }) => figureCell(writeFigure(total, statistic), total),
    taken: [
      { name: "total", value: ({ total }) => shownValue(total) },
      { name: "total base", value: ({ total }) => total.base },
      ...effectiveBaseColumns("total", weighting, ({ total }) => total),
    ],
  };
}

function segmentColumn(
  names: readonly string[],
  number: number,
  { profile, apart = () => "" }: {
    readonly profile: Profile;
    readonly apart?: (row: ProfileRow, segment: number) => string;
  },
): Column {
  const size = profile.segments[number - 1];
  const name = `segment ${number}`;
  const of = (row: ProfileRow) => row.segments[number - 1];
  const ifShown = (row: ProfileRow, value: number | null) =>
    shownValue(of(row)) === null ? null : value;
  return {
    name,
    label: `${nameOf(names, number)}\n${size === undefined ? "n 0" : sizeWords(size)}`,
    isNumeric: true,
    mark: () => segmentMark(number),
    value: (row) => {
      const { difference } = of(row);
      return ifShown(row, difference === null ? null : difference / (row.deviation || 1));
    },
    render: (row) => {
      const figure = of(row);
      const { difference, index } = figure;
      const isCompared = shownValue(figure) !== null && difference !== null;
      return figureCell(writeFigure(figure, row.statistic), figure, {
        row,
        difference: isCompared ? difference : null,
        index: isCompared ? index : null,
        apart: isCompared ? apart(row, number - 1) : "",
      });
    },
    taken: [
      { name, value: (row) => shownValue(of(row)) },
      { name: `${name} index`, value: (row) => ifShown(row, of(row).index) },
      { name: `${name} difference`, value: (row) => ifShown(row, of(row).difference) },
      { name: `${name} base`, value: (row) => of(row).base },
      ...effectiveBaseColumns(name, profile.weighting, of),
    ],
    help: "Value, difference to the total, index and base. Sorts by the difference in standard " +
      "deviations.",
  };
}

/** A value without its comparison to the total. */
function valueColumn(names: readonly string[], number: number, profile: Profile): Column {
  const full = segmentColumn(names, number, { profile });
  const of = (row: ProfileRow) => row.segments[number - 1];
  return {
    name: full.name,
    label: full.label ?? full.name,
    isNumeric: true,
    mark: () => segmentMark(number),
    value: (row) => shownValue(of(row)),
    render: (row) => figureCell(writeFigure(of(row), row.statistic), of(row)),
    taken: [
      { name: full.name, value: (row) => shownValue(of(row)) },
      { name: `${full.name} base`, value: (row) => of(row).base },
      ...effectiveBaseColumns(full.name, profile.weighting, of),
    ],
  };
}

function gapColumn(a: number, b: number): Column {
  const of = (row: ProfileRow) => gap(row.segments[a - 1], row.segments[b - 1]);
  return {
    name: "difference",
    label: `Difference ${a} − ${b}`,
    isNumeric: true,
    value: (row) => gapSize(of(row), row.deviation),
    render: (row) => {
      const difference = of(row);
      return difference === null ? "—" : differencePart(difference, row);
    },
    taken: [
      { name: `difference ${a} - ${b}`, value: of },
      {
        name: "in standard deviations",
        value: (row) => gapSize(of(row), row.deviation),
      },
    ],
    help: "Sorts by size in standard deviations within segments, whichever way it points.",
  };
}

function effectColumn(): Column {
  return {
    name: "effect",
    label: "Separates",
    isNumeric: true,
    value: (row) => isComparable(row) ? row.effect : null,
    render: (row) => isComparable(row) ? formatNumber(row.effect, 2) : "—",
    help: "Eta squared: share of the variable's variation that the segments explain, 0 to 1.",
  };
}

interface Comparison {
  readonly row: ProfileRow;
  readonly difference: number | null;
  readonly index: number | null;
  /** How far the segment lies from all, in words; empty where nothing tells. */
  readonly apart: string;
}

function figureCell(
  text: string,
  { base, effectiveBase }: SegmentFigure,
  compared?: Comparison,
): Node {
  const effective = effectiveBase === undefined
    ? null
    : `effective base ${formatNumber(effectiveBase)}`;
  const why = base < LEAST_BASE ? `${countOf(base, "answer")}: too few to show` : effective;
  const value = html("span", text, { class: "figure-value", title: why });
  const { row, difference = null, index = null, apart = "" } = compared ?? {};
  const isCompared = row !== undefined && difference !== null;
  const indexText = isCompared && index !== null ? `index ${writeIndex(index)} · ` : "";
  return html("span", [
    html("span", [
      isCompared ? differencePart(difference, row, apart) : null,
      value,
    ], { class: "figure-main" }),
    html("span", `${indexText}n ${formatNumber(base)}`, { class: "figure-base" }),
  ], { class: "figure" });
}

function differencePart(
  difference: number,
  { statistic, deviation }: ProfileRow,
  apart = "",
): HTMLElement {
  const strength = strengthOf(difference, deviation);
  const arrow = (difference > 0 ? "▲" : "▼").repeat(strength);
  const word = strengthWord(strength);
  const told = [word === "" ? "" : `${word} difference`, apart].filter((part) => part !== "");
  return html("span", [
    arrow === "" ? null : html("span", arrow, { class: "figure-arrow", "aria-hidden": "true" }),
    writeDifference(difference, statistic),
  ], {
    class: `figure-difference strength-${strength} is-${difference > 0 ? "above" : "below"}`,
    title: told.length === 0 ? null : told.join("; "),
  });
}

function segmentMark(number: number): HTMLElement {
  return html("span", String(number), {
    class: "segment-mark",
    style: `--segment: ${segmentColor(number - 1)}`,
    "aria-hidden": "true",
  });
}
