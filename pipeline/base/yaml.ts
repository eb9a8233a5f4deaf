/** Reads YAML that people wrote. Runs in Deno and browsers. */

import { parse, YAMLParseError } from "yaml";

/** A text that is no YAML, or none that may be read: the message says why, in a line. */
export class YamlError extends Error {
  /** From 1; null where it is not known. */
  readonly line: number | null;

  constructor(message: string, line: number | null = null) {
    super(message);
    this.line = line;
  }
}

/** Aliases could make a small text a large one. */
const MOST_ALIASES = 100;
const TOO_DEEP = "things too deep within each other";

/** Reads one document.
 * @throws {YamlError} If it is no YAML, if an alias holds itself, or if aliases or depth would make a
 * small text a large one.
 */
export function readYaml(text: string): unknown {
  let read: unknown;
  try {
    read = parse(text, { maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (error instanceof YAMLParseError) {
      // The library reports its own overflow as an error of the text.
      if (error.message.startsWith("Maximum call stack")) throw new YamlError(TOO_DEEP);
      const [line] = error.message.split("\n");
      throw new YamlError(line.replace(/:$/, ""), error.linePos?.[0].line ?? null);
    }
    if (error instanceof ReferenceError) {
      throw new YamlError(`more than ${MOST_ALIASES} things by alias`);
    }
    if (error instanceof RangeError) throw new YamlError(TOO_DEEP);
    throw error;
  }
  if (holdsItself(read)) throw new YamlError("an alias that stands within what it names");
  return read;
}

/** Whether a value is part of itself, at any depth. */
function holdsItself(root: unknown): boolean {
  const open = new Set<object>();
  const done = new Set<object>();
  const steps: { readonly value: object; readonly isEnd: boolean }[] = [];
  const push = (value: unknown) => {
    if (typeof value === "object" && value !== null && !done.has(value)) {
      steps.push({ value, isEnd: false });
    }
  };
  push(root);
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { value, isEnd } = step;
    if (isEnd) {
      open.delete(value);
      done.add(value);
    } else if (open.has(value)) {
      return true;
    } else if (!done.has(value)) {
      open.add(value);
      steps.push({ value, isEnd: true });
      for (const inner of Object.values(value)) push(inner);
    }
  }
  return false;
}
