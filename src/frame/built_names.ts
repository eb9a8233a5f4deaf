/** The charts, tables and templates of the notebook's page where there is no browser: drawn once, into markup. Runs in Deno only. */

import { parseHTML } from "linkedom";
import { openRules } from "../../pipeline/browser/page_rules.ts";
import { PLAN } from "../../pipeline/plan/engine_plan.ts";
import { takeRules } from "../components/kit/engine_rules.ts";

/** Pixels that a chart is drawn in; a page shows it as wide as there is room. */
const WIDTH = 800;
/** Of a letter, as a share of its size: a little more than most are, so that texts fit. */
const LETTER = 0.56;

/** What of a browser the site's components take for granted. */
const TAKEN = [
  ...["Node", "Element", "HTMLElement", "SVGElement", "DocumentFragment", "Text"],
  ...["NodeFilter", "NodeList", "HTMLCollection"],
];

/** Gives `charts`, `tables`, `html` and `svg` as the notebook's page has them. The whole program has a document
 * from then on, so that this is for one that makes a page and ends.
 */
export async function builtNames(): Promise<Readonly<Record<string, unknown>>> {
  openDocument();
  takeRules(openRules(PLAN.data));
  const { charts, tables } = await import("./house_charts.ts");
  const { html, svg } = await import("htl");
  return { charts, tables, html, svg };
}

function openDocument(): void {
  if ("document" in globalThis) return;
  const page = parseHTML("<!doctype html><html><body></body></html>");
  const parts = page as unknown as Readonly<Record<string, unknown>>;
  const create = page.document.createElement.bind(page.document);
  page.document.createElement = ((name: string) => {
    const made = create(name);
    return name === "canvas" ? Object.assign(made, { getContext: makePen }) : made;
  }) as typeof page.document.createElement;
  // A choice that nobody can make has no value to tell.
  const select = Object.getPrototypeOf(page.document.createElement("select"));
  Object.defineProperty(select, "value", { configurable: true, get: () => "", set: () => {} });
  Object.assign(globalThis, {
    document: page.document,
    window: page,
    ...Object.fromEntries(TAKEN.map((name) => [name, parts[name] ?? class {}])),
    ResizeObserver: OnceSized,
    devicePixelRatio: 1,
    matchMedia: () => ({ matches: false, addEventListener: () => {} }),
  });
}

/** Tells of one width at once, and of no other: nothing is moved where nobody looks. */
class OnceSized {
  readonly #told: () => void;

  constructor(told: () => void) {
    this.#told = told;
  }

  observe(element: Element): void {
    Object.defineProperty(element, "clientWidth", { value: WIDTH, configurable: true });
    this.#told();
  }

  unobserve(): void {}
  disconnect(): void {}
}

/** A pen that draws nothing and knows about how wide texts are. */
function makePen(): object {
  const pen = {
    font: "",
    measureText(text: string): { readonly width: number } {
      const size = Number(/([\d.]+)px/.exec(pen.font)?.[1] ?? 12);
      return { width: text.length * size * LETTER };
    },
  };
  return new Proxy(pen, {
    get: (own, name) => name in own ? own[name as keyof typeof own] : () => {},
  });
}
