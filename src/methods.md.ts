/** Loader: the page on methods, of the texts in docs/methods in their order. Runs in Deno only. */

import { writeText } from "./data/load_run.ts";

const TEXTS = ["1_answers", "2_segments", "3_judging"];

const texts = await Promise.all(
  TEXTS.map((name) => Deno.readTextFile(`docs/methods/${name}.md`)),
);
writeText(`---
title: Methods
---

\`\`\`js
import { methodSources } from "./components/shell/method_sources.js";
\`\`\`

${texts.join("\n")}
## Sources

<div>\${methodSources()}</div>
`);
