/** The notebook's public surface: cells, their language, how they run. Runs in Deno and browsers. */

export * from "./cells/cell.ts";
export * from "./cells/edit.ts";
export * from "./cells/history.ts";
export { readProgram } from "./language/program.ts";
export type { NamePlace, Program } from "./language/program.ts";
export type { Place } from "./language/place.ts";
export { markdownParts } from "./language/markdown_parts.ts";
export type { MarkdownPart } from "./language/markdown_parts.ts";
export * from "./runtime/host.ts";
export * from "./runtime/problem.ts";
export { Runner } from "./runtime/runner.ts";
export type { RunnerOptions } from "./runtime/runner.ts";
export type { CellState, CellStatus } from "./runtime/record.ts";
export { readNotebook, writeNotebook } from "./formats/notebook_file.ts";
export { readIpynb, writeIpynb } from "./formats/ipynb.ts";
export type { IpynbOptions, IpynbOutputs } from "./formats/ipynb.ts";
export { readKitHtml, writeKitHtml } from "./formats/kit_html.ts";
export { readPercent, writePercent } from "./formats/percent.ts";
export type { StoredOutputs } from "./formats/facts.ts";
export { importsSource } from "./formats/imports_cell.ts";
export type { ImportsOptions } from "./formats/imports_cell.ts";
