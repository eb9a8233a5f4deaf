/** Tests of presets as pages get them. Runs in Deno. */

import assert from "node:assert/strict";
import { listPresets } from "../../pipeline/cli/params_files.ts";
import { ParamsError } from "../../pipeline/base/errors.ts";
import { parseParams } from "../../pipeline/plan/parse_params.ts";
import { readPresetText } from "../../pipeline/plan/presets.ts";
import { productFile } from "../support/command.ts";
import { originalParams } from "../support/original.ts";

Deno.test("readPresetText() takes title and words from the comment at the top", () => {
  const text = "# Five\n#\n# Five segments,\n# whatever is found.\n#\n# More.\n\n" +
    "# Not of the head.\nclustering: { n_clusters: 5 }\n";
  const { name, title, words, params } = readPresetText("five", text);
  assert.deepEqual([name, title, words], ["five", "Five", "Five segments, whatever is found."]);
  assert.deepEqual(params, parseParams({ clustering: { n_clusters: 5 } }));
});

Deno.test("readPresetText() goes by the name where there is no comment", () => {
  const { title, words } = readPresetText("five", "clustering: { n_clusters: 5 }");
  assert.deepEqual([title, words], ["five", ""]);
});

Deno.test("readPresetText() names the preset that is wrong", () => {
  assert.throws(
    () => readPresetText("five", "clustering: { n_cluster: 5 }"),
    (error: unknown) =>
      error instanceof ParamsError && error.message.includes("presets/five.yaml") &&
      error.message.includes("Did you mean clustering.n_clusters?"),
  );
});

Deno.test("listPresets() begins with the recommended settings, then those of the folder", async () => {
  const presets = await listPresets(productFile("config/presets"));
  assert.deepEqual(presets.map(({ name, title }) => [name, title]), [
    ["recommended", "Recommended"],
    ["original", "Original (first version)"],
  ]);
  assert.deepEqual(presets.map(({ params }) => params), [parseParams({}), originalParams({})]);
  for (const { words } of presets) assert.match(words, /^[A-Z][^\n#]+\.$/);
});
