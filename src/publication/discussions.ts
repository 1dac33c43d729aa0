import type { Words } from '../words/en.ts';
import { passageFinder, pointerOf, type Passage } from './passages.ts';
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
 * @param passages Those of the essay.
 * @param others Comments that may be answered, and stand elsewhere.
 */
function threadsOf(
  comments: readonly CommentData[],
  passages: readonly string[],
  others: ReadonlyMap<string, Comment> = new Map(),
): Threads {
  /** The comments so far, each with where the replies to it stand. */
  const byId = new Map<string, { comment: Comment; depth: number; replies: Comment[] }>();
  const threads: Comment[] = [];
  const find = passageFinder(passages);
  for (const { replyTo, passage: pointer, ...data } of comments) {
    const passage = pointer && find(pointer);
    const answered = replyTo === undefined ? undefined : byId.get(replyTo);
    const parent = answered?.comment ?? others.get(replyTo ?? '');
    const comment: Comment = {
      ...data,
      replies: [],
      ...(parent && { parent }),
      ...(passage && { passage }),
    };
    const place = answered?.replies ?? threads;
    place.push(comment);
    const depth = Math.min((answered?.depth ?? 0) + 1, deepest);
    byId.set(comment.id, { comment, depth, replies: depth < deepest ? comment.replies : place });
  }
  return { threads, count: comments.length };
}

/**
 * The archive of a discussion, as its file gives it.
 *
 * @param passages Those of the essay.
 */
export function archiveOf(
  { comments, ...rest }: Data['discussions'],
  passages: readonly string[] = [],
): Archive {
  const pointing = comments.map(({ passage, ...comment }) => ({
    ...comment,
    ...(passage !== undefined && { passage: pointerOf(passage) }),
  }));
  return { ...rest, ...threadsOf(pointing, passages) };
}

/**
 * The discussion of an essay: its archive, where there is one, and the comments of its readers.
 *
 * @param passages Those of the essay.
 */
export function discussionOf(
  archive: Archive | undefined,
  comments: readonly ReadersComment[],
  passages: readonly string[] = [],
): Discussion {
  // No comment of an archive has an underscore in its id.
  const idOf = (number: number) => `no_${number}`;
  const live = threadsOf(
    comments
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, replyTo, replyToArchived, passage, name, date, text }) => ({
        id: idOf(number),
        kind: 'comment',
        number,
        writer: name === '' ? {} : { name },
        date,
        text,
        passage,
        ...(replyToArchived !== undefined && { replyTo: replyToArchived }),
        ...(replyTo !== undefined && { replyTo: idOf(replyTo) }),
      })),
    passages,
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

/** The comments on each passage of an essay, by its number: those whose passage is still there. */
export const remarksOn = ({ discussion }: { discussion?: Discussion }): Map<number, Comment[]> =>
  Map.groupBy(
    allOf(discussion?.threads ?? []).filter(
      ({ passage }) => passage !== undefined && passage.state !== 'gone',
    ),
    ({ passage }) => passage?.number ?? 0,
  );

/** On which passage a comment is, before how that begins. */
export function passageInWords({ number, state }: Passage, { discussion }: Words): string {
  const { onPassage, onEdited, onGone } = discussion;
  return { same: onPassage, edited: onEdited, gone: onGone }[state](number);
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
