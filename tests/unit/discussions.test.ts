import { expect, test } from 'vitest';
import { countInWords, discussionOf, writerOf } from '../../src/library/discussions.ts';
import { schemas } from '../../src/library/schemas.ts';

const aDiscussion = (...comments: { id: string; replyTo?: string }[]) =>
  discussionOf(
    schemas.discussions.parse({
      place: 'there',
      comments: comments.map((comment) => ({ kind: 'comment', text: 'So.', ...comment })),
    }),
  );

test('replies stand under what they answer, in the order in which they stood', () => {
  const { threads, count } = aDiscussion(
    { id: 'a' },
    { id: 'b', replyTo: 'a' },
    { id: 'c' },
    { id: 'd', replyTo: 'b' },
    { id: 'e', replyTo: 'a' },
  );
  expect(count).toBe(5);
  expect(threads.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(threads[0]?.replies.map(({ id }) => id)).toEqual(['b', 'e']);
  expect(threads[0]?.replies[0]?.replies[0]?.parent?.id).toBe('b');
});

test('a writer is known by name, else by role, else by place, else not', () => {
  const writer = { name: 'Ann', role: 'Teacher' };
  expect(writerOf({ kind: 'comment', writer, place: 'A site' })).toBe('Ann');
  expect(writerOf({ kind: 'comment', writer: { role: 'Teacher' }, place: 'A site' })).toBe(
    'Teacher',
  );
  expect(writerOf({ kind: 'comment', writer: {}, place: 'A site' })).toBe('A site');
  expect(writerOf({ kind: 'comment', writer: {} })).toBe('Writer unknown');
  expect(writerOf({ kind: 'pingback', writer: {} })).toBe('A pingback');
});

test('what the source claims is told where it differs from what stood', () => {
  expect(countInWords({ count: 1 })).toBe('1 comment');
  expect(countInWords({ count: 2, claimed: 2 })).toBe('2 comments');
  expect(countInWords({ count: 4, claimed: 5 })).toBe('4 comments of the 5 that the source counts');
});
