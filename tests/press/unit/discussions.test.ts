import { expect, test } from 'vitest';
import {
  allOf,
  archiveOf,
  countInWords,
  discussionOf,
  passageInWords,
  remarksOn,
  writerOf,
} from '../../../src/publication/discussions.ts';
import type { Comment, ReadersComment } from '../../../src/publication/model.ts';
import { schemas } from '../../../src/publication/schemas.ts';
import { en } from '../../../src/words/en.ts';

const aDiscussion = (...comments: { id: string; replyTo?: string }[]) =>
  archiveOf(
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

const aComment = (number: number, replyTo?: number): ReadersComment => ({
  essay: 'an-essay',
  number,
  name: `Writer ${number}`,
  date: '2026-11-22',
  text: 'So.',
  ...(replyTo !== undefined && { replyTo }),
});

test('comments of readers follow the archive, in the order in which they were written', () => {
  const archive = aDiscussion({ id: '2' }, { id: 'b', replyTo: '2' });
  const discussion = discussionOf(archive, [aComment(9), aComment(7, 2), aComment(2)]);
  expect(discussion.count).toBe(5);
  expect(discussion.threads.map(({ id }) => id)).toEqual(['2', 'no_2', 'no_9']);
  expect(discussion.live.threads[0]?.replies.map(({ number }) => number)).toEqual([7]);
  expect(discussion.archive).toBe(archive);
});

test('a writer is known by name, else by role, else by place, else not', () => {
  const writer = { name: 'Ann', role: 'Teacher' };
  expect(writerOf({ kind: 'comment', writer, place: 'A site' }, en)).toBe('Ann');
  expect(writerOf({ kind: 'comment', writer: { role: 'Teacher' }, place: 'A site' }, en)).toBe(
    'Teacher',
  );
  expect(writerOf({ kind: 'comment', writer: {}, place: 'A site' }, en)).toBe('A site');
  expect(writerOf({ kind: 'comment', writer: {} }, en)).toBe('Writer unknown');
  expect(writerOf({ kind: 'pingback', writer: {} }, en)).toBe('A pingback');
});

test('what the source claims is told where it differs from what stood', () => {
  expect(countInWords({ count: 1 }, en)).toBe('1 comment');
  expect(countInWords({ count: 2, claimed: 2 }, en)).toBe('2 comments');
  expect(countInWords({ count: 4, claimed: 5 }, en)).toBe(
    '4 comments of the 5 that the source counts',
  );
});

const depthOf = (comments: readonly Comment[]): number =>
  comments.length === 0 ? 0 : 1 + Math.max(...comments.map(({ replies }) => depthOf(replies)));

test('replies a thousand deep stand at most eight deep, each after what it answers', () => {
  const chain = Array.from({ length: 1000 }, (_, index) => aComment(index + 1, index || undefined));
  const discussion = discussionOf(undefined, chain);
  expect(depthOf(discussion.threads)).toBe(8);
  const all = allOf(discussion.threads);
  expect(all.map(({ number }) => number)).toEqual(chain.map(({ number }) => number));
  expect(all.at(-1)?.parent?.number).toBe(999);
  const archive = aDiscussion(
    ...chain.map(({ number, replyTo }) => ({
      id: `c-${number}`,
      ...(replyTo !== undefined && { replyTo: `c-${replyTo}` }),
    })),
  );
  expect(depthOf(archive.threads)).toBe(8);
  expect(allOf(archive.threads)).toHaveLength(1000);
});

test('a reader who answers a comment of the archive stands among the readers, and says whom', () => {
  const archive = aDiscussion({ id: 'a' });
  const { live } = discussionOf(archive, [
    { ...aComment(1), replyToArchived: 'a' },
    { ...aComment(2), replyToArchived: 'gone' },
  ]);
  expect(live.threads.map(({ parent }) => parent?.id)).toEqual(['a', undefined]);
});

test('comments are on the passages that have their words now, and one whose passage is gone is counted on none', () => {
  const passages = ['A new first paragraph.', 'He was in a jumpsuit.', 'So decide carefully.'];
  const archive = archiveOf(
    schemas.discussions.parse({
      place: 'there',
      comments: [
        { id: 'a', kind: 'comment', text: 'So.', passage: 'in a jumpsuit' },
        { id: 'b', kind: 'comment', text: 'So.', passage: 3 },
      ],
    }),
    passages,
  );
  const on = (number: number, words: string) => ({ number, words });
  const discussion = discussionOf(
    archive,
    [
      { ...aComment(1), passage: on(1, 'He was in a jumpsuit.') },
      { ...aComment(2), passage: on(1, 'Nobody has this any longer') },
      { ...aComment(3), passage: on(9, 'Nobody has this any longer') },
    ],
    passages,
  );
  const said = allOf(discussion.threads).map(
    ({ passage }) => passage && passageInWords(passage, en),
  );
  expect(said).toEqual([
    'On paragraph 2: ',
    'On paragraph 3: ',
    'On paragraph 2: ',
    'On an earlier version of paragraph 1',
    undefined,
  ]);
  const counted = [...remarksOn({ discussion })].map(([number, some]) => [number, some.length]);
  expect(counted).toEqual([
    [2, 2],
    [3, 1],
  ]);
});
