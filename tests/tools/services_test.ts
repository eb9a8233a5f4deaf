/** Tests of `deno task services`, with a stand-in for Go. Runs in Deno. */

import assert from "node:assert/strict";
import { inTemporaryFolder } from "../support/command.ts";
import { runTool, type ToolResult } from "../support/tool.ts";

const SOURCE = "github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c";

/** Runs the tool in a folder with this script as the only Go there is, or with none. */
async function runServices(
  cwd: string,
  { go, required = false }: { go: string | null; required?: boolean },
): Promise<ToolResult> {
  await Deno.mkdir(`${cwd}/programs`, { recursive: true });
  if (go !== null) {
    await Deno.writeTextFile(`${cwd}/programs/go`, `#!/bin/sh\n${go}\n`, { mode: 0o755 });
  }
  return await runTool("services", [], {
    cwd,
    env: { PATH: `${cwd}/programs`, REQUIRE_SERVICES: required ? "1" : "" },
  });
}

Deno.test("services: minio is built once, into .cache/bin", async () => {
  await inTemporaryFolder(async (cwd) => {
    const go = 'echo "go $@" && echo built > "$GOBIN/minio"';
    const first = await runServices(cwd, { go });
    assert.deepEqual(first.stdout.trim().split("\n"), [
      `minio: building ${SOURCE}; this takes some minutes`,
      `go install ${SOURCE}`,
      "minio: installed in .cache/bin (an S3 server for the tests)",
    ]);
    assert.equal(first.code, 0);
    assert.equal(await Deno.readTextFile(`${cwd}/.cache/bin/minio`), "built\n");
    const second = await runServices(cwd, { go: "exit 1" });
    assert.equal(second.stdout, "minio: present in .cache/bin (an S3 server for the tests)\n");
    assert.equal(second.code, 0);
  });
});

Deno.test("services: without Go it says what to do, and fails only where services are required", async () => {
  await inTemporaryFolder(async (cwd) => {
    const wanted = await runServices(cwd, { go: null });
    assert.match(
      wanted.stdout,
      /minio: not installed, because there is no go on PATH\. Tests that need it are left out\. Install Go/,
    );
    assert.equal(wanted.code, 0);
    assert.equal((await runServices(cwd, { go: null, required: true })).code, 1);
  });
});

Deno.test("services: a build that fails is a failure", async () => {
  await inTemporaryFolder(async (cwd) => {
    const { code, stdout } = await runServices(cwd, { go: "exit 3" });
    assert.match(stdout, /minio: not installed, because go install ended with code 3\n$/);
    assert.equal(code, 1);
  });
});
