/** Which module may import which: from its own room and from those before it in the order. Runs in Deno. */

/** The stages, first to last. */
const STAGES = ["ingest", "clean", "features", "reduce", "cluster", "evaluate", "profile"];

/** Rooms of the engine, low to high: folders, and modules that are a room of their own. Rooms of one
 * line do not know each other. */
const ENGINE: readonly (readonly string[])[] = [
  ["pipeline/base"],
  ["pipeline/survey"],
  ["pipeline/plan"],
  ["pipeline/numeric"],
  ["pipeline/parallel"],
  ["pipeline/ingest/cells"],
  ["pipeline/ingest/table"],
  ["pipeline/ingest/files"],
  ["pipeline/ingest/headers"],
  ["pipeline/ingest/codebook"],
  ["pipeline/ingest/columns"],
  ["pipeline/ingest/ledger"],
  ["pipeline/ingest/questions"],
  ["pipeline/ingest/mod.ts"],
  ["pipeline/clean"],
  ["pipeline/features"],
  ["pipeline/reduce"],
  ["pipeline/cluster"],
  ["pipeline/evaluate"],
  ["pipeline/structure"],
  ["pipeline/opinion"],
  ["pipeline/profile"],
  ["pipeline/run"],
  ["pipeline/view"],
  ["pipeline/typing"],
  ["pipeline/io"],
  ["pipeline/deliver"],
  ["pipeline/engines"],
  ["pipeline/browser"],
  ["pipeline/notebook"],
  ["pipeline/mod.ts", "pipeline/cli", "pipeline/worker.ts"],
  ["pipeline/notebook/deno"],
  [
    "pipeline/cli.ts",
    "pipeline/notebook/cli.ts",
    "pipeline/typing/cli.ts",
    "pipeline/typing/track_cli.ts",
  ],
];

/** Rooms of the site, low to high; "src" is its pages and loaders. */
const SITE: readonly (readonly string[])[] = [
  ["src/components/kit"],
  ["src/components/charts"],
  ["src/components/session"],
  ["src/components/controls"],
  ["src/components/columns"],
  ["src/components/segments"],
  ["src/components/notebook"],
  ["src/components/shell"],
  ["src/data"],
  ["src"],
];

/** Every folder below these is a room, or within one. */
const WALLED = ["pipeline", "src/components"];

const ORDERS = [ENGINE, SITE];
const ROOMS = ORDERS.flat(2);

/** What a module must not import, although the order would allow it or says nothing of it. */
interface Ban {
  readonly who: string;
  readonly holds: RegExp;
  readonly mustNotImport: RegExp;
  /** Whether types may be imported all the same. */
  readonly typesMayPass?: true;
  readonly because: string;
}

const STAGE = `(${STAGES.join("|")})`;

const BANS: readonly Ban[] = [
  {
    who: "the engine",
    holds: /^pipeline\//,
    mustNotImport: /^(src|tests|tools|bench|data|notebooks)\//,
    because: "the engine knows nothing of the site, the tests, the tools and the data",
  },
  {
    who: "the site",
    holds: /^src\//,
    mustNotImport: /^(tests|tools|bench)\//,
    because: "what users get does not depend on how it is checked",
  },
  {
    who: "a component",
    holds: /^src\/components\//,
    mustNotImport: /^pipeline\//,
    typesMayPass: true,
    because: "the engine runs in the worker, and pages know its results by their types alone",
  },
  {
    who: "numeric code",
    holds: /^pipeline\/numeric\//,
    mustNotImport: /^pipeline\/(?!numeric\/|base\/)/,
    because: "kernels know numbers, not surveys and stages",
  },
  {
    who: "the pool of workers",
    holds: /^pipeline\/parallel\//,
    mustNotImport: /^pipeline\/(?!parallel\/|numeric\/|base\/)/,
    because: "stages bring the tasks that it runs",
  },
  ...STAGES.map((stage): Ban => ({
    who: "a stage",
    holds: new RegExp(`^pipeline/${stage}/`),
    // How answers are read from a matrix of features is said once, for all stages that work on it.
    mustNotImport: new RegExp(`^pipeline/(?!${stage}/|features/(?!mod\\.ts$))${STAGE}/`),
    typesMayPass: true,
    because: "a stage takes another one's result, whose type is all that it needs",
  })),
];

/** Says why one module must not import another; null if it may.
 * @param from Path of the importing module from the project's root.
 * @param to Path of the imported one.
 * @param options isType: nothing but types is imported.
 */
export function layeringProblem(
  from: string,
  to: string,
  { isType = false }: { readonly isType?: boolean } = {},
): string | null {
  const ban = BANS.find(({ holds, mustNotImport, typesMayPass }) =>
    holds.test(from) && mustNotImport.test(to) && !(isType && typesMayPass === true)
  );
  if (ban !== undefined) return `${ban.who} must not import ${to}: ${ban.because}`;
  const own = roomOf(from), other = roomOf(to);
  const order = ORDERS.find((steps) => steps.some((step) => step.includes(own ?? "")));
  const [here, there] = [own, other].map((room) =>
    order?.findIndex((step) => step.includes(room ?? "")) ?? -1
  );
  if (own === other || here < 0 || there < 0 || there < here) return null;
  const why = there === here
    ? "these two do not know each other"
    : "it stands above, and arrows point down only";
  return `${own} must not import ${other} (${to}): ${why}`;
}

/** Names what has no place in the order of rooms, for a file below the walls; null where all is well.
 * @returns The uppermost folder without a place, or the file itself where it lies beside rooms.
 */
export function withoutPlace(path: string): string | null {
  if (!WALLED.some((wall) => path.startsWith(`${wall}/`)) || roomOf(path) !== null) return null;
  const parts = path.split("/");
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join("/");
    if (!ROOMS.some((room) => room.startsWith(`${folder}/`) || room === folder)) return folder;
  }
  return path;
}

/** Whether a module's first line says that it does not run in browsers. */
export function isDenoOnly(source: string): boolean {
  return /\bRuns in Deno only\b/.test(source.slice(0, source.indexOf("\n") + 1));
}

/** Whether a module of the engine may be for Deno only: the command lines, the storages and the engines
 * beside the product's own. */
export function mayBeDenoOnly(path: string): boolean {
  return /^pipeline\/(cli\.ts$|cli\/|io\/|engines\/|notebook\/(cli\.ts$|deno\/)|typing\/(track_)?cli\.ts$)/
    .test(path);
}

/** Whether a module belongs to the stages or the kernels, which read no clock and no chance. */
export function isPure(path: string): boolean {
  return new RegExp(`^pipeline/(numeric|structure|opinion|${STAGE})/`).test(path);
}

/** The innermost room that a file lies in; a room that holds a wall is none for what is behind it. */
function roomOf(path: string): string | null {
  const wall = WALLED.find((each) => path.startsWith(`${each}/`)) ?? "";
  const rooms = ROOMS.filter((room) =>
    room.length > wall.length && (path === room || path.startsWith(`${room}/`))
  );
  return rooms.reduce<string | null>(
    (inner, room) => inner === null || room.length > inner.length ? room : inner,
    null,
  );
}
