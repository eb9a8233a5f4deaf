/** The site: its pages, one section a survey, and how loaders run. Runs in Deno only. */

import { listNotebooks, notebooksOf } from "./pipeline/notebook/deno/page_notebooks.ts";
import { listSections, OWN_SLUG } from "./src/data/surveys.ts";

const SECTION_PAGES = [
  { page: "", title: "Overview" },
  { page: "questions", title: "Questions" },
  { page: "how-many", title: "How many" },
  { page: "who", title: "Who they are" },
  { page: "compare", title: "Compare" },
  { page: "notebook", title: "Notebook" },
];

/** A storage that cannot be read gives a site without surveys; Home says why. */
const sections = await listSections().catch(() => []);
const slugs = [...sections.map(({ slug }) => slug), OWN_SLUG];
const notebooks = await listNotebooks((text) => console.error(text));

/** The pages of a section: its own, and a page for each notebook that names its survey. */
function pagesOf(slug: string): readonly { readonly page: string; readonly title: string }[] {
  const section = sections.find((one) => one.slug === slug);
  const told = section === undefined ? [] : notebooksOf(notebooks, section.name);
  return [
    ...SECTION_PAGES,
    ...told.map(({ slug, title }) => ({ page: `notebooks/${slug}`, title })),
  ];
}

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

/** The site's own navigation: Framework's sidebar takes room and fails listeners and keyboards. */
function header({ path }: { path: string }): string {
  const link = (href: string, text: string, mark = ""): string => {
    const current = isHere(path, href) ? ' aria-current="page"' : "";
    return `<a href="${href}"${current}${mark}>${escapeHtml(text)}</a>`;
  };
  const sites = [
    link("/", "Surveys"),
    ...sections.map(({ slug, name }) => link(`/${slug}/`, name, " data-survey")),
    link(`/${OWN_SLUG}/`, "Your own file"),
    link("/methods", "Methods"),
  ];
  const slug = slugs.find((one) => path.startsWith(`/${one}/`));
  const pages = slug === undefined
    ? ""
    : `<nav class="section-pages" aria-label="Pages of this survey">${
      pagesOf(slug).map(({ page, title }) => link(`/${slug}/${page}`, title)).join("")
    }</nav>`;
  return `<nav class="site-pages" aria-label="Site">${sites.join("")}</nav>${pages}`;
}

function isHere(path: string, href: string): boolean {
  const page = path.replace(/\/index$/, "/");
  return page === href;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

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
  header,
  toc: false,
  pager: false,
  search: false,
  sidebar: false,
  pages: [],
  dynamicPaths: [
    ...slugs.flatMap((slug) => pagesOf(slug).map(({ page }) => `/${slug}/${page}`)),
    // No page names it: the engine's worker fetches it, by this address.
    "/second-opinion.mjs",
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
