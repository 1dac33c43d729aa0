import type { Essay } from './model.ts';

/**
 * How many essays a page lists with their standfirsts: with its styles they arrive in the first flight, ten packets. A
 * site of no more essays has no page with a part of them only.
 */
export const longestList = 24;

/** How many sections an essay has at least whose page lists them. */
export const shortestContents = 3;

/** How many of the newest essays the home page of a long site names. */
export const newest = 8;

/** How many names of authors a page lists: with some 90 bytes each it stays far below 100 KB. */
export const mostNames = 500;

/** A part of a long list, on a page with a number. */
export interface NumberedPage<Item> {
  /** Counts from 1. */
  number: number;
  /** The places of its first and its last item in the whole list; they count from 1. */
  first: number;
  last: number;
  items: Item[];
}

/** The year in which an essay was published here. */
const yearOf = ({ published }: Pick<Essay, 'published'>) => published.slice(0, 4);

/** The id of the heading of a year on a numbered page. */
export const yearId = (year: string): string => `year-${year}`;

/** Essays by the year of their publication here, in the order in which they come. */
export const byYear = (essays: readonly Essay[]): Map<string, Essay[]> =>
  Map.groupBy(essays, yearOf);

/** The years of publication, the first at the head, each with the number of the page on which it begins. */
export function yearsOf(
  pages: readonly Pick<NumberedPage<Essay>, 'number' | 'items'>[],
): { year: string; number: number }[] {
  const begun = new Map<string, number>();
  for (const { number, items } of pages) {
    for (const year of byYear(items).keys()) begun.set(year, begun.get(year) ?? number);
  }
  return [...begun].map(([year, number]) => ({ year, number }));
}

/** In the order of publication here, the oldest first, by slug where the day is the same. */
export function inOrderOfAge(essays: readonly Essay[]): Essay[] {
  const keyOf = ({ published, slug }: Essay) => `${published} ${slug}`;
  return essays.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/**
 * A list, the oldest first, on numbered pages; none where it is short enough for one. What is new comes to the last
 * page, so that what stands on the others stays where others link to it.
 */
export function numberedPages<Item>(items: readonly Item[]): NumberedPage<Item>[] {
  if (items.length <= longestList) return [];
  return Array.from({ length: Math.ceil(items.length / longestList) }, (_, index) => {
    const part = items.slice(index * longestList, (index + 1) * longestList);
    const first = index * longestList + 1;
    return { number: index + 1, first, last: first + part.length - 1, items: part };
  });
}
