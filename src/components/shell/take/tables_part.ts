/** Tables with a banner to take away: what stands in their columns, a look at one, the files. Runs in browsers. */

import type { Params } from "../../../../pipeline/plan/params.ts";
import type { BannerTables } from "../../../../pipeline/profile/tables/banner_table.ts";
import { type Download, downloads } from "../../kit/downloads.js";
import { html, setText } from "../../kit/elements.js";
import { countOf } from "../../kit/words/format.js";
import { crosstabQuestions } from "../../segments/crosstab/crosstab_sides.js";
import type { Session } from "../../session/session_types.js";
import { found, heardBy } from "./run_files.js";
import { tablePreview } from "./table_preview.js";

const SEGMENTS = "segments";
const FILES: readonly Omit<Download, "make">[] = [
  {
    name: "tables.xlsx",
    label: "every question by the columns chosen, with letters; a sheet each",
  },
  { name: "tables.csv", label: "the same figures for other software, a row each" },
];

/** Makes the part: a choice of columns, both files, and one of the tables behind a disclosure. */
export function tablesPart(session: Session): HTMLElement {
  const choice = bannerChoice(session, () => preview.follow());
  const params = (): Params => {
    const { tables, ...others } = session.state.params;
    return { ...others, tables: { ...tables, banner: choice.banner() } };
  };
  const preview = tablesPreview((signal) =>
    session.ask({ type: "tables", params: params() }, { signal })
  );
  const files = FILES.map((file) => ({
    ...file,
    make: async (tell: (words: string) => void) => {
      const asked = { type: "deliver", params: params(), names: ["tables"] } as const;
      return found(await session.ask<"deliver">(asked, heardBy(tell)), file.name);
    },
  }));
  return html("div", [choice.element, downloads(files), preview.element], { class: "take-file" });
}

interface BannerChoice {
  readonly element: HTMLElement;
  /** As `tables.banner` has it. */
  banner(): string[];
}

/** The parameter's own banner, or the segments and another question beside or beneath them. */
function bannerChoice(session: Session, onChange: () => void): BannerChoice {
  const { view, params } = session.state;
  const own = params.tables.banner;
  const name = html("code", "", { class: "banner-name" });
  const options = [
    html("option", own.length === 1 && own[0] === SEGMENTS ? "Segments" : own.join(", "), {
      value: "",
    }),
    ...(view === null ? [] : crosstabQuestions(view)).map(({ name, short, full }) =>
      html("option", `Segments and ${short}`, { value: name, title: full })
    ),
  ];
  const banner = (): string[] => {
    if (select.value === "") return [...own];
    return isBeneath.checked
      ? [SEGMENTS, select.value, `${SEGMENTS} > ${select.value}`]
      : [SEGMENTS, select.value];
  };
  const follow = (): void => {
    isBeneath.disabled = select.value === "";
    setText(name, `tables.banner: ${banner().join(", ")}`);
    onChange();
  };
  const select = html("select", options, { onchange: follow });
  const isBeneath = html("input", [], { type: "checkbox", disabled: "", onchange: follow });
  setText(name, `tables.banner: ${banner().join(", ")}`);
  return {
    banner,
    element: html("div", [
      html("label", ["Tables by", select]),
      html("label", [isBeneath, "also within each segment"]),
      name,
    ], { class: "banner-choice" }),
  };
}

/** One of the tables, made once the disclosure is open and anew with every choice. */
function tablesPreview(
  ask: (signal: AbortSignal) => Promise<BannerTables>,
): { readonly element: HTMLElement; follow(): void } {
  const place = html("div", [], { "aria-live": "polite" });
  let running: AbortController | null = null;
  let isOld = true;
  const make = async (): Promise<void> => {
    running?.abort(new DOMException("another choice", "AbortError"));
    const own = running = new AbortController();
    isOld = false;
    place.replaceChildren(html("p", "Making them"));
    place.setAttribute("aria-busy", "true");
    try {
      const tables = await ask(own.signal);
      if (own.signal.aborted) return;
      place.replaceChildren(
        html("p", `${countOf(tables.blocks.length, "table")}; the first of them:`),
        tablePreview(tables),
      );
    } catch (error) {
      if (own.signal.aborted) return;
      place.replaceChildren(html("p", error instanceof Error ? error.message : String(error)));
    } finally {
      if (running === own) place.removeAttribute("aria-busy");
    }
  };
  const element = html("details", [html("summary", "What is in them"), place], {
    class: "file-inside",
    ontoggle: () => {
      if (element.open && isOld) void make();
    },
  });
  return {
    element,
    follow: () => {
      isOld = true;
      if (element.open) void make();
    },
  };
}
