/** A command from its flags to its exit code. Runs in Deno only. */

import { EXIT, exitCodeOf } from "./exit.ts";
import { assertFlags, type FlagOptions } from "./flags.ts";
import { print, printError } from "./print.ts";

/** Runs a command that prints one text: its result, or its help.
 * @param args The flags, without the program's name. @returns The exit code.
 */
export async function runCommand(
  args: readonly string[],
  options: FlagOptions,
  work: () => string | Promise<string>,
): Promise<number> {
  try {
    assertFlags(args, options);
    print(await work());
    return EXIT.done;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const code = exitCodeOf(error);
    printError(`error: ${code === EXIT.defect ? `a defect of the engine: ${text}` : text}\n`);
    if (args.includes("--verbose") && error instanceof Error) printError(`${error.stack}\n`);
    return code;
  }
}
