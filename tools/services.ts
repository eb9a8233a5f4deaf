/** Installs what tests need beyond Deno: `deno task services [name...]`. Runs in Deno. */

import {
  installWithApt,
  installWithGo,
  installWithPython,
  type Outcome,
} from "./lib/service_installers.ts";
import { installSpark } from "./lib/spark_installer.ts";

/** How each is installed, by its name. What is there already is left alone. */
const SERVICES: Readonly<Record<string, () => Promise<Outcome>>> = {
  minio: () =>
    installWithGo({
      name: "minio",
      purpose: "an S3 server for the tests",
      folder: ".cache/bin",
      goPackage: "github.com/minio/minio",
      version: "v0.0.0-20260212201848-7aac2a2c5b7c",
    }),
  chromium: () =>
    installWithApt({
      name: "chromium",
      purpose: "a browser for the tests of the site",
      paths: ["/usr/bin/chromium"],
      aptPackages: ["chromium"],
    }),
  libreoffice: () =>
    installWithApt({
      name: "libreoffice",
      purpose: "opens workbooks, slides and documents in the tests",
      paths: [
        ...["scalc", "simpress", "swriter"].map((name) => `/usr/lib/libreoffice/program/${name}`),
        "/usr/bin/pdftotext",
        // As wide as the fonts that slides name: without it words are broken elsewhere.
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
      ],
      aptPackages: [
        ...["libreoffice-calc", "libreoffice-impress", "libreoffice-writer"],
        ...["poppler-utils", "fonts-liberation"],
      ],
    }),
  jupyter: () =>
    installWithPython({
      name: "jupyter",
      purpose: "runs the notebooks in the tests",
      folder: ".cache/jupyter",
      proof: "bin/jupyter-nbconvert",
      packages: ["nbconvert==7.17.2", "nbclient==0.11.0"],
    }),
  spark: () =>
    installSpark({
      name: "spark",
      purpose: "a Spark Connect server for the tests",
      folder: ".cache/spark",
      version: "4.3.0",
    }),
};

if (import.meta.main) {
  const names = Deno.args.length > 0 ? Deno.args : Object.keys(SERVICES);
  const unknown = names.filter((name) => !Object.hasOwn(SERVICES, name));
  if (unknown.length > 0) {
    console.error(
      `error: Cannot install ${unknown.join(", ")}: the services are ` +
        `${Object.keys(SERVICES).join(", ")}.`,
    );
    Deno.exit(2);
  }
  const outcomes: Outcome[] = [];
  for (const name of names) outcomes.push(await SERVICES[name]());
  const required = Deno.env.get("REQUIRE_SERVICES") === "1";
  if (outcomes.includes("failed") || (required && outcomes.includes("absent"))) Deno.exitCode = 1;
}
