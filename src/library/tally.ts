import { collectionOf, idOf } from './check-files.ts';
import { parseContentFile, type ContentFile } from './content-files.ts';
import type { PartialDate } from './dates.ts';
import { countWords, isPublished } from './essays.ts';
import { schemas } from './schemas.ts';

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

/** @param files Files of content without a fault; only essays and discussions count. */
export function tallyOf(files: readonly ContentFile[], today: PartialDate): Tally {
  const tally: Tally = { essays: 0, unpublished: 0, words: 0, comments: 0 };
  const published = new Set<string>();
  for (const file of files) {
    if (collectionOf(file.path) !== 'essays') continue;
    const { data, body } = parseContentFile(file);
    if (isPublished(schemas.essays.parse(data), today)) {
      published.add(idOf(file.path));
      tally.words += countWords(body);
    } else tally.unpublished += 1;
  }
  tally.essays = published.size;
  for (const file of files) {
    if (collectionOf(file.path) !== 'discussions' || !published.has(idOf(file.path))) continue;
    tally.comments += schemas.discussions.parse(parseContentFile(file).data).comments.length;
  }
  return tally;
}
