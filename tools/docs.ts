/** Checks that all of the public surface is documented: `deno task docs`. Runs in Deno only. */

const MODULE = "pipeline/mod.ts";

/** The parameters' type comes from their schema, so that no name stands twice: it cannot be written out. */
const FROM_SCHEMA =
  /^error\[(missing-explicit-type|private-type-ref)\][^\n]*\n\s*--> \S*pipeline\/plan\/params\.ts/;

/** The problems in what `deno doc --lint` printed, those of the parameters' inferred type aside. */
export function findProblems(printed: string): string[] {
  return printed.split(/\n(?=error)/).map((part) => part.trim())
    .filter((part) => part.startsWith("error[") && !FROM_SCHEMA.test(part));
}

if (import.meta.main) {
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["doc", "--lint", MODULE],
    env: { NO_COLOR: "1" },
  }).output();
  const printed = [stderr, stdout].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
  const problems = findProblems(printed);
  if (!/Found \d+ documentation lint error|Checked \d+ file/.test(printed)) {
    problems.push(`deno doc --lint did not finish:\n${printed}`);
  }
  console.log(problems.length === 0 ? `docs: ${MODULE} is documented` : problems.join("\n\n"));
  if (problems.length > 0) Deno.exitCode = 1;
}
