import type { Data } from './schemas.ts';

type CommentData = Data['discussions']['comments'][number];

/** A comment of an archived discussion, with the replies to it in the order in which they stood. */
export interface Comment extends Omit<CommentData, 'replyTo'> {
  replies: Comment[];
  /** The comment that this one answers. */
  parent?: Comment;
}

/** The archived discussion of one essay. */
export interface Discussion extends Omit<Data['discussions'], 'comments'> {
  /** The comments that answer no other, in the order in which they stood. */
  threads: Comment[];
  /** How many comments stood in the copy, replies included. */
  count: number;
}

/** Joins replies to the comments that they answer. A reply must come after the comment it answers. */
export function discussionOf({ comments, ...rest }: Data['discussions']): Discussion {
  const byId = new Map<string, Comment>();
  const threads: Comment[] = [];
  for (const { replyTo, ...data } of comments) {
    const parent = replyTo === undefined ? undefined : byId.get(replyTo);
    const comment: Comment = { ...data, replies: [], ...(parent && { parent }) };
    byId.set(comment.id, comment);
    (parent?.replies ?? threads).push(comment);
  }
  return { ...rest, threads, count: comments.length };
}

/** The writer by name, else by role, else by the site where the comment stood, else as unknown. */
export function writerOf({
  writer,
  place,
  kind,
}: Pick<Comment, 'writer' | 'place' | 'kind'>): string {
  const unknown = kind === 'pingback' ? 'A pingback' : 'Writer unknown';
  return writer.name ?? writer.role ?? place ?? unknown;
}

/**
 * How many comments there are against how many the source claimed: "4 comments of the 5 that the source counts",
 * "2 comments", "1 comment".
 */
export function countInWords({ count, claimed }: Pick<Discussion, 'count' | 'claimed'>): string {
  const comments = count === 1 ? '1 comment' : `${count} comments`;
  return claimed === undefined || claimed === count
    ? comments
    : `${comments} of the ${claimed} that the source counts`;
}
