/** Notebooks of nbformat 3, which Jupyter wrote until 2014, as the ones of today. Runs in Deno and browsers. */

import { isObject } from "../../base/objects.ts";
import type { Kept } from "../cells/cell.ts";

/** What data was called, by its short name then. */
const TYPES: Readonly<Record<string, string>> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
};

/** Makes one of nbformat 4 of it, as Jupyter itself does: worksheets become one list, headings words. */
export function upgradeIpynb({ worksheets, ...rest }: Kept): Kept {
  const sheets = Array.isArray(worksheets) ? worksheets.filter(isObject) : [];
  const cells = sheets.flatMap((sheet) => Array.isArray(sheet.cells) ? sheet.cells : []);
  return {
    ...rest,
    nbformat: 4,
    nbformat_minor: 5,
    cells: cells.filter(isObject).map(upgradeCell),
  };
}

function upgradeCell(cell: Kept): Kept {
  const { cell_type, level, input, outputs, prompt_number, collapsed, language: _, ...rest } = cell;
  if (cell_type === "heading") {
    const words = [rest.source].flat().join("");
    return { ...rest, cell_type: "markdown", source: `${"#".repeat(Number(level) || 1)} ${words}` };
  }
  if (cell_type !== "code") {
    return { ...rest, cell_type: cell_type === "html" ? "markdown" : cell_type };
  }
  const metadata = isObject(rest.metadata) ? rest.metadata : {};
  return {
    ...rest,
    cell_type,
    metadata: collapsed === true ? { ...metadata, collapsed } : metadata,
    source: input ?? [],
    execution_count: prompt_number ?? null,
    outputs: (Array.isArray(outputs) ? outputs : []).filter(isObject).map(upgradeOutput),
  };
}

function upgradeOutput(output: Kept): Kept {
  const { output_type: type, prompt_number, metadata = {}, stream, ...rest } = output;
  if (type === "stream") return { ...rest, output_type: type, name: stream ?? "stdout" };
  if (type === "pyerr") return { ...rest, output_type: "error" };
  const data = Object.entries(rest).map(([name, value]) => [TYPES[name] ?? name, value] as const);
  const shown = { data: Object.fromEntries(data), metadata };
  return type === "pyout"
    ? { ...shown, output_type: "execute_result", execution_count: prompt_number ?? null }
    : { ...shown, output_type: type };
}
