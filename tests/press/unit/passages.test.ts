import { expect, test } from 'vitest';
import { beginningOf, longestBeginning, passageFinder } from '../../../src/publication/passages.ts';
import { chance } from '../../support/edits.ts';

const text = [
  'The man was in a jumpsuit, and so her guess is engineering, or facilities.',
  'She would bet money that nothing of the kind was in there.',
  'Yes.',
  'Service experiences are felt in the gut, and nowhere else.',
  'Yes.',
];

test('a passage is found by the words with which it begins, then by words in it, whatever its number', () => {
  const find = passageFinder(text);
  expect(find({ number: 4, words: 'The man was in a jumpsuit' })).toEqual({
    number: 1,
    words: 'The man was in a jumpsuit, and so her guess is…',
    state: 'same',
  });
  expect(find({ words: 'nothing of the kind' })?.number).toBe(2);
  expect(find({ words: '“the MAN was in a…' })?.number).toBe(1);
});

test('of passages with the same words the one nearest to the number is meant', () => {
  const find = passageFinder(text);
  expect(find({ number: 3, words: 'Yes.' })?.number).toBe(3);
  expect(find({ number: 9, words: 'Yes.' })?.number).toBe(5);
});

test('a passage whose beginning has a word or two written otherwise is the same, and said to be changed', () => {
  const find = passageFinder(text);
  expect(find({ number: 1, words: 'Services and experiences are felt in the gut' })).toMatchObject({
    number: 4,
    state: 'edited',
  });
});

test('where the words are gone the number counts, and where that is gone nothing is found', () => {
  const find = passageFinder(text);
  const words = 'Nobody has ever written this in an essay';
  expect(find({ number: 2, words })).toMatchObject({ number: 2, state: 'gone' });
  expect(find({ number: 6, words })).toBeUndefined();
  expect(find({ words })).toBeUndefined();
  expect(find({ number: 2 })).toMatchObject({ number: 2, state: 'same' });
  expect(find({})).toBeUndefined();
});

test('a beginning is whole words as far as they fit, and in scripts without spaces signs', () => {
  expect(beginningOf('Short.')).toBe('Short.');
  expect([...beginningOf(text[0] ?? '')].length).toBeLessThanOrEqual(longestBeginning + 1);
  expect(text[0]).toContain(beginningOf(text[0] ?? '').replace('…', ' '));
  expect(beginningOf('字'.repeat(60))).toBe(`${'字'.repeat(longestBeginning)}…`);
});

/** A passage of words by chance, of which a few are in every passage. */
const aPassage = (random: () => number) =>
  Array.from({ length: 6 + Math.floor(random() * 40) }, () =>
    random() < 0.3
      ? (['the', 'of', 'and', 'a'][Math.floor(random() * 4)] ?? '')
      : `w${Math.floor(random() * 5000)}`,
  ).join(' ');

test.each(Array.from({ length: 50 }, (_, index) => index + 1))(
  'edit %i by chance: no remark changes its passage, and one on what is deleted says that it was another',
  (seed) => {
    const random = chance(seed * 7919);
    let id = 0;
    const before = Array.from({ length: 20 }, () => ({ id: id++, words: aPassage(random) }));
    const pointers = before.map(({ words }, index) => ({
      number: index + 1,
      words: beginningOf(words),
    }));
    const after = [...before];
    const at = () => Math.floor(random() * after.length);
    for (let edit = 0; edit < 8; edit++) {
      const place = at();
      const one = after[place];
      if (!one) continue;
      const kind = Math.floor(random() * 4);
      if (kind === 0) after.splice(place, 0, { id: id++, words: aPassage(random) });
      if (kind === 1) after.splice(place, 1);
      if (kind === 2) after.splice(at(), 0, ...after.splice(place, 1));
      if (kind === 3) {
        const words = one.words.split(' ');
        words.splice(Math.floor(random() * words.length), 1, 'edited');
        after[place] = { id: one.id, words: words.join(' ') };
      }
    }
    const find = passageFinder(after.map(({ words }) => words));
    for (const [index, pointer] of pointers.entries()) {
      const found = find(pointer);
      const now = after.findIndex((one) => one.id === index);
      if (now === -1) {
        expect(found?.state ?? 'gone').toBe('gone');
        continue;
      }
      expect(found?.number).toBe(now + 1);
      const isUntouched = after[now]?.words === before[index]?.words;
      if (isUntouched) expect(found?.state).toBe('same');
    }
  },
);
