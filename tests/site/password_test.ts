/** Tests of a site behind a password. Runs in Deno. */

import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { siteHandler } from "../../tools/site/handler.ts";
import { withPassword } from "../../tools/site/password.ts";
import { inTemporaryFolder, productFile } from "../support/command.ts";
import { freePort, writeFiles } from "../support/stand_in_site.ts";

const PASSWORD = "grüße: an alle 71";
const FILES = {
  "dist/index.html": "<h1>Home</h1>",
  "dist/404.html": "<h1>Nothing</h1>",
  "dist/_file/view.0a1b.json": "{}",
};

function basic(user: string, password: string): Record<string, string> {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return { authorization: `Basic ${bytes.toBase64()}` };
}

Deno.test("withPassword() shows nothing without the password, whatever is asked for", async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, FILES);
    const handle = withPassword(siteHandler(`${folder}/dist`), PASSWORD);
    const status = async (path: string, headers: Record<string, string> = {}, method = "GET") => {
      const answer = await handle(new Request(`http://site.test${path}`, { headers, method }));
      const text = await answer.text();
      if (answer.status === 401) assert.doesNotMatch(text, /Home|Nothing|\{\}/);
      return answer.status;
    };
    const wrong: Record<string, string>[] = [
      {},
      basic("", ""),
      basic("someone", "grüße"),
      basic("someone", `${PASSWORD} `),
      { authorization: `Bearer ${PASSWORD}` },
      { authorization: "Basic !!!" },
      { authorization: `Basic ${new TextEncoder().encode(PASSWORD.replace(":", "")).toBase64()}` },
    ];
    for (const headers of wrong) {
      for (const path of ["/", "/nothing", "/_file/view.0a1b.json", "/%zz"]) {
        assert.equal(await status(path, headers), 401, JSON.stringify(headers));
      }
      assert.equal(await status("/", headers, "POST"), 401);
    }
    assert.equal(await status("/", basic("anybody", PASSWORD)), 200);
    assert.equal(await status("/_file/view.0a1b.json", basic("", PASSWORD)), 200);
    assert.equal(await status("/nothing", basic("", PASSWORD)), 404);
  });
});

Deno.test("withPassword() asks browsers for it, and lets nobody on the way keep what it shows", async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, FILES);
    const handle = withPassword(siteHandler(`${folder}/dist`), PASSWORD);
    const refused = await handle(new Request("http://site.test/"));
    assert.match(refused.headers.get("www-authenticate") ?? "", /^Basic realm="site"/);
    assert.equal(refused.headers.get("cache-control"), "no-store");
    await refused.body?.cancel();
    const headers = basic("", PASSWORD);
    const file = await handle(new Request("http://site.test/_file/view.0a1b.json", { headers }));
    assert.match(file.headers.get("cache-control") ?? "", /^private, max-age/);
    await file.body?.cancel();
    const open = siteHandler(`${folder}/dist`);
    assert.equal(withPassword(open, null), open);
  });
});

Deno.test("serve: SITE_PASSWORD is asked for, and stands in no line and no list of processes", async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, FILES);
    const port = freePort();
    const flags = config.tasks.serve.command.replace(/^deno run /, "").split(" ").slice(0, -1);
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--config", productFile("deno.json"), ...flags],
        ...[productFile("tools/serve.ts"), "--port", String(port)],
      ],
      cwd: folder,
      env: { SITE_PASSWORD: PASSWORD, NO_COLOR: "1" },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const said = Promise.all([child.stdout, child.stderr].map((all) => new Response(all).text()));
    try {
      const url = `http://127.0.0.1:${port}/`;
      assert.equal(await firstStatus(url), 401);
      const answer = await fetch(url, { headers: basic("someone", PASSWORD) });
      assert.equal(await answer.text(), "<h1>Home</h1>");
      const list = await new Deno.Command("ps", { args: ["-o", "args", "-p", String(child.pid)] })
        .output();
      assert.doesNotMatch(new TextDecoder().decode(list.stdout), /an alle 71/);
    } finally {
      child.kill("SIGTERM");
      await child.status;
    }
    assert.doesNotMatch((await said).join("\n"), /an alle 71/);
  });
});

async function firstStatus(url: string): Promise<number> {
  for (let tries = 0;; tries++) {
    try {
      const answer = await fetch(url);
      await answer.body?.cancel();
      return answer.status;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
