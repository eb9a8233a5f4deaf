/** How cells of a formatted workbook look. Runs in Deno and browsers. */

interface Look {
  readonly bold?: boolean;
  readonly link?: boolean;
  readonly quiet?: boolean;
  readonly size?: number;
  readonly fill?: boolean;
  /** A line beneath, or above. */
  readonly line?: "bottom" | "top";
  readonly align?: "center" | "right";
  readonly wrap?: boolean;
  readonly indent?: number;
  /** The number format; General if absent. */
  readonly format?: string;
}

const COUNT = "#,##0";
const BASE: Look = { align: "right", quiet: true };

/** Every look by its name. */
const LOOKS = {
  plain: {},
  title: { bold: true, size: 13 },
  note: { quiet: true, size: 9 },
  text: { wrap: true },
  link: { link: true },
  group: { bold: true, fill: true, align: "center", wrap: true, line: "bottom" },
  head: { fill: true, align: "center", wrap: true },
  headText: { bold: true, fill: true, line: "bottom", wrap: true },
  headCount: { bold: true, fill: true, line: "bottom", align: "right" },
  letter: { bold: true, fill: true, align: "center", line: "bottom" },
  block: { bold: true, wrap: true, line: "top" },
  label: { wrap: true, indent: 1 },
  boxLabel: { bold: true, wrap: true, indent: 1 },
  baseLabel: { quiet: true, wrap: true },
  base: { ...BASE, format: COUNT },
  baseSmall: { ...BASE, format: `${COUNT}"*"` },
  baseSmaller: { ...BASE, format: `${COUNT}"**"` },
  baseLow: { ...BASE, format: `${COUNT}" (-)"` },
  mass: { ...BASE, format: "#,##0.0" },
  count: { align: "right", format: COUNT },
  share: { align: "right", format: "0%" },
  box: { bold: true, align: "right", format: "0%" },
  mean: { bold: true, align: "right", format: "0.00" },
  nps: { bold: true, align: "right", format: "+0;-0;0" },
  letters: { quiet: true, size: 8 },
  untold: { align: "right", quiet: true },
} as const satisfies Readonly<Record<string, Look>>;

/** The name of a look. */
export type CellStyle = keyof typeof LOOKS;

const NAMES = Object.keys(LOOKS) as CellStyle[];
const FIRST_OWN_FORMAT = 164;
const SIZE = 10;
const QUIET = "FF5F6B7A";
const LINK = "FF0B5CAD";
const HEAD_FILL = "FFE9EEF5";
const LINE = "FF8A97A8";

/** The number by which a sheet names a look. */
export function styleNumber(style: CellStyle): number {
  return NAMES.indexOf(style);
}

/** The part `xl/styles.xml`: a font, a fill and a line for each look, so that their numbers are the looks'. */
export function stylesXml(): string {
  const looks = NAMES.map((name): Look => LOOKS[name]);
  const formats = [...new Set(looks.flatMap(({ format }) => format === undefined ? [] : [format]))];
  const list = (tag: string, items: readonly string[]): string =>
    `<${tag} count="${items.length}">${items.join("")}</${tag}>`;
  const fills = ["none", "gray125"].map((type) =>
    `<fill><patternFill patternType="${type}"/></fill>`
  );
  return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    list(
      "numFmts",
      formats.map((format, i) =>
        `<numFmt numFmtId="${FIRST_OWN_FORMAT + i}" formatCode="${
          format.replaceAll('"', "&quot;")
        }"/>`
      ),
    ) +
    list("fonts", looks.map(fontXml)) +
    list("fills", [
      ...fills,
      `<fill><patternFill patternType="solid"><fgColor rgb="${HEAD_FILL}"/></patternFill></fill>`,
    ]) +
    list("borders", [undefined, "top", "bottom"].map(borderXml)) +
    list("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
    list("cellXfs", looks.map((look, font) => cellXml(look, { font, formats }))) +
    list("cellStyles", ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
    "</styleSheet>";
}

function fontXml({ bold, link, quiet, size = SIZE }: Look): string {
  const colour = link === true ? LINK : quiet === true ? QUIET : "FF000000";
  return `<font>${bold === true ? "<b/>" : ""}${link === true ? "<u/>" : ""}<sz val="${size}"/>` +
    `<color rgb="${colour}"/><name val="Arial"/><family val="2"/></font>`;
}

function borderXml(side: string | undefined): string {
  const line = (name: string): string =>
    name === side ? `<${name} style="thin"><color rgb="${LINE}"/></${name}>` : `<${name}/>`;
  return `<border>${["left", "right", "top", "bottom", "diagonal"].map(line).join("")}</border>`;
}

function cellXml(
  { fill, line, align, wrap, indent, format }: Look,
  { font, formats }: { readonly font: number; readonly formats: readonly string[] },
): string {
  const number = format === undefined ? 0 : FIRST_OWN_FORMAT + formats.indexOf(format);
  const border = line === undefined ? 0 : line === "top" ? 1 : 2;
  const place = (indent ?? 0) > 0 ? ` horizontal="left" indent="${indent}"` : "";
  const side = align === undefined ? place : ` horizontal="${align}"`;
  return `<xf numFmtId="${number}" fontId="${font}" fillId="${fill === true ? 2 : 0}" ` +
    `borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" ` +
    `applyBorder="1" applyAlignment="1"><alignment vertical="top"${side}` +
    `${wrap === true ? ' wrapText="1"' : ""}/></xf>`;
}
