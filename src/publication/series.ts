import type { Words } from '../words/en.ts';
import type { PartialDate } from './dates.ts';
import { allOf } from './discussions.ts';
import { readingMinutes, updated } from './essays.ts';
import type { Author, Part, Series } from './model.ts';

/** The place in a series of its essay at an index: its number, and the essays before and after it in reading order. */
export function partAt(index: number, series: Series): Part {
  const previous = series.essays[index - 1];
  const next = series.essays[index + 1];
  return { series, number: index + 1, ...(previous && { previous }), ...(next && { next }) };
}

/** Everybody who signed an essay of the series, in the order in which they come. */
export function authorsOf({ essays }: Pick<Series, 'essays'>): Author[] {
  return [...new Set(essays.flatMap(({ authors }) => authors))];
}

/**
 * The day on which a book of the series last changed: the text of one of its essays, what readers wrote of them, or
 * what its file says to have been revised.
 */
export function lastUpdated({
  essays,
  revised = '',
}: Pick<Series, 'essays' | 'revised'>): PartialDate {
  const days = essays.flatMap((essay) => [
    updated(essay),
    ...allOf(essay.discussion?.live.threads ?? []).flatMap(({ date }) => date ?? []),
  ]);
  return [revised, ...days].toSorted().at(-1) ?? '';
}

/** How much there is to read: "5 essays, 21 minutes". */
export function lengthInWords({ essays }: Pick<Series, 'essays'>, { counted }: Words): string {
  const minutes = readingMinutes(essays.reduce((sum, { words }) => sum + words, 0));
  return `${counted.essays(essays.length)}, ${counted.minutes(minutes)}`;
}

/** Series by the day on which the first of their essays was published here, then as they were. */
export function inOrderOfPublication(series: readonly Series[]): Series[] {
  const begun = ({ essays }: Series) =>
    essays.map(({ published }) => published).toSorted()[0] ?? '';
  return series.toSorted((a, b) => begun(a).localeCompare(begun(b)));
}
