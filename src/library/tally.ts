import type { PartialDate } from './dates.ts';
import { countWords, isPublished } from './essays.ts';
import type { Entries } from './publication.ts';

/** What of the content is published on a day. */
export interface Tally {
  essays: number;
  /** Essays that are drafts or of a later day. */
  unpublished: number;
  /** Words of the published essays, notes included. */
  words: number;
  /** Archived comments under the published essays. */
  comments: number;
}

/** Only essays and discussions count. */
export function tallyOf(
  { essays, discussions }: Pick<Entries, 'essays' | 'discussions'>,
  today: PartialDate,
): Tally {
  const published = essays.filter(({ data }) => isPublished(data, today));
  const slugs = new Set(published.map(({ id }) => id));
  const read = discussions.filter(({ id }) => slugs.has(id));
  return {
    essays: published.length,
    unpublished: essays.length - published.length,
    words: published.reduce((sum, { body = '' }) => sum + countWords(body), 0),
    comments: read.reduce((sum, { data }) => sum + data.comments.length, 0),
  };
}
