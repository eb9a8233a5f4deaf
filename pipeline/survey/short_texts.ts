/** Texts cut to a length at which they still differ. Runs in Deno and browsers. */

const ELLIPSIS = "…";
const TWICE = /…\s*…/g;
/** What stands where a middle is left out. */
const GAP = ` ${ELLIPSIS} `;
/** Share of a shortened text that its beginning keeps. */
const BEGINNING = 0.4;
/** Fewer characters are not shared out to both ends of a text. */
const LEAST_MIDDLE = 20;
/** What stands behind a question: its item or category. */
const TELLING_END = /^.*(?:[?？]|:) (\S.*)$/su;
const SENTENCES = /(?<=[.!?…？。])\s+(?=[\p{Lu}\p{N}¿¡("“[])/u;
/** Words of a beginning or end that several texts have, the characters it must have, and the texts. */
const MOST_HABIT = 8;
const LEAST_HABIT = 10;
const FEWEST_WITH_HABIT = 3;
const LAST_BRACKETS = /\s*(?:\([^()]*\)|\[[^[\]]*\])$/;

/** Shortens texts so that those that differ stay different: first to what they ask, without
 * instructions and remarks, then in the middle, and where that would cut what tells two apart, around
 * it. What no cut tells apart gets a number. O(texts x length), deterministic in their order.
 * @param most Characters, the ellipsis included; 8 or more.
 * @param options Whether texts are short ones of which all counts, so that they are only cut.
 */
export function shortenAll(
  texts: readonly string[],
  most: number,
  { isOnlyCut = false }: { readonly isOnlyCut?: boolean } = {},
): string[] {
  const short = shortenDistinct([...new Set(texts)], { most, isOnlyCut });
  return texts.map((text) => short.get(text)!);
}

/** Shortens one text that no other is near to. */
export function shorten(text: string, most: number): string {
  return chooseForm(formsOf(text), most);
}

function chooseForm(forms: readonly string[], most: number): string {
  return forms.find((form) => form.length <= most) ?? cutMiddle(forms[forms.length - 1], most);
}

interface Cut {
  readonly most: number;
  readonly isOnlyCut: boolean;
}

function shortenDistinct(texts: readonly string[], cut: Cut): Map<string, string> {
  const { most, isOnlyCut } = cut;
  const habit = isOnlyCut ? () => [] : findHabits(texts, most);
  const short = new Map(texts.map((text) => {
    const forms = isOnlyCut ? [text] : formsOf(text);
    return [text, chooseForm([...forms, ...habit(forms[forms.length - 1])], most)];
  }));
  // What another text is in full, no text may become by a cut.
  const whole = new Set(texts.filter((text) => text.length <= most));
  for (const text of whole) short.set(text, text);
  for (const group of [...clashes(short), ...hiddenClashes(short)]) {
    const apart = contrast(group, cut);
    group.forEach((text, i) => {
      if (!whole.has(text)) short.set(text, apart[i]);
    });
  }
  return numbered(short, whole, most);
}

function clashes(short: ReadonlyMap<string, string>): string[][] {
  const groups = new Map<string, string[]>();
  for (const [text, form] of short) {
    const group = groups.get(form);
    if (group === undefined) groups.set(form, [text]);
    else group.push(text);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Texts whose cut leaves out what tells them from another: that has all the cut shows, but may itself be
 * short enough to stay whole, or be cut elsewhere.
 */
function hiddenClashes(short: ReadonlyMap<string, string>): string[][] {
  const texts = [...short.keys()];
  return texts.flatMap((text) => {
    const form = short.get(text)!;
    if (form.length >= text.length || !form.includes(ELLIPSIS)) return [];
    const parts = form.split(ELLIPSIS).map((part) => part.trim()).filter((part) => part !== "");
    const alike = texts.filter((other) => other !== text && hasInOrder(other, parts));
    return alike.length === 0 ? [] : [[text, ...alike]];
  });
}

function hasInOrder(text: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at !== -1;
  });
}

/** Numbers the texts that are still alike. */
function numbered(
  short: Map<string, string>,
  whole: ReadonlySet<string>,
  most: number,
): Map<string, string> {
  const taken = new Set(whole);
  for (const [text, form] of short) {
    if (whole.has(text)) continue;
    let free = form;
    for (let number = 2; taken.has(free); number++) {
      const mark = ` (${number})`;
      free = cutMiddle(form, most - mark.length) + mark;
    }
    taken.add(free);
    short.set(text, free);
  }
  return short;
}

/** The sentences of a text; remarks in brackets behind one are of their own. */
export function sentencesOf(text: string): string[] {
  return text.split(SENTENCES);
}

/** A text in full, then with less and less around what it asks. */
function formsOf(text: string): string[] {
  const forms = [text];
  const asked = sentencesOf(text).findLast((sentence) => /[?？]["”»)]*$/.test(sentence));
  if (asked !== undefined && asked !== text) forms.push(asked);
  const last = forms[forms.length - 1];
  const bare = last.replace(LAST_BRACKETS, "");
  if (bare !== "" && bare !== last) forms.push(bare);
  return forms;
}

/** Finds the beginnings and ends of several words that three or more of the texts have, and makes a text
 * without its own, which tell it from nothing: `at this university?` of a university's survey.
 */
function findHabits(texts: readonly string[], most: number): (text: string) => string[] {
  const counts = new Map<string, number>();
  const endsOf = (text: string): { heads: string[]; tails: string[] } => {
    const words = text.split(" ");
    const sizes = Array.from({ length: MOST_HABIT - 1 }, (_, i) => MOST_HABIT - i)
      .filter((size) => size <= words.length - 2);
    const isLong = (end: string) => end.length >= LEAST_HABIT;
    return {
      heads: sizes.map((size) => `${words.slice(0, size).join(" ")} `).filter(isLong),
      tails: sizes.map((size) => ` ${words.slice(-size).join(" ")}`).filter(isLong),
    };
  };
  const long = texts.filter((text) => text.length > most);
  for (const text of new Set(long.map((each) => formsOf(each).at(-1)!))) {
    const { heads, tails } = endsOf(text);
    for (const end of [...heads, ...tails]) counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  const isHabit = (end: string) => (counts.get(end) ?? 0) >= FEWEST_WITH_HABIT;
  return (text) => {
    if (text.length <= most) return [];
    const { heads, tails } = endsOf(text);
    // Shortest first: no more is left out than must be.
    const lessTail = tails.filter(isHabit).reverse()
      .map((tail) => text.slice(0, -tail.length) + ELLIPSIS);
    const left = lessTail.at(-1) ?? text;
    const lessBoth = heads.filter(isHabit).reverse()
      .filter((head) => left.length > head.length + LEAST_HABIT)
      .map((head) => ELLIPSIS + left.slice(head.length));
    return [...lessTail, ...lessBoth];
  };
}

/** Shows where the texts of a group differ, with as much around it as there is room for. */
function contrast(group: readonly string[], { most, isOnlyCut }: Cut): string[] {
  for (const isSnapped of [true, false]) {
    const { start, end } = sharedEnds(group, isSnapped);
    const parts = group.map((text) => text.slice(start, text.length - end));
    const longest = parts.reduce((length, part) => Math.max(length, part.length), 0);
    if (start + end === 0) continue;
    if (longest + 4 <= most) {
      return group.map((text) => around(text, { start, end, most }).replace(TWICE, ELLIPSIS));
    }
    if (isSnapped) continue;
    const lead = start > 0 ? ELLIPSIS : "";
    const cut = shortenDistinct([...new Set(parts)], { most: most - lead.length, isOnlyCut });
    return parts.map((part) => {
      const own = cut.get(part)!;
      return own.startsWith(ELLIPSIS) ? own : lead + own;
    });
  }
  return group.map((text) => cutMiddle(text, most));
}

/** Characters that all texts share at their beginnings and ends.
 * @param isSnapped Whether words stay whole.
 */
function sharedEnds(
  group: readonly string[],
  isSnapped: boolean,
): { readonly start: number; readonly end: number } {
  const [first, ...others] = group;
  let start = first.length;
  for (const text of others) start = commonStart(first.slice(0, start), text);
  if (isSnapped) start = wordStart(first, start);
  else if (isLowSurrogate(first, start)) start--;
  let end = group.reduce((least, text) => Math.min(least, text.length - start), Infinity);
  for (const text of others) end = commonEnd(first.slice(first.length - end), text);
  if (isSnapped) end = wordEnd(first, end);
  else if (isLowSurrogate(first, first.length - end)) end--;
  return { start, end };
}

/** Length of the common beginning of two texts. */
export function commonStart(a: string, b: string): number {
  const least = Math.min(a.length, b.length);
  let length = 0;
  while (length < least && a[length] === b[length]) length++;
  return length;
}

/** Length of the common end of two texts. */
export function commonEnd(a: string, b: string): number {
  const least = Math.min(a.length, b.length);
  let length = 0;
  while (length < least && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** The end of the last whole word within a beginning of `length` characters, its blank included. */
function wordStart(text: string, length: number): number {
  return text.slice(0, length).lastIndexOf(" ") + 1;
}

function wordEnd(text: string, length: number): number {
  const from = text.length - length;
  const blank = text.indexOf(" ", from);
  return blank === -1 ? 0 : text.length - blank;
}

function around(
  text: string,
  { start, end, most }: { readonly start: number; readonly end: number; readonly most: number },
): string {
  const part = text.slice(start, text.length - end);
  const [before, after] = [text.slice(0, start), text.slice(text.length - end)];
  const room = most - part.length;
  if (after.length + 1 <= room || before === "") {
    const head = cutEnd(before, room - Math.min(after.length, room));
    const tail = cutStart(after, room - head.length);
    return head + part + tail;
  }
  const tail = cutStart(after, Math.max(1, Math.floor(room / 2)));
  return cutEnd(before, room - tail.length) + part + tail;
}

/** The beginning of what stands before a part, and an ellipsis where it is not whole. */
function cutEnd(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room < 1) return "";
  if (room < 6) return ELLIPSIS;
  return `${beginning(text, room - 2)}${ELLIPSIS} `;
}

/** The end of what stands behind a part, and an ellipsis where it is not whole. */
function cutStart(text: string, room: number): string {
  if (text.length <= room) return text;
  if (room < 1) return "";
  if (room < 6) return ELLIPSIS;
  return ` ${ELLIPSIS}${ending(text, room - 2)}`;
}

/** Cuts a text at its end, between words where a word ends close enough.
 * @param most Characters, the ellipsis included.
 */
export function cutBehind(text: string, most: number): string {
  return text.length <= most ? text : beginning(text, most - 1) + ELLIPSIS;
}

/** Cuts a text in its middle, or short ones to their end, between words where a word ends close enough.
 * @param most Characters, the ellipsis included.
 */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < LEAST_MIDDLE) return cutNarrow(text, most);
  const room = most - 3;
  const head = beginning(text, Math.floor(room * BEGINNING));
  return head + GAP + ending(text, room - head.length);
}

/** Cuts to so little that one part must do: the item or category behind its question, the end of a
 * question, the beginning of all else.
 */
function cutNarrow(text: string, most: number): string {
  const item = TELLING_END.exec(text)?.[1];
  if (item !== undefined) return ELLIPSIS + cutBehind(item, most - 1);
  return /[?？]/.test(text) ? ELLIPSIS + ending(text, most - 1) : cutBehind(text, most);
}

function beginning(text: string, most: number): string {
  const cut = text.slice(0, most + 1).lastIndexOf(" ");
  const at = cut > most * 0.3 ? cut : most;
  return text.slice(0, isLowSurrogate(text, at) ? at - 1 : at).trimEnd();
}

function ending(text: string, most: number): string {
  const from = text.length - most;
  const word = text.indexOf(" ", from - 1) + 1;
  const at = word > 0 && word - from < most * 0.6 ? word : from;
  return text.slice(isLowSurrogate(text, at) ? at + 1 : at).trimStart();
}

/** Whether a cut here would split a character of two units. */
function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
