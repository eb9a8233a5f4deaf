/** Flags that cannot be used are told in words, at every command. Runs in Deno only. */

import { parseArgs } from "node:util";
import { ParamsError, quoteValue } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";

/** The flags of a command, as the platform's own reader has them. */
export type FlagOptions = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/** Checks flags before they are read.
 * @param files How many arguments without a flag there may be.
 * @throws {ParamsError} Naming the flag that is unknown, lacks its value or has one too many.
 */
export function assertFlags(args: readonly string[], options: FlagOptions, files = 0): void {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  let free = files;
  for (const token of tokens) {
    if (token.kind === "positional" && free-- <= 0) throw unusable(token.value, "a flag", options);
    if (token.kind === "option") assertUsable(token, options);
  }
}

function assertUsable(
  token: { name: string; rawName: string; value: string | undefined },
  options: FlagOptions,
): void {
  const { rawName, value } = token;
  if (!Object.hasOwn(options, token.name)) throw unusable(rawName, "a known flag", options);
  const { type } = options[token.name];
  if (type === "boolean" && value !== undefined) {
    throw unusable(`${rawName}=${value}`, `${rawName} without a value`, options);
  }
  // A flag in the place of a value is a forgotten value far more often than a name that starts so.
  if (type === "string" && (value ?? "").replace(/^--?$|^--.*/, "") === "") {
    throw unusable(rawName, `a value after ${rawName}`, options);
  }
}

function unusable(given: string, expected: string, options: FlagOptions): ParamsError {
  const near = nearestName(given.replace(/^-+/, ""), Object.keys(options));
  const hint = near === null || given === `--${near}`
    ? "--help lists the flags."
    : `Did you mean --${near}?`;
  return new ParamsError([{
    path: "the command line",
    expected,
    received: quoteValue(given),
    hint,
  }]);
}
