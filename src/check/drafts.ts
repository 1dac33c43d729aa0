import type { CheckedEntries } from './entries.ts';
import type { ContentError } from './errors.ts';
import type { PartialDate } from '../publication/dates.ts';
import { isPublished } from '../publication/essays.ts';

/** Authors who are drafts, and whose essays are not. */
export function draftErrors(
  { authors, essays }: CheckedEntries,
  today: PartialDate,
): ContentError[] {
  const published = essays.filter(({ data }) => isPublished(data, today));
  return authors
    .filter(({ data }) => data.draft)
    .flatMap(({ id, file }) => {
      const essay = published.find(({ data }) => data.authors.includes(id));
      if (!essay) return [];
      return {
        file: file.path,
        line: file.lineOf(['draft']),
        problem: `the author is a draft, and the essay "${essay.id}" is published`,
        fix: 'Take the key out, or make the essay a draft too.',
      };
    });
}
