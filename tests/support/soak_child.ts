/** Stands in for the process of trials: its second trial hangs or ends it. Runs in Deno only. */

const [family, , from, to] = Deno.args;
for (let at = Number(from); at < Number(to); at++) {
  if (at === 1 && family === "crashes") {
    console.error("a last word");
    Deno.exit(7);
  }
  while (at === 1 && family === "hangs");
  console.log(JSON.stringify({ at, ending: "answered", problem: "", ms: 1, megabytes: 1 }));
}
