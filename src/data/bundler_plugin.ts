/** The packages that deno.json names, for bundling. Runs in Deno only. */

import type * as esbuild from "esbuild";

/** Resolves the bare names of deno.json, which may stand for a package of another name.
 * @param root Path of the folder that holds node_modules.
 */
export function resolveImports(
  imports: Readonly<Record<string, string>>,
  root: string,
): esbuild.Plugin {
  const packages = new Map(
    Object.entries(imports).map(([name, target]) => [name, packageName(target)]),
  );
  return {
    name: "deno-imports",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind, pluginData, importer }) => {
        if (pluginData === "resolved" || importer.includes("node_modules")) return undefined;
        const name = [...packages.keys()].find((name) =>
          path === name || path.startsWith(`${name}/`)
        );
        if (name === undefined) return undefined;
        const target = packages.get(name) + path.slice(name.length);
        return build.resolve(target, { kind, resolveDir: root, pluginData: "resolved" });
      });
    },
  };
}

/** `npm:@scope/name@1.2.3` without its scheme and version. */
function packageName(target: string): string {
  return target.replace(/^npm:\/?/, "").replace(/(?<=.)@[^/]*$/, "");
}
