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
