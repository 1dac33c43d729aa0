import type { CheckedEntries, Ids } from './entries.ts';
import { didYouMean, type ContentError } from './errors.ts';
import { descriptionAt } from './keys.ts';
import { homeId } from '../publication/collections.ts';
import { languagesOfWords, wordsIn } from '../words/words.ts';
import { navigationNames, schemas } from '../publication/schemas.ts';

/** A language without words of the interface; what the navigation names that is not there, or is there twice. */
export function siteErrors({ site, pages }: CheckedEntries, ids: Ids): ContentError[] {
  const drafts = new Set(pages.filter(({ data }) => data.draft).map(({ id }) => id));
  const known = [...navigationNames, ...ids.pages.filter((id) => id !== homeId)];
  return site.flatMap(({ file, data: { language, navigation } }) => [
    ...(wordsIn(language)
      ? []
      : [
          {
            file: file.path,
            line: file.lineOf(['language']),
            problem: `the interface has no words in "${language}"`,
            fix: `It has words in ${languagesOfWords.join(' and ')}: write one of these, or add a file of words to src/words.`,
          },
        ]),
    ...navigation.flatMap((name, index) => {
      const error = (problem: string, fix: string) => [
        { file: file.path, line: file.lineOf(['navigation', index]), problem, fix },
      ];
      if (!known.includes(name)) {
        const fallback = `The navigation can show: ${known.join(', ')}.`;
        return error(`there is no page "${name}"`, didYouMean(name, known, fallback));
      }
      if (navigation.indexOf(name) < index) {
        return error(`the navigation has "${name}" twice`, 'Take one of the two out.');
      }
      if (drafts.has(name)) {
        return error(`the page "${name}" is a draft`, 'Publish it first, or take its name out.');
      }
      return [];
    }),
  ]);
}

/** The keys that every page needs, and the opening of the home page cannot have. */
export function pageErrors({ pages }: CheckedEntries): ContentError[] {
  return pages.flatMap(({ id, file, data }) =>
    (['title', 'description'] as const).flatMap((key) => {
      const isHome = id === homeId;
      if ((data[key] === undefined) === isHome) return [];
      const at = { file: file.path, line: file.lineOf([key]) };
      return isHome
        ? {
            ...at,
            problem: `the opening of the home page has the key "${key}"`,
            fix: 'Take it out: what the home page is called stands in content/site.yaml.',
          }
        : {
            ...at,
            problem: `"${key}" is missing`,
            fix: descriptionAt(schemas.pages, [key]),
          };
    }),
  );
}
