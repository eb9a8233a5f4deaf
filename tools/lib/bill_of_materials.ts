/** What the product is made of, as CycloneDX has it. Runs in Deno only.
 * @see https://cyclonedx.org/docs/1.6/json/
 */

import type { LockedPackage } from "./packages.ts";

/** Makes the bill: the same lock gives the same bill, on any machine and at any time.
 * Licences of packages that only some machines have are left out, as others cannot read them.
 */
export function billOfMaterials(
  { name, version }: { readonly name: string; readonly version: string },
  packages: readonly LockedPackage[],
): Record<string, unknown> {
  const refs = new Map(packages.map((one) => [`${one.name}@${one.version}`, refOf(one)]));
  const byName = new Map(packages.map((one) => [one.name, refOf(one)]));
  const refOfNeed = (need: string): string | undefined => {
    const [, wanted, at] = /^(@?[^@]+)(?:@([^_]+))?/.exec(need) ?? [];
    return at === undefined ? byName.get(wanted) : refs.get(`${wanted}@${at}`);
  };
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { "bom-ref": name, type: "application", name, version } },
    components: packages.map((one) => ({
      "bom-ref": refOf(one),
      type: "library",
      ...nameOf(one),
      version: one.version,
      purl: refOf(one),
      hashes: [{ alg: "SHA-512", content: hexOf(one.integrity) }],
      ...(one.licence === null || one.isOfMachine ? {} : { licenses: [licenceOf(one.licence)] }),
      scope: one.isOfMachine ? "optional" : "required",
    })),
    dependencies: packages.map((one) => ({
      ref: refOf(one),
      dependsOn: [...new Set(one.needs.map(refOfNeed).filter((ref) => ref !== undefined))].sort(),
    })),
  };
}

function nameOf({ name }: LockedPackage): { readonly group?: string; readonly name: string } {
  const [first, second] = name.split("/");
  return second === undefined ? { name } : { group: first, name: second };
}

function refOf({ name, version }: LockedPackage): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function licenceOf(licence: string): Record<string, unknown> {
  return / (OR|AND) /.test(licence) ? { expression: licence } : { license: { id: licence } };
}

function hexOf(integrity: string): string {
  return Uint8Array.fromBase64(integrity.replace(/^sha512-/, "")).toHex();
}
