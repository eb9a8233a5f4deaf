/** Tests of `deno task services`, with a stand-in for Go. Runs in Deno. */

import assert from "node:assert/strict";
import { inTemporaryFolder } from "../support/command.ts";
import { runTool, type ToolResult } from "../support/tool.ts";

const SOURCE = "github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c";

/** Runs the tool for minio in a folder with this script as the only Go there is, or with none. */
async function runServices(
  cwd: string,
  { go, required = false }: { go: string | null; required?: boolean },
): Promise<ToolResult> {
  if (go !== null) await writeProgram(cwd, "go", go);
  return await runService(cwd, "minio", required);
}

async function writeProgram(cwd: string, name: string, script: string): Promise<void> {
  await Deno.mkdir(`${cwd}/programs`, { recursive: true });
  await Deno.writeTextFile(`${cwd}/programs/${name}`, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

async function runService(cwd: string, name: string, required = false): Promise<ToolResult> {
  await Deno.mkdir(`${cwd}/programs`, { recursive: true });
  return await runTool("services", [name], {
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

Deno.test("services: jupyter gets an environment of its own, once", async () => {
  await inTemporaryFolder(async (cwd) => {
    // The stand-in makes what python3 -m venv makes: a python3 in the folder, here one that only
    // knows pip. The test's PATH holds no other programs, so the shell's own words must do.
    const python = `/bin/mkdir -p "$3/bin" && printf '#!/bin/sh\\necho pip "$@"\\n: > ' > ` +
      `"$3/bin/python3" && printf '%s\\n' "$3/bin/jupyter-nbconvert" >> "$3/bin/python3" && ` +
      `/bin/chmod +x "$3/bin/python3"`;
    await writeProgram(cwd, "python3", python);
    const first = await runService(cwd, "jupyter");
    assert.deepEqual(first.stdout.trim().split("\n"), [
      "jupyter: installing nbconvert==7.17.2 and nbclient==0.11.0",
      "pip -m pip install --quiet --disable-pip-version-check nbconvert==7.17.2 nbclient==0.11.0",
      "jupyter: installed in .cache/jupyter (runs the notebooks in the tests)",
    ]);
    assert.equal(first.code, 0, first.stderr);
    const second = await runService(cwd, "jupyter");
    assert.equal(
      second.stdout,
      "jupyter: present in .cache/jupyter (runs the notebooks in the tests)\n",
    );
  });
});

Deno.test("services: without Python it says what to do", async () => {
  await inTemporaryFolder(async (cwd) => {
    const { code, stdout } = await runService(cwd, "jupyter");
    assert.match(stdout, /\njupyter: not installed, because there is no python3 on PATH\. Tests/);
    assert.equal(code, 0);
    assert.equal((await runService(cwd, "jupyter", true)).code, 1);
  });
});

Deno.test("services: Spark is left out without Java 17 or Python, also where services are required", async (t) => {
  const cases: [string, Record<string, string>, RegExp][] = [
    ["no Java", {}, /^spark: left out, because there is no java on PATH\. .* Install Java 17 or/],
    [
      "old Java",
      { java: `echo 'openjdk version "11.0.2"' >&2` },
      /^spark: left out, because java is version 11\. Tests that need it are ignored\. Install/,
    ],
    [
      "no Python",
      { java: `echo 'openjdk version "21.0.1"' >&2` },
      /^spark: left out, because there is no python3 on PATH\. .* Install Python 3\.10 or later\.$/,
    ],
  ];
  for (const [name, programs, said] of cases) {
    await t.step(name, async () => {
      await inTemporaryFolder(async (cwd) => {
        for (const [program, script] of Object.entries(programs)) {
          await writeProgram(cwd, program, script);
        }
        const { code, stdout } = await runService(cwd, "spark", true);
        assert.match(stdout.trim(), said);
        assert.equal(code, 0);
      });
    });
  }
});

Deno.test("services: a program of the system comes through apt-get, where there is one", async (t) => {
  const cases: [string, string | null, string, RegExp][] = [
    [
      "installed",
      'echo "apt-get $@"',
      "installed",
      /^browser: installing browser-package, its-kin with apt-get\napt-get update --quiet\napt-get install --yes --quiet --no-install-recommends browser-package its-kin\nbrowser: installed at browser \(for tests\)\n/,
    ],
    [
      "refused",
      "exit 100",
      "failed",
      /\nbrowser: not installed, because apt-get \(which needs root\) ended with code 100\n/,
    ],
    [
      "no apt-get",
      null,
      "absent",
      /\nbrowser: not installed, because there is no apt-get on PATH\. .* Install browser so that it lies at browser\.\n/,
    ],
  ];
  for (const [name, apt, outcome, said] of cases) {
    await t.step(name, async () => {
      await inTemporaryFolder(async (cwd) => {
        await Deno.mkdir(`${cwd}/programs`);
        if (apt !== null) await writeProgram(cwd, "apt-get", apt);
        const installers = new URL("../../tools/lib/service_installers.ts", import.meta.url);
        const script = `import { installWithApt } from ${JSON.stringify(installers.href)};
const service = { name: "browser", purpose: "for tests", paths: ["browser"], aptPackages: ["browser-package", "its-kin"] };
console.log(await installWithApt(service));`;
        await Deno.writeTextFile(`${cwd}/run.ts`, script);
        const { stdout } = await new Deno.Command(Deno.execPath(), {
          args: ["run", "--no-prompt", "--allow-read=.", "--allow-run=apt-get", "run.ts"],
          cwd,
          env: { NO_COLOR: "1", PATH: `${cwd}/programs` },
        }).output();
        const text = new TextDecoder().decode(stdout);
        assert.match(text, said);
        assert.equal(text.trim().split("\n").at(-1), outcome);
      });
    });
  }
});

Deno.test("services: a name that is none", async () => {
  await inTemporaryFolder(async (cwd) => {
    const { code, stderr } = await runService(cwd, "postgres");
    assert.equal(
      stderr,
      "error: Cannot install postgres: the services are minio, chromium, libreoffice, jupyter, spark.\n",
    );
    assert.equal(code, 2);
  });
});
