import { expect, test } from 'vitest';
import { summaryOf } from '../../../src/output/summary.ts';
import { contentStatsOf } from '../../../src/check/content-stats.ts';
import { anEssay } from '../../support/factories.ts';

const today = '2026-01-01';

const comments = ['one', 'two'].map((id) => ({
  id,
  kind: 'comment' as const,
  writer: {},
  text: 'So.',
}));
const discussions = [{ id: 'a', data: { place: 'there', comments } }];

test('what is published is counted: essays, their words, and the comments under them', () => {
  const essays = [
    { ...anEssay('a'), file: { body: 'Some words.' } },
    { ...anEssay('b'), file: { body: 'And some more.' } },
  ];
  expect(contentStatsOf({ essays, discussions }, today)).toEqual({
    essays: 2,
    unpublished: 0,
    words: 5,
    comments: 2,
    waiting: [],
  });
});

test('a draft counts as kept back, with its words and its discussion', () => {
  const essays = [
    { ...anEssay('a', { draft: true }), file: { body: 'Some words.' } },
    { ...anEssay('b', { published: '2026-01-02' }), file: { body: 'And some more.' } },
  ];
  expect(contentStatsOf({ essays, discussions }, today)).toEqual({
    essays: 0,
    unpublished: 2,
    words: 0,
    comments: 0,
    waiting: [{ slug: 'b', title: expect.any(String), published: '2026-01-02' }],
  });
});

test('the summary says one and many, and speaks of readers where there are some', () => {
  const made = {
    pages: 1,
    readers: 0,
    names: ['a.epub', 'atom.xml', 'feed.json', 'feed.css'],
    bytes: 1_250_000,
  };
  const stats = { essays: 1, unpublished: 0, words: 1234, comments: 1, waiting: [] };
  expect(summaryOf(stats, made)).toEqual([
    '1 essay, 1,234 words',
    '1 page; 4 files, 1.3 MB',
    '1 book, 2 feeds',
    '1 comment',
  ]);
  expect(summaryOf({ ...stats, unpublished: 2 }, { ...made, readers: 1000 })).toEqual([
    '1 essay, 1,234 words; 2 kept back (drafts, or of a later day)',
    '1 page; 4 files, 1.3 MB',
    '1 book, 2 feeds',
    '1,001 comments, 1,000 of them by readers',
  ]);
});

test('the summary names each essay that waits, and until when', () => {
  const made = { pages: 1, readers: 0, names: [], bytes: 0 };
  const waiting = [{ slug: 'b', title: 'The second', published: '2026-01-02' }];
  const stats = { essays: 1, unpublished: 1, words: 1, comments: 1, waiting };
  expect(summaryOf(stats, made).at(-1)).toBe(
    'content/essays/b.mdx, “The second”, waits for a build on 2026-01-02 or later',
  );
});
