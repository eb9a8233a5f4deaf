/** Ids within charts, the same wherever else charts were drawn before. Runs in Deno and browsers. */

/** Ids that charts count through a whole program. */
const CHART_ID = /\bplot-(clip|pattern|marker)-(\d+)\b/g;

/** Makes a function that numbers the ids of charts in one file, by their order there. */
export function ownIds(): (html: string) => string {
  const own = new Map<string, number>();
  return (html) =>
    html.replaceAll(CHART_ID, (id, kind: string) => {
      const number = own.get(id) ?? own.size + 1;
      own.set(id, number);
      return `plot-${kind}-${number}`;
    });
}
