/** Tests of which files an input names. Runs in Deno. */

import assert from "node:assert/strict";
import { findFiles, namesMany } from "../../pipeline/engines/sources.ts";
import { inTemporaryFolder } from "../support/command.ts";

const FILES = ["a.csv", "b.csv", "c.tsv.gz", "x.parquet", "y/z.parquet", "y/w/v.parquet", "n.md"];

Deno.test("files, folders and patterns", async () => {
  await inTemporaryFolder((cwd) => {
    for (const name of [...FILES, "_SUCCESS", ".part.parquet.crc"]) {
      Deno.mkdirSync(`${cwd}/${name}`.replace(/\/[^/]*$/, ""), { recursive: true });
      Deno.writeTextFileSync(`${cwd}/${name}`, "12");
    }
    const found = (input: string) => {
      const { paths } = findFiles(`${cwd}/${input}`);
      return paths.map((path) => path.slice(cwd.length + 1)).join(" ");
    };
    assert.equal(found("a.csv"), "a.csv");
    assert.equal(found("?.csv"), "a.csv b.csv");
    assert.equal(found("y"), "y/w/v.parquet y/z.parquet");
    assert.equal(found("y/"), "y/w/v.parquet y/z.parquet");
    assert.equal(found("*.parquet"), "x.parquet");
    assert.equal(found("./*.parquet"), "x.parquet");
    assert.equal(found("*/*.parquet"), "y/z.parquet");
    assert.equal(found("**/*.parquet"), "x.parquet y/w/v.parquet y/z.parquet");
    assert.equal(found("y/**"), "y/w/v.parquet y/z.parquet");
    const { form, bytes, name } = findFiles(`${cwd}/y`);
    assert.deepEqual({ form, bytes, name }, { form: "parquet", bytes: 4, name: "y" });
    assert.throws(() => findFiles(`${cwd}/q*.csv`), /Cannot find .*q\*\.csv.*but there is none/);
    assert.throws(() => findFiles(`${cwd}/n.md`), /must all be Parquet, .* but there is "n\.md"/);
    assert.throws(() => findFiles(`${cwd}/?.*`), /but there is "/);
    Deno.mkdirSync(`${cwd}/_day=1`);
    Deno.writeTextFileSync(`${cwd}/_day=1/_part.csv`, "12");
    Deno.writeTextFileSync(`${cwd}/_day=1/part.csv`, "12");
    assert.equal(found("_day=*/*"), "_day=1/part.csv");
    assert.equal(namesMany(`${cwd}/y`), true);
    assert.equal(namesMany(`${cwd}/*.csv`), true);
    assert.equal(namesMany(`${cwd}/a.csv`), false);
    Deno.writeTextFileSync(`${cwd}/What now?.csv`, "12");
    assert.equal(namesMany(`${cwd}/What now?.csv`), false);
    assert.equal(found("What now?.csv"), "What now?.csv");
    return Promise.resolve();
  });
});
