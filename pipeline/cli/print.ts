/** Text to standard output and standard error, all of it. Runs in Deno only. */

const TEXT = new TextEncoder();

/** Writes to standard output; the line ends if the text does not end it. */
export function print(text: string): void {
  writeAll(Deno.stdout, text.endsWith("\n") ? text : `${text}\n`);
}

/** Writes to standard error as it is. */
export function printError(text: string): void {
  writeAll(Deno.stderr, text);
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = TEXT.encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
}
