/** Runs the command line and kills it at a given step of writing, for tests alone. Runs in Deno only.
 *
 * The process ends as by `kill -9`, and the engine knows nothing of it.
 *
 *     deno run -A killed_run.ts <how many> <the pipeline's flags>
 */

const [often, ...flags] = Deno.args;
let left = Number(often);

function step(): void {
  if (--left < 0) Deno.kill(Deno.pid, "SIGKILL");
}

type Writer = (...args: never[]) => Promise<unknown>;

function counting<T extends Writer>(work: T): T {
  return ((...args: never[]) => {
    step();
    return work(...args);
  }) as T;
}

Deno.mkdir = counting(Deno.mkdir);
Deno.rename = counting(Deno.rename);
Deno.remove = counting(Deno.remove);
const open = Deno.open;
Deno.open = async (path, options) => {
  step();
  const file = await open(path, options);
  const write = file.write.bind(file);
  // Half of what is written has come to the disk by then.
  file.write = async (bytes) => {
    const half = await write(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    step();
    return half;
  };
  return file;
};
const ask = globalThis.fetch;
globalThis.fetch = async (input, options) => {
  const isChange = options?.method !== undefined && !["GET", "HEAD"].includes(options.method);
  if (isChange) step();
  const answer = await ask(input, options);
  if (isChange) step();
  return answer;
};

const { main } = await import("../../pipeline/cli.ts");
Deno.exit(await main(flags, new AbortController().signal));
