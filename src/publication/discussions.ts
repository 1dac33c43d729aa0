import type { Words } from '../words/en.ts';
import type {
  Archive,
  Comment,
  CommentData,
  Discussion,
  ReadersComment,
  Threads,
} from './model.ts';
import type { Data } from './schemas.ts';

/**
 * How deep replies stand within one another. Readers answer one another without end, and what answers deeper stands
 * beside what it answers: nobody counts further, and everything that walks through threads ends.
 */
const deepest = 8;

/**
 * Joins replies to the comments that they answer. A reply must come after the comment it answers.
 *
 * @param others Comments that may be answered, and stand elsewhere.
 */
function threadsOf(
  comments: readonly CommentData[],
  others: ReadonlyMap<string, Comment> = new Map(),
): Threads {
  /** The comments so far, each with where the replies to it stand. */
  const byId = new Map<string, { comment: Comment; depth: number; replies: Comment[] }>();
  const threads: Comment[] = [];
  for (const { replyTo, ...data } of comments) {
    const answered = replyTo === undefined ? undefined : byId.get(replyTo);
    const parent = answered?.comment ?? others.get(replyTo ?? '');
    const comment: Comment = { ...data, replies: [], ...(parent && { parent }) };
    const place = answered?.replies ?? threads;
    place.push(comment);
    const depth = Math.min((answered?.depth ?? 0) + 1, deepest);
    byId.set(comment.id, { comment, depth, replies: depth < deepest ? comment.replies : place });
  }
  return { threads, count: comments.length };
}

/** The archive of a discussion, as its file gives it. */
export function archiveOf({ comments, ...rest }: Data['discussions']): Archive {
  return { ...rest, ...threadsOf(comments) };
}

/** The discussion of an essay: its archive, where there is one, and the comments of its readers. */
export function discussionOf(
  archive: Archive | undefined,
  comments: readonly ReadersComment[],
): Discussion {
  // No comment of an archive has an underscore in its id.
  const idOf = (number: number) => `no_${number}`;
  const live = threadsOf(
    comments
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, replyTo, replyToArchived, name, date, text }) => ({
        id: idOf(number),
        kind: 'comment',
        number,
        writer: name === '' ? {} : { name },
        date,
        text,
        ...(replyToArchived !== undefined && { replyTo: replyToArchived }),
        ...(replyTo !== undefined && { replyTo: idOf(replyTo) }),
      })),
    new Map(allOf(archive?.threads ?? []).map((comment) => [comment.id, comment])),
  );
  return {
    ...(archive && { archive }),
    live,
    threads: [...(archive?.threads ?? []), ...live.threads],
    count: (archive?.count ?? 0) + live.count,
  };
}

/** The comments of threads with all replies to them, each before its own. */
export function allOf(threads: readonly Comment[]): Comment[] {
  return threads.flatMap((comment) => [comment, ...allOf(comment.replies)]);
}

/** The writer by name, else by role, else by the site where the comment stood, else as unknown. */
export function writerOf(
  { writer, place, kind }: Pick<Comment, 'writer' | 'place' | 'kind'>,
  { discussion }: Words,
): string {
  const unknown = kind === 'pingback' ? discussion.unknownPingback : discussion.unknownWriter;
  return writer.name ?? writer.role ?? place ?? unknown;
}

/**
 * How many comments there are against how many the source claimed: "4 comments of the 5 that the source counts",
 * "2 comments", "1 comment".
 */
export function countInWords(
  { count, claimed }: Pick<Archive, 'count' | 'claimed'>,
  { counted }: Words,
): string {
  const comments = counted.comments(count);
  return claimed === undefined || claimed === count
    ? comments
    : counted.commentsOf(comments, claimed);
}
