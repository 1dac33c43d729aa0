import type { CheckedEntries, Ids } from './entries.ts';
import { didYouMean, type ContentError } from './errors.ts';
import { linkError, type Targets } from './targets.ts';
import type { PartialDate } from '../publication/dates.ts';
import { routes } from '../publication/addresses/paths.ts';
import { redirectsOf } from '../publication/redirects.ts';

const nouns = { essays: 'an essay', series: 'a series', authors: 'an author', pages: 'a page' };
const named = ['essays', 'series', 'authors', 'pages'] as const;
const routeOf = {
  essays: routes.essay,
  series: routes.series,
  authors: routes.author,
  pages: routes.page,
};

/** Former names that something else has, or had, and redirects that lead nowhere, to themselves, or away from a page. */
export function redirectErrors(
  entries: CheckedEntries,
  ids: Ids,
  targets: Targets,
  today: PartialDate,
): ContentError[] {
  return [
    ...formerNameErrors(entries, ids, targets),
    ...siteRedirectErrors(entries, targets, today),
  ];
}

function formerNameErrors(entries: CheckedEntries, ids: Ids, { pages }: Targets): ContentError[] {
  return named.flatMap((name) => {
    const seen = new Map<string, string>();
    return entries[name].flatMap(({ id, file, data: { formerly = [] } }) =>
      formerly.flatMap((former, index) => {
        const error = (problem: string, fix = 'Take it out.') => [
          { file: file.path, line: file.lineOf(['formerly', index]), problem, fix },
        ];
        const other = seen.get(former);
        seen.set(former, file.path);
        if (former === id) return error(`"formerly" has the name that the file has now`);
        if (ids[name].includes(former) || pages.has(routeOf[name](former))) {
          return error(
            `"formerly" has the name "${former}", and there is ${nouns[name]} of that name`,
            'Take it out, or give the other file another name.',
          );
        }
        if (other === undefined) return [];
        const where = other === file.path ? ' twice' : `, as ${other} has`;
        return error(`"formerly" has the name "${former}"${where}`);
      }),
    );
  });
}

function siteRedirectErrors(
  entries: CheckedEntries,
  targets: Targets,
  today: PartialDate,
): ContentError[] {
  const own = entries.site.flatMap(({ data }) => data.redirects ?? []);
  const froms = redirectsOf(entries, today).map(({ from }) => from);
  return entries.site.flatMap(({ file, data: { redirects = [] } }) =>
    redirects.flatMap(({ from, to }, index) => {
      const error = (key: 'from' | 'to', problem: string, fix: string) => [
        { file: file.path, line: file.lineOf(['redirects', index, key]), problem, fix },
      ];
      const [path = ''] = to.split('#');
      if (targets.pages.has(from) || targets.images.has(from)) {
        return error(
          'from',
          `a redirect begins at "${from}", where the site has a page or a file`,
          'Take one of the two out.',
        );
      }
      if (froms.filter((one) => one === from).length > 1) {
        const isHere = own.filter((one) => one.from === from).length > 1;
        const problem = `two redirects begin at "${from}"${isHere ? '' : ', one of them that of a former name'}`;
        return error('from', problem, 'Take one of the two out.');
      }
      if (path === from) {
        const fix = didYouMean(
          from,
          [...targets.pages.keys()],
          'Name the page that takes its place.',
        );
        return error('to', `the redirect from "${from}" leads to itself`, fix);
      }
      if (froms.some((one) => one === path)) {
        const problem = `the redirect from "${from}" leads to another, from "${path}"`;
        return error('to', problem, 'Name the page to which that one leads.');
      }
      if (targets.images.has(path)) return [];
      const wrong = linkError(to, targets, new Set());
      return wrong
        ? error('to', wrong.problem.replace(/^the link/, 'the redirect to'), wrong.fix)
        : [];
    }),
  );
}
