/** Lint rules on what a module reaches for: other modules, the platform, clocks and chance. Runs in Deno. */
/// <reference lib="deno.unstable" />

import { isDenoOnly, isPure, layeringProblem, mayBeDenoOnly } from "./layers.ts";
import { projectPath, resolveImport } from "../lib/paths.ts";

/** What every kind of import has. */
interface Importing {
  readonly range: Deno.lint.Range;
  readonly source: string;
  /** Whether nothing but types is imported. */
  readonly isType: boolean;
}

/** Imports point down only. */
export const layering: Deno.lint.Rule = {
  create(context) {
    const from = projectPath(context.filename);
    if (from === null) return {};
    return visitImports(({ range, source, isType }) => {
      // In pages and components a browser's name of a module stands for the module.
      const to = resolveImport(from, source)?.replace(/^(src\/.*)\.js$/, "$1.ts") ?? null;
      const message = to === null ? null : layeringProblem(from, to, { isType });
      if (message !== null) context.report({ range, message });
    });
  },
};

/** The engine runs in browsers, except where a first line says otherwise. */
export const portableEngine: Deno.lint.Rule = {
  create(context) {
    const path = projectPath(context.filename);
    if (path === null || !path.startsWith("pipeline/")) return {};
    if (isDenoOnly(context.sourceCode.text)) {
      return {
        Program({ range }) {
          if (mayBeDenoOnly(path)) return;
          const message =
            `"Runs in Deno only" is for the command line and pipeline/io/, but this is ${path}`;
          context.report({ range, message });
        },
      };
    }
    const advice = 'move it to a module whose first line says "Runs in Deno only"';
    return {
      ...visitImports(({ range, source }) => {
        if (!source.startsWith("node:")) return;
        context.report({ range, message: `"${source}" is absent in browsers: ${advice}` });
      }),
      Identifier({ range, name }) {
        if (name !== "Deno") return;
        context.report({ range, message: `Deno is absent in browsers: ${advice}` });
      },
    };
  },
};

const IMPURE = /^(Math\.random|Date\.now|performance\.now)$/;

/** Stages and kernels draw from the generator they are given, and read no clock. */
export const pureStages: Deno.lint.Rule = {
  create(context) {
    if (!isPure(projectPath(context.filename) ?? "")) return {};
    return {
      MemberExpression(node) {
        const text = context.sourceCode.getText(node);
        if (!IMPURE.test(text)) return;
        const message = `${text} makes the same input give other results: use the stage's context`;
        context.report({ node, message });
      },
    };
  },
};

/** Visits static, type, dynamic and re-exporting imports alike. */
function visitImports(visit: (importing: Importing) => void): Deno.lint.LintVisitor {
  const visitSource = (
    node: { range: Deno.lint.Range; source: unknown },
    isType: boolean,
  ) => {
    const source = literalText(node.source);
    if (source !== null) visit({ range: node.range, source, isType });
  };
  return {
    ImportDeclaration(node) {
      visitSource(node, node.importKind === "type" || areTypes(node.specifiers));
    },
    ImportExpression: (node) => visitSource(node, false),
    ExportAllDeclaration: (node) => visitSource(node, node.exportKind === "type"),
    ExportNamedDeclaration: (node) => visitSource(node, node.exportKind === "type"),
    TSImportType(node) {
      const { argument, range } = node;
      visitSource({ range, source: "literal" in argument ? argument.literal : null }, true);
    },
  };
}

function areTypes(specifiers: Deno.lint.ImportDeclaration["specifiers"]): boolean {
  return specifiers.length > 0 &&
    specifiers.every((each) => each.type === "ImportSpecifier" && each.importKind === "type");
}

function literalText(node: unknown): string | null {
  const value = (node as { value?: unknown } | null | undefined)?.value;
  return typeof value === "string" ? value : null;
}
