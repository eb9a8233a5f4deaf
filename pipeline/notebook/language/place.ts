/** Places in a source, and the way back to them from text that was made of it. Runs in Deno and browsers. */

/** A place in a cell's source as people count: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A source that cannot be read: why, and where. */
export class UnreadableSource extends Error {
  /** The class's name, which survives bundling and message passing. */
  override readonly name = "UnreadableSource";
  /** Where in the source, or null where that is not known. */
  readonly place: Place | null;

  /** Makes the error; its message is the end of a sentence, such as `"}" is missing`. */
  constructor(message: string, place: Place | null) {
    super(message);
    this.place = place;
  }
}

/** The place of an offset, O(length). */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** The offset of a place; a place outside of the text gives its nearest end. */
export function offsetOf(text: string, { line, column }: Place): number {
  let start = 0;
  for (let l = 1; l < line; l++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}

/** Text put in the place of a part of a source; the part may be empty. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** 1 where text takes the place of a part, 0 where it is put between. */
function isPart({ start, end }: Edit): number {
  return Number(end > start);
}

/** Replacements in one text, which are applied together and can be traced back. */
export class Edits {
  #edits: Edit[] = [];

  /** Puts text before an offset; what comes first stands first. */
  insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  /** Puts text in the place of a part; parts do not overlap. */
  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }

  /** Puts text in the place of a part, with all that was to be changed within it. */
  replaceAll(start: number, end: number, text: string): void {
    this.#edits = this.#edits.filter((each) => each.start < start || each.end > end);
    this.replace(start, end, text);
  }

  /** The changed text, and for each offset of it the offset in the source that it came from. */
  carryOut(source: string): { readonly text: string; sourceOffset(offset: number): number } {
    const edits = this.#edits.map((edit, order) => ({ ...edit, order }))
      // What is put before an offset stands before what takes the place of the part that begins there.
      .sort((a, b) => a.start - b.start || isPart(a) - isPart(b) || a.order - b.order);
    const parts: string[] = [];
    /** Where untouched source begins in the text, and where in the source. */
    const kept: { readonly to: number; readonly from: number; readonly length: number }[] = [];
    let from = 0, to = 0;
    const keep = (end: number): void => {
      kept.push({ to, from, length: end - from });
      parts.push(source.slice(from, end));
      to += end - from;
      from = end;
    };
    for (const { start, end, text } of edits) {
      keep(start);
      parts.push(text);
      to += text.length;
      from = end;
    }
    keep(source.length);
    return {
      text: parts.join(""),
      sourceOffset(offset) {
        const run = kept[kept.findLastIndex((each) => each.to <= offset)];
        // Within other text: the place at which it was put.
        return run.from + Math.min(offset - run.to, run.length);
      },
    };
  }
}
