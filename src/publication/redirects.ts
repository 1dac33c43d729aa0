import { routes } from './addresses/paths.ts';
import type { PartialDate } from './dates.ts';
import { isPublished } from './essays.ts';
import type { CollectionName, Data } from './schemas.ts';

/** An address that leads to another: both from the root of the site, without the base path. */
export interface Redirect {
  /** Of a page, with a slash at its end, or of a file. */
  from: `/${string}`;
  /** May end in the id of a place on the page. */
  to: `/${string}`;
  /** Not for the files that hosts read before a build: they would have to be made anew with every second series. */
  isOfBuild?: true;
}

interface Named<Name extends CollectionName> {
  id: string;
  data: Data[Name];
}

/**
 * The name by which feed readers, e-readers and the engine of the comments know an essay, a series or an author for
 * ever: the first that it had.
 */
export const firstName = (id: string, { formerly }: { formerly?: string[] | undefined }): string =>
  formerly?.[0] ?? id;

/**
 * What leads from the addresses that pages had, and those of their feeds and books, to where they are on a day, and what
 * the site says of pages that are gone.
 */
export function redirectsOf(
  entries: { [Name in CollectionName]: readonly Named<Name>[] },
  today: PartialDate,
): Redirect[] {
  const essays = entries.essays.filter(({ data }) => isPublished(data, today));
  const slugs = new Set(essays.map(({ id }) => id));
  const signed = new Set(essays.flatMap(({ data }) => data.authors));
  const series = entries.series.filter(
    ({ data }) => !data.draft && data.essays.some((slug) => slugs.has(slug)),
  );
  return [
    ...ofNames(essays, (slug) => withFiles(routes.essay(slug), 'comments.xml', 'index.md')),
    ...ofNames(series, (id) =>
      withFiles(routes.series(id), 'complete/', 'index.md', `${id}.epub`, ...feedFiles),
    ),
    ...ofNames(
      entries.authors.filter(({ id, data }) => !data.draft && signed.has(id)),
      (id) => withFiles(routes.author(id), ...feedFiles),
    ),
    ...ofNames(
      entries.pages.filter(({ data }) => !data.draft),
      (id) => [id === 'home' ? routes.home : routes.page(id)],
    ),
    ...entries.site.flatMap(({ data }) => data.redirects ?? []),
  ]
    .map(({ from, to }): Redirect => ({ from: rooted(from), to: rooted(to) }))
    .concat(
      // A list of one series is that one.
      series[0] && series.length === 1
        ? {
            from: rooted(routes.allSeries),
            to: rooted(routes.series(series[0].id)),
            isOfBuild: true,
          }
        : [],
    );
}

const feedFiles = ['atom.xml', 'feed.json'];

const withFiles = (route: string, ...files: string[]) => [
  route,
  ...files.map((name) => route + name),
];

/** @param addressesOf The addresses of what has a name, the same for every name. */
const ofNames = <Name extends 'essays' | 'series' | 'authors' | 'pages'>(
  entries: readonly Named<Name>[],
  addressesOf: (name: string) => string[],
): { from: string; to: string }[] =>
  entries.flatMap(({ id, data: { formerly = [] } }) =>
    formerly.flatMap((name) => {
      const now = addressesOf(id);
      return addressesOf(name).flatMap((from, index) => ({ from, to: now[index] ?? '/' }));
    }),
  );

const rooted = (path: string) => `/${path.slice(1)}` as const;
