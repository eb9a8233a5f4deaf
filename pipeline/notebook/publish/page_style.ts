/** The look of a notebook's page: the system's fonts, light or dark as the reader's system is. Runs in Deno and browsers. */

/** Style of the whole page; charts take their colours from `color` and `--plot-background`. */
export const PAGE_STYLE = `:root {
  --paper: #fff;
  --ink: #1c2024;
  --quiet: #5a636d;
  --line: #dfe3e8;
  --shade: #f5f7f9;
  --link: #00589c;
  --wrong: #a3271b;
  --wrong-shade: #fdf0ee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191c;
    --ink: #e6e9ec;
    --quiet: #9ea8b3;
    --line: #343a41;
    --shade: #1f2429;
    --link: #79bdf5;
    --wrong: #ff9d91;
    --wrong-shade: #35201e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
section { margin: 0 0 1.25rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.5em; text-wrap: balance; }
h1 { font-size: 1.9rem; margin-top: 0.4em; }
h2 { font-size: 1.35rem; }
h3, h4 { font-size: 1.1rem; }
p, ul, ol, pre, figure, table { margin: 0 0 0.75rem; }
section.markdown { max-width: 42rem; }
a { color: var(--link); }
.facts, .setting { color: var(--quiet); font-size: 0.875rem; }
.setting strong { color: var(--ink); }
.problem {
  padding: 0.6rem 0.9rem;
  border-left: 3px solid var(--wrong);
  background: var(--wrong-shade);
  color: var(--wrong);
  overflow-wrap: anywhere;
}
.result { overflow-x: auto; }
pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { font-size: 0.8125rem; line-height: 1.5; overflow-x: auto; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-size: 0.875em; }
pre code { font-size: inherit; }
details { color: var(--quiet); }
details pre { padding: 0.6rem 0.9rem; background: var(--shade); color: var(--ink); }
summary { width: fit-content; cursor: pointer; font-size: 0.8125rem; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.9rem 0.3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; }
th.number, td.number { text-align: right; }
caption { caption-side: bottom; padding-top: 0.4rem; color: var(--quiet); text-align: left; }
figure { margin: 0 0 0.75rem; }
figure h2 { font-size: 1.1rem; margin: 0 0 0.25rem; }
figure h3 { font-size: 0.9375rem; font-weight: 400; color: var(--quiet); margin: 0 0 0.5rem; }
figcaption { color: var(--quiet); font-size: 0.875rem; }
section svg { --plot-background: var(--paper) !important; max-width: 100%; height: auto; font-family: inherit; }
blockquote { margin: 0 0 0.75rem; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
img { max-width: 100%; }
@media print {
  details { display: none; }
  section { break-inside: avoid; }
}
`;
