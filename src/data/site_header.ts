/** The site's own navigation: its surveys, and within one the way of its questions. Runs in Deno only. */

import { escapeHtml } from "../../pipeline/notebook/publish/html_text.ts";
import { NOTEBOOK, OVERVIEW, PLACE, type SectionPage, TARGET, WAY } from "./section_pages.ts";

/** A survey's section as links name it. */
export interface HeaderSection {
  readonly slug: string;
  readonly name: string;
  /** Notebooks that are pages of it. */
  readonly notebooks: readonly SectionPage[];
}

/** What a header leads to. */
export interface HeaderOptions {
  /** Address of the page that it stands on. */
  readonly path: string;
  readonly sections: readonly HeaderSection[];
  /** The section of people's own files. */
  readonly own: HeaderSection;
}

/** Makes the header's HTML. Whoever only looks sees no way, but how to enter it. */
export function siteHeader({ path, sections, own }: HeaderOptions): string {
  const link = (href: string, text: string, mark = ""): string =>
    `<a href="${href}"${isHere(path, href) ? ' aria-current="page"' : ""}${mark}>${
      escapeHtml(text)
    }</a>`;
  const sites = [
    link("/", "Surveys"),
    ...sections.map(({ slug, name }) => link(`/${slug}/`, name, " data-survey")),
    link(`/${own.slug}/`, own.name),
    link("/methods", "Methods"),
  ];
  const here = [...sections, own].find(({ slug }) => path.startsWith(`/${slug}/`));
  const pages = here === undefined ? "" : sectionPages(here, { path, link });
  return `<nav class="site-pages" aria-label="Site">${sites.join("")}</nav>${pages}`;
}

function sectionPages(
  { slug, notebooks }: HeaderSection,
  { path, link }: {
    readonly path: string;
    readonly link: (href: string, text: string, mark?: string) => string;
  },
): string {
  const address = ({ page }: SectionPage): string => `/${slug}/${page}`;
  const isWork = [...WAY, PLACE, TARGET, NOTEBOOK].some((page) => isHere(path, address(page)));
  const way = WAY.map((page) =>
    `<li${isHere(path, address(page)) ? ' class="is-here"' : ""}>${
      link(address(page), page.title)
    }<span class="way-answer" data-way="${page.page}"></span></li>`
  );
  const isOnWay = WAY.some((page) => isHere(path, address(page)));
  const work = isWork
    ? `<ol class="way${isOnWay ? " has-here" : ""}">${way.join("")}</ol>`
    : link(address(WAY[0]), "Change how this was made", ' class="way-in"');
  const others = [NOTEBOOK, ...notebooks].map((page) => link(address(page), page.title));
  return `<nav class="section-pages" aria-label="Pages of this survey">${
    [link(address(OVERVIEW), OVERVIEW.title), work, ...others].join("")
  }</nav>`;
}

function isHere(path: string, href: string): boolean {
  return path.replace(/\/index$/, "/") === href;
}
