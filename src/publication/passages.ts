// Which passage of a text is meant. Numbers move when a text changes; words stay. So what points at a passage for long
// has both, after the selectors of https://www.w3.org/TR/annotation-model/#text-quote-selector: the words with which the
// passage begins, and its number.

/** What points at a passage: its number, from 1, and words of it; one of the two at least. */
export interface Pointer {
  number?: number | undefined;
  words?: string | undefined;
}

/** What words of a passage, or its number, point at. */
export const pointerOf = (written: string | number): Pointer =>
  typeof written === 'number' ? { number: written } : { words: written };

/** A passage of a text as it is now. */
export interface Passage {
  /** From 1. */
  number: number;
  /** How it begins. */
  words: string;
  /**
   * Whether the words that pointed at it are in it; were edited since; or are gone, and it is only what has the number
   * now.
   */
  state: 'same' | 'edited' | 'gone';
}

/** Characters of a beginning at most, without the ellipsis: some eight words. */
export const longestBeginning = 48;

/** How a passage begins: its first words, as far as they fit whole, and an ellipsis where it goes on. */
export function beginningOf(passage: string): string {
  const signs = [...passage];
  if (signs.length <= longestBeginning) return passage;
  const cut = signs.slice(0, longestBeginning).join('');
  // Some scripts have no spaces.
  const whole = cut.replace(/\s+\S*$/, '');
  return `${signs[longestBeginning]?.trim() === '' ? cut.trimEnd() : whole}…`;
}

/** Of words those that count: letters and digits, in lower case. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** How much of some words stand at a place in their order, 0 to 1: a word more, less or other is no matter. */
function likeness(words: readonly string[], others: readonly string[]): number {
  let row: number[] = others.map(() => 0);
  for (const word of words) {
    const before = row;
    row = [];
    for (const [index, other] of others.entries()) {
      row.push(
        word === other
          ? (before[index - 1] ?? 0) + 1
          : Math.max(before[index] ?? 0, row[index - 1] ?? 0),
      );
    }
  }
  return (row.at(-1) ?? 0) / words.length;
}

/** So like must the beginning of a passage be to be the same, with a word or two written otherwise. */
const likeEnough = 2 / 3;

/**
 * Finds passages of a text, in the order of what is surest: one that begins with the words; one that has them; one that
 * begins much like them; and only where the words are gone the one that has the number now. Of several the nearest to the
 * number is meant.
 *
 * @param passages The words of each.
 */
export function passageFinder(
  passages: readonly string[],
): (pointer: Pointer) => Passage | undefined {
  const all = passages.map((passage, index) => {
    const words = wordsOf(passage);
    return { number: index + 1, passage, words, text: words.join(' ') };
  });
  const passageAt = (one: (typeof all)[number] | undefined, state: Passage['state']) =>
    one && { number: one.number, words: beginningOf(one.passage), state };

  return ({ number, words: written = '' }) => {
    const numbered = number === undefined ? undefined : all[number - 1];
    const words = wordsOf(written);
    if (words.length === 0) return passageAt(numbered, 'same');
    const text = words.join(' ');
    const nearest = (some: typeof all) =>
      some.toSorted(
        (a, b) => Math.abs(a.number - (number ?? 0)) - Math.abs(b.number - (number ?? 0)),
      )[0];
    const same =
      nearest(all.filter((one) => one.text.startsWith(text))) ??
      nearest(all.filter((one) => one.text.includes(text)));
    if (same) return passageAt(same, 'same');
    // Two words are like many.
    const like =
      words.length < 3
        ? []
        : all.map((one) => ({
            one,
            by: likeness(words, one.words.slice(0, words.length * 2)),
          }));
    const most = Math.max(...like.map(({ by }) => by));
    if (most < likeEnough) return passageAt(numbered, 'gone');
    const edited = nearest(like.filter(({ by }) => by === most).map(({ one }) => one));
    return passageAt(edited, 'edited');
  };
}
