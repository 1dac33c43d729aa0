import { expect, test } from 'vitest';
import {
  provenanceInWords,
  publicationInWords,
  sourceDate,
} from '../../../src/publication/provenance.ts';
import { publicationOf } from '../../../src/publication/publication.ts';
import { anAuthor, anEssay, entries, site } from '../../support/factories.ts';

const essay = (data: Parameters<typeof anEssay>[1]) => {
  const [only] = publicationOf(
    entries({ essays: [anEssay('a', data)], authors: [anAuthor('ann', 'Ann Doe', 'Doe')] }),
    site,
  ).essays;
  if (!only) throw new Error('The essay is not published.');
  return only;
};

test.each([
  ['retelling', ['ann'], 'Retold from an essay by Ann Doe, in the words of '],
  ['retelling', [], 'Retold from an unsigned essay, in the words of '],
  ['reprint', ['ann'], 'Reprinted from an essay by Ann Doe, word for word'],
  ['original', ['ann'], 'First published here'],
] as const)('a %s by %j says so', (kind, authors, words) => {
  expect(provenanceInWords(essay({ kind, authors: [...authors] }), site.words)).toBe(words);
});

test('the date is the one of the source, and for an original the one of its publication here', () => {
  expect(sourceDate(essay({ source: { date: '2013-09' } }), site.words)).toBe('September 2013');
  expect(sourceDate(essay({ source: {} }), site.words)).toBe('date unknown');
  expect(sourceDate(essay({ kind: 'original', published: '2026-11-22' }), site.words)).toBe(
    'November 22, 2026',
  );
});

test('what is unknown of a publication is said', () => {
  expect(publicationInWords({}, site.words)).toBe('Where and when is unknown');
  expect(publicationInWords({ place: 'on a blog' }, site.words)).toBe(
    'Published on a blog; its date is unknown',
  );
  expect(publicationInWords({ place: 'on a blog', date: '2013' }, site.words)).toBe(
    'Published on a blog, 2013',
  );
  expect(publicationInWords({ date: '2013' }, site.words)).toBe('Published, 2013');
});
