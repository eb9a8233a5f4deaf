/** The script of the one-file report: it sorts and searches the table and draws one question by segment. Runs in Deno and browsers. */

/** As it stands in the page. A text and not a function, as bundlers would write a function in other letters,
 * and the same run is to give the same bytes at every door. The page says all without it.
 */
export const PAGE_SCRIPT = `"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const table = document.getElementById("rows");
  if (table === null) return;
  const body = table.tBodies[0];
  const all = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const valueOf = (row, at) => {
    const given = row.cells[at].dataset.value;
    return given === undefined ? row.cells[at].textContent : given === "" ? -Infinity : Number(given);
  };
  let sorted = -1, isDown = true;
  const sortBy = (at) => {
    isDown = at === sorted ? !isDown : at !== 0;
    sorted = at;
    const order = all.slice().sort((a, b) => {
      const x = valueOf(a, at), y = valueOf(b, at);
      const first = x < y ? -1 : x > y ? 1 : 0;
      return (isDown ? -first : first) || all.indexOf(a) - all.indexOf(b);
    });
    body.append(...order);
    heads.forEach((head, i) => {
      if (i === at) head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
      head.querySelector("span").textContent = i === at ? (isDown ? " \\u25bc" : " \\u25b2") : "";
    });
  };
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes, document.createElement("span"));
    button.addEventListener("click", () => sortBy(at));
    head.append(button);
  });
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of all) {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      if (!row.hidden) shown++;
    }
    found.textContent = shown + " of " + all.length + " rows";
  });
  const choice = document.getElementById("question");
  const bars = document.getElementById("bars");
  all.forEach((row, i) => choice.append(new Option(row.cells[0].textContent, String(i))));
  const names = heads.slice(3).map((head) => head.textContent.trim());
  const draw = () => {
    const row = all[Number(choice.value)];
    const cells = [row.cells[2], ...Array.from(row.cells).slice(3)];
    const values = cells.map((cell) => cell.dataset.value === "" ? null : Number(cell.dataset.value));
    const least = Math.min(0, ...values), most = Math.max(0, ...values) || 1;
    const place = (value) => 100 * (value - least) / (most - least);
    bars.replaceChildren(...cells.flatMap((cell, i) => {
      const label = document.createElement("div");
      label.textContent = i === 0 ? "All" : names[i - 1];
      const drawing = document.createElementNS(SVG, "svg");
      drawing.setAttribute("viewBox", "0 0 100 18");
      drawing.setAttribute("preserveAspectRatio", "none");
      drawing.setAttribute("aria-hidden", "true");
      if (values[i] !== null) {
        const bar = document.createElementNS(SVG, "rect");
        const ends = [place(0), place(values[i])].sort((a, b) => a - b);
        bar.setAttribute("x", String(ends[0]));
        bar.setAttribute("width", String(ends[1] - ends[0]));
        bar.setAttribute("height", "18");
        bar.setAttribute("class", i === 0 ? "total" : "g" + (i - 1));
        drawing.append(bar);
      }
      const figure = document.createElement("div");
      figure.textContent = cell.textContent;
      return [label, drawing, figure];
    }));
  };
  choice.addEventListener("change", draw);
  if (all.length > 0) draw();
  for (const part of document.querySelectorAll(".tools, .bars")) part.hidden = false;
})();
`;
