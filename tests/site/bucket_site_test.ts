/** Tests of a site that is built from a bucket. Runs in Deno. */

import assert from "node:assert/strict";
import { ensureBucket, s3Storage } from "../../pipeline/io/s3/bucket.ts";
import { chromiumAbsent, NEEDS_CHROMIUM } from "../support/chromium.ts";
import { filesBelow, productFile } from "../support/command.ts";
import {
  type Minio,
  minioAbsent,
  NEEDS_MINIO,
  startMinio,
  storeEnvironment,
} from "../support/minio.ts";
import { copyProduct, runTool, serveSite, startViewer } from "../support/site_copy.ts";
import { bytesOf, csvOf } from "../support/survey_text.ts";

const SURVEY = csvOf({
  q1: Array.from({ length: 80 }, (_, i) => 1 + (i * 7) % 5),
  q2: Array.from({ length: 80 }, (_, i) => i < 30 ? 1 + i % 2 : 4 + i % 2),
  q3: Array.from({ length: 80 }, (_, i) => i % 3 === 0 ? 5 : 1 + i % 2),
});

/** Neither the site nor what the build kept holds the key or its secret, in any coding. */
async function checkNoCredentials(
  folder: string,
  { accessKeyId, secretAccessKey }: Minio,
): Promise<void> {
  for (const part of ["dist", ".cache", "src", "config", "data"]) {
    for (const name of await filesBelow(`${folder}/${part}`)) {
      const text = new TextDecoder("latin1").decode(
        await Deno.readFile(`${folder}/${part}/${name}`),
      );
      for (const secret of [accessKeyId, secretAccessKey]) {
        assert.ok(!text.includes(secret) && !text.includes(btoa(secret)), `${part}/${name}`);
      }
    }
  }
}

Deno.test({
  name:
    `a bucket's surveys are sections, its broken file says so, its runs are none ${NEEDS_MINIO} ${NEEDS_CHROMIUM}`,
  ignore: minioAbsent || chromiumAbsent,
  fn: async () => {
    const minio = await startMinio();
    const folder = await copyProduct({});
    try {
      const options = { ...minio, region: "us-east-1", bucket: "survey-dataset" };
      await ensureBucket(options);
      const bucket = s3Storage(options);
      await bucket.put("dataset.xlsx", await Deno.readFile(productFile("data/dataset.xlsx")));
      for (const name of ["panel.csv", "wave-2.tsv", "runs/0123456789ab/segments.csv"]) {
        await bucket.put(name, bytesOf(SURVEY));
      }
      await bucket.put("broken.xlsx", bytesOf("PK\x03\x04 this is no workbook"));
      await runTool(folder, "tools/build_site.ts", storeEnvironment(minio));
      await checkNoCredentials(folder, minio);
      const sections = [];
      for await (const { name, isDirectory } of Deno.readDir(`${folder}/dist`)) {
        if (isDirectory && !name.startsWith("_")) sections.push(name);
      }
      assert.deepEqual(sections.sort(), ["broken", "dataset", "panel", "wave-2", "yours"]);
      const site = await serveSite(folder);
      const viewer = await startViewer(site);
      for (const slug of ["dataset", "panel", "wave-2"]) {
        const page = await viewer.open(`/${slug}/`);
        await page.locator("h1").filter({ hasText: /^Three segments/ }).waitFor();
        await page.close();
      }
      const broken = await viewer.open("/broken/");
      await broken.getByText(/Cannot read "broken\.xlsx"/).first().waitFor();
      assert.deepEqual(viewer.problems, []);
      await viewer.browser.close();
      await site.stop();
    } finally {
      await minio.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});
