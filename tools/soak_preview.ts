/** Edits a copy of the product for long while its preview runs: `deno task soak:preview`. Runs in Deno only. */

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../tests/support/chromium.ts";
import { fileAt, ROOT } from "./lib/paths.ts";
import { livePreview } from "./soak/preview/live.ts";
import { tellLife } from "./soak/preview/table.ts";
import { replacePart } from "./soak/table.ts";

const HELP = `Usage: deno task soak:preview [--minutes 60] [--every 10] [--write]

Runs the preview on a copy of the product and edits parameters, survey and a component in turn. Fails
where an open page does not show an edit, or where the preview's memory grows.
  --every  seconds from one edit to the next
  --write  puts the table into docs/reliability.md
`;

async function write(told: string): Promise<void> {
  const path = fileAt(ROOT, "docs/reliability.md");
  await Deno.writeTextFile(path, replacePart(await Deno.readTextFile(path), "preview", told));
  await new Deno.Command("deno", { args: ["fmt", "--quiet", fileURLToPath(path)] }).output();
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      minutes: { type: "string", default: "60" },
      every: { type: "string", default: "10" },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help || chromiumAbsent) {
    console.log(values.help ? HELP : `Cannot look at a preview ${NEEDS_CHROMIUM}`);
    Deno.exit(values.help ? 0 : 1);
  }
  const samples = await livePreview({
    minutes: Number(values.minutes),
    everyMs: 1000 * Number(values.every),
    onSample: (sample) => console.error(JSON.stringify(sample)),
  });
  const { table, megabytesAnHour, isFlat } = tellLife(samples);
  const told = `${table}\n\nFrom the second row on, memory changed by ${
    megabytesAnHour.toFixed(0)
  } MB an hour.`;
  console.log(told);
  if (values.write) await write(told);
  Deno.exit(isFlat ? 0 : 1);
}
