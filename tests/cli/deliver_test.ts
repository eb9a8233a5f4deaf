/** Tests of what the command line writes to hand over. Runs in Deno. */

import assert from "node:assert/strict";
import { read } from "xlsx";
import { filesBelow, runPipelineCommand } from "../support/command.ts";
import { inProductCopy, RUN_FILES } from "../support/product_copy.ts";

const QUICK = ["--set", "clustering.n_clusters=3", "--set", "structure.check=none"];
const ONE_PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

Deno.test("--deliver tables writes them beside the run's files, under the run's own name", async () => {
  await inProductCopy(async (cwd) => {
    const run = async (...more: string[]) => {
      const args = ["--json", "--quiet", ...QUICK, ...more];
      const { code, stdout, stderr } = await runPipelineCommand(args, { cwd });
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout) as { readonly run_id: string; readonly output: string };
    };
    const plain = await run("--output", "plain");
    assert.deepEqual(await filesBelow(`${cwd}/${plain.output}`), RUN_FILES);
    const asked = await run("--deliver", "tables", "--set", "tables.sheets=one");
    assert.equal(asked.run_id, plain.run_id);
    const files = await filesBelow(`${cwd}/${asked.output}`);
    assert.deepEqual(files, [...RUN_FILES, "tables.csv", "tables.xlsx"].sort());
    const book = read(await Deno.readFile(`${cwd}/${asked.output}/tables.xlsx`));
    assert.deepEqual(book.SheetNames, ["Index", "Tables"]);
    const manifest = JSON.parse(await Deno.readTextFile(`${cwd}/${asked.output}/manifest.json`));
    const listed = (manifest.files as { name: string }[]).map(({ name }) => name);
    assert.ok(listed.includes("tables.xlsx") && listed.includes("tables.csv"));
  });
});

Deno.test("--deliver refuses what is no deliverable before the run begins", async () => {
  await inProductCopy(async (cwd) => {
    const { code, stderr } = await runPipelineCommand(["--deliver", "tabels"], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /--deliver[\s\S]*"tabels"[\s\S]*Did you mean tables\?/);
  });
});

Deno.test("--deliver pptx,docx,html writes them beside the run's files, with the template's logo", async () => {
  await inProductCopy(async (cwd) => {
    const logo = "deliver.template={logo: logo.png}";
    const args = ["--json", "--quiet", ...QUICK, "--deliver", "html, pptx,docx", "--set", logo];
    const refused = await runPipelineCommand(args, { cwd });
    assert.equal(refused.code, 2, "what cannot be read is told before the work begins");
    assert.match(
      refused.stderr,
      /deliver\.template\.logo[\s\S]*a PNG or JPEG file[\s\S]*"logo\.png"/,
    );
    await Deno.writeFile(`${cwd}/logo.png`, Uint8Array.fromBase64(ONE_PIXEL));
    const { code, stdout, stderr } = await runPipelineCommand(args, { cwd });
    assert.equal(code, 0, stderr);
    const { output } = JSON.parse(stdout) as { readonly output: string };
    assert.deepEqual(
      await filesBelow(`${cwd}/${output}`),
      [...RUN_FILES, "report.html", "segments.docx", "segments.pptx"].sort(),
    );
    const page = await Deno.readTextFile(`${cwd}/${output}/report.html`);
    assert.ok(page.includes(`src="data:image/png;base64,${ONE_PIXEL}"`));
  });
});
