/** Tests of presets beside a survey's own settings. Runs in Deno. */

import assert from "node:assert/strict";
import { listPresets, loadParams } from "../../../pipeline/cli/params_files.ts";
import { parseParams } from "../../../pipeline/plan/parse_params.ts";
import {
  arePresetsUseful,
  presetInForce,
  presetParams,
  presetSettings,
} from "../../../src/components/session/presets.ts";
import { withValue } from "../../../src/components/session/params_text.ts";
import { inTemporaryFolder, productFile } from "../../support/command.ts";
import "../../support/with_rules.ts";

const PRESETS = await listPresets(productFile("config/presets"));
const [RECOMMENDED, ORIGINAL] = PRESETS;
const DEFAULTS = parseParams({});

Deno.test("a preset comes to the same on a page and at the command line", async () => {
  const own =
    "clustering: { n_clusters: 4 }\nfeatures: { exclude: [age] }\nevaluation: { sample: 500 }\n";
  await inTemporaryFolder(async (folder) => {
    await Deno.mkdir(`${folder}/presets`);
    await Deno.copyFile(
      productFile("config/presets/original.yaml"),
      `${folder}/presets/original.yaml`,
    );
    await Deno.writeTextFile(`${folder}/params.yaml`, own);
    const load = async (preset: string) =>
      (await loadParams({ params: `${folder}/params.yaml`, preset, set: [], input: "a.csv" }))
        .params;
    const defaults = await load("recommended");
    const known = { params: defaults, defaults };
    for (const preset of PRESETS) {
      assert.deepEqual(presetParams(preset, known), await load(preset.name), preset.name);
    }
  });
});

Deno.test("choosing a preset sets all that differs, and leaves how the file is read", () => {
  const params = parseParams({
    ingest: { columns: { age: "ordinal" } },
    clustering: { n_clusters: 7 },
    structure: { draws: 39 },
  });
  const known = { params, defaults: DEFAULTS };
  const chosen = presetSettings(ORIGINAL, known)
    .reduce((now, [path, value]) => withValue(now, path, value), params);
  assert.deepEqual(chosen.ingest, params.ingest);
  assert.deepEqual({ ...chosen, ingest: ORIGINAL.params.ingest }, ORIGINAL.params);
});

Deno.test("one preset is in force, or none where anything else was changed", () => {
  const inForce = (params: typeof DEFAULTS) =>
    presetInForce(PRESETS, { params, defaults: DEFAULTS })?.name ?? "changed";
  assert.equal(inForce(DEFAULTS), "recommended");
  assert.equal(inForce(ORIGINAL.params), "original");
  assert.equal(inForce(withValue(DEFAULTS, "ingest.columns", { age: "ordinal" })), "recommended");
  assert.equal(inForce(withValue(DEFAULTS, "evaluation.second_opinion", true)), "recommended");
  assert.equal(inForce(withValue(DEFAULTS, "clustering.n_clusters", 5)), "changed");
  assert.equal(inForce(withValue(ORIGINAL.params, "evaluation.sample", 500)), "changed");
});

Deno.test("there is nothing to choose where the survey's own settings overrule every preset", () => {
  const defaults = RECOMMENDED.params;
  assert.ok(arePresetsUseful(PRESETS, { params: defaults, defaults }));
  assert.ok(!arePresetsUseful([RECOMMENDED], { params: defaults, defaults }));
  const same = { ...ORIGINAL, params: withValue(DEFAULTS, "clustering.n_clusters", 5) };
  const overruled = withValue(DEFAULTS, "clustering.n_clusters", 4);
  assert.ok(!arePresetsUseful([RECOMMENDED, same], { params: overruled, defaults: overruled }));
});
