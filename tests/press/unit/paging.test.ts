import { expect, test } from 'vitest';
import { bySurname, byInitial } from '../../../src/publication/authors.ts';
import {
  inOrderOfAge,
  longestList,
  numberedPages,
  yearsOf,
} from '../../../src/publication/paging.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { anEssay, entries, site } from '../../support/factories.ts';

const count = (length: number) => Array.from({ length }, (_, index) => index + 1);

test('a list that a page can hold has no numbered pages', () => {
  expect(numberedPages(count(longestList))).toEqual([]);
});

test('a longer one has pages that count from the oldest, and say which they hold', () => {
  const pages = numberedPages(count(longestList + 2));
  expect(pages.map(({ number, first, last }) => [number, first, last])).toEqual([
    [1, 1, longestList],
    [2, longestList + 1, longestList + 2],
  ]);
  expect(pages.flatMap(({ items }) => items)).toEqual(count(longestList + 2));
});

test('what is new changes no page but the last', () => {
  for (const length of [longestList + 1, 2 * longestList - 1, 2 * longestList]) {
    const before = numberedPages(count(length));
    const after = numberedPages(count(length + 1));
    expect(after.slice(0, -2)).toEqual(before.slice(0, after.length - 2));
    expect(after[0]).toEqual(before[0]);
  }
});

test('the oldest essay is the one that was published first, and by slug where the day is the same', () => {
  const { essays } = publicationOf(
    entries({
      essays: [
        anEssay('newest', { published: '2022-01-01' }),
        anEssay('b', { published: '2021-01-01' }),
        anEssay('a', { published: '2021-01-01' }),
      ],
    }),
    site,
  );
  expect(inOrderOfAge(essays).map(({ slug }) => slug)).toEqual(['a', 'b', 'newest']);
});

test('surnames stand under their first letter, without its accent, and others by themselves', () => {
  const named = ['Ørsted', 'Öttinger', 'o’Neill', 'Adams', '李'].map((surname) => ({
    name: surname,
    surname,
  }));
  const groups = byInitial(bySurname(named, 'en'), 'Others');
  expect(groups.get('O')?.map(({ surname }) => surname)).toEqual(['o’Neill', 'Öttinger']);
  expect([...groups.keys()].toSorted()).toEqual(['A', 'O', 'Others']);
});

test('a year begins on the first page that has an essay of it', () => {
  const days = [...Array<string>(longestList + 1).fill('2020-05-01'), '2021-01-01', '2023-01-01'];
  const { essays } = publicationOf(
    entries({
      essays: days.map((published, index) =>
        anEssay(`e-${String(index).padStart(2, '0')}`, { published }),
      ),
    }),
    site,
  );
  const pages = numberedPages(inOrderOfAge(essays));
  expect(yearsOf(pages)).toEqual([
    { year: '2020', number: 1 },
    { year: '2021', number: 2 },
    { year: '2023', number: 2 },
  ]);
});
