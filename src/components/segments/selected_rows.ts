/** The respondents within the box drawn on the map. Runs in browsers. */

import type { MapView, RunView } from "../../../pipeline/view/types.ts";
import { measuredBy } from "../kit/words/clearness.js";
import { type DataTable, dataTable, type TableColumn } from "../kit/table/data_table.js";
import { countOf, formatNumber } from "../kit/words/format.js";
import { html } from "../kit/elements.js";
import { segmentColor } from "../kit/drawing/palette.js";
import { answerOf, NO_ANSWER } from "./respondent_lines.js";
import { type MapPoints, type PointAnswers, pointsOf } from "../charts/map/points.js";
import { shortLabel } from "../kit/words/short_label.js";

/** A respondent as its position among the map's points. */
type Column = TableColumn<number>;

const LABEL_LENGTH = 48;

/** A table of the respondents chosen on the map with their answers to the variables that differ most
 * between segments; an empty text without a choice. Its CSV has their places on the map, too.
 */
export function selectedRows(
  { map, profile, silhouettes }: RunView,
  rows: readonly number[],
): DataTable<number> | string {
  const points = pointsOf(map);
  if (rows.length === 0 || points === null) return "";
  const chosen = new Set(rows);
  const positions: number[] = [];
  for (let i = 0; i < points.row.length; i++) if (chosen.has(points.row[i])) positions.push(i);
  const names = profile.segments.map(({ name }) => name);
  const columns = [
    ...whoColumns(points),
    ...segmentColumns(map, points, names),
    ...points.answers.map(answerColumn),
    ...silhouetteColumn(points, silhouettes?.by ?? "map"),
  ];
  const table = dataTable(positions, columns, {
    caption: `${countOf(positions.length, "respondent")} chosen on the map`,
    filename: "chosen-respondents",
    note: noteOf(map, points),
    searchText: (i) =>
      [
        points.row[i],
        points.identifier?.[i] ?? "",
        names[points.segment[i]],
        ...points.answers.map((variable) => answerOf(variable, i) ?? NO_ANSWER),
      ].join("\n"),
  });
  table.classList.add("selected-rows");
  return table;
}

function whoColumns({ row, identifier }: MapPoints): Column[] {
  return [
    { name: "row", label: "Row", value: (i) => row[i], isNumeric: true },
    ...(identifier === null
      ? []
      : [{ name: "identifier", label: "Identifier", value: (i: number) => identifier[i] }]),
  ];
}

function segmentColumns(
  { xLabel, yLabel }: MapView,
  { segment, x, y }: MapPoints,
  names: readonly string[],
): Column[] {
  const name = (i: number) => names[segment[i]];
  return [
    {
      name: "segment",
      label: "Segment",
      value: (i) => segment[i] + 1,
      render: (i) =>
        html("span", String(segment[i] + 1), {
          class: "segment-mark",
          style: `--segment: ${segmentColor(segment[i])}`,
        }),
      isNumeric: true,
    },
    {
      name: "name",
      label: "Name",
      value: name,
      render: (i) => html("span", shortLabel(name(i), LABEL_LENGTH), { title: name(i) }),
      taken: [
        { name: "name", value: name },
        { name: xLabel, value: (i) => x[i] },
        ...(yLabel === "" ? [] : [{ name: yLabel, value: (i: number) => y[i] }]),
      ],
    },
  ];
}

/** Words sort in the order of their categories, as the survey asks them. */
function answerColumn(variable: PointAnswers): Column {
  const { name, text: { full, short }, categories, values } = variable;
  return {
    // A survey may have columns of the table's own names.
    name: `answer ${name}`,
    label: short,
    ...(short === full ? {} : { help: full }),
    isNumeric: categories === null,
    value: (i) => values[i],
    render: (i) => answerOf(variable, i) ?? missingAnswer(variable),
    taken: [{ name, value: (i) => answerOf(variable, i) }],
  };
}

function missingAnswer({ imputed }: PointAnswers): HTMLElement {
  return html("span", [
    NO_ANSWER,
    imputed === null ? null : html("small", `${imputed} imputed`),
  ], { class: "answer-missing" });
}

function silhouetteColumn(
  { silhouette }: MapPoints,
  by: NonNullable<RunView["silhouettes"]>["by"],
): Column[] {
  if (silhouette === null) return [];
  return [{
    name: "silhouette",
    label: "Silhouette",
    value: (i) => silhouette[i],
    render: (i) => silhouette[i] === null ? "" : formatNumber(silhouette[i], 2),
    isNumeric: true,
    help: `How clearly a respondent belongs to the segment ${measuredBy(by)}, -1 to 1; below 0 ` +
      "another is nearer.",
  }];
}

function noteOf({ n }: MapView, { row, order, answers }: MapPoints): string {
  const drawn = row.length;
  return [
    ...(answers.length === 0 ? [] : [
      `Answers as given to the ${countOf(answers.length, "variable")} that ` +
      `${answers.length === 1 ? "differs" : "differ"} most between segments.`,
    ]),
    ...(order === "file"
      ? []
      : ["Rows are numbered in the order of this site, not in that of the file."]),
    ...(drawn === n
      ? []
      : [`${formatNumber(drawn)} of ${countOf(n, "respondent")} are drawn and can be chosen.`]),
  ].join(" ");
}
