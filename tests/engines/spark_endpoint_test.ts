/** Tests of addresses of Spark, and of what a server that is not wanted is told. Runs in Deno only. */

import assert from "node:assert/strict";
import { createServer } from "node:http2";
import { Code, ConnectError, type ConnectRouter, type HandlerContext } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { connectSpark } from "../../pipeline/engines/spark/connect_spark.ts";
import { parseEndpoint } from "../../pipeline/engines/spark/endpoint.ts";
import { hideSecrets } from "../../pipeline/engines/spark/failures.ts";
import { SparkConnectService } from "../../pipeline/engines/spark/wire/spark_connect_pb.ts";

Deno.test("parseEndpoint() reads what Spark's connection strings say", async (t) => {
  const cases: [string, string | undefined, string, string | null][] = [
    ["sc://127.0.0.1:15077", undefined, "http://127.0.0.1:15077", null],
    ["cluster.example", undefined, "http://cluster.example:15002", null],
    ["sc://[::1]:15003/", undefined, "http://[::1]:15003", null],
    ["sc://cluster:443/;use_ssl=true", undefined, "https://cluster:443", null],
    // As Spark's own clients do, a token is not sent in the open.
    ["sc://cluster/;token=a%3Db;", undefined, "https://cluster:15002", "a=b"],
    ["sc://localhost/;token=a", "b", "http://localhost:15002", "b"],
  ];
  for (const [text, token, baseUrl, secret] of cases) {
    await t.step(text, () => {
      const endpoint = parseEndpoint(text, token);
      assert.equal(endpoint.baseUrl, baseUrl);
      assert.equal(endpoint.token, secret);
      assert.doesNotMatch(endpoint.shown, /token/);
    });
  }
});

Deno.test("parseEndpoint() refuses what is none, and never tells a token", async (t) => {
  const cases: [string, RegExp][] = [
    ["", /expected an address such as sc:\/\/host:15002, but got ""/],
    ["sc://a:b:c/;token=hunter2", /but got "sc:\/\/a:b:c\/"/],
    ["sc://host:70000", /but got "sc:\/\/host:70000"/],
    ["http://host:15002", /but got "http:\/\/host:15002"/],
    ["sc://user:hunter2@host:15002", /expected an address/],
    ["sc://host/;user_id=me;token=hunter2", /no more than use_ssl and token, but got "user_id"/],
    [
      "sc://host/;use_ssl=false;token=hunter2",
      /use_ssl=true beside a token, but got use_ssl=false/,
    ],
  ];
  for (const [text, said] of cases) {
    await t.step(text, () => {
      assert.throws(() => parseEndpoint(text), (error: Error) => {
        assert.equal(error.name, "ParamsError");
        assert.match(error.message, /^Cannot use engine\.spark_endpoint: /);
        assert.match(error.message, said);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      });
    });
  }
});

Deno.test("hideSecrets() puts stars where keys and passwords stand", async (t) => {
  const cases: [string, string][] = [
    ["fs.s3a.secret.key=abc/d+e, x", "fs.s3a.secret.key=***, x"],
    ["'spark.hadoop.fs.s3a.access.key' = 'AKIA'", "'spark.hadoop.fs.s3a.access.key' = '***'"],
    ["jdbc://me:abc@host/db", "jdbc://me:***@host/db"],
    ["it said t0ken-of-mine", "it said ***"],
    ["[X] a key that is 3", "[X] a key that is 3"],
  ];
  for (const [text, hidden] of cases) {
    await t.step(text, () => assert.equal(hideSecrets(text, ["t0ken-of-mine", ""]), hidden));
  }
});

Deno.test("connectSpark() refuses a server of another major version in one line", async () => {
  await withServer(() => "3.5.6", async (endpoint) => {
    await assert.rejects(connectSpark(endpoint), {
      name: "StorageError",
      message:
        `Cannot begin a session on Spark at ${endpoint}: its version must be 4.x, but it is ` +
        "3.5.6. Use a server of Spark 4, such as 4.3.",
    });
  });
});

Deno.test("connectSpark() sends the token, and no message tells it", async () => {
  const admit = ({ requestHeader }: HandlerContext): string => {
    const said = requestHeader.get("authorization") ?? "";
    if (said === "Bearer open-sesame") return "4.0.1";
    throw new ConnectError(`no such caller: ${said}`, Code.Unauthenticated);
  };
  await withServer(admit, async (endpoint) => {
    const connection = await connectSpark(`${endpoint}/;token=open-sesame`);
    assert.equal(connection.version, "4.0.1");
    await connection.close();
    await assert.rejects(connectSpark(endpoint, { token: "hunter2" }), {
      ...{ name: "StorageError", failure: "refused" },
      message:
        `Cannot begin a session on Spark at ${endpoint}: the server must admit the token, but ` +
        'it said "no such caller: Bearer ***". Give the token that it was started with.',
    });
  });
});

Deno.test("connectSpark() tells of what is no Spark, or never answers, within its limit", async () => {
  const mute = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const endpoint = `sc://127.0.0.1:${mute.addr.port}`;
  const before = performance.now();
  await assert.rejects(connectSpark(endpoint, { callMs: 300 }), {
    ...{ name: "StorageError", failure: "unreachable" },
    message: `Cannot begin a session on Spark at ${endpoint}: a Spark Connect server must answer ` +
      "there, but no answer came in time. Start one with sbin/start-connect-server.sh of Spark 4, " +
      "or correct engine.spark_endpoint.",
  });
  assert.ok(performance.now() - before < 3000);
  mute.close();
  const pages = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response("hi"),
  );
  await assert.rejects(
    connectSpark(`sc://127.0.0.1:${pages.addr.port}`, { callMs: 2000 }),
    /^StorageError: Cannot begin a session on Spark at sc:\/\/127\.0\.0\.1:\d+: a Spark Connect server must answer there, but [^\n]+$/,
  );
  await pages.shutdown();
});

/** Runs a stand-in for a server, which knows only its version. */
async function withServer(
  version: (context: HandlerContext) => string,
  use: (endpoint: string) => Promise<void>,
): Promise<void> {
  const routes = (router: ConnectRouter) =>
    router.service(SparkConnectService, {
      analyzePlan: (_, context) => ({
        result: { case: "sparkVersion", value: { version: version(context) } },
      }),
      releaseSession: () => ({}),
    });
  const server = createServer(connectNodeAdapter({ routes }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`sc://127.0.0.1:${(server.address() as { port: number }).port}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
