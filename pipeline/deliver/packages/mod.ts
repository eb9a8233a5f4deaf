/** The packages that write office files, loaded only where such files are asked for. Runs in Deno and browsers. */

import pptxgenjs from "pptxgenjs";

export { default as JSZip } from "jszip";
export * as docx from "docx";
export { ChartRun } from "docx/charts";

/** The package's types say of its module what holds of its only export. */
export const PptxGenJS = pptxgenjs as unknown as typeof pptxgenjs.default;
/** A presentation under way, and one of its slides. */
export type Presentation = InstanceType<typeof PptxGenJS>;
export type Slide = ReturnType<Presentation["addSlide"]>;
