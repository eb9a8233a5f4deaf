/** What memory a process and its lasting children hold. Runs in Deno only, where `ps` is. */

const MEGABYTE_IN_KILOBYTES = 1024;
/** Loaders run for each edit and end: what lives longer belongs to the preview itself. */
const LASTING_SECONDS = 20;

/** Resident megabytes of one kind of process, by its name, and of all. */
export interface Held {
  readonly all: number;
  readonly processes: number;
}

interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
  readonly kilobytes: number;
}

/** Adds up the resident memory of a process and of those among its descendants that last. */
export async function heldBelow(pid: number): Promise<Held> {
  const { stdout } = await new Deno.Command("ps", {
    args: ["-A", "-o", "pid=,ppid=,etimes=,rss="],
  }).output();
  const rows = new TextDecoder().decode(stdout).trim().split("\n").map((line): Row => {
    const [pid, parent, seconds, kilobytes] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, seconds, kilobytes };
  });
  const family = new Set([pid]);
  // Parents may stand behind their children, so all are looked at until no more are found.
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const row of rows) if (family.has(row.parent)) family.add(row.pid);
  }
  const lasting = rows.filter((row) => family.has(row.pid) && row.seconds >= LASTING_SECONDS);
  const all = lasting.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / MEGABYTE_IN_KILOBYTES;
  return { all, processes: lasting.length };
}
