/** A real Chromium for tests of the site, and what to ignore where there is none. Runs in Deno only. */

import type { Browser } from "playwright-core";
import { servicesRequired } from "./services_required.ts";

/** What the name of a test that is ignored so ends with. */
export const NEEDS_CHROMIUM = "(needs chromium: deno task services)";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
/** Nothing that reaches for the network by itself. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const program = findProgram();

/** Whether tests in a browser must be ignored: none is there or may be run, and nobody insists. */
export const chromiumAbsent: boolean = program === null && !servicesRequired;

/** Starts Chromium.
 * @param options keepsPages: whether Back may show a page as it was left, as it does for people.
 * @throws {Error} If there is none on PATH.
 */
export async function startChromium(
  { keepsPages = false }: { readonly keepsPages?: boolean } = {},
): Promise<Browser> {
  if (program === null) {
    throw new Error(
      `Cannot start Chromium: one of ${
        NAMES.join(", ")
      } must be on PATH, and --allow-sys=homedir,osRelease granted, but one is not. ` +
        "Run: deno task services",
    );
  }
  // Loaded here, because loading it alone asks for rights that other tests do without.
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: program,
    args: ARGUMENTS,
    ...(keepsPages ? { ignoreDefaultArgs: ["--disable-back-forward-cache"] } : {}),
  });
}

function findProgram(): string | null {
  // Its driver asks where home is and which system this is, and fails where it may not know.
  const needed: Deno.PermissionDescriptor[] = [
    { name: "env", variable: "PATH" },
    { name: "sys", kind: "homedir" },
    { name: "sys", kind: "osRelease" },
  ];
  const granted = needed.every((each) => Deno.permissions.querySync(each).state === "granted");
  const folders = granted ? (Deno.env.get("PATH") ?? "").split(":").filter(Boolean) : [];
  const candidates = folders.flatMap((folder) => NAMES.map((name) => `${folder}/${name}`));
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
