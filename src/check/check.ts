import { characterErrors, nameErrors, type Sources } from './files.ts';
import { collectionNames, collectionOf, idOf } from '../publication/collections.ts';
import { hasText, headingIds, proseErrors, readProse, type Prose, type Targets } from './prose.ts';
import { descriptionAt, schemaErrors, textsIn } from './keys.ts';
import { exceptionsOf, styleErrors } from './style.ts';
import { parseContentFile, type ParsedFile } from '../publication/text/content-files.ts';
import type { PartialDate } from '../publication/dates.ts';
import { isPublished } from '../publication/essays.ts';
import { didYouMean, type ContentError, type TextError } from './errors.ts';
import {
  aboutSections,
  fixedPages,
  fragments,
  ownIds,
  routes,
  unsignedId,
} from '../publication/addresses/paths.ts';
import { schemas, toBeWritten, type CollectionName, type Data } from '../publication/schemas.ts';

/** A file whose data its schema has accepted. */
interface Checked<Name extends CollectionName> {
  id: string;
  data: Data[Name];
  file: ParsedFile;
  /** The body of an essay, taken apart. */
  prose?: Prose;
}
type Entries = { [Name in CollectionName]: Checked<Name>[] };
type Ids = Record<CollectionName, string[]>;

/**
 * All errors of the content, of all its files at once: names, schemas, references, prose. A site built from
 * sources without errors has no dangling reference, no lost text and no broken link in its prose.
 *
 * @param today Essays published later (`yyyy-mm-dd`, UTC) cannot be linked to yet.
 */
export function contentErrors(sources: Sources, today: PartialDate): ContentError[] {
  return checkContent(sources, today).errors;
}

/** The same, with the entries of the files whose data their schemas have accepted. */
export function checkContent(
  sources: Sources,
  today: PartialDate,
): { errors: ContentError[]; entries: Entries } {
  const errors: ContentError[] = [...nameErrors(sources), ...characterErrors(sources)];
  const entries: Entries = { essays: [], authors: [], series: [], discussions: [] };
  const read = <Name extends CollectionName>(name: Name, path: string, text: string) => {
    const { entry, errors: found } = readFile(name, parseContentFile({ path, text }));
    errors.push(...found);
    if (entry) entries[name].push(entry);
  };
  for (const { path, text } of sources.files) {
    const name = collectionOf(path);
    if (name) read(name, path, text);
  }
  const ids = idsOf(sources);
  const all = [
    ...errors,
    ...referenceErrors(entries, ids, today),
    ...discussionErrors(entries),
    ...textErrors(entries, ids, sources, today),
  ];
  return { errors: all, entries };
}

const byId = <Name extends CollectionName>(entries: readonly Checked<Name>[]) =>
  new Map(entries.map((entry) => [entry.id, entry]));

/** The ids that the files give, of those too whose data cannot be read: they are there, and have an error of their own. */
function idsOf({ files }: Sources): Ids {
  const ids: Ids = { essays: [], authors: [], series: [], discussions: [] };
  for (const { path } of files) {
    const name = collectionOf(path);
    if (name) ids[name].push(idOf(path));
  }
  return ids;
}

/** What a file says, where its schema accepts it, and what is wrong with it. */
function readFile<Name extends CollectionName>(
  name: Name,
  file: ParsedFile,
): { entry?: Checked<Name>; errors: ContentError[] } {
  if (file.errors.length > 0) {
    const errors = file.errors.map(({ line, message, fix }) => ({
      file: file.path,
      line,
      problem: `the data of the file cannot be read (${message})`,
      fix,
    }));
    return { errors };
  }
  const errors: ContentError[] = [];
  const schema = schemas[name];
  const result = schema.safeParse(file.data);
  if (!result.success) {
    errors.push(...result.error.issues.flatMap((issue) => schemaErrors(issue, schema, file)));
  }
  const prose = name === 'essays' ? readProse(file.path, 'mdx', file.body) : undefined;
  if (prose && !hasText(prose)) {
    errors.push({
      file: file.path,
      line: file.bodyLine,
      problem: 'the essay has no text',
      fix: 'Write it below the second line of three hyphens.',
    });
  }
  if (!result.success) return { errors };
  const data = result.data as Data[Name];
  const entry = { id: idOf(file.path), data, file, ...(prose && { prose }) };
  return { entry, errors };
}

function referenceErrors(
  { essays, series, discussions }: Entries,
  { essays: slugs, authors: authorIds }: Ids,
  today: PartialDate,
): ContentError[] {
  const errors: ContentError[] = [];
  const [knownSlugs, knownAuthors] = [new Set(slugs), new Set(authorIds)];
  const essayOf = byId(essays);

  const report = (file: ParsedFile, key: PropertyKey[], problem: string, fix: string) =>
    errors.push({ file: file.path, line: file.lineOf(key), problem, fix });
  const requireEssay = (slug: string, file: ParsedFile, key: PropertyKey[]) => {
    if (knownSlugs.has(slug)) return;
    const fix = didYouMean(slug, slugs, `The essays are: ${slugs.join(', ')}.`);
    report(file, key, `there is no essay "${slug}"`, fix);
  };

  for (const { id, file, data } of essays) {
    for (const [index, author] of data.authors.entries()) {
      if (!knownAuthors.has(author)) {
        const fallback = `Add content/authors/${author}.yaml.`;
        const fix = didYouMean(author, authorIds, fallback);
        report(file, ['authors', index], `there is no author "${author}"`, fix);
      } else if (data.authors.indexOf(author) < index) {
        const problem = `the author "${author}" is there twice`;
        report(file, ['authors', index], problem, 'Take one of the two out.');
      }
    }
    for (const [index, answer] of data.answers.entries()) {
      const key = ['answers', index, 'essay'];
      requireEssay(answer.essay, file, key);
      if (answer.essay === id) {
        report(file, key, 'the essay answers itself', 'Name another essay, or take it out.');
      } else if (data.answers.findIndex(({ essay }) => essay === answer.essay) < index) {
        const problem = `the essay answers "${answer.essay}" twice`;
        report(file, key, problem, 'Take one of the two out.');
      }
    }
    if (data.revised !== undefined && (data.revised <= data.published || data.revised > today)) {
      const when = data.revised > today ? `later than ${today}` : 'not later than "published"';
      const fix = descriptionAt(schemas.essays, ['revised']);
      report(file, ['revised'], `"revised" is ${when}`, fix);
    }
    if (data.source?.date !== undefined && data.source.date > today) {
      const problem = `"source.date" is later than ${today}`;
      const fix = descriptionAt(schemas.essays, ['source', 'date']);
      report(file, ['source', 'date'], problem, fix);
    }
    if (data.kind === 'original' && data.source) {
      report(
        file,
        ['source'],
        'an original has a source',
        'Take the source out, or write retelling or reprint as the kind.',
      );
    }
    if (data.kind !== 'original' && !data.source) {
      report(
        file,
        ['kind'],
        `a ${data.kind} has no source`,
        'Say in "source" what is known of it.',
      );
    }
  }

  const seriesOf = new Map<string, string>();
  for (const { id, file, data } of series) {
    if (data.revised !== undefined && data.revised > today) {
      const fix = descriptionAt(schemas.series, ['revised']);
      report(file, ['revised'], `"revised" is later than ${today}`, fix);
    }
    const indices = new Map(data.essays.map((slug, index) => [slug, index]));
    for (const [index, slug] of data.essays.entries()) {
      requireEssay(slug, file, ['essays', index]);
      const other = seriesOf.get(slug);
      if (other !== undefined) {
        const where = other === id ? 'in this series twice' : `in the series "${other}" too`;
        const fix = 'An essay has one place in one series: take one of the two out.';
        report(file, ['essays', index], `the essay "${slug}" is ${where}`, fix);
      }
      seriesOf.set(slug, id);
      const essay = essayOf.get(slug);
      for (const [which, answer] of essay?.data.answers.entries() ?? []) {
        if (essay && (indices.get(answer.essay) ?? -1) > index) {
          report(
            essay.file,
            ['answers', which, 'essay'],
            `"${answer.essay}" comes later in the series "${id}"`,
            'An essay answers those before it: let that one answer this one.',
          );
        }
      }
      if (data.line && essay && essay.data.position === undefined) {
        report(
          essay.file,
          ['position'],
          `"position" is missing, and the series "${id}" has a line`,
          descriptionAt(schemas.essays, ['position']),
        );
      }
    }
  }

  for (const { id, file } of discussions) requireEssay(id, file, []);
  return errors;
}

function discussionErrors({ discussions }: Entries): ContentError[] {
  const errors: ContentError[] = [];
  for (const { file, data } of discussions) {
    if (data.claimed !== undefined && data.claimed < data.comments.length) {
      errors.push({
        file: file.path,
        line: file.lineOf(['claimed']),
        problem: `"claimed" is ${data.claimed}, and there are ${data.comments.length} comments`,
        fix: descriptionAt(schemas.discussions, ['claimed']),
      });
    }
    const earlier = new Set<string>();
    for (const [index, { id, replyTo }] of data.comments.entries()) {
      const report = (key: string, problem: string, fix: string) =>
        errors.push({
          file: file.path,
          line: file.lineOf(['comments', index, key]),
          problem,
          fix,
        });
      if (earlier.has(id)) {
        report('id', `two comments have the id "${id}"`, 'Give each comment an id of its own.');
      }
      if (replyTo !== undefined && !earlier.has(replyTo)) {
        const fallback =
          earlier.size > 0
            ? `The comments before it are: ${[...earlier].join(', ')}.`
            : 'Take the key out: the first comment answers none.';
        const fix = didYouMean(replyTo, [...earlier], fallback);
        report('replyTo', `no comment before this one has the id "${replyTo}"`, fix);
      }
      earlier.add(id);
    }
  }
  return errors;
}

/** The pages that there will be on a day, and the ids to which a link may point within them. */
function targetsOf(
  entries: Entries,
  ids: Ids,
  idsWithin: ReadonlyMap<string, ReadonlySet<string>>,
  sources: Sources,
  today: PartialDate,
): Targets {
  const published = entries.essays.filter(({ data }) => isPublished(data, today));
  const read = byId(published);
  const isRead = (slug: string) => read.has(slug);
  const signed = new Set(published.flatMap(({ data }) => data.authors));
  const none = new Set<string>();
  const pages = new Map<string, ReadonlySet<string> | undefined>();

  for (const page of fixedPages) pages.set(page, none);
  pages.set('/about/', new Set(aboutSections));
  for (const { id } of published) pages.set(routes.essay(id), idsWithin.get(id));
  if (published.some(({ data }) => data.authors.length === 0)) {
    pages.set(routes.author(unsignedId), none);
  }
  for (const { id } of entries.authors) if (signed.has(id)) pages.set(routes.author(id), none);
  for (const { id, data } of entries.series) {
    if (data.essays.some(isRead)) pages.set(routes.series(id), none);
  }
  // Pages of files with an error of their own: links to them are right.
  const unread = (name: CollectionName) => {
    const known = new Set<string>(entries[name].map(({ id }) => id));
    return ids[name].filter((id) => !known.has(id));
  };
  for (const slug of unread('essays')) pages.set(routes.essay(slug), undefined);
  for (const id of unread('authors')) pages.set(routes.author(id), undefined);
  for (const id of unread('series')) pages.set(routes.series(id), undefined);

  return {
    pages,
    unpublished: new Set(
      entries.essays.filter(({ id }) => !isRead(id)).map(({ id }) => routes.essay(id)),
    ),
    today,
    images: new Set([...sources.otherFiles, ...sources.publicFiles.map((path) => `/${path}`)]),
    damagedImages: new Set(sources.damagedImages?.map((path) => path.replace(/^public\//, '/'))),
  };
}

function textErrors(
  entries: Entries,
  ids: Ids,
  sources: Sources,
  today: PartialDate,
): ContentError[] {
  const idsWithin = new Map<string, ReadonlySet<string>>();
  const errors: ContentError[] = [];
  const discussionOf = byId(entries.discussions);
  for (const { id, file, prose } of entries.essays) {
    const headings = prose ? headingIds(prose) : [];
    for (const heading of headings.filter((name) => ownIds.has(name))) {
      errors.push({
        file: file.path,
        line: file.bodyLine,
        problem: `a heading would have the id "${heading}", which the page has for a part of its own`,
        fix: 'Word the heading differently.',
      });
    }
    const discussion = discussionOf.get(id);
    const comments = discussion?.data.comments.map((comment) => fragments.comment(comment.id));
    idsWithin.set(
      id,
      new Set([...headings, fragments.source, fragments.comments, ...(comments ?? [])]),
    );
  }
  const targets = targetsOf(entries, ids, idsWithin, sources, today);
  for (const name of collectionNames) {
    for (const entry of entries[name]) {
      errors.push(...entryTextErrors(name, entry, targets, idsWithin.get(entry.id)));
    }
  }
  return errors;
}

/** What is wrong with the texts of one file: those of its keys, and the body of an essay. */
function entryTextErrors(
  name: CollectionName,
  { file, data, prose }: Checked<CollectionName>,
  targets: Targets,
  ownIds: ReadonlySet<string> | undefined,
): ContentError[] {
  const errors: ContentError[] = [];
  const report = (line: number, problem: string, fix: string) =>
    errors.push({ file: file.path, line, problem, fix });
  const reportText = (firstLine: number, found: readonly TextError[]) => {
    for (const { line, problem, fix } of found) report(firstLine + line, problem, fix);
  };
  const exceptions = exceptionsOf(data.allow ?? []);
  const isDraft = 'draft' in data && data.draft;

  for (const { key, text, isMarkdown } of textsIn(schemas[name], data)) {
    if (key[0] === 'allow') continue;
    if (text === toBeWritten && !isDraft) {
      const fix = descriptionAt(schemas[name], key);
      report(file.lineOf(key), `"${key.join('.')}" is to be written`, fix);
    }
    const found = isMarkdown
      ? proseErrors(readProse(file.path, 'md', text), targets, exceptions)
      : styleErrors(text, 'words', exceptions);
    if (found.length > 0) reportText(file.textLineOf(key), found);
  }
  if (prose) {
    if (file.body.trim() === toBeWritten && !isDraft) {
      const fix = 'Write it, or keep draft: true until it is there.';
      report(file.bodyLine, 'the essay is to be written', fix);
    }
    reportText(file.bodyLine, proseErrors(prose, targets, exceptions, ownIds));
  }

  for (const index of exceptions.unneeded()) {
    const { check, text } = data.allow?.[index] ?? { check: '', text: '' };
    report(
      file.lineOf(['allow', index]),
      `nothing needs the exception from ${check} for "${text}"`,
      'Write its words just as they stand in the text, or take the exception out.',
    );
  }
  return errors;
}
