/** Tests of `deno task serve`: which file an address means, and how it is sent. Runs in Deno. */

import assert from "node:assert/strict";
import { answersTo } from "../../tools/site/address.ts";
import { siteHandler } from "../../tools/site/handler.ts";
import { inTemporaryFolder } from "../support/command.ts";
import { freePort, writeFiles } from "../support/stand_in_site.ts";

const FILES = {
  "site/index.html": "<h1>Home</h1>",
  "site/404.html": "<h1>Nothing here</h1>",
  "site/methods.html": "<h1>Methods</h1>",
  "site/a b/index.html": "<h1>Overview</h1>",
  "site/a b/segments.html": "<h1>Segments</h1>",
  "site/_file/engine.worker.0a1b2c3d.mjs": `export const words = "${"again ".repeat(1000)}";`,
  "site/_file/respondents.0a1b2c3d.bin": "bytes ".repeat(1000),
  "site/_file/notebook-frame.0a1b2c3d.html": "<p>cells</p>",
  "site/.hidden": "secret",
  "site/.git/config.html": "secret",
  "secret.html": "secret",
};
const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; " +
  "style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self'; object-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const WORKER = "/_file/engine.worker.0a1b2c3d.mjs";
const GZIP = { headers: { "accept-encoding": "br, gzip" } };

type Get = (path: string, init?: RequestInit) => Promise<Response>;

async function withSite(body: (get: Get, folder: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, FILES);
    const handle = siteHandler(`${folder}/site`);
    await body((path, init) => handle(new Request(`http://site.test${path}`, init)), folder);
  });
}

Deno.test("serve: addresses mean files", async (t) => {
  const cases: [string, number, string][] = [
    ["/", 200, "<h1>Home</h1>"],
    ["/methods", 200, "<h1>Methods</h1>"],
    ["/methods.html", 200, "<h1>Methods</h1>"],
    ["/methods?k=4", 200, "<h1>Methods</h1>"],
    ["/a%20b/", 200, "<h1>Overview</h1>"],
    ["/a%20b/segments", 200, "<h1>Segments</h1>"],
    ["/a%20b/nothing", 404, "<h1>Nothing here</h1>"],
    ["/methods/", 404, "<h1>Nothing here</h1>"],
    ["/../secret.html", 404, "<h1>Nothing here</h1>"],
    ["/%2e%2e/secret", 404, "<h1>Nothing here</h1>"],
    ["/..%2fsecret.html", 404, "<h1>Nothing here</h1>"],
    ["/..%5csecret.html", 404, "<h1>Nothing here</h1>"],
    ["/a%20b/%2e%2e%2f%2e%2e%2fsecret", 404, "<h1>Nothing here</h1>"],
    ["/.hidden", 404, "<h1>Nothing here</h1>"],
    ["/.git/config", 404, "<h1>Nothing here</h1>"],
    ["//secret", 404, "<h1>Nothing here</h1>"],
    ["/methods%00.html", 404, "<h1>Nothing here</h1>"],
    [`/${"x".repeat(300)}`, 404, "<h1>Nothing here</h1>"],
    ["/%zz", 400, "The address cannot be read.\n"],
    [`/${"x".repeat(3000)}`, 414, "The address is too long.\n"],
  ];
  await withSite(async (get) => {
    for (const [path, status, text] of cases) {
      await t.step(path.slice(0, 40), async () => {
        const answer = await get(path);
        assert.equal(await answer.text(), text);
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get("content-security-policy"), CSP);
      });
    }
    await t.step("the notebook's frame computes, without an origin and without a net", async () => {
      const { headers } = await get("/_file/notebook-frame.0a1b2c3d.html");
      const policy = headers.get("content-security-policy") ?? "";
      assert.match(policy, /^default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:;/);
      assert.match(policy, /; frame-ancestors 'self'; sandbox allow-scripts allow-downloads$/);
      assert.doesNotMatch(policy, /connect-src|allow-same-origin/);
    });
    await t.step("a folder without its slash moves there, with its question", async () => {
      const answer = await get("/a%20b?k=4");
      assert.deepEqual([answer.status, answer.headers.get("location")], [308, "/a%20b/?k=4"]);
    });
    await t.step("only GET and HEAD", async () => {
      const answer = await get("/", { method: "POST" });
      assert.deepEqual([answer.status, answer.headers.get("allow")], [405, "GET, HEAD"]);
    });
  });
});

Deno.test("serve: what slips into the folder or a page runs and gives nothing", async (t) => {
  await withSite(async (get, folder) => {
    await t.step("links of the file system mean nothing", async () => {
      await Deno.symlink(`${folder}/secret.html`, `${folder}/site/way_out.html`);
      await Deno.symlink(folder, `${folder}/site/above`);
      for (const path of ["/way_out", "/way_out.html", "/above/secret", "/above/site/methods"]) {
        assert.equal((await get(path)).status, 404, path);
      }
    });
    await t.step("a page's own scripts are named by their sums, and follow the page", async () => {
      const page = (script: string) =>
        `<script src="x.js"></script><script type="module">${script}</script>`;
      const policy = async () =>
        (await get("/scripted")).headers.get("content-security-policy") ?? "";
      await Deno.writeTextFile(`${folder}/site/scripted.html`, page("alert(1);"));
      // printf 'alert(1);' | openssl dgst -sha256 -binary | base64
      assert.match(await policy(), /'sha256-5jFwrAK0UV47oFbVg\/iCCBbxD8X1w\+QvoOUepu4C2YA='/);
      assert.doesNotMatch((await policy()).split("style-src")[0], /unsafe-inline/);
      await Deno.writeTextFile(`${folder}/site/scripted.html`, page("alert(22);"));
      assert.doesNotMatch(await policy(), /5jFwrAK0UV47oFbVg/);
    });
  });
});

Deno.test("serve: a server for this machine answers to this machine's names alone", async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, FILES);
    const ask = async (host: string, name: string) => {
      const handle = siteHandler(`${folder}/site`, (hostname) => answersTo(host, hostname));
      return (await handle(new Request(`http://${name}:8080/`))).status;
    };
    for (const name of ["127.0.0.1", "localhost", "[::1]"]) {
      assert.equal(await ask("127.0.0.1", name), 200, name);
    }
    for (const name of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example"]) {
      assert.equal(await ask("127.0.0.1", name), 421, name);
      assert.equal(await ask("0.0.0.0", name), 200, name);
    }
  });
});

Deno.test("serve: types and caching", async (t) => {
  await withSite(async (get, folder) => {
    await t.step("what has a hash in its name is kept for good, pages are asked for", async () => {
      const cases: [string, string, string][] = [
        ["/", "text/html; charset=utf-8", "no-cache"],
        [WORKER, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
        [
          "/_file/respondents.0a1b2c3d.bin",
          "application/octet-stream",
          "public, max-age=31536000, immutable",
        ],
      ];
      for (const [path, type, caching] of cases) {
        const { headers } = await get(path);
        assert.deepEqual([headers.get("content-type"), headers.get("cache-control")], [
          type,
          caching,
        ]);
      }
    });
    await t.step("304 until the file changes, for one body or the other", async () => {
      const etag = (await get("/methods")).headers.get("etag")!;
      const again = () => get("/methods", { headers: { "if-none-match": `"x", ${etag}` } });
      assert.deepEqual([(await again()).status, await (await again()).text()], [304, ""]);
      await Deno.writeTextFile(`${folder}/site/methods.html`, "<h1>New methods</h1>");
      assert.equal(await (await again()).text(), "<h1>New methods</h1>");
    });
    await t.step("HEAD has the headers of GET and no body", async () => {
      const head = await get(WORKER, { ...GZIP, method: "HEAD" });
      const full = await get(WORKER, GZIP);
      assert.equal(await head.text(), "");
      assert.deepEqual([...head.headers], [...full.headers]);
      await full.body?.cancel();
    });
  });
});

Deno.test("serve: compression", async (t) => {
  await withSite(async (get, folder) => {
    await t.step("gzip where it is accepted", async () => {
      const plain = await get(WORKER);
      const text = await plain.text();
      assert.equal(plain.headers.get("content-encoding"), null);
      for (let time = 0; time < 2; time++) {
        const packed = await get(WORKER, GZIP);
        assert.equal(packed.headers.get("content-encoding"), "gzip");
        const bytes = await packed.bytes();
        assert.equal(packed.headers.get("content-length"), String(bytes.length));
        assert.ok(bytes.length < text.length / 10);
        const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        assert.equal(await new Response(unpacked).text(), text);
      }
      const refused = await get(WORKER, { headers: { "accept-encoding": "gzip;q=0" } });
      assert.equal(refused.headers.get("content-encoding"), null);
      await refused.body?.cancel();
    });
    await t.step("a large file is compressed as it is sent", async () => {
      const large = "0123456789".repeat(1e6);
      await Deno.writeTextFile(`${folder}/site/large.csv`, large);
      const answer = await get("/large.csv", GZIP);
      const unpacked = answer.body!.pipeThrough(new DecompressionStream("gzip"));
      assert.equal((await new Response(unpacked).text()).length, large.length);
      const head = await get("/large.csv", { ...GZIP, method: "HEAD" });
      assert.equal(head.headers.get("content-length"), String(large.length));
    });
  });
});

Deno.test("deno task serve: says what to do where it cannot serve", async (t) => {
  const run = async (cwd: string, args: string[]): Promise<[number, string]> => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-prompt", "--allow-read=dist", "--allow-net=127.0.0.1"],
        ...["--ignore-env", "--allow-env=SITE_PASSWORD"],
        ...[new URL("../../tools/serve.ts", import.meta.url).href, ...args],
      ],
      cwd,
      env: { NO_COLOR: "1" },
    }).output();
    return [code, new TextDecoder().decode(stderr)];
  };
  await inTemporaryFolder(async (cwd) => {
    const port = freePort();
    const cases: [string, string[], string][] = [
      [
        "no site",
        [],
        "error: Cannot serve the site: it must be built first, but there is no dist/index.html. " +
        "Run: deno task build\n",
      ],
      [
        "a port that is none",
        ["--port", "80a"],
        'error: Cannot use --port: a port is a whole number from 1 to 65535, but got "80a". ' +
        "8080 is the default.\n",
      ],
      [
        "an unknown flag",
        ["--prot", "1"],
        "error: Cannot use the command line: the flags are --host, --port and --help, but " +
        "Unknown option '--prot'\n",
      ],
      [
        "a port that is taken",
        ["--port", String(port)],
        `error: Cannot listen on 127.0.0.1:${port}: the port must be free, but another program ` +
        `has it. Try --port ${port + 1}.\n`,
      ],
    ];
    for (const [name, args, message] of cases) {
      await t.step(name, async () => {
        const isTaken = name === "a port that is taken";
        if (isTaken) await writeFiles(cwd, { "dist/index.html": "" });
        const taken = isTaken ? Deno.listen({ hostname: "127.0.0.1", port }) : null;
        const found = await run(cwd, args);
        taken?.close();
        assert.deepEqual(found, [1, message]);
      });
    }
  });
});
