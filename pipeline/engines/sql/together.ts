/** Statements that do not need each other, some at once. Runs in Deno only. */

import type { SqlConnection, SqlProgress, SqlQueryOptions, SqlTable } from "../connection.ts";

/** How many run beside each other, and who hears of it. */
export interface TogetherOptions extends SqlQueryOptions {
  readonly atOnce: number;
}

/** Runs statements; all that were begun have ended when one has failed.
 * @returns What each gave, in their order.
 * @throws What the first that failed did.
 */
export async function queryTogether(
  connection: SqlConnection,
  statements: readonly string[],
  { atOnce, signal, onProgress }: TogetherOptions,
): Promise<SqlTable[]> {
  const tell = addedUp(statements.length, onProgress);
  const tables: SqlTable[] = [];
  let next = 0;
  const work = async () => {
    while (next < statements.length) {
      const at = next++;
      try {
        tables[at] = await connection.query(statements[at], {
          ...(signal === undefined ? {} : { signal }),
          onProgress: (progress) => tell(at, progress),
        });
      } catch (error) {
        next = statements.length;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
  for (const each of ended) if (each.status === "rejected") throw each.reason;
  return tables;
}

/** Tells how far some statements are together. */
function addedUp(
  count: number,
  onProgress: SqlQueryOptions["onProgress"],
): (at: number, progress: SqlProgress) => void {
  const parts: SqlProgress[] = Array.from({ length: count }, () => ({ done: 0, total: 0 }));
  return (at, progress) => {
    parts[at] = progress;
    onProgress?.({
      done: parts.reduce((sum, { done }) => sum + done, 0),
      total: parts.reduce((sum, { total }) => sum + total, 0),
    });
  };
}

/** Cuts a list into parts of so many, the last of the rest. */
export function partsOf<T>(all: readonly T[], most: number): (readonly T[])[] {
  return Array.from(
    { length: Math.ceil(all.length / most) },
    (_, p) => all.slice(p * most, (p + 1) * most),
  );
}
