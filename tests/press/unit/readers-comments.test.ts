import { expect, test } from 'vitest';
import { linkOf, readLink } from '../../../src/publication/addresses/comment-form.ts';
import { commentsIn, listSchema } from '../../../src/loaders/readers-comments.ts';

/** One comment as the engine lists it. */
const stored = (objectId: number, some: object = {}) => ({
  objectId,
  pid: null,
  rid: null,
  nick: 'Ann',
  mail: 'ann@example.org',
  ip: '203.0.113.1',
  avatar: 'https://example.org/avatar',
  status: 'approved',
  time: Date.UTC(2026, 10, 22, 23, 59),
  orig: 'So.',
  comment: '<p>So.</p>',
  ...some,
});

const list = (...roots: (ReturnType<typeof stored> & { children?: unknown[] })[]) =>
  listSchema.parse({
    errno: 0,
    data: { totalPages: 1, data: roots.map((root) => ({ children: [], ...root })) },
  });

test('name, day, words and place in the thread are taken over, and nothing else', () => {
  const reply = stored(2, { pid: 1, rid: 1 });
  expect(commentsIn('a', [list({ ...stored(1), children: [reply] })])).toEqual([
    { essay: 'a', number: 1, name: 'Ann', date: '2026-11-22', text: 'So.' },
    { essay: 'a', number: 2, replyTo: 1, name: 'Ann', date: '2026-11-22', text: 'So.' },
  ]);
});

test('a reply to a comment that is gone answers the first of its thread', () => {
  const reply = stored(9, { pid: 5, rid: 1 });
  expect(commentsIn('a', [list({ ...stored(1), children: [reply] })])[1]?.replyTo).toBe(1);
});

test('the name of a comment of the archive is taken over, and nothing else from where it stands', () => {
  const some = ['archive-a-reader', 'javascript:a', 'archive-../a', null].map((link, index) =>
    stored(index + 1, { link }),
  );
  const found = commentsIn('a', [list(...some)]).map(({ replyToArchived }) => replyToArchived);
  expect(found).toEqual(['a-reader', undefined, undefined, undefined]);
});

test('the passage that a comment is on is kept beside its words, and comes back as it went', () => {
  const kept = (answered: string | undefined, on: string) => readLink(linkOf(answered, on) ?? '');
  const passage = { number: 12, words: 'He was in a jumpsuit…' };
  expect(kept(undefined, '12 He was in a jumpsuit…')).toEqual({ passage });
  expect(kept('archive-a-reader', '12 He was in a jumpsuit…')).toEqual({
    answered: 'a-reader',
    passage,
  });
  expect(kept(undefined, '12')).toEqual({ passage: { number: 12, words: '' } });
  // What the form does not send is no passage, and the answer stays.
  for (const on of ['', 'p1', '12345 a', `1 ${'a'.repeat(50)}`, '1 a\nb', 'archive-b']) {
    expect(linkOf(undefined, on), on).toBeUndefined();
    expect(kept('archive-a', on), on).toEqual({ answered: 'a' });
  }
  expect(linkOf(`archive-${'a'.repeat(240)}`, '12 He was')).toHaveLength(248);
});

test('a passage comes from where it is kept, and nothing else', () => {
  const some = ['p3 So it is', 'archive-a p3 So it is', 'p3', 'p', 'px a', 'q3 a'].map(
    (link, index) => stored(index + 1, { link }),
  );
  const found = commentsIn('a', [list(...some)]).map(({ passage }) => passage);
  const so = { number: 3, words: 'So it is' };
  expect(found).toEqual([so, so, { number: 3, words: '' }, undefined, undefined, undefined]);
});

test('a comment that stands on two pages of the list is there once', () => {
  expect(commentsIn('a', [list(stored(1)), list(stored(1), stored(2))])).toHaveLength(2);
});

test('what cannot be seen is taken out of names and texts, and what piles up is cut', () => {
  const [comment] = commentsIn('a', [
    list(
      stored(1, { nick: ' A\u202Enn\n \u0000B ', orig: `Z${'\u0301'.repeat(50)}\u2066.\u200B` }),
    ),
  ]);
  expect(comment).toMatchObject({ name: 'Ann B', text: `Z${'\u0301'.repeat(3)}.` });
});

test.each(['> ', '- ', '1. ', '>', '*', '_', '*_'])(
  'thousands of %j within one another become a few',
  (sign) => {
    const [comment] = commentsIn('a', [list(stored(1, { orig: `${sign.repeat(1500)}deep` }))]);
    expect(comment?.text).toMatch(/^.{8,24} ?deep$/);
  },
);

test('quotations and lists that somebody means stay as they are', () => {
  const orig = '> > 1. - One\n> > 2. **Two**\n\n* * *\n\n- a\n  - b\n    - c';
  expect(commentsIn('a', [list(stored(1, { orig }))])[0]?.text).toBe(orig);
});

test.each([
  'a page of HTML',
  null,
  { errno: 500, errmsg: 'No.' },
  { errno: 0, data: { totalPages: 1e9, data: [] } },
  { errno: 0, data: { totalPages: 1, data: [stored(1)] } },
  {
    errno: 0,
    data: { totalPages: 1, data: [{ ...stored(1, { status: 'waiting' }), children: [] }] },
  },
  { errno: 0, data: { totalPages: 1, data: [{ ...stored(1, { orig: {} }), children: [] }] } },
  { errno: 0, data: { totalPages: 1, data: [{ ...stored(1, { time: -1 }), children: [] }] } },
])('%j is not taken for a list', (answer) => {
  expect(listSchema.safeParse(answer).success).toBe(false);
});
