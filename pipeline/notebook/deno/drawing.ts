/** Plot and D3 where there is no page: they draw into a document of their own. Runs in Deno only. */

import * as PlotLibrary from "@observablehq/plot";
import * as d3Library from "d3";
import { parseHTML } from "linkedom";

/** What cells draw with. */
export interface Drawing {
  readonly document: Document;
  readonly Plot: Readonly<Record<string, unknown>>;
  readonly d3: Readonly<Record<string, unknown>>;
}

let made: Drawing | null = null;

/** The libraries with a document to draw into; the same for all cells of a program. */
export function drawing(): Drawing {
  made ??= makeDrawing();
  return made;
}

function makeDrawing(): Drawing {
  const document = parseHTML("<!doctype html><html><body></body></html>").document as Document;
  const plot = (options: PlotLibrary.PlotOptions = {}) =>
    PlotLibrary.plot({ document, ...options });
  const legend = (options: PlotLibrary.LegendOptions = {}) =>
    PlotLibrary.legend({ document, ...options } as PlotLibrary.LegendOptions);
  // `Plot.barX(...).plot()` is put there by the library itself, for one that has a page.
  PlotLibrary.Mark.prototype.plot = function ({ marks = [], ...options } = {}) {
    return plot({ ...options, marks: [...marks, this] as PlotLibrary.Markish[] });
  };
  const { select } = d3Library;
  return {
    document,
    Plot: { ...PlotLibrary, plot, legend },
    d3: {
      ...d3Library,
      create: (name: string) => select(d3Library.creator(name).call(document.documentElement)),
      // D3 looks for what a selector names in the page that it takes for granted.
      select: (found: unknown) =>
        select((typeof found === "string" ? document.querySelector(found) : found) as Element),
    },
  };
}
