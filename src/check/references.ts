import { byId, type Checked, type CheckedEntries, type Ids } from './entries.ts';
import { didYouMean, type ContentError } from './errors.ts';
import { descriptionAt } from './keys.ts';
import { routes } from '../publication/addresses/paths.ts';
import type { PartialDate } from '../publication/dates.ts';
import { schemas } from '../publication/schemas.ts';
import type { ParsedFile } from '../publication/text/content-files.ts';
import { slugOf } from '../publication/slugs.ts';

// What files say of one another.

const errorAt = (
  file: ParsedFile,
  key: readonly PropertyKey[],
  problem: string,
  fix: string,
): ContentError => ({ file: file.path, line: file.lineOf(key), problem, fix });

/** An error where a key, or the name of a file, names an essay that is not there. */
export function essayError(
  slug: string,
  slugs: readonly string[],
  file: ParsedFile,
  key: readonly PropertyKey[],
): ContentError[] {
  if (slugs.includes(slug)) return [];
  const fix = didYouMean(slug, slugs, `The essays are: ${slugs.join(', ')}.`);
  return [errorAt(file, key, `there is no essay "${slug}"`, fix)];
}

/** Authors that are not there, and those named twice. */
export function authorErrors({ essays }: CheckedEntries, { authors: ids }: Ids): ContentError[] {
  const known = new Set(ids);
  return essays.flatMap(({ file, data: { authors } }) =>
    authors.flatMap((author, index) => {
      const key = ['authors', index];
      if (!known.has(author)) {
        const fix = didYouMean(author, ids, `Add content/authors/${author}.yaml.`);
        return [errorAt(file, key, `there is no author "${author}"`, fix)];
      }
      if (authors.indexOf(author) === index) return [];
      const problem = `the author "${author}" is there twice`;
      return [errorAt(file, key, problem, 'Take one of the two out.')];
    }),
  );
}

/** Topics that an essay has twice, and those that two essays write differently: they would have one address. */
export function topicErrors({ essays }: CheckedEntries): ContentError[] {
  const first = new Map<string, { words: string; path: string }>();
  return essays.flatMap(({ file, data: { topics = [] } }) =>
    topics.flatMap((words, index) => {
      const key = ['topics', index];
      const id = slugOf(words);
      if (topics.findIndex((one) => slugOf(one) === id) < index) {
        const problem = `the topic "${words}" is there twice`;
        return [errorAt(file, key, problem, 'Take one of the two out.')];
      }
      const known = first.get(id) ?? { words, path: file.path };
      first.set(id, known);
      if (known.words === words) return [];
      const problem = `the topic "${words}" is "${known.words}" in ${known.path}, and both have the address ${routes.topic(id)}`;
      return [errorAt(file, key, problem, 'Write it the same way in both.')];
    }),
  );
}

/** Answers to essays that are not there, to the essay itself, and those given twice. */
export function answerErrors({ essays }: CheckedEntries, { essays: slugs }: Ids): ContentError[] {
  return essays.flatMap(({ id, file, data: { answers } }) =>
    answers.flatMap((answer, index) => {
      const key = ['answers', index, 'essay'];
      const errors = essayError(answer.essay, slugs, file, key);
      if (answer.essay === id) {
        const fix = 'Name another essay, or take it out.';
        errors.push(errorAt(file, key, 'the essay answers itself', fix));
      } else if (answers.findIndex(({ essay }) => essay === answer.essay) < index) {
        const problem = `the essay answers "${answer.essay}" twice`;
        errors.push(errorAt(file, key, problem, 'Take one of the two out.'));
      }
      return errors;
    }),
  );
}

/** Keys of an essay that contradict one another, or the day. */
export function essayErrors({ essays }: CheckedEntries, today: PartialDate): ContentError[] {
  return essays.flatMap(({ file, data: { revised, published, source, kind } }) => {
    const errors: ContentError[] = [];
    const report = (key: string[], problem: string, fix: string) =>
      errors.push(errorAt(file, key, problem, fix));
    if (revised !== undefined && (revised <= published || revised > today)) {
      const when = revised > today ? `later than ${today}` : 'not later than "published"';
      report(['revised'], `"revised" is ${when}`, descriptionAt(schemas.essays, ['revised']));
    }
    if (source?.date !== undefined && source.date > today) {
      const key = ['source', 'date'];
      report(key, `"source.date" is later than ${today}`, descriptionAt(schemas.essays, key));
    }
    if (kind === 'original' && source) {
      const fix = 'Take the source out, or write retelling or reprint as the kind.';
      report(['source'], 'an original has a source', fix);
    }
    if (kind !== 'original' && !source) {
      report(['kind'], `a ${kind} has no source`, 'Say in "source" what is known of it.');
    }
    return errors;
  });
}

/** Essays that are not there, in two places, without a position on the line, or that answer a later one. */
export function seriesErrors(
  { essays, series }: CheckedEntries,
  { essays: slugs }: Ids,
  today: PartialDate,
): ContentError[] {
  const errors: ContentError[] = [];
  const essayOf = byId(essays);
  const seriesOf = new Map<string, string>();
  for (const one of series) {
    const { id, file, data } = one;
    if (data.revised !== undefined && data.revised > today) {
      const fix = descriptionAt(schemas.series, ['revised']);
      errors.push(errorAt(file, ['revised'], `"revised" is later than ${today}`, fix));
    }
    for (const [index, slug] of data.essays.entries()) {
      errors.push(...essayError(slug, slugs, file, ['essays', index]));
      const other = seriesOf.get(slug);
      if (other !== undefined) {
        const where = other === id ? 'in this series twice' : `in the series "${other}" too`;
        const fix = 'An essay has one place in one series: take one of the two out.';
        errors.push(errorAt(file, ['essays', index], `the essay "${slug}" is ${where}`, fix));
      }
      seriesOf.set(slug, id);
      const essay = essayOf.get(slug);
      if (essay) errors.push(...placeErrors(essay, index, one));
    }
  }
  return errors;
}

/** What of an essay does not fit its place in a series. */
function placeErrors(
  { file, data }: Checked<'essays'>,
  index: number,
  series: Checked<'series'>,
): ContentError[] {
  const errors = data.answers.flatMap((answer, which) =>
    series.data.essays.indexOf(answer.essay) > index
      ? [
          errorAt(
            file,
            ['answers', which, 'essay'],
            `"${answer.essay}" comes later in the series "${series.id}"`,
            'An essay answers those before it: let that one answer this one.',
          ),
        ]
      : [],
  );
  if (series.data.line && data.position === undefined) {
    const problem = `"position" is missing, and the series "${series.id}" has a line`;
    const fix = descriptionAt(schemas.essays, ['position']);
    errors.push(errorAt(file, ['position'], problem, fix));
  }
  return errors;
}
