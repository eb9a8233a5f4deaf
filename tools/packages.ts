/** Checks the licences of all packages, or prints what the product is made of. Runs in Deno only. */

import config from "../deno.json" with { type: "json" };
import { billOfMaterials } from "./lib/bill_of_materials.ts";
import { findUnaccepted, readPackages } from "./lib/packages.ts";
import { ROOT } from "./lib/paths.ts";

if (import.meta.main) {
  const packages = await readPackages(ROOT);
  if (Deno.args.includes("--bom")) {
    console.log(JSON.stringify(billOfMaterials(config, packages), null, 1));
  } else {
    const unaccepted = findUnaccepted(packages);
    for (const { name, version, licence } of unaccepted) {
      console.error(
        `${name}@${version}: a licence must be one that tools/lib/packages.ts accepts, but it is ` +
          `${
            licence ?? "not stated"
          }. Take another package, or accept it there and say what it asks for.`,
      );
    }
    if (unaccepted.length === 0) {
      console.log(`licences: ${packages.length} packages, all accepted`);
    }
    Deno.exitCode = unaccepted.length === 0 ? 0 : 1;
  }
}
