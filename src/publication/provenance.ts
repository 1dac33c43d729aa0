import type { Words } from '../words/en.ts';
import { namesOf } from './authors.ts';
import { dateInWords } from './dates.ts';
import { countInWords } from './discussions.ts';
import { readingMinutes } from './essays.ts';
import type { Essay } from './model.ts';

type Sourced = Pick<Essay, 'authors' | 'kind'> & { source?: Essay['source'] };

/** The date of the source, in the language of the essay, or "Undated"; for an original its day of publication here. */
export function sourceDate(
  { kind, source, published, language }: Sourced & Pick<Essay, 'published' | 'language'>,
  words: Words,
): string {
  const date = kind === 'original' ? published : source?.date;
  return date === undefined ? words.provenance.undated : dateInWords(date, language);
}

/** Whose essay this is and whose words, in a sentence without its full stop. */
export function provenanceInWords({ kind, authors }: Sourced, words: Words): string {
  const names = authors.length === 0 ? undefined : namesOf(authors, words);
  if (kind === 'original') return words.provenance.original;
  return words.provenance[kind](names);
}

/** Where and when the source appeared, and what of that is unknown: "Published on a blog; its date is unknown". */
export function publicationInWords(
  { place, date }: NonNullable<Essay['source']>,
  words: Words,
): string {
  return words.provenance.published(place, date && dateInWords(date, words.language));
}

/** What there is to know of an essay before reading: the date of the source, the length, the comments if any. */
export function factsOf(essay: Essay, words: Words): string[] {
  return [
    sourceDate(essay, words),
    words.counted.minutes(readingMinutes(essay.words)),
    ...(essay.discussion ? [countInWords({ count: essay.discussion.count }, words)] : []),
  ];
}
