/** Numbers distinct texts by first appearance. Runs in Deno and browsers. */

const FIRST_SLOTS = 64;
const GROWTH = 4;
const EMPTY = -1;
const FNV_PRIME = 0x01000193;

/** An open-addressing hash table from text to level.
 * Columns of measures have a distinct text in nearly every cell; there a Map of strings takes three
 * times as long and several times the memory.
 */
export class LevelIndex {
  /** The text of each level. */
  readonly texts: string[] = [];
  #slots = new Int32Array(FIRST_SLOTS).fill(EMPTY);

  /** The level of a text, a new one if it was not met before. O(length) expected. */
  levelOf(text: string): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(text) & mask;
    for (; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      if (this.texts[slots[slot]] === text) return slots[slot];
    }
    slots[slot] = this.texts.length;
    this.texts.push(text);
    if (2 * this.texts.length > mask) this.#grow();
    return this.texts.length - 1;
  }

  #grow(): void {
    const slots = new Int32Array(GROWTH * this.#slots.length).fill(EMPTY);
    const mask = slots.length - 1;
    for (let level = 0; level < this.texts.length; level++) {
      let slot = hash(this.texts[level]) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = level;
    }
    this.#slots = slots;
  }
}

/** FNV-1a over UTF-16 units; the high bits are folded down, as only the low ones choose the slot. */
function hash(text: string): number {
  let state = 0;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), FNV_PRIME);
  return state ^ (state >>> 15);
}
