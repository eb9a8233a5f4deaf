/** Parameters of the tables that are handed over. Runs in Deno and browsers. */

import { z } from "zod";

/** `tables` */
export const tables = z.strictObject({
  rows: z.union([z.literal("auto"), z.array(z.string()).min(1)]).default("auto").meta({
    title: "Tables of",
    description:
      "Which questions get a table: names or globs of columns and questions. auto: all that define " +
      "or describe the segments.",
  }),
  banner: z.array(z.string()).min(1).default(["segments"]).meta({
    title: "Banner",
    description:
      "What stands in the columns beside the total: segments, and names of columns or of questions of " +
      "several answers. a > b puts every answer to b beneath every answer to a.",
  }),
  correction: z.enum(["none", "bonferroni"]).default("none").meta({
    title: "Letters: many comparisons",
    description:
      "none: each pair of columns by itself. bonferroni: every p-value times the number of pairs and " +
      "of rows of the table.",
  }),
  sheets: z.enum(["block", "one"]).default("block").meta({
    title: "Sheets",
    description: "How tables.xlsx lies: a sheet a table, or one sheet with all of them.",
  }),
});
