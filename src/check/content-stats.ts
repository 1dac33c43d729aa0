import type { ParsedFile } from '../publication/text/content-files.ts';
import type { ContentStats } from '../publication/model.ts';
import type { PartialDate } from '../publication/dates.ts';
import { countWords, isPublished } from '../publication/essays.ts';
import type { Data } from '../publication/schemas.ts';

export function contentStatsOf(
  {
    essays,
    discussions,
  }: {
    essays: readonly { id: string; data: Data['essays']; file: Pick<ParsedFile, 'body'> }[];
    discussions: readonly { id: string; data: Data['discussions'] }[];
  },
  today: PartialDate,
): ContentStats {
  const published = essays.filter(({ data }) => isPublished(data, today));
  const slugs = new Set(published.map(({ id }) => id));
  const read = discussions.filter(({ id, data }) => !data.draft && slugs.has(id));
  return {
    essays: published.length,
    unpublished: essays.length - published.length,
    words: published.reduce((sum, { file }) => sum + countWords(file.body), 0),
    comments: read.reduce((sum, { data }) => sum + data.comments.length, 0),
    waiting: essays
      .filter(({ data }) => !data.draft && data.published > today)
      .map(({ id, data: { title, published: day } }) => ({ slug: id, title, published: day }))
      .toSorted((a, b) => a.published.localeCompare(b.published)),
  };
}
