/** Tests of the image and the compose file, as far as they go without a container engine. Runs in Deno. */

import assert from "node:assert/strict";
import { parse } from "yaml";
import { checkContainers } from "../../tools/container_check.ts";
import { parseCompose, parseDockerfile } from "../../tools/lib/container_files.ts";
import { productFile } from "../support/command.ts";
import { minioAbsent, NEEDS_MINIO } from "../support/minio.ts";

const composeAbsent = !(await canRun("docker-compose"));
const read = (name: string): Promise<string> => Deno.readTextFile(productFile(name));

async function canRun(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["version"] }).output()).success;
  } catch {
    return false;
  }
}

Deno.test("containers: the image is pinned, not root, and says whether it is healthy", async () => {
  const steps = parseDockerfile(await read("Dockerfile"));
  const last = (name: string) => steps.findLast((step) => step.name === name)?.words;
  assert.deepEqual(last("ARG"), ["DENO_VERSION=2.9.6"]);
  assert.deepEqual(last("FROM"), ["denoland/deno:${DENO_VERSION}"]);
  assert.deepEqual(last("USER"), ["deno"]);
  assert.deepEqual(last("HEALTHCHECK")?.slice(-2), ["tools/health.ts", "3000"]);
  const order = steps.map(({ name, words }) => `${name} ${words.at(-1)}`);
  assert.ok(order.indexOf("RUN --frozen") < order.lastIndexOf("COPY ."), "packages come first");
  assert.doesNotMatch(await read("Dockerfile"), /--allow-all|\s-A\s/);
});

Deno.test("containers: the image carries no answers, credentials or results", async () => {
  const ignored = (await read(".dockerignore")).split("\n");
  for (const name of ["/data/", "/runs/", "/dist/", "/.env", "/.cache/", "/src/.observablehq/"]) {
    assert.ok(ignored.includes(name), name);
  }
});

Deno.test("containers: ports are open to this machine alone, and .env changes what differs", async () => {
  const text = await read("docker-compose.yml");
  const { services } = parse(text, { merge: true });
  const ports: string[] = Object.values(services as Record<string, { ports?: string[] }>)
    .flatMap(({ ports }) => ports ?? []);
  assert.equal(ports.length, 3);
  for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
  const example = (await read(".env.example")).matchAll(/^([A-Z_]+)=(.*)$/gm);
  for (const [, name, value] of example) {
    assert.ok(text.includes(`\${${name}:-${value}}`), `${name} is ${value} by default`);
  }
  const { app } = parseCompose(text, {
    variables: { MINIO_ROOT_USER: "someone" },
    imageCommand: ["deno"],
  });
  assert.equal(app.environment.AWS_ACCESS_KEY_ID, "someone");
  assert.equal(app.environment.AWS_SECRET_ACCESS_KEY, "minioadmin");
});

Deno.test("containers: services have no more rights than they need", async () => {
  const { services } = parse(await read("docker-compose.yml"), { merge: true });
  for (const name of ["minio-setup", "app", "cli", "spark", "cli-spark"]) {
    const { cap_drop, security_opt } = services[name];
    assert.deepEqual([cap_drop, security_opt], [["ALL"], ["no-new-privileges:true"]], name);
  }
  for (const name of ["minio-setup", "cli", "cli-spark"]) {
    assert.equal(services[name].read_only, true, name);
  }
  // Nobody is asked who they are there.
  assert.equal(services.spark.ports, undefined);
});

Deno.test({
  name: "containers: docker-compose accepts the file (needs docker-compose)",
  ignore: composeAbsent,
  async fn() {
    for (const profile of ["cli", "spark"]) {
      const { code, stderr } = await new Deno.Command("docker-compose", {
        args: ["--file", productFile("docker-compose.yml"), "--profile", profile, "config", "-q"],
      }).output();
      assert.deepEqual([code, new TextDecoder().decode(stderr)], [0, ""], profile);
    }
  },
});

Deno.test({
  name: `containers: the image's steps and services work in order on a real store ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  async fn() {
    const lines: string[] = [];
    await checkContainers((line) => lines.push(line));
    const expected = [
      /^COPY deno\.json deno\.lock \.\/: 2 files$/,
      /^RUN deno install --frozen$/,
      /^COPY \. \.: \d+ files$/,
      /^minio-setup: \d+ uploaded, 0 unchanged, from folder data to s3:\/\/survey-dataset$/,
      /^minio-setup again: 0 uploaded, \d+ unchanged, from folder data to s3:\/\/survey-dataset$/,
      /^app: healthy, shows 1204 respondents of the bucket's sample$/,
      /^cli: segments of 572, 366, 266 in s3:\/\/survey-dataset\/runs\/[0-9a-f]{12}$/,
    ];
    assert.equal(lines.length, expected.length, lines.join("\n"));
    expected.forEach((pattern, i) => assert.match(lines[i], pattern));
  },
});
