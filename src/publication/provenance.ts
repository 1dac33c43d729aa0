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

/** Whose essay this is; after a retelling's follows the name of the publication, whose words it is in. */
export function provenanceInWords({ kind, authors }: Sourced, words: Words): string {
  const names = authors.length === 0 ? undefined : namesOf(authors, words);
  if (kind === 'original') return words.provenance.original;
  return words.provenance[kind](names);
}

/** Whether the words of an essay are the publication's, and only the essay is its author's. */
export const isRetold = ({ kind }: Pick<Essay, 'kind'>): boolean => kind === 'retelling';

/** Who wrote the words of an essay: nobody known, for an unsigned one; the publication itself, for a retelling. */
export function bylineOf(essay: Pick<Essay, 'kind' | 'authors'>, words: Words): string {
  const { unsignedEssays, retoldFrom } = words.authorship;
  if (!isRetold(essay)) return namesOf(essay.authors, words);
  return (
    retoldFrom + (essay.authors.length === 0 ? unsignedEssays(1) : namesOf(essay.authors, words))
  );
}

/** Who wrote several essays: "Ann Doe; retold from Bob Coe and 2 unsigned essays". */
export function bylineOfAll(essays: readonly Essay[], words: Words): string {
  const { unsignedEssays, retoldFrom, alsoRetoldFrom } = words.authorship;
  const list = new Intl.ListFormat(words.language);
  const written = (some: readonly Essay[]): string => {
    const names = new Set(some.flatMap(({ authors }) => authors.map(({ name }) => name)));
    const unsigned = some.filter(({ authors }) => authors.length === 0).length;
    return list.format([...names, ...(unsigned > 0 ? [unsignedEssays(unsigned)] : [])]);
  };
  const retold = essays.filter(isRetold);
  const others = written(essays.filter((essay) => !isRetold(essay)));
  if (retold.length === 0) return others;
  return (others === '' ? retoldFrom : others + alsoRetoldFrom) + written(retold);
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
