import { namesOf } from './authors.ts';
import { dateInWords } from './dates.ts';
import type { Essay } from './model.ts';
import { countInWords } from './discussions.ts';
import { readingMinutes } from './essays.ts';

type Sourced = Pick<Essay, 'authors' | 'kind'> & { source?: Essay['source'] };

/** The date of the source in words, or "Undated"; for an original its day of publication here. */
export function sourceDate({ kind, source, published }: Sourced & { published: string }): string {
  if (kind === 'original') return dateInWords(published);
  return source?.date === undefined ? 'Undated' : dateInWords(source.date);
}

/** Whose essay this is and whose words, in a sentence without its full stop. */
export function provenanceInWords({ kind, authors }: Sourced, language: string): string {
  const essay =
    authors.length === 0 ? 'an unsigned essay' : `an essay by ${namesOf(authors, language)}`;
  switch (kind) {
    case 'retelling':
      return `Retold from ${essay}, in our words`;
    case 'reprint':
      return `Reprinted from ${essay}, word for word`;
    case 'original':
      return 'First published here';
  }
}

/** Where and when the source appeared, and what of that is unknown: "Published on a company blog; its date is unknown". */
export function publicationInWords(source: NonNullable<Essay['source']>): string {
  const { place, date } = source;
  if (place === undefined && date === undefined) return 'Where and when is unknown';
  const where = place === undefined ? 'Published' : `Published ${place}`;
  return date === undefined ? `${where}; its date is unknown` : `${where}, ${dateInWords(date)}`;
}

/** What there is to know of an essay before reading: the date of the source, the length, the comments if any. */
export function factsOf(essay: Essay): string[] {
  const minutes = readingMinutes(essay.words);
  return [
    sourceDate(essay),
    `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    ...(essay.discussion ? [countInWords({ count: essay.discussion.count })] : []),
  ];
}
