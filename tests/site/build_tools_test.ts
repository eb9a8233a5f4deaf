/** Tests of `deno task build` and `deno task dev` on a small stand-in for the site. Runs in Deno. */

import assert from "node:assert/strict";
import { s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { findAddresses, findSecrets } from "../../tools/site/check.ts";
import { findEsbuilds, frameworkArgs, SiteError } from "../../tools/site/framework.ts";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { minioAbsent, NEEDS_MINIO, startMinio, storeEnvironment } from "../support/minio.ts";
import { freePort, makeStandIn, runTask, startTask, writeFiles } from "../support/stand_in_site.ts";

const UNTIL_MS = 20_000;

Deno.test("frameworkArgs() grants what the work needs and no more", async (t) => {
  const has = async (
    mode: Parameters<typeof frameworkArgs>[0],
    endpoint: string,
    pattern: RegExp,
  ): Promise<boolean> => (await frameworkArgs(mode, endpoint)).some((arg) => pattern.test(arg));
  const build = { name: "build" } as const;
  const preview = { name: "preview", host: "127.0.0.1", port: 3000 } as const;
  const cases: [string, () => Promise<boolean>, boolean][] = [
    ["a build has no network", () => has(build, "", /^--allow-net/), false],
    ["a build writes dist", () => has(build, "", /^--allow-write=.*dist/), true],
    ["a preview does not", () => has(preview, "", /^--allow-write=.*dist/), false],
    ["a preview listens", () => has(preview, "", /^--allow-net=127\.0\.0\.1:3000$/), true],
    ["no credentials without a store", () => has(build, "", /AWS_|S3_/), false],
    ["credentials for a store", () => has(build, "https://s3.test", /AWS_SECRET/), true],
    [
      "a store's own port",
      () => has(build, "http://10.0.0.1:9000/", /^--allow-net=10\.0\.0\.1:9000$/),
      true,
    ],
    ["a port unsaid", () => has(build, "https://s3.test", /^--allow-net=s3\.test:443$/), true],
  ];
  for (const [name, found, expected] of cases) {
    await t.step(name, async () => assert.equal(await found(), expected));
  }
  await t.step("an endpoint that is no address", async () => {
    await assert.rejects(frameworkArgs(build, "minio:9000"), (error) => {
      assert.ok(error instanceof SiteError);
      assert.equal(
        error.message,
        "Cannot use S3: S3_ENDPOINT must be an address with http or https, but it is " +
          '"minio:9000". One such as http://127.0.0.1:9000 works.',
      );
      return true;
    });
  });
});

Deno.test("findAddresses() tells hosts from namespaces and comments", () => {
  const cases: [string, number][] = [
    ['<script src="https://cdn.test/a.js"></script>', 1],
    ['<link href="//fonts.test/x.css">', 1],
    ["@import url(//fonts.test/x.css)", 1],
    ['new WebSocket("wss://a.test")', 1],
    ['fetch("http://localhost:3000/x")', 2],
    ["built on 127.0.0.1", 1],
    ['svg.setAttribute("xmlns", "http://www.w3.org/2000/svg")', 0],
    ['{"$schema":"http://json-schema.org/draft-07/schema#"}', 0],
    ["a = b // c.d is a comment", 0],
  ];
  for (const [text, count] of cases) assert.equal(findAddresses("x.js", text).length, count, text);
  assert.deepEqual(findAddresses("x.html", "\n\nhttps://a.test/b c"), [
    { path: "x.html", line: 3, message: "asks another host: https://a.test/b" },
  ]);
});

Deno.test("findSecrets() finds a credential among any bytes, and passes over short ones", () => {
  const bytes = new Uint8Array([255, 0, ...new TextEncoder().encode("xsecret-42y"), 254]);
  assert.equal(findSecrets("a.bin", bytes, ["secret-42"]).length, 1);
  assert.equal(findSecrets("a.bin", bytes, ["secret", "", "another-one"]).length, 0);
});

Deno.test("site_imports: what no browser can find is named, texts that look like imports are not", async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, {
      "index.html":
        '<link rel="modulepreload" href="./a.js"><script type="module">import {x} from "./a.js"; import "./b.js";</script>',
      "a.js": 'import "left-pad"; import("https://cdn.test/x.js"); const text = \'import "no"\';',
      "x/deep.html": '<script type="module">import "../a.js"; import "./a.js";</script>',
      "_observablehq/client.js": 'const on = () => import("../_npm/never.js");',
    });
    const esbuilds = (await findEsbuilds()).join(",");
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--allow-read", "--ignore-env", `--allow-run=${esbuilds}`],
        ...[productFile("tools/site/imports.ts"), folder],
      ],
    }).output();
    const problems = new TextDecoder().decode(stdout).trim().split("\n").map((line) => {
      const { path, message } = JSON.parse(line);
      return `${path} ${message}`;
    });
    assert.deepEqual(problems, [
      'a.js imports "left-pad", which no browser can find: declare the package in deno.json',
      "a.js imports from another place: https://cdn.test/x.js",
      "index.html imports ./b.js, which is not there: name it with .js",
      "x/deep.html imports ./a.js, which is not there: name it with .js",
    ]);
  });
});

Deno.test("deno task build: builds, checks, and keeps the last good site", async (t) => {
  const folder = await makeStandIn();
  const index = (): Promise<string> => Deno.readTextFile(`${folder}/dist/index.html`);
  try {
    await t.step("builds what is there now, not what a loader gave before", async () => {
      const first = await runTask(folder, ["build"]);
      assert.match(first.stdout, /^built 1 pages, \d+ files, \d+\.\d MB into dist\/ in /);
      assert.deepEqual([first.code, first.stderr], [0, ""]);
      assert.match(await loaded(folder), /"text":"hello"/);
      await writeFiles(folder, { "config/said.txt": "changed" });
      assert.equal((await runTask(folder, ["build"])).code, 0);
      assert.match(await loaded(folder), /"text":"changed"/);
    });
    const good = await index();
    const broken: [string, Record<string, string>, RegExp][] = [
      [
        "another host",
        {
          "src/index.md": "<img src=https://cdn.test/x.png>",
        },
        /^error: Cannot publish the site: .* 1 problems:\n {2}dist\/index\.html:\d+ asks another host: https:\/\/cdn\.test\/x\.png\n$/,
      ],
      [
        "a package that is not declared",
        {
          "src/components/shout.ts":
            '/** Shouts. Runs in browsers. */\nimport "left-pad";\nexport const shout = String;\n',
        },
        /error: Cannot build the site: packages that pages import must be declared in deno\.json, but src\/components\/shout\.ts imports one that is not installed\./,
      ],
      ["a nested .ts specifier", {
        "src/components/shout.ts":
          '/** Shouts. Runs in browsers. */\nexport { shout } from "./low.ts";\n',
        "src/components/low.ts": "/** Low. Runs in browsers. */\nexport const shout = String;\n",
      }, /imports \.\/low\.[0-9a-f]+\.ts, which is not there: name it with \.js/],
      [
        "a loader that fails",
        { "src/said.json.ts": "Deno.exit(3);\n" },
        /loader exited with code 3[^]*error: Cannot build the site: Framework must end with code 0, but it ended with 1\./,
      ],
    ];
    for (const [name, files, message] of broken) {
      await t.step(`refuses ${name}`, async () => {
        const kept = await readFiles(folder, Object.keys(files));
        await writeFiles(folder, files);
        const { code, stderr } = await runTask(folder, ["build"]);
        assert.match(stderr, message);
        assert.equal(code, 1);
        assert.equal(await index(), good);
        await writeFiles(folder, kept);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("deno task dev: follows its inputs, and ends with its preview", async (t) => {
  const folder = await makeStandIn();
  const dev = await startDev(folder);
  try {
    await t.step("an edit of config reaches the page's data", async () => {
      assert.equal((await dev.said()).text, "hello");
      await writeFiles(folder, { "config/said.txt": "again" });
      await dev.until(({ text }) => text === "again");
    });
    await t.step("so does an edit while a loader runs", async () => {
      await writeFiles(folder, { "config/said.txt": "slow 2000" });
      await dev.settled();
      const running = dev.said();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await writeFiles(folder, { "config/said.txt": "last" });
      assert.equal((await running).text, "slow 2000");
      await dev.until(({ text }) => text === "last");
    });
    await t.step("no build beside it: its cache holds every respondent", async () => {
      const { code, stderr } = await runTask(folder, ["build"]);
      assert.equal(
        stderr,
        "error: Cannot build the site: only one build or preview may run in a folder, but another " +
          "is running here. End it first (Ctrl-C in its terminal).\n",
      );
      assert.equal(code, 1);
    });
    await t.step("a port that is taken is said in one line", async () => {
      const other = await makeStandIn();
      const { code, stderr } = await runTask(other, ["dev", "--port", String(dev.port)]);
      await Deno.remove(other, { recursive: true });
      assert.match(stderr, /^error: Cannot listen on 127\.0\.0\.1:\d+: the port must be free, but/);
      assert.equal(code, 1);
    });
  } finally {
    await dev.stop();
    await Deno.remove(folder, { recursive: true });
  }
  await assert.rejects(Deno.connect({ hostname: "127.0.0.1", port: dev.port }));
});

Deno.test({
  name: `deno task dev: follows a bucket ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    const minio = await startMinio();
    const folder = await makeStandIn();
    const env = storeEnvironment(minio);
    assert.equal((await runTask(folder, ["upload"], env)).code, 0);
    const dev = await startDev(folder, env);
    try {
      const { at } = await dev.said();
      await new Promise((resolve) => setTimeout(resolve, 2500));
      assert.equal((await dev.said()).at, at);
      const bucket = s3Storage({ ...minio, region: "us-east-1", bucket: "survey-dataset" });
      await bucket.put("a.csv", new TextEncoder().encode("q1,q2\n3,4\n"));
      await dev.until((now) => now.at !== at);
    } finally {
      await dev.stop();
      await Deno.remove(folder, { recursive: true });
      await minio.stop();
    }
  },
});

/** What the stand-in's loader gives. */
interface Said {
  readonly text: string;
  /** When it ran, milliseconds since 1970. */
  readonly at: number;
}

async function startDev(folder: string, env: Record<string, string> = {}): Promise<{
  readonly port: number;
  said(): Promise<Said>;
  until(wanted: (said: Said) => boolean): Promise<void>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}> {
  const port = freePort();
  const child = startTask(folder, ["dev", "--port", String(port)], env);
  const words = child.output();
  const said = async (): Promise<Said> =>
    await (await fetch(`http://127.0.0.1:${port}/_file/said.json`)).json();
  const until = async (wanted: (said: Said) => boolean): Promise<void> => {
    const end = performance.now() + UNTIL_MS;
    for (;;) {
      const now = await said().catch(() => null);
      if (now !== null && wanted(now)) return;
      assert.ok(performance.now() < end, `still ${JSON.stringify(now)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));
  const stop = async (): Promise<void> => {
    child.kill("SIGINT");
    await words;
  };
  try {
    await until(() => true);
    await settled();
  } catch (error) {
    await stop();
    const { stderr } = await words;
    throw new Error(`${error}\n${new TextDecoder().decode(stderr)}`);
  }
  return { port, said, until, settled, stop };
}

/** The loader's output in the built site. */
async function loaded(folder: string): Promise<string> {
  for await (const { name } of Deno.readDir(`${folder}/dist/_file`)) {
    if (name.startsWith("said.")) return await Deno.readTextFile(`${folder}/dist/_file/${name}`);
  }
  return "";
}

async function readFiles(
  folder: string,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const path of paths) {
    const text = await Deno.readTextFile(`${folder}/${path}`).catch(() => null);
    if (text !== null) kept[path] = text;
  }
  return kept;
}
