/** The style of the one-file report. Runs in Deno and browsers. */

import { inkOn, type Look, shadeOf } from "../look/look.ts";

/** Shades of a cell, from the lightest. */
export const SHADES = 10;

/** Writes the style of a page of so many segments: on screen, in the dark, on phones and on paper. Colours
 * are classes, as the page's policy allows no styles in attributes.
 */
export function pageStyle(look: Look, segments: number): string {
  const colours = Array.from({ length: segments }, (_, g) => {
    const colour = look.segment(g);
    return `.g${g}{background:#${colour};color:#${inkOn(colour)};fill:#${colour}}`;
  });
  const shades = Array.from({ length: SHADES }, (_, i) => {
    const strength = (i + 1) / SHADES;
    return `.a${i + 1}{background:#${shadeOf(strength)};color:#222}` +
      `.b${i + 1}{background:#${shadeOf(-strength)};color:#222}`;
  });
  return [fixedStyle(look), ...colours, ...shades].join("\n");
}

function fixedStyle({ accent, headingFont, bodyFont }: Look): string {
  return `:root{color-scheme:light dark;--ink:#222;--quiet:#5f6368;--paper:#fff;--line:#d5d8dc;
--ground:#f4f6f8;--accent:#${accent};--on:#${inkOn(accent)};--title:#${accent}}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#a7adb4;--paper:#17191c;
--line:#3a3f45;--ground:#202327;--title:#e8eaed}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 "${bodyFont}",sans-serif}
main{max-width:1120px;margin:0 auto;padding:24px 20px 60px}
h1,h2,h3{font-family:"${headingFont}",sans-serif;color:var(--title);line-height:1.25}
h1{font-size:30px;margin:.4em 0}h2{font-size:22px;margin:2em 0 .5em}h3{font-size:18px;margin:0}
p{margin:.4em 0;max-width:75ch;overflow-wrap:anywhere}
.quiet{color:var(--quiet);font-size:14px}.finding{font-size:21px}
.logo{max-width:180px;max-height:70px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(340px,100%),1fr));gap:16px}
article{border:1px solid var(--line);border-radius:8px;padding:16px;min-width:0;overflow-wrap:anywhere}
article ul{padding-left:1.2em;font-size:14px}
.name{display:flex;gap:10px;align-items:center}
.badge{flex:none;width:32px;height:32px;border-radius:6px;display:grid;place-items:center;
font-weight:700}
.share{margin-left:auto;font-size:22px;font-weight:700;white-space:nowrap}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:6px;max-width:100%}
.tall{max-height:80vh;overflow:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:6px 8px;text-align:center;overflow-wrap:normal;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left;min-width:220px;overflow-wrap:anywhere}
.plain th:first-child{min-width:130px}.plain td{text-align:left;overflow-wrap:anywhere}
.lead td:first-child,.lead th:first-child{min-width:120px}
.lead th,.lead td{padding:6px}.lead td:nth-child(n+3){white-space:nowrap}
thead th{background:var(--accent);color:var(--on);position:sticky;top:0}
thead button{all:unset;cursor:pointer;width:100%}
thead button:focus-visible{outline:2px solid currentColor;outline-offset:2px}
td svg{display:block;width:100%;min-width:64px;height:16px}
svg line{stroke:var(--quiet)}svg text{fill:var(--ink);font-size:13px}
.tools{display:flex;flex-wrap:wrap;gap:12px;margin:10px 0}
label{max-width:100%}select{width:100%}
select,input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);
border-radius:6px;padding:6px 8px;max-width:100%}
.bars{display:grid;grid-template-columns:minmax(90px,240px) 1fr 70px;gap:6px 10px;align-items:center}
.bars svg{width:100%;height:18px}.bars .total{fill:var(--quiet)}
@media (max-width:600px){main{padding:16px 12px 40px}h1{font-size:25px}
#rows th:first-child,#rows td:first-child{min-width:150px}.bars{grid-template-columns:1fr 1fr 56px}}
@media print{.tools,.bars{display:none}.tall{max-height:none;overflow:visible}
thead th{position:static}article,tr{break-inside:avoid}main{max-width:none;padding:0}}`;
}
