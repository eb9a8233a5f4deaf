/** TypeScript to JavaScript, line for line, with the way back to each column. Runs in Deno and browsers. */

import { transform } from "sucrase";
import { type Place, UnreadableSource } from "./place.ts";

/** JavaScript that was TypeScript. */
export interface Stripped {
  /** As many lines as the source has, each with the same statements. */
  readonly code: string;
  /** Where in the source a place of the code comes from; its line is the same. */
  sourcePlace(place: Place): Place;
}

const OPTIONS = {
  transforms: ["typescript" as const],
  // Only types go: engines that run cells know today's JavaScript.
  disableESTransforms: true,
  // A name that this cell does not use may be another cell's.
  keepUnusedImports: true,
};

/** Takes the types out of a source.
 * Enums become the code that they stand for; namespaces are refused.
 * @throws {UnreadableSource} Where the source is no TypeScript.
 */
export function stripTypes(source: string): Stripped {
  try {
    const { code } = transform(source, OPTIONS);
    let places: readonly (readonly Segment[])[] | null = null;
    return {
      code,
      sourcePlace({ line, column }) {
        places ??= columnsOf(source);
        const before = places[line - 1]?.findLast((segment) => segment.to <= column - 1);
        if (before === undefined) return { line, column };
        return { line, column: before.from + (column - 1 - before.to) + 1 };
      },
    };
  } catch (error) {
    throw toUnreadable(error);
  }
}

/** A stretch of a line of the code, and where it begins in the source's line; both from 0. */
interface Segment {
  readonly to: number;
  readonly from: number;
}

/** The stretches of every line, by the source map; it is only made where something went wrong. */
function columnsOf(source: string): Segment[][] {
  const { sourceMap } = transform(source, {
    ...OPTIONS,
    filePath: "cell.ts",
    sourceMapOptions: { compiledFilename: "cell.js" },
  });
  let from = 0;
  return (sourceMap?.mappings ?? "").split(";").map((line) => {
    let to = 0;
    return line.split(",").filter((part) => part !== "").map((part) => {
      const [toStep, , , fromStep = 0] = decodeNumbers(part);
      to += toStep;
      from += fromStep;
      return { to, from };
    });
  });
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of one part of a source map: base 64, six bits a digit, the lowest first, the sign at
 * the very end. @see the format of source maps, ECMA-426. */
function decodeNumbers(part: string): number[] {
  const numbers: number[] = [];
  let value = 0, shift = 0;
  for (const digit of part) {
    const bits = DIGITS.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if ((bits & 32) !== 0) continue;
    numbers.push((value & 1) === 1 ? -(value >>> 1) : value >>> 1);
    value = shift = 0;
  }
  return numbers;
}

/** What the parser says: "Unexpected token (1:10)", counted from 1. */
function toUnreadable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const found = /^(?:Error transforming .*?: )?(.*) \((\d+):(\d+)\)$/s.exec(error.message);
  if (found === null) return new UnreadableSource(error.message, null);
  const [, message, line, column] = found;
  return new UnreadableSource(message, { line: Number(line), column: Number(column) });
}
