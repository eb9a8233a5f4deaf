/** What our files must not say, whatever language they are in. Runs in Deno. */

/** One breach of a convention. */
export interface Violation {
  /** From the project's root. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

// A folder at the very start of a path: not part of an address, not below another folder.
const MACHINE_PATH = /(?<![\w.~/*)}\]-])\/(work|root|home|tmp)\/[\w.]*/;
const REGISTRY =
  /\b(registry\.[a-z0-9-]+(\.[a-z0-9-]+)+|npm\.[a-z0-9-]+\.[a-z]{2,}|jsr\.io|esm\.sh|unpkg\.com|cdn\.jsdelivr\.net|deno\.land\/(x|std)|proxy\.golang\.org|pypi\.org)\b/;
const ALL_PERMISSIONS =
  /(?:^|[\s"'`])(-[A-Z]*A[A-Z]*|--allow-all)(?=[\s"'`,\]]|$)|"all"\s*:\s*true/;
const COMMAND_FILES =
  /^(deno\.json|observablehq\.config\.ts|Dockerfile.*|docker-compose.*\.ya?ml|.*\.sh)$/;

/** Styles of pages that are drawn anew at each input. */
const PAGE_STYLES = /^src\/(?!frame\/).*\.css$/;
const DESCENDANTS = /:has\(/;

/** Checks the name of a source file: snake_case, and for what the site serves kebab-case, or a parameter's
 * name in brackets. */
export function checkName(path: string): Violation[] {
  if (!path.endsWith(".ts") || path === "observablehq.config.ts") return [];
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^[a-z0-9]+(_[a-z0-9]+)*\.ts$/.test(name)) return [];
  const isLoader = /^src\//.test(path) &&
    /^([a-z0-9]+([-.][a-z0-9]+)*|\[[a-z]+\])\.[a-z0-9]+\.ts$/.test(name);
  return isLoader ? [] : [{ path, line: 1, message: "a module's name is in snake_case" }];
}

/** Checks a text line by line: no path of one machine, no registry, no blanket permission, no
 * style that makes pages slow. */
export function checkText(path: string, text: string): Violation[] {
  const violations: Violation[] = [];
  text.split("\n").forEach((content, index) => {
    const add = (message: string) => violations.push({ path, line: index + 1, message });
    const machine = MACHINE_PATH.exec(content);
    if (machine !== null && !(machine[1] === "tmp" && path.startsWith("tests/"))) {
      add(`"${machine[0]}" exists on one machine only: use a path from the project's root`);
    }
    const registry = REGISTRY.exec(content) ??
      (path === "deno.lock" ? /https?:/.exec(content) : null);
    if (registry !== null) add(`"${registry[0]}" ties the project to one registry`);
    if (COMMAND_FILES.test(path) && ALL_PERMISSIONS.test(content)) {
      add("all permissions at once: grant each one that is needed");
    }
    if (PAGE_STYLES.test(path) && DESCENDANTS.test(content)) {
      add(
        ":has() has a page laid out anew at each change of its elements: set an attribute instead",
      );
    }
  });
  return violations;
}

/** Checks deno.json: what the command line may do, and that our lint rules are on.
 * @param text Its content, valid JSON.
 */
export function checkDenoJson(text: string): Violation[] {
  const config = JSON.parse(text);
  const violations: Violation[] = [];
  const add = (key: string, message: string) => {
    const line = text.split("\n").findIndex((content) => content.includes(`"${key}":`)) + 1;
    violations.push({ path: "deno.json", line: Math.max(1, line), message });
  };
  const task = config.tasks?.pipeline ?? "";
  const command: string = typeof task === "string" ? task : task.command ?? "";
  for (const flag of command.match(/--allow-(run|ffi)\b/g) ?? []) {
    add("pipeline", `the command line starts no programs and loads no libraries: drop ${flag}`);
  }
  if (!(config.lint?.plugins ?? []).includes("./tools/lint_plugin.ts")) {
    add("lint", 'our lint rules are off: name "./tools/lint_plugin.ts" under lint.plugins');
  }
  return violations;
}
