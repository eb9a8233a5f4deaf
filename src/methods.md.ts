/** Loader: the page on methods, of the texts in docs/methods in their order. Runs in Deno only. */

import { writeText } from "./data/load_run.ts";

const TEXTS = ["1_answers", "2_segments", "3_judging", "4_testing"];

const texts = await Promise.all(
  TEXTS.map((name) => Deno.readTextFile(`docs/methods/${name}.md`)),
);
const [title, ...rest] = texts.join("\n").split(/^(?=## )/m);
const sections = [...rest, "## Sources\n\n<div>\${methodSources()}</div>\n"];
const contents = sections.map((section) => {
  const heading = section.slice("## ".length, section.indexOf("\n"));
  return `<a href="#${slugOf(heading)}">${heading}</a>`;
});

/** The name that Framework gives a heading. */
function slugOf(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9\s-]/g, "").trim().replace(/\s+/g, "-");
}

writeText(`---
title: Methods
---

\`\`\`js
import { methodSources } from "./components/shell/method_sources.js";
\`\`\`

${title}
<div class="methods">
<nav class="contents" aria-label="On this page">${contents.join("")}</nav>
<div class="method-texts">

${sections.join("\n")}
</div>
</div>
`);
