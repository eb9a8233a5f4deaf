/** Parameters of where a survey is gone through that is larger than a process. Runs in Deno and browsers. */

import { z } from "zod";

/** `engine` */
export const engine = z.strictObject({
  name: z.enum(["auto", "local", "duckdb", "spark"]).default("auto").meta({
    title: "Engine",
    description:
      "Where all rows are gone through. auto: in the memory of this process with everything there is; " +
      "several files, or one that does not fit, on DuckDB. local, duckdb, spark: columns, number of " +
      "segments and verdict by a sample, then centres, sizes and profile by exact sums over all rows, " +
      "the same bits on each of the three.",
  }),
  sample: z.int().min(100).max(1_000_000).default(20_000).meta({
    title: "Sample",
    description:
      "How many respondents, drawn by the seed, columns are judged by, segments are first formed on " +
      "and structure is checked on (local, duckdb, spark).",
  }),
  memory: z.union([z.literal("auto"), z.number().min(0.5)]).default("auto").meta({
    title: "Memory of DuckDB",
    description:
      "The most memory that DuckDB takes, in GB; what does not fit goes to disk. auto: " +
      "four fifths of the machine's.",
  }),
  spark_endpoint: z.string().min(1).default("auto").meta({
    title: "Spark server",
    description:
      "The address of a Spark Connect server (spark): sc://host:port, with ;use_ssl=true and " +
      ";token=... behind a proxy that wants them. auto: this machine, at Spark's own port.",
  }),
});
