import { z } from 'astro/zod';
import { asSeen } from '../publication/text/unseen.ts';
import { readLink } from '../publication/addresses/comment-form.ts';
import { dayOf, isCalendarDay } from '../publication/dates.ts';
import type { ReadersComment } from '../publication/model.ts';

// What the engine behind the comments says, and what of it is kept. It is never taken at its word: the shape is
// checked, and only what is named here goes any further. Mail addresses, IP addresses and avatars are not.

/** Text as a stranger wrote it, without what cannot be seen, and at most three marks over one letter. */
const strangersText = (text: string) =>
  asSeen(text)
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .trim();

/**
 * Markdown that nests no deeper than anybody means it to: at most eight quotations and lists within one another on a
 * line, and eight signs of emphasis at once. Thousands, which fit into a comment, exhaust the stack of what renders it.
 */
const shallow = (text: string) =>
  text
    .replace(/^((?:[^\S\n]*(?:>|[-+*]|\d+[.)])){8})(?:[^\S\n]*(?:>|[-+*]|\d+[.)]))+/gm, '$1')
    .replace(/([*_~]{8})[*_~]+/g, '$1');

const name = z.string().transform((text) => strangersText(text).replace(/\s+/g, ' '));

const readersComment = z.object({
  /** The slug of the essay. */
  essay: z.string(),
  /** Counts through all essays; by it readers answer. */
  number: z.int().positive(),
  /** The number of the comment that this one answers. */
  replyTo: z.int().positive().optional(),
  /** The id of the comment of the archive that this one answers. */
  replyToArchived: z.string().optional(),
  /** The passage that this one is on, as it was then. Nobody is shown its words: the passage is found by them. */
  passage: z.object({ number: z.int().positive(), words: name }).optional(),
  name,
  /** The day, in UTC. */
  date: z.string().refine(isCalendarDay),
  /** Markdown. */
  text: z.string().transform((text) => shallow(strangersText(text))),
});

/** All approved comments as they were at one moment. The site publishes it, and a build without the engine reads it. */
export const snapshotSchema = z.object({
  /** The moment, in UTC (ISO 8601). */
  read: z.iso.datetime(),
  /** The slugs of the essays that are shown: what else is sent to the engine belongs to no page. */
  essays: z.array(z.string()).optional(),
  comments: z.array(readersComment),
});

const stored = z.object({
  objectId: z.int().positive(),
  /** The comment that this one answers. */
  pid: z.int().nullish(),
  /** The first comment of its thread. */
  rid: z.int().nullish(),
  nick: z.string().nullish(),
  /** What linkOf says of it; the engine means it for an address. */
  link: z.string().nullish(),
  status: z.literal('approved'),
  /** Milliseconds since 1970. */
  time: z.int().min(0).max(8.64e15),
  /** Markdown as it was written. */
  orig: z.string(),
});

type Stored = z.infer<typeof stored>;

/** The pages that have approved comments, and how many: what this engine of ours says besides. */
export const pagesSchema = z.object({
  pages: z.array(z.object({ url: z.string(), count: z.int().positive() })),
});

/** One page of the engine's list for one essay. Replies of any depth stand under the first comment of their thread. */
export const listSchema = z.object({
  errno: z.literal(0),
  data: z.object({
    totalPages: z.int().min(0).max(10_000), // A million comments.
    data: z.array(stored.extend({ children: z.array(stored) })),
  }),
});

/**
 * The comments of one essay, from all pages of the engine's list. A reply whose comment is gone answers the first of
 * its thread.
 */
export function commentsIn(
  essay: string,
  pages: readonly z.infer<typeof listSchema>[],
): ReadersComment[] {
  const all = new Map<number, Stored>(
    pages
      .flatMap(({ data }) => data.data)
      .flatMap(({ children, ...root }) => [root, ...children])
      .map((comment) => [comment.objectId, comment]),
  );
  return [...all.values()].map(({ objectId, pid, rid, nick, link, time, orig }) => {
    const replyTo = [pid, rid].find((number) => typeof number === 'number' && all.has(number));
    const { answered, passage } = readLink(link ?? '');
    return readersComment.parse({
      essay,
      number: objectId,
      ...(typeof replyTo === 'number' && { replyTo }),
      ...(answered !== undefined && { replyToArchived: answered }),
      passage,
      name: nick ?? '',
      date: dayOf(new Date(time)),
      text: orig,
    });
  });
}
