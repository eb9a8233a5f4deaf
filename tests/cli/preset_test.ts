/** Presets at the command line: whole settings by name, beneath the parameters. Runs in Deno. */

import assert from "node:assert/strict";
import { loadParams, presetNames } from "../../pipeline/cli/params_files.ts";
import { parseLayer, parseParams } from "../../pipeline/plan/parse_params.ts";
import { inTemporaryFolder, productFile, runPipelineCommand } from "../support/command.ts";

const ORIGINAL = productFile("config/presets/original.yaml");

async function inConfig(
  params: string,
  body: (file: string, cwd: string) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (cwd) => {
    await Deno.mkdir(`${cwd}/config/presets`, { recursive: true });
    await Deno.writeTextFile(`${cwd}/config/params.yaml`, params);
    await Deno.copyFile(ORIGINAL, `${cwd}/config/presets/original.yaml`);
    await Deno.writeTextFile(`${cwd}/config/presets/five.yaml`, "clustering: { n_clusters: 5 }");
    await body(`${cwd}/config/params.yaml`, cwd);
  });
}

Deno.test("a preset lies over the schema's defaults and beneath all that a user says", async () => {
  await inConfig("cleaning: { fill_value: 7 }", async (params) => {
    const load = async (preset: string | null, set: string[] = []) =>
      (await loadParams({ params, preset, set, input: "elsewhere.csv" })).params;
    assert.equal((await load("five")).clustering.n_clusters, 5);
    assert.equal((await load("five")).cleaning.fill_value, 7);
    assert.equal((await load("original")).cleaning.fill_value, 7);
    assert.equal((await load("five", ["clustering.n_clusters=4"])).clustering.n_clusters, 4);
    assert.deepEqual(await load("recommended"), await load(null));
  });
});

Deno.test("the original preset says every value that the first version of the system had", async () => {
  const { value } = parseLayer(await Deno.readTextFile(ORIGINAL), "original");
  const { cleaning, reduction, clustering, features } = parseParams(value);
  assert.deepEqual(
    [cleaning.imputation_method, cleaning.fill_value, cleaning.drop_thresh],
    ["fill", 0, 0.8],
  );
  assert.deepEqual([reduction.method, reduction.n_components], ["pca", 2]);
  assert.deepEqual([clustering.method, clustering.n_clusters], ["kmeans", 3]);
  assert.deepEqual([features.include, features.exclude], [["*"], []]);
  assert.deepEqual(await presetNames(productFile("config/presets")), ["original"]);
});

Deno.test("a preset that is not there is an error with those that are", async () => {
  await inConfig("", async (_, cwd) => {
    const cases: [string, string][] = [
      [
        "orignal",
        'expected one of recommended, five, original, but got "orignal". Did you mean original?',
      ],
      ["../params", 'expected one of recommended, five, original, but got "../params".'],
    ];
    for (const [preset, said] of cases) {
      const { code, stderr } = await runPipelineCommand(["--preset", preset], { cwd });
      assert.deepEqual([code, stderr], [2, `error: Cannot use --preset: ${said}\n`]);
    }
  });
});
