/** Tests that tasks hold no right that they do not need: without one of them, they fail. Runs in Deno. */

import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { filesBelow, productFile } from "../support/command.ts";
import {
  type Minio,
  minioAbsent,
  NEEDS_MINIO,
  startMinio,
  storeEnvironment,
} from "../support/minio.ts";
import { inProductCopy } from "../support/product_copy.ts";
import { uploadArguments } from "../../tools/upload/upload_folder.ts";

type TaskName = keyof typeof config.tasks;
type Env = Record<string, string>;

/** What a task is asked, for whom each of its rights counts. */
interface Asked {
  readonly args: readonly string[];
  /** Asked in the product's folder, where it needs the product; it then changes nothing. */
  readonly isAtHome?: true;
}

const NO_CHECK = ["--quiet", "--set", "structure.check=none", "--set", "clustering.n_clusters=3"];
/** From the bucket, whatever the environment says, which a task may not be able to read. */
const FROM_BUCKET = ["--no-cache", "--set", "storage.backend=s3"];
const TASKS: Readonly<Partial<Record<TaskName, Asked>>> = {
  pipeline: { args: [...NO_CHECK, ...FROM_BUCKET] },
  notebook: { args: [productFile("notebooks/portrait.ipynb"), ...NO_CHECK, ...FROM_BUCKET] },
  upload: { args: [] },
  docs: { args: [], isAtHome: true },
  conventions: { args: [], isAtHome: true },
};
/** Rights without which a task does its work less well, and says nothing: how much memory is free. */
const OPTIONAL = [/^--allow-sys=systemMemoryInfo$/];

function commandOf(task: TaskName): { flags: string[]; program: string } {
  const definition = config.tasks[task] as string | { command: string };
  const command = typeof definition === "string" ? definition : definition.command;
  const words = command.replace(/^deno run /, "").split(" ");
  return { flags: words.slice(0, -1), program: productFile(words[words.length - 1]) };
}

async function run(
  task: TaskName,
  flags: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Env },
): Promise<number> {
  const { args, isAtHome } = TASKS[task]!;
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--config", productFile("deno.json"), ...flags],
      ...[commandOf(task).program, ...args],
    ],
    cwd: isAtHome ? productFile("") : cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  return code;
}

/** Each of a task's rights taken away: a whole one, or one of the names that it lists. */
function withoutOne(flags: readonly string[]): [right: string, flags: string[]][] {
  return flags.flatMap((flag, at): [string, string[]][] => {
    if (!flag.startsWith("--allow-") || OPTIONAL.some((pattern) => pattern.test(flag))) return [];
    return [[flag, flags.filter((_, other) => other !== at)]];
  });
}

Deno.test({
  name: `a task that lacks one of its rights fails ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async (t) => {
    const minio: Minio = await startMinio();
    const env = storeEnvironment(minio);
    try {
      await inProductCopy(async (cwd) => {
        const upload = commandOf("upload").flags;
        assert.equal(await run("upload", upload, { cwd, env }), 0);
        for (const task of Object.keys(TASKS) as TaskName[]) {
          const { flags } = commandOf(task);
          await t.step(`${task} with all of them`, async () => {
            assert.equal(await run(task, flags, { cwd, env }), 0);
          });
          for (const [right, fewer] of withoutOne(flags)) {
            await t.step(`${task} without ${right.slice(0, 60)}`, async () => {
              assert.notEqual(await run(task, fewer, { cwd, env }), 0);
            });
          }
        }
      });
    } finally {
      await minio.stop();
    }
  },
});

Deno.test({
  name: `what uploads may read its folder and reach its store, and needs both ${NEEDS_MINIO}`,
  ignore: minioAbsent,
  fn: async (t) => {
    const minio: Minio = await startMinio();
    const env = storeEnvironment(minio);
    try {
      await inProductCopy(async (cwd) => {
        const folder = "data of two waves";
        await Deno.rename(`${cwd}/data`, `${cwd}/${folder}`);
        await Deno.mkdir(`${cwd}/elsewhere`);
        await Deno.symlink(`${cwd}/config/params.yaml`, `${cwd}/elsewhere/b.csv`);
        const asked = uploadArguments({ folder, bucket: "waves" }, minio.endpoint);
        const ask = async (args: readonly string[]): Promise<number> =>
          (await new Deno.Command(Deno.execPath(), {
            args: [...args],
            cwd,
            env,
            stdin: "null",
            stdout: "null",
            stderr: "null",
          }).output()).code;
        await t.step("with all of its rights", async () => assert.equal(await ask(asked), 0));
        for (const [right, fewer] of withoutOne(asked)) {
          await t.step(`without ${right}`, async () => assert.notEqual(await ask(fewer), 0));
        }
        await t.step("for another folder, another store", async () => {
          const last = asked.length - 2;
          assert.notEqual(await ask(asked.with(last, "elsewhere")), 0);
          const { port } = new URL(minio.endpoint);
          const net = asked.findIndex((flag) => flag.startsWith("--allow-net="));
          assert.notEqual(await ask(asked.with(net, `--allow-net=127.0.0.1:${+port + 1}`)), 0);
        });
      });
    } finally {
      await minio.stop();
    }
  },
});

Deno.test("a run that names no bucket gives up the network", async () => {
  await inProductCopy(async (cwd) => {
    const { flags, program } = commandOf("pipeline");
    // Asked after the run, in the same process: its last act is to say what it may do.
    const probe = `${cwd}/probe.ts`;
    await Deno.writeTextFile(
      probe,
      `globalThis.addEventListener("unload", () => console.log(` +
        `Deno.permissions.querySync({ name: "net" }).state));`,
    );
    const ask = async (env: Env): Promise<string> => {
      const { stdout } = await new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "--config", productFile("deno.json"), "--preload", probe, ...flags, program],
          ...[...NO_CHECK, "--json"],
        ],
        cwd,
        env: { S3_ENDPOINT: "", ...env },
      }).output();
      return new TextDecoder().decode(stdout).trim().split("\n").at(-1)!;
    };
    assert.match(await ask({}), /^(prompt|denied)$/);
    assert.ok((await filesBelow(`${cwd}/runs`)).length > 5);
  });
});
