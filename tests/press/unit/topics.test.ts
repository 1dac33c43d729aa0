import { expect, test } from 'vitest';
import { publicationOf } from '../../../src/publication/publication.ts';
import { slugOf } from '../../../src/publication/slugs.ts';
import { relatedTo } from '../../../src/publication/topics.ts';
import type { Data } from '../../../src/publication/schemas.ts';
import { anEssay, aSeries, entries, site } from '../../support/factories.ts';

const original = { kind: 'original', source: undefined } as const;

function published(essays: Record<string, Partial<Data['essays']>>, series = entries().series) {
  return publicationOf(
    entries({
      essays: Object.entries(essays).map(([id, data]) => anEssay(id, { ...original, ...data })),
      series,
    }),
    site,
  );
}

const relatedOf = (publication: ReturnType<typeof published>, slug: string) => {
  const essay = publication.essays.find((one) => one.slug === slug);
  return essay && relatedTo(essay).map((one) => one.slug);
};

test('a topic has the essays that name it, and topics are sorted as the language sorts', () => {
  const { topics } = published({ a: { topics: ['Zinc', 'Éclat'] }, b: { topics: ['Éclat'] } });
  expect(
    topics.map(({ id, title, essays }) => [id, title, essays.map(({ slug }) => slug).toSorted()]),
  ).toEqual([
    ['eclat', 'Éclat', ['a', 'b']],
    ['zinc', 'Zinc', ['a']],
  ]);
});

test('words in other letters have an address too', () => {
  expect(['Дерево', '木工', 'الخط', 'かな', 'C++ & C'].map(slugOf)).toEqual([
    'derevo',
    'mu-gong',
    'lkht',
    'kana',
    'c-c',
  ]);
});

test('the most related essays have the most topics in common, and the newest comes first', () => {
  const publication = published({
    one: { topics: ['Wood', 'Nails'] },
    both: { topics: ['Nails', 'Wood'], published: '2019-01-01' },
    old: { topics: ['Wood'], published: '2019-01-01' },
    young: { topics: ['Wood'], published: '2021-01-01' },
    younger: { topics: ['Wood'], published: '2022-01-01' },
    none: { topics: ['Glue'] },
  });
  expect(relatedOf(publication, 'one')).toEqual(['both', 'younger', 'young']);
  expect(relatedOf(publication, 'none')).toEqual([]);
});

test('essays that answer the same one are related, and those that the page names anyway are left out', () => {
  const answers = [{ essay: 'asked', how: 'It says no.' }];
  const publication = published({
    asked: { topics: ['Wood'] },
    first: { topics: ['Wood'], answers },
    second: { answers },
  });
  expect(relatedOf(publication, 'first')).toEqual(['second']);
  expect(relatedOf(publication, 'asked')).toEqual([]);
});

test('an essay of a series has its neighbors, and no related essays', () => {
  const publication = published({ a: { topics: ['Wood'] }, b: { topics: ['Wood'] } }, [
    aSeries('s', ['a']),
  ]);
  expect(relatedOf(publication, 'a')).toEqual([]);
  expect(relatedOf(publication, 'b')).toEqual(['a']);
});

test('the navigation shows topics where there are some, and not where there are none', () => {
  const told = { ...site, navigation: ['topics'] };
  const names = (topics?: string[]) =>
    publicationOf(entries({ essays: [anEssay('a', { topics })] }), told).navigation.map(
      ({ path }) => path,
    );
  expect(names(['Wood'])).toEqual(['/topics/']);
  expect(names()).toEqual([]);
});
