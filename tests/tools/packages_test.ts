/** Tests of what is known of the packages: licences, the bill of materials, and the commands that begin it all. Runs in Deno. */

import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { billOfMaterials } from "../../tools/lib/bill_of_materials.ts";
import {
  findUnaccepted,
  isAccepted,
  type LockedPackage,
  readPackages,
} from "../../tools/lib/packages.ts";
import { ROOT } from "../../tools/lib/paths.ts";
import { productFile } from "../support/command.ts";

const read = (name: string): Promise<string> => Deno.readTextFile(productFile(name));

Deno.test("licences: every package of the lock has one that is accepted", async () => {
  const packages = await readPackages(ROOT);
  assert.deepEqual(findUnaccepted(packages), []);
  const named = Object.values(config.imports).map((target) => target.replace(/^npm:/, ""));
  const known = new Map(packages.map((one) => [`${one.name}@${one.version}`, one.licence]));
  for (const target of named) assert.equal(typeof known.get(target), "string", target);
});

Deno.test("licences: of several with OR one must be accepted, with AND all; none is not", () => {
  const cases: [string, boolean][] = [
    ["MIT", true],
    ["GPL-3.0-or-later", false],
    ["(MIT OR GPL-3.0-or-later)", true],
    ["(MIT AND Zlib)", true],
    ["MIT AND GPL-2.0-only", false],
    ["SEE LICENSE IN LICENSE.md", false],
    ["UNLICENSED", false],
  ];
  for (const [licence, accepted] of cases) assert.equal(isAccepted(licence), accepted, licence);
  const one = { name: "a", version: "1.0.0", integrity: "sha512-AA==", needs: [] };
  const packages: LockedPackage[] = [
    { ...one, isOfMachine: false, licence: null },
    { ...one, isOfMachine: true, licence: null },
    { ...one, isOfMachine: true, licence: "AGPL-3.0-only" },
  ];
  assert.deepEqual(findUnaccepted(packages), [packages[0], packages[2]]);
});

interface Bill {
  readonly components: readonly { readonly purl: string; readonly hashes: { content: string }[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: string[] }[];
}

Deno.test("bom: holds each package once with its sum and what it needs, always the same bytes", async () => {
  const bills = [await readPackages(ROOT), await readPackages(ROOT)]
    .map((packages) => JSON.stringify(billOfMaterials(config, packages)));
  assert.equal(bills[0], bills[1]);
  const { components, dependencies } = JSON.parse(bills[0]) as Bill;
  const refs = new Set(components.map(({ purl }) => purl));
  assert.equal(refs.size, components.length);
  for (const { hashes } of components) assert.match(hashes[0].content, /^[0-9a-f]{128}$/);
  for (const { ref, dependsOn } of dependencies) {
    for (const need of [ref, ...dependsOn]) assert.ok(refs.has(need), need);
  }
  const lock = JSON.parse(await read("deno.lock")) as {
    npm: Record<string, { dependencies?: string[] }>;
  };
  const xlsx = dependencies.find(({ ref }) => ref.startsWith("pkg:npm/saxes@"))!;
  assert.equal(xlsx.dependsOn.length, lock.npm["saxes@6.0.0"].dependencies!.length);
  assert.ok(!bills[0].includes(productFile("")));
});

Deno.test("README's first two commands are those that .ci/run runs, on packages as they are locked", async () => {
  const commands = (await read("README.md")).split("\n").filter((line) => line.startsWith("    "))
    .slice(0, 2).map((line) => line.replace(/#.*/, "").trim());
  const ci = await read(".ci/run");
  const prefix = /^deno\(\) \{ (.*) "\$@"; \}$/m.exec(ci)?.[1];
  assert.equal(prefix, "npx --yes deno@2.9.6");
  for (const command of commands) {
    assert.ok(command.startsWith(`${prefix} task `), command);
    const asked = command.slice(prefix.length + 1);
    assert.match(ci, new RegExp(`^deno ${asked}( |$)`, "m"), command);
  }
  const lines = ci.split("\n").filter((line) => line.startsWith("deno "));
  assert.match(lines[0], /^deno install --frozen /);
  assert.match(await read("Dockerfile"), /^RUN deno install --frozen$/m);
});
