/** A table that is searched, sorted, copied and saved; its header and first column stay in sight. Runs in browsers. */

import { countOf, formatNumber, formatValue } from "../words/format.js";
import { helpTip } from "../help_tip.js";
import { button } from "../buttons.js";
import { html, setText, uniqueId } from "../elements.js";
import { type Cell, sortRows, type TakenColumn, toCsv, toTsv } from "./table_text.js";
import { copyText, saveBlob } from "../save_and_copy.js";

/** One column. */
export interface TableColumn<Row> {
  /** Unique in the table; heads the column in CSV. */
  readonly name: string;
  /** Heads the column on the page, line by line; `name` if absent. */
  readonly label?: string;
  /** What is sorted, searched and taken along. */
  readonly value: (row: Row) => Cell;
  /** What is shown; the value itself if absent. */
  readonly render?: (row: Row) => Node | string;
  /** Aligns right and sorts from the largest at first. */
  readonly isNumeric?: boolean;
  /** What the column means. */
  readonly help?: string;
  /** What is taken along instead of the value, where a cell shows several figures. */
  readonly taken?: readonly TakenColumn<Row>[];
  /** Stands before the header's text, such as the mark of a segment. */
  readonly mark?: () => Node;
  /** Stands behind the header's text, such as a button that changes it. */
  readonly tool?: () => Node;
  /** Whether the column cannot be sorted by. */
  readonly isUnordered?: boolean;
}

/** How a table behaves. */
export interface TableOptions<Row> {
  /** Name of the table, for listeners, and its caption unless `hasCaption` is false. */
  readonly caption: string;
  readonly hasCaption?: boolean;
  /** Whether rows can be searched; true if absent. */
  readonly search?: boolean;
  /** The order at first; the rows' own if absent. False: rows cannot be sorted. */
  readonly sort?: { readonly column: string; readonly isFalling: boolean } | false;
  /** Whether the first column stays in sight; true if absent. */
  readonly stickyFirst?: boolean;
  /** Name of the CSV file without its extension; absent: no copy and no CSV. */
  readonly filename?: string;
  /** Pixels; 480 if absent. */
  readonly maxHeight?: number;
  /** Stands below the table. */
  readonly note?: string;
  /** Stands between the search and the buttons. */
  readonly tools?: readonly Node[];
  /** What is searched, in the row; all values if absent. */
  readonly searchText?: (row: Row) => string;
}

/** A table whose rows can be replaced while search and order stay. */
export interface DataTable<Row> extends HTMLElement {
  setRows(rows: readonly Row[]): void;
}

/** Longer tables come in pages of {@link PAGE_ROWS}. */
const MOST_ROWS_AT_ONCE = 500;
const PAGE_ROWS = 200;
const DEFAULT_HEIGHT = 480;
const SAID_MS = 2_500;

/** Makes a table of rows. */
export function dataTable<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  options: TableOptions<Row>,
): DataTable<Row> {
  const { caption, hasCaption = true, stickyFirst = true, note } = options;
  const view = new TableView(rows, columns, options);
  const table = html("table", [
    html("caption", caption, { class: hasCaption ? null : "ui-hidden" }),
    html("thead", [html("tr", view.headers)]),
    view.body,
  ]);
  const scroller = html("div", [table], {
    class: "table-scroll",
    tabindex: 0,
    role: "region",
    "aria-label": caption,
    style: `max-height: ${options.maxHeight ?? DEFAULT_HEIGHT}px`,
  });
  const element = html("div", [
    html("div", [view.search, ...(options.tools ?? []), ...view.takeButtons()], {
      class: "table-tools",
    }),
    scroller,
    view.pager,
    note === undefined || note === "" ? null : html("p", note, { class: "table-note" }),
  ], { class: stickyFirst ? "data-table has-sticky-first" : "data-table" });
  view.onPage = () => scroller.scrollTo({ top: 0 });
  view.draw();
  return Object.assign(element, {
    setRows(next: readonly Row[]) {
      view.rows = next;
      view.draw();
    },
  });
}

/** What of the rows is in sight, and in which order. */
class TableView<Row> {
  rows: readonly Row[];
  readonly body = html("tbody", []);
  readonly pager = html("div", [], { class: "table-pager" });
  readonly headers: readonly HTMLElement[];
  readonly search: HTMLElement | null;
  onPage: () => void = () => {};
  readonly #columns: readonly TableColumn<Row>[];
  readonly #options: TableOptions<Row>;
  readonly #said = html("span", [], { class: "table-said", role: "status" });
  #order: { readonly column: string; readonly isFalling: boolean } | null;
  #asked = "";
  #page = 0;

  constructor(
    rows: readonly Row[],
    columns: readonly TableColumn<Row>[],
    options: TableOptions<Row>,
  ) {
    this.rows = rows;
    this.#columns = columns;
    this.#options = options;
    this.#order = options.sort === false ? null : options.sort ?? null;
    this.headers = columns.map((column) => this.#header(column));
    this.search = options.search === false ? null : this.#searchField();
  }

  draw(): void {
    const found = this.#found();
    const isPaged = found.length > MOST_ROWS_AT_ONCE;
    const last = isPaged ? Math.ceil(found.length / PAGE_ROWS) - 1 : 0;
    this.#page = Math.min(this.#page, last);
    const from = this.#page * PAGE_ROWS;
    const shown = isPaged ? found.slice(from, from + PAGE_ROWS) : found;
    this.body.replaceChildren(...shown.map((row) => this.#row(row)));
    if (shown.length === 0) this.body.append(this.#emptyRow());
    this.#drawPager(found.length, { from, shown: shown.length, isPaged, last });
    this.#columns.forEach(({ name }, i) => {
      const isSorted = this.#order?.column === name;
      const direction = this.#order?.isFalling === true ? "descending" : "ascending";
      if (isSorted) this.headers[i].setAttribute("aria-sort", direction);
      else this.headers[i].removeAttribute("aria-sort");
    });
  }

  takeButtons(): Node[] {
    const { filename } = this.#options;
    if (filename === undefined) return [];
    const taken = this.#columns.flatMap((column): readonly TakenColumn<Row>[] =>
      column.taken ?? [column]
    );
    const copy = button("Copy", {
      tone: "quiet",
      label: `Copy ${this.#options.caption}`,
      onClick: () => {
        void copyText(toTsv(this.#found(), taken)).then((isCopied) =>
          this.#say(isCopied ? "Copied" : "The browser refused to copy")
        );
      },
    });
    const save = button("CSV", {
      tone: "quiet",
      label: `Download ${filename}.csv`,
      onClick: () => {
        const text = toCsv(this.#found(), taken);
        saveBlob(new Blob([text], { type: "text/csv;charset=utf-8" }), `${filename}.csv`);
      },
    });
    return [html("span", [this.#said, copy, save], { class: "table-take" })];
  }

  #found(): readonly Row[] {
    const asked = this.#asked.trim().toLowerCase();
    const textOf = this.#options.searchText ??
      ((row: Row) => this.#columns.map(({ value }) => value(row) ?? "").join("\n"));
    const found = asked === ""
      ? this.rows
      : this.rows.filter((row) => textOf(row).toLowerCase().includes(asked));
    const order = this.#order;
    const column = this.#columns.find(({ name }) => name === order?.column);
    return column === undefined || order === null
      ? found
      : sortRows(found, column.value, order.isFalling);
  }

  #header(column: TableColumn<Row>): HTMLElement {
    const { name, label = name, help, isNumeric, mark, tool, isUnordered } = column;
    const canSort = this.#options.sort !== false && isUnordered !== true;
    const text = [mark?.() ?? null, html("span", label)];
    const title = canSort
      ? html("button", text, {
        type: "button",
        class: "table-sort",
        onclick: () => this.#sortBy(column),
      })
      : html("span", text, { class: "table-head" });
    return html("th", [
      html("span", [
        title,
        tool?.() ?? null,
        help === undefined ? null : helpTip(help, { label: label.split("\n")[0] }),
      ], {
        class: "table-th",
      }),
    ], { scope: "col", class: isNumeric === true ? "is-number" : null });
  }

  /** First the natural order of the column, then the other way round, then the rows' own. */
  #sortBy({ name, isNumeric = false }: TableColumn<Row>): void {
    if (this.#order?.column !== name) this.#order = { column: name, isFalling: isNumeric };
    else if (this.#order.isFalling === isNumeric) {
      this.#order = { column: name, isFalling: !isNumeric };
    } else this.#order = null;
    this.#page = 0;
    this.draw();
  }

  #row(row: Row): HTMLElement {
    return html(
      "tr",
      this.#columns.map((column, i) => {
        const shown = column.render?.(row) ?? writeCell(column.value(row));
        const attributes = { class: column.isNumeric === true ? "is-number" : null };
        return i === 0
          ? html("th", [shown], { ...attributes, scope: "row" })
          : html("td", [shown], attributes);
      }),
    );
  }

  #emptyRow(): HTMLElement {
    const text = this.#asked === ""
      ? "There are no rows."
      : `No row has "${this.#asked.trim()}". Search for less.`;
    return html("tr", [html("td", text, { colspan: this.#columns.length, class: "table-empty" })]);
  }

  #searchField(): HTMLElement {
    const id = uniqueId("search");
    const field = html("input", [], {
      id,
      type: "search",
      placeholder: "Search",
      "aria-label": `Search ${this.#options.caption}`,
      oninput: () => {
        this.#asked = field.value;
        this.#page = 0;
        this.draw();
      },
    });
    return field;
  }

  #drawPager(
    total: number,
    { from, shown, isPaged, last }: {
      readonly from: number;
      readonly shown: number;
      readonly isPaged: boolean;
      readonly last: number;
    },
  ): void {
    const isAll = total === this.rows.length;
    const count = isAll
      ? countOf(total, "row")
      : `${formatNumber(total)} of ${countOf(this.rows.length, "row")}`;
    if (!isPaged) return this.pager.replaceChildren(html("span", count));
    const text = `${formatNumber(from + 1)} to ${formatNumber(from + shown)} of ${count}`;
    this.pager.replaceChildren(
      html("span", text),
      this.#turn("Previous", { by: -1, isOff: this.#page === 0 }),
      this.#turn("Next", { by: 1, isOff: this.#page === last }),
    );
  }

  #turn(
    text: string,
    { by, isOff }: { readonly by: number; readonly isOff: boolean },
  ): HTMLButtonElement {
    const turn = button(text, {
      tone: "quiet",
      label: `${text} page of ${this.#options.caption}`,
      onClick: () => {
        this.#page += by;
        this.draw();
        this.onPage();
        const again = [...this.pager.querySelectorAll("button")].filter((one) => !one.disabled);
        (again.find((one) => one.textContent === text) ?? again[0])?.focus();
      },
    });
    turn.disabled = isOff;
    return turn;
  }

  #say(text: string): void {
    setText(this.#said, text);
    setTimeout(() => setText(this.#said, ""), SAID_MS);
  }
}

function writeCell(cell: Cell): string {
  if (cell === null || Number.isNaN(cell)) return "";
  if (typeof cell === "string") return cell;
  return Number.isInteger(cell) ? formatNumber(cell) : formatValue(cell);
}
