import { expect, test } from 'vitest';
import { bySurname, namesOf, sortedAs } from '../../../src/publication/authors.ts';
import { countWords, isPublished, readingMinutes } from '../../../src/publication/essays.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { lengthInWords } from '../../../src/publication/series.ts';
import { anAuthor, anEssay, aSeries, entries, site } from '../../support/factories.ts';

const ann = anAuthor('ann', 'Ann Doe', 'Doe');
const bob = anAuthor('bob', 'Bob Coe', 'Coe');

test('an essay knows its authors, and they know their essays', () => {
  const { essays, authors } = publicationOf(
    entries({ essays: [anEssay('a', { authors: ['ann', 'bob'] })], authors: [ann, bob] }),
    site,
  );
  expect(essays[0]?.authors.map(({ name }) => name)).toEqual(['Ann Doe', 'Bob Coe']);
  expect(authors.map((author) => author.essays)).toEqual([essays, essays]);
});

test('authors are sorted by surname, then by name', () => {
  const names = [
    anAuthor('a', 'Zoe Doe', 'Doe'),
    anAuthor('b', 'Ann Doe', 'Doe'),
    anAuthor('c', 'Bob Éco', 'Éco'),
    anAuthor('d', 'Cy Fay', 'Fay'),
  ].map(({ data }) => data);
  expect(bySurname(names.toReversed(), 'en').map(({ name }) => name)).toEqual([
    'Ann Doe',
    'Zoe Doe',
    'Bob Éco',
    'Cy Fay',
  ]);
});

test.each([
  ['Ann Doe', 'Doe', 'Doe, Ann'],
  ['Ford Madox Ford', 'Ford', 'Ford, Ford Madox'],
  ['Jerome K. Jerome', 'Jerome', 'Jerome, Jerome K.'],
  ['Ludwig van Beethoven', 'Beethoven', 'Beethoven, Ludwig van'],
  ['Martin Luther King Jr.', 'King', 'King, Martin Luther Jr.'],
  ['Lu Xun', 'Lu', 'Lu, Xun'],
  ['Voltaire', 'Voltaire', 'Voltaire'],
])('%s with the surname %s is sorted as %s', (name, surname, sorted) => {
  expect(sortedAs({ name, surname })).toBe(sorted);
});

test('an author without a published essay is left out', () => {
  expect(publicationOf(entries({ authors: [ann] }), site).authors).toEqual([]);
});

test('an unknown author stops the build', () => {
  expect(() =>
    publicationOf(entries({ essays: [anEssay('a', { authors: ['x'] })] }), site),
  ).toThrow('content/essays/a.mdx: there is no author "x".');
});

test('a series gives its essays in reading order, each with the one before and the one after', () => {
  const { essays } = publicationOf(
    entries({
      essays: [anEssay('a'), anEssay('b'), anEssay('c')],
      series: [aSeries('s', ['c', 'a', 'b'])],
    }),
    site,
  );
  expect(essays.map(({ part }) => [part?.number, part?.previous?.slug, part?.next?.slug])).toEqual([
    [1, undefined, 'a'],
    [2, 'c', 'b'],
    [3, 'a', undefined],
  ]);
});

test('an essay of a series that is not published leaves no gap', () => {
  const { series } = publicationOf(
    entries({
      essays: [anEssay('a'), anEssay('c')],
      series: [aSeries('s', ['a', 'b', 'c']), aSeries('t', ['b'])],
    }),
    site,
  );
  expect(series).toHaveLength(1);
  expect(series[0]?.essays.map(({ slug, part }) => [slug, part?.number])).toEqual([
    ['a', 1],
    ['c', 2],
  ]);
});

test('essays of no series follow, newest first', () => {
  const { essays } = publicationOf(
    entries({
      essays: [
        anEssay('old', { published: '2020-01-01' }),
        anEssay('new', { published: '2021-01-01' }),
        anEssay('part', { published: '2019-01-01' }),
      ],
      series: [aSeries('s', ['part'])],
    }),
    site,
  );
  expect(essays.map(({ slug }) => slug)).toEqual(['part', 'new', 'old']);
});

test('an answer is known to both essays, and to none where one is not published', () => {
  const answering = anEssay('b', { answers: [{ essay: 'a', how: 'So.' }] });
  const { essays } = publicationOf(entries({ essays: [anEssay('a'), answering] }), site);
  const [a, b] = essays;
  expect(b?.answers).toEqual([{ essay: a, how: 'So.' }]);
  expect(a?.answeredBy).toEqual([{ essay: b, how: 'So.' }]);
  expect(publicationOf(entries({ essays: [answering] }), site).essays[0]?.answers).toEqual([]);
});

test('names are joined as the language joins them', () => {
  expect(namesOf([], site.words)).toBe('Unsigned');
  expect(namesOf([ann.data], site.words)).toBe('Ann Doe');
  expect(namesOf([ann.data, bob.data, ann.data], site.words)).toBe('Ann Doe, Bob Coe, and Ann Doe');
});

test('a draft is not published, and an essay of a later day not before that day', () => {
  const { data } = anEssay('a', { published: '2026-01-02' });
  expect(isPublished(data, '2026-01-01')).toBe(false);
  expect(isPublished(data, '2026-01-02')).toBe(true);
  expect(isPublished({ ...data, draft: true }, '2026-01-02')).toBe(false);
});

test('words are counted as a reader sees them', () => {
  expect(countWords('One two, three—four.')).toBe(4);
  expect(countWords('It’s a [well-known link](/a/b/c/) with 15,141 results.')).toBe(7);
  expect(
    countWords('<Aside>\n\nBeside.[^note]\n\n</Aside>\n\n{/* not read */}\n\n[^note]: Below.'),
  ).toBe(2);
});

test('minutes are counted at 238 words each, and are never none', () => {
  expect(readingMinutes(0)).toBe(1);
  expect(readingMinutes(238 * 4)).toBe(4);
  expect(readingMinutes(238 * 4.6)).toBe(5);
});

test('the length of a series is the sum of its essays', () => {
  const { series } = publicationOf(
    entries({
      essays: [anEssay('a', {}, { words: 357 }), anEssay('b', {}, { words: 357 })],
      series: [aSeries('s', ['a', 'b'])],
    }),
    site,
  );
  expect(series.map((one) => lengthInWords(one, site.words))).toEqual(['2 essays, 3 minutes']);
});
