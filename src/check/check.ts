import { characterErrors, nameErrors, type Sources } from './files.ts';
import {
  collectionNames,
  collectionOf,
  hasBody,
  homeId,
  idOf,
  siteId,
  type TextCollection,
} from '../publication/collections.ts';
import { hasText, headingIds, proseErrors, readProse, type Targets } from './prose.ts';
import { descriptionAt, schemaErrors, textsIn } from './keys.ts';
import { byId, noEntries, type Checked, type CheckedEntries, type Ids } from './entries.ts';
import { checksOf, exceptionsOf, styleErrors, type Style } from './style.ts';
import { discussionErrors } from './discussions.ts';
import { answerErrors, authorErrors, essayErrors, seriesErrors } from './references.ts';
import { redirectErrors } from './redirects.ts';
import { draftErrors } from './drafts.ts';
import { pageErrors, siteErrors } from './site.ts';
import { parseContentFile, type ParsedFile } from '../publication/text/content-files.ts';
import type { PartialDate } from '../publication/dates.ts';
import { isPublished } from '../publication/essays.ts';
import type { ContentError, TextError } from './errors.ts';
import {
  fixedPages,
  fragments,
  ownIds,
  ownIdsOfEssay,
  routes,
  unsignedId,
} from '../publication/addresses/paths.ts';
import { schemas, toBeWritten, type CollectionName, type Data } from '../publication/schemas.ts';

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
): { errors: ContentError[]; entries: CheckedEntries } {
  const errors: ContentError[] = [...nameErrors(sources), ...characterErrors(sources)];
  const entries: CheckedEntries = noEntries();
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
    ...siteErrors(entries, ids),
    ...pageErrors(entries),
    ...authorErrors(entries, ids),
    ...answerErrors(entries, ids),
    ...essayErrors(entries, today),
    ...seriesErrors(entries, ids, today),
    ...draftErrors(entries, today),
    ...discussionErrors(entries, ids),
    ...textErrors(entries, ids, sources, today),
  ];
  return { errors: all, entries };
}

/** The ids that the files give, of those too whose data cannot be read: they are there, and have an error of their own. */
function idsOf({ files }: Sources): Ids {
  const ids: Ids = noEntries();
  for (const { path } of files) {
    const name = collectionOf(path);
    if (name) ids[name].push(idOf(path));
  }
  return ids;
}

const nounOf: Record<TextCollection, string> = { essays: 'essay', pages: 'page' };

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
  const prose = hasBody(name) ? readProse(file.path, name, file.body) : undefined;
  if (hasBody(name) && prose && !hasText(prose)) {
    errors.push({
      file: file.path,
      line: file.bodyLine,
      problem: `the ${nounOf[name]} has no text`,
      fix: 'Write it below the second line of three hyphens.',
    });
  }
  if (!result.success) return { errors };
  const data = result.data as Data[Name];
  const entry = { id: idOf(file.path), data, file, ...(prose && { prose }) };
  return { entry, errors };
}

/** The pages that there will be on a day, and the ids to which a link may point within them. */
function targetsOf(
  entries: CheckedEntries,
  ids: Ids,
  idsWithin: IdsWithin,
  sources: Sources,
  today: PartialDate,
): Targets {
  const published = entries.essays.filter(({ data }) => isPublished(data, today));
  const read = byId(published);
  const isRead = (slug: string) => read.has(slug);
  const signed = new Set(published.flatMap(({ data }) => data.authors));
  const none = new Set<string>();
  const pages = new Map<string, ReadonlySet<string> | undefined>();
  const routeOf = (id: string) => (id === homeId ? routes.home : routes.page(id));

  const series = entries.series.filter(({ data }) => !data.draft && data.essays.some(isRead));
  for (const page of fixedPages) pages.set(page, none);
  // One that lists no series is not built.
  if (series.length === 0 && ids.series.length === 0) pages.delete(routes.allSeries);
  const drafts = entries.pages.filter(({ data }) => data.draft);
  for (const { id, data } of entries.pages) {
    if (!data.draft) pages.set(routeOf(id), idsWithin.pages.get(id));
  }
  for (const { id } of published) pages.set(routes.essay(id), idsWithin.essays.get(id));
  if (published.some(({ data }) => data.authors.length === 0)) {
    pages.set(routes.author(unsignedId), none);
  }
  for (const { id, data } of entries.authors) {
    if (signed.has(id) && !data.draft) pages.set(routes.author(id), none);
  }
  for (const { id } of series) pages.set(routes.series(id), none);
  // Pages of files with an error of their own: links to them are right.
  const unread = (name: CollectionName) => {
    const known = new Set<string>(entries[name].map(({ id }) => id));
    return ids[name].filter((id) => !known.has(id));
  };
  for (const id of unread('pages')) pages.set(routeOf(id), undefined);
  for (const slug of unread('essays')) pages.set(routes.essay(slug), undefined);
  for (const id of unread('authors')) pages.set(routes.author(id), undefined);
  for (const id of unread('series')) pages.set(routes.series(id), undefined);

  return {
    pages,
    unpublished: new Set([
      ...entries.essays.filter(({ id }) => !isRead(id)).map(({ id }) => routes.essay(id)),
      ...drafts.map(({ id }) => routeOf(id)),
      ...draftsOf(entries.authors).map(routes.author),
      ...draftsOf(entries.series).map(routes.series),
    ]),
    today,
    images: new Set([...sources.otherFiles, ...sources.publicFiles.map((path) => `/${path}`)]),
    damagedImages: new Set(sources.damagedImages?.map((path) => path.replace(/^public\//, '/'))),
  };
}

const draftsOf = (some: readonly Checked<'authors' | 'series'>[]) =>
  some.filter(({ data }) => data.draft).map(({ id }) => id);

/** The ids to which a link may point within the pages of essays and the pages, by the ids of their files. */
type IdsWithin = Record<TextCollection, ReadonlyMap<string, ReadonlySet<string>>>;

function textErrors(
  entries: CheckedEntries,
  ids: Ids,
  sources: Sources,
  today: PartialDate,
): ContentError[] {
  const errors: ContentError[] = [];
  const discussionOf = byId(entries.discussions.filter(({ data }) => !data.draft));
  const headingsOf = ({ file, prose }: Checked<TextCollection>, taken: ReadonlySet<string>) => {
    const headings = prose ? headingIds(prose) : [];
    for (const heading of headings.filter((name) => taken.has(name))) {
      errors.push({
        file: file.path,
        line: file.bodyLine,
        problem: `a heading would have the id "${heading}", which the page has for a part of its own`,
        fix: 'Word the heading differently.',
      });
    }
    return headings;
  };
  const essayIds = entries.essays.map((essay): [string, ReadonlySet<string>] => {
    const comments = discussionOf.get(essay.id)?.data.comments ?? [];
    const headings = headingsOf(essay, ownIdsOfEssay);
    const others = comments.map(({ id }) => fragments.comment(id));
    return [essay.id, new Set([...headings, fragments.source, fragments.comments, ...others])];
  });
  const pageIds = entries.pages.map((page): [string, ReadonlySet<string>] => [
    page.id,
    new Set(headingsOf(page, ownIds)),
  ]);
  const idsWithin = { essays: new Map(essayIds), pages: new Map(pageIds) };

  const targets = targetsOf(entries, ids, idsWithin, sources, today);
  errors.push(...redirectErrors(entries, ids, targets, today));
  const site = byId(entries.site).get(siteId)?.data;
  for (const name of collectionNames) {
    for (const entry of entries[name]) {
      const language =
        ('language' in entry.data ? entry.data.language : undefined) ?? site?.language;
      const checks = checksOf(language ?? 'en', site?.checks);
      const ownIds = hasBody(name) ? idsWithin[name].get(entry.id) : undefined;
      errors.push(...entryTextErrors(name, entry, targets, checks, ownIds));
    }
  }
  return errors;
}

/** What is wrong with the texts of one file: those of its keys, and the body of an essay or a page. */
function entryTextErrors(
  name: CollectionName,
  { file, data, prose }: Checked<CollectionName>,
  targets: Targets,
  checks: Style['checks'],
  ownIds: ReadonlySet<string> | undefined,
): ContentError[] {
  const errors: ContentError[] = [];
  const isDraft = 'draft' in data && data.draft;
  const report = (line: number, problem: string, fix: string) =>
    errors.push({ file: file.path, line, problem, fix });
  const reportText = (firstLine: number, found: readonly TextError[]) => {
    for (const { line, problem, fix, isStyle } of found) {
      const at = { file: file.path, line: firstLine + line };
      errors.push({ ...at, problem, fix, ...(isStyle && isDraft && { isWarning: true }) });
    }
  };
  const exceptions = exceptionsOf(data.allow ?? []);
  const style = { checks, exceptions };

  for (const { key, text, isMarkdown } of textsIn(schemas[name], data)) {
    if (key[0] === 'allow') continue;
    if (text === toBeWritten && !isDraft) {
      const fix = descriptionAt(schemas[name], key);
      report(file.lineOf(key), `"${key.join('.')}" is to be written`, fix);
    }
    const found = isMarkdown
      ? proseErrors(readProse(file.path, 'markdown', text), targets, style)
      : styleErrors(text, 'words', style);
    if (found.length > 0) reportText(file.textLineOf(key), found);
  }
  if (hasBody(name) && prose) {
    if (file.body.trim() === toBeWritten && !isDraft) {
      const fix = 'Write it, or keep draft: true until it is there.';
      report(file.bodyLine, `the ${nounOf[name]} is to be written`, fix);
    }
    reportText(file.bodyLine, proseErrors(prose, targets, style, ownIds));
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
