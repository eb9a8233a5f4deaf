/** Which columns are held against each other where there are too many for all pairs. Runs in Deno and browsers. */

/** Pairs of columns that are looked at, about: all of them in a survey of up to 3,000 columns. */
const MOST_PAIRS = 1e7;
/** Columns on each side that are looked at in any survey. */
const LEAST_REACH = 50;

/** Which columns are near to each: all, unless there are very many. */
export class Neighbourhood {
  readonly #count: number;
  readonly #reach: number;

  constructor(count: number) {
    this.#count = count;
    const fair = Math.floor(MOST_PAIRS / (2 * Math.max(1, count)));
    this.#reach = count * count <= MOST_PAIRS ? count : Math.max(LEAST_REACH, fair);
  }

  /** Columns that are near to one, at most. */
  get most(): number {
    return Math.min(this.#count, 2 * this.#reach + 1);
  }

  /** Places from one up to another. */
  of(place: number): { from: number; to: number } {
    return {
      from: Math.max(0, place - this.#reach),
      to: Math.min(this.#count, place + this.#reach + 1),
    };
  }

  /** Gives for a place those lists of places, in their order, of which one is near: by their first. */
  lists(
    lists: readonly (readonly number[])[],
  ): (place: number) => readonly (readonly number[])[] {
    if (this.#reach >= this.#count) return () => lists;
    const byFirst = lists.map((list, order) => ({ list, order }))
      .sort((a, b) => a.list[0] - b.list[0] || a.order - b.order);
    const firstFrom = (place: number): number => {
      let low = 0, high = byFirst.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (byFirst[middle].list[0] < place) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return (place) => {
      const { from, to } = this.of(place);
      return byFirst.slice(firstFrom(from), firstFrom(to)).sort((a, b) => a.order - b.order)
        .map(({ list }) => list);
    };
  }
}
