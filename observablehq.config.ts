/** The site: its pages, one section a survey, and how loaders run. Runs in Deno only. */

import { listNotebooks, notebooksOf } from "./pipeline/notebook/deno/page_notebooks.ts";
import { NOTEBOOK, OVERVIEW, PLACE, TARGET, WAY } from "./src/data/section_pages.ts";
import { siteHeader } from "./src/data/site_header.ts";
import { listSections, OWN_SLUG } from "./src/data/surveys.ts";

/** A storage that cannot be read gives a site without surveys; Home says why. */
const sections = await listSections().catch(() => []);
const notebooks = await listNotebooks((text) => console.error(text));

/** Notebooks that name a survey are pages of its section. */
const headed = sections.map(({ slug, name }) => ({
  slug,
  name,
  notebooks: notebooksOf(notebooks, name).map(({ slug, title }) => ({
    page: `notebooks/${slug}`,
    title,
  })),
}));
const own = { slug: OWN_SLUG, name: "Your own file", notebooks: [] };

const ENVIRONMENT =
  "HOME,PATH,DENO_DIR,S3_ENDPOINT,S3_REGION,AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY,SITE_MODE";
/** The bundler's programs, one a platform, which the worker's loader may run. */
function findBundlers(): string[] {
  const packages = "node_modules/.deno";
  return [...Deno.readDirSync(packages)].flatMap(({ name }) => {
    const platform = /^@esbuild\+(.+)@/.exec(name)?.[1];
    return platform === undefined
      ? []
      : [`${packages}/${name}/node_modules/@esbuild/${platform}/bin/esbuild`];
  });
}

const endpoint = Deno.env.get("S3_ENDPOINT") ?? "";

export default {
  title: "Customer Clustering Engine",
  root: "src",
  output: "dist",
  style: "style.css",
  globalStylesheets: [],
  footer: "",
  // Framework sets no language, which readers aloud need; browsers ask for an icon unless told of one. A link
  // that asks for other parameters shall not show the first words of the built ones.
  head:
    `<link rel="icon" href="data:,"><script>document.documentElement.lang = "en";document.documentElement.dataset.asked = location.search;</script>`,
  // Framework's sidebar takes room and fails listeners and keyboards.
  header: ({ path }: { path: string }) => siteHeader({ path, sections: headed, own }),
  toc: false,
  pager: false,
  search: false,
  sidebar: false,
  pages: [],
  dynamicPaths: [
    ...[...headed, own].flatMap(({ slug, notebooks }) =>
      [OVERVIEW, ...WAY, PLACE, TARGET, NOTEBOOK, ...notebooks].map(({ page }) =>
        `/${slug}/${page}`
      )
    ),
    // No page names them: the engine's worker fetches them, by these addresses.
    "/second-opinion.mjs",
    "/office-files.mjs",
  ],
  interpreters: {
    ".ts": [
      "deno",
      "run",
      "--no-prompt",
      "--allow-read=.",
      "--allow-write=.cache",
      "--ignore-env",
      `--allow-env=${ENVIRONMENT}`,
      ...(endpoint === "" ? [] : [`--allow-net=${new URL(endpoint).host}`]),
      `--allow-run=${findBundlers().join(",")}`,
    ],
  },
};
