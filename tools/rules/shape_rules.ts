/** Lint rules on a module's shape: its opening, its length, its exports, nothing left unfinished. Runs in Deno. */
/// <reference lib="deno.unstable" />

import { projectPath } from "../lib/paths.ts";

const MOST_LINES = 400;
const MOST_FUNCTION_LINES = 60;
const MOST_KERNEL_LINES = 80;
const KERNELS = /^pipeline\/(numeric|ingest\/files\/columnar)\//;
// Spelt apart, so that a search for unfinished work does not find this line.
const UNFINISHED = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`);

/** The first line is a doc comment that says what the module is and where it runs; more may follow. */
export const openingComment: Deno.lint.Rule = {
  create(context) {
    return {
      Program() {
        const { text } = context.sourceCode;
        const end = text.indexOf("\n");
        const line = end < 0 ? text : text.slice(0, end);
        if (/^\/\*\* \S.* Runs in \S.*\.( \*\/)?\r?$/.test(line)) return;
        const message =
          "the first line must be a doc comment that says what the module is and where it runs";
        const hint = "/** Fits a plane to points. Runs in Deno and browsers. */";
        context.report({ range: [0, line.length], message, hint });
      },
    };
  },
};

/** A module has at most 400 lines. */
export const maxLines: Deno.lint.Rule = {
  create(context) {
    return {
      Program({ range }) {
        const lines = countLines(context.sourceCode.text.trimEnd());
        if (lines <= MOST_LINES) return;
        const message = `a module has at most ${MOST_LINES} lines, but this one has ${lines}`;
        context.report({ range: [range[0], range[0]], message });
      },
    };
  },
};

/** A function has at most 60 lines; where bytes and numbers are worked on, one whose comment says that
 * it is a kernel, and why it is long, may have 80. */
export const maxFunctionLines: Deno.lint.Rule = {
  create(context) {
    const { text } = context.sourceCode;
    const mayHoldKernels = KERNELS.test(projectPath(context.filename) ?? "");
    const measure = ({ range }: { range: Deno.lint.Range }) => {
      const lines = countLines(text.slice(range[0], range[1]));
      if (lines <= MOST_FUNCTION_LINES) return;
      const isKernel = mayHoldKernels && /\bkernel\b/i.test(commentAbove(range[0], context));
      const [what, most] = isKernel
        ? ["kernel", MOST_KERNEL_LINES]
        : ["function", MOST_FUNCTION_LINES];
      if (lines <= most) return;
      const message = `a ${what} has at most ${most} lines, but this one has ${lines}`;
      context.report({ range: [range[0], range[0]], message });
    };
    return {
      FunctionDeclaration: measure,
      FunctionExpression: measure,
      ArrowFunctionExpression: measure,
    };
  },
};

/** Exports have names, so that they are called the same everywhere. */
export const noDefaultExport: Deno.lint.Rule = {
  create(context) {
    if (mayExportDefault(projectPath(context.filename) ?? "")) return {};
    const message = "a default export has no name: export it by name";
    return {
      ExportDefaultDeclaration({ range }) {
        context.report({ range, message });
      },
      ExportSpecifier({ range, exported }) {
        if (nameOf(exported) === "default") context.report({ range, message });
      },
    };
  },
};

/** Only `mod.ts` hands on what others define; elsewhere an import leads to the definition. */
export const reexportOnlyInMod: Deno.lint.Rule = {
  create(context) {
    if (/(^|\/)mod\.ts$/.test(projectPath(context.filename) ?? "")) return {};
    const message = "only mod.ts re-exports: import from where it is defined";
    const imported = new Set<string>();
    const exported: { name: string; range: Deno.lint.Range }[] = [];
    return {
      ExportAllDeclaration({ range }) {
        context.report({ range, message });
      },
      ImportDeclaration({ specifiers }) {
        for (const { local } of specifiers) imported.add(local.name);
      },
      ExportNamedDeclaration({ range, source, specifiers }) {
        if (source !== null && source !== undefined) return context.report({ range, message });
        for (const { local, range } of specifiers) exported.push({ name: nameOf(local), range });
      },
      "Program:exit"() {
        for (const { name, range } of exported) {
          if (imported.has(name)) context.report({ range, message });
        }
      },
    };
  },
};

/** What is left to do belongs in an issue, not in a comment. */
export const noUnfinished: Deno.lint.Rule = {
  create(context) {
    return {
      Program() {
        for (const { value, range } of context.sourceCode.getAllComments()) {
          const found = UNFINISHED.exec(value);
          if (found === null) continue;
          context.report({
            range,
            message: `a ${found[1]} belongs in an issue: finish or file it`,
          });
        }
      },
    };
  },
};

/** Configuration, lint plugins and the site's data loaders, whose readers ask for a default. */
function mayExportDefault(path: string): boolean {
  return /^[^/]+\.config\.ts$/.test(path) || path === "tools/lint_plugin.ts" ||
    /^src\/.*\.[a-z0-9]+\.ts$/.test(path);
}

/** The comment that ends where the line of a place begins; empty if there is none. */
function commentAbove(place: number, { sourceCode }: Deno.lint.RuleContext): string {
  const lineStart = sourceCode.text.lastIndexOf("\n", place - 1) + 1;
  const comment = sourceCode.getAllComments().find(({ range: [, end] }) =>
    end <= lineStart && sourceCode.text.slice(end, lineStart).trim() === ""
  );
  return comment?.value ?? "";
}

function countLines(text: string): number {
  return text.split("\n").length;
}

function nameOf(node: { name?: string; value?: unknown }): string {
  return node.name ?? String(node.value);
}
