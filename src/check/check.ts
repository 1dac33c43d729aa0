import { z } from 'astro/zod';
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
import { hasText, headingsOf, noteIds, proseErrors, readProse, type Prose } from './prose.ts';
import type { Targets } from './targets.ts';
import type { Texts } from './kept-texts.ts';
import { descriptionAt, schemaErrors, textsIn, valueErrors } from './keys.ts';
import { moved, placesOf } from './edits.ts';
import { plainMarkupIn } from '../publication/text/foreign-markup.ts';
import { byId, noEntries, type Checked, type CheckedEntries, type Ids } from './entries.ts';
import { checksOf, exceptionsOf, styleErrors, type Style } from './style.ts';
import { discussionErrors } from './discussions.ts';
import {
  answerErrors,
  authorErrors,
  essayErrors,
  seriesErrors,
  topicErrors,
} from './references.ts';
import { redirectErrors } from './redirects.ts';
import { draftErrors } from './drafts.ts';
import { portraitErrors } from './portraits.ts';
import { pageErrors, siteErrors } from './site.ts';
import { parseContentFile, type Edit, type ParsedFile } from '../publication/text/content-files.ts';
import type { PartialDate } from '../publication/dates.ts';
import { isPublished } from '../publication/essays.ts';
import type { ContentError, TextError } from './errors.ts';
import {
  citationFormats,
  fixedPages,
  fragments,
  ownIds,
  ownIdsOfEssay,
  paths,
  routes,
  snapshotFile,
  unsignedId,
} from '../publication/addresses/paths.ts';
import { slugOf } from '../publication/slugs.ts';
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

/** What need not be read again, as long as it is the same. */
export interface Known {
  /** Files by their paths, each with the text that it had. */
  files: { [Name in CollectionName]: Map<string, { text: string; read: ReadFile<Name> }> };
  texts: Texts;
}

export const nothingKnown = (texts: Texts = new Map()): Known => ({
  files: {
    ...{ site: new Map(), pages: new Map(), essays: new Map() },
    ...{ authors: new Map(), series: new Map(), discussions: new Map() },
  },
  texts,
});

/**
 * The same, with the entries of the files whose data their schemas have accepted.
 *
 * @param known What has been read before. Gets what is read now, and loses what is no more there.
 */
export function checkContent(
  sources: Sources,
  today: PartialDate,
  known: Known = nothingKnown(),
): { errors: ContentError[]; entries: CheckedEntries } {
  const errors: ContentError[] = [...nameErrors(sources), ...characterErrors(sources)];
  const entries: CheckedEntries = noEntries();
  const refused: Refused[] = [];
  const now = nothingKnown().files;
  const texts = new Map<string, Prose>();
  const read = <Name extends CollectionName>(name: Name, path: string, text: string) => {
    const before = known.files[name].get(path);
    const found =
      before?.text === text
        ? before.read
        : readFile(name, parseContentFile({ path, text }), known.texts);
    now[name].set(path, { text, read: found });
    errors.push(...found.errors);
    const { entry, prose, file } = found;
    if (prose) texts.set(path, prose);
    if (entry) entries[name].push(entry);
    else refused.push({ name, id: idOf(path), file, ...(prose && { prose }) });
  };
  for (const { path, text } of sources.files) {
    const name = collectionOf(path);
    if (name) read(name, path, text);
  }
  Object.assign(known, { files: now, texts });
  const ids = idsOf(sources);
  const all = [
    ...errors,
    ...siteErrors(entries, ids),
    ...pageErrors(entries),
    ...authorErrors(entries, ids),
    ...answerErrors(entries, ids),
    ...topicErrors(entries),
    ...essayErrors(entries, today),
    ...seriesErrors(entries, ids, today),
    ...draftErrors(entries, today),
    ...discussionErrors(entries, ids),
    ...textErrors(entries, refused, ids, sources, today),
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

/** A file that its schema refuses, or whose data cannot be read: its texts are checked all the same. */
interface Refused {
  name: CollectionName;
  id: string;
  file: ParsedFile;
  prose?: Prose;
}

/** What a file says, where its schema accepts it, and what is wrong with it, whatever other files there are. */
interface ReadFile<Name extends CollectionName> {
  entry?: Checked<Name>;
  file: ParsedFile;
  prose?: Prose;
  errors: ContentError[];
}

function readFile<Name extends CollectionName>(
  name: Name,
  file: ParsedFile,
  texts: Texts,
): ReadFile<Name> {
  const kept = texts.get(file.path);
  const prose = !hasBody(name)
    ? undefined
    : kept?.text === file.body && kept.kind === name
      ? kept
      : readProse(file.path, name, file.body);
  if (file.errors.length > 0) {
    const errors = file.errors.map(({ line, message, fix }) => ({
      file: file.path,
      line,
      problem: `the data of the file cannot be read (${message})`,
      fix,
    }));
    return { errors, file, ...(prose && { prose }) };
  }
  const schema = schemas[name];
  const result = schema.safeParse(file.data);
  const errors = valueErrors(schema, file);
  if (!result.success) {
    errors.push(...result.error.issues.flatMap((issue) => schemaErrors(issue, schema, file)));
  }
  if (hasBody(name) && prose && !hasText(prose)) {
    errors.push({
      file: file.path,
      line: file.bodyLine,
      problem: `the ${nounOf[name]} has no text`,
      fix: 'Write it below the second line of three hyphens.',
    });
  }
  const read = { file, errors, ...(prose && { prose }) };
  if (!result.success) return read;
  const data = result.data as Data[Name];
  return { ...read, entry: { id: idOf(file.path), data, file, ...(prose && { prose }) } };
}

/** The files that there will be besides pages: those of `public/`, and what is made of pages, essays and series. */
const filesOf = (
  pages: readonly string[],
  essays: readonly Checked<'essays'>[],
  series: readonly Checked<'series'>[],
  { publicFiles, hasComments }: Sources,
): Set<string> =>
  new Set([
    ...publicFiles.map((path) => `/${path}`),
    ...[paths.rss, paths.sitemap, paths.feedStyle, paths.overview, '/robots.txt', paths.homeCard],
    ...pages.filter(hasFeed).flatMap((page) => [paths.atom(page), paths.jsonFeed(page)]),
    ...series.flatMap(({ id }) => [
      paths.book(id),
      paths.complete(id),
      paths.seriesCard(id),
      paths.markdown(routes.series(id)),
    ]),
    ...essays.flatMap(({ id }) => [
      paths.essayCard(id),
      paths.markdown(routes.essay(id)),
      ...citationFormats.map((format) => paths.citation(id, format)),
    ]),
    ...(hasComments
      ? [
          `/${snapshotFile}`,
          paths.comments(routes.home),
          ...essays.map(({ id }) => paths.comments(routes.essay(id))),
        ]
      : []),
  ]);

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
  const topicsOf = (some: readonly Checked<'essays'>[]) =>
    some.flatMap(({ data: { topics = [] } }) => topics.map((words) => routes.topic(slugOf(words))));
  const topics = topicsOf(published);
  for (const topic of topics) pages.set(topic, none);
  if (topics.length === 0) pages.delete(routes.topics);
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
    passages: new Map(
      published.map(({ id, prose }) => [routes.essay(id), prose?.passages ?? []] as const),
    ),
    unpublished: new Set([
      ...entries.essays.filter(({ id }) => !isRead(id)).map(({ id }) => routes.essay(id)),
      ...topicsOf(entries.essays).filter((topic) => !pages.has(topic)),
      ...drafts.map(({ id }) => routeOf(id)),
      ...draftsOf(entries.authors).map(routes.author),
      ...draftsOf(entries.series).map(routes.series),
    ]),
    today,
    files: filesOf([...pages.keys()], published, series, sources),
    images: new Set([...sources.otherFiles, ...sources.publicFiles.map((path) => `/${path}`)]),
    damagedImages: new Set(sources.damagedImages?.map(asAddress)),
    largeImages: new Set(sources.largeImages?.map(asAddress)),
  };
}

const draftsOf = (some: readonly Checked<'authors' | 'series'>[]) =>
  some.filter(({ data }) => data.draft).map(({ id }) => id);
const asAddress = (path: string) => path.replace(/^public\//, '/');

/** Whether a page has feeds of its own: the site, a series, a topic, an author. */
const hasFeed = (page: string) =>
  page === routes.home || /^\/(series|topics|authors)\/[^/]+\/$/.test(page);

/** The ids to which a link may point within the pages of essays and the pages, by the ids of their files. */
type IdsWithin = Record<TextCollection, ReadonlyMap<string, ReadonlySet<string>>>;

function textErrors(
  entries: CheckedEntries,
  refused: readonly Refused[],
  ids: Ids,
  sources: Sources,
  today: PartialDate,
): ContentError[] {
  const errors: ContentError[] = [];
  const discussionOf = byId(entries.discussions.filter(({ data }) => !data.draft));
  const idsOfEssay = (essay: { id: string; file: ParsedFile; prose?: Prose }) => {
    const comments = discussionOf.get(essay.id)?.data.comments ?? [];
    const others = comments.map(({ id }) => fragments.comment(id));
    const writers = comments.map(({ id }) => fragments.writer(id));
    const passages = essay.prose?.passages?.map((_, index) => fragments.passage(index + 1)) ?? [];
    const own = new Set([...ownIdsOfEssay, ...others, ...writers, ...passages]);
    const { headings, errors: taken } = anchorsOf(essay, own);
    errors.push(...taken);
    return new Set([...headings, fragments.source, fragments.comments, ...others, ...passages]);
  };
  const idsOfPage = (page: { id: string; file: ParsedFile; prose?: Prose }) => {
    const series = page.id === homeId ? ids.series : [];
    const { headings, errors: taken } = anchorsOf(page, new Set([...ownIds, ...series]));
    errors.push(...taken);
    return new Set(headings);
  };
  const ofRefused = new Map(
    refused.map((one) => [
      one,
      one.name === 'essays' ? idsOfEssay(one) : one.name === 'pages' ? idsOfPage(one) : undefined,
    ]),
  );
  const idsWithin = {
    essays: new Map(entries.essays.map((essay) => [essay.id, idsOfEssay(essay)])),
    pages: new Map(entries.pages.map((page) => [page.id, idsOfPage(page)])),
  };

  const targets = targetsOf(entries, ids, idsWithin, sources, today);
  errors.push(...redirectErrors(entries, ids, targets, today));
  const areAllRead = entries.authors.length === ids.authors.length;
  errors.push(...portraitErrors(entries, areAllRead, targets));
  const site = byId(entries.site).get(siteId)?.data;
  const styleOf = (data: unknown, isKnown: boolean): Style => {
    const { language = site?.language ?? 'en', allow = [] } = told.parse(data);
    // What may stand is not known of a file whose data cannot be read.
    const checks = isKnown ? checksOf(language, site?.checks) : [];
    return { language, checks, exceptions: exceptionsOf(allow) };
  };
  for (const name of collectionNames) {
    for (const entry of entries[name]) {
      const style = styleOf(entry.data, true);
      const own = hasBody(name) ? idsWithin[name].get(entry.id) : undefined;
      errors.push(...entryTextErrors(name, entry, targets, style, own));
      errors.push(...unneededErrors(entry, style));
    }
  }
  for (const one of refused) {
    const data: unknown = one.file.data ?? {};
    const isKnown = one.file.data !== undefined && told.safeParse(data).success;
    const style = styleOf(isKnown ? data : {}, isKnown);
    errors.push(...entryTextErrors(one.name, { ...one, data }, targets, style, ofRefused.get(one)));
  }
  return errors;
}

/** What the data of a file says of its texts. */
const told = z.object({
  language: schemas.essays.shape.language.catch(undefined),
  allow: schemas.essays.shape.allow,
});

/** The ids of the headings and notes of a text, and an error for each that its page has for something else. */
function anchorsOf(
  { file, prose }: { file: ParsedFile; prose?: Prose },
  others: ReadonlySet<string>,
): { headings: string[]; errors: ContentError[] } {
  const headings = prose ? headingsOf(prose) : [];
  const taken = new Set([...others, ...(prose ? noteIds(prose) : [])]);
  const errors = headings
    .filter(({ id }) => taken.has(id) || isOfReaders.test(id))
    .map(({ id, line }) => ({
      file: file.path,
      line: file.bodyLine + line,
      problem: `a heading would have the id "${id}", which the page has for a part of its own`,
      fix: 'Word the heading differently.',
    }));
  return { headings: headings.map(({ id }) => id), errors };
}

/** The ids that comments of readers have, whose numbers nobody knows before. */
const isOfReaders = /^comment-\d+(--by)?$/;

/** What is wrong with the texts of one file: those of its keys, and the body of an essay or a page. */
function entryTextErrors(
  name: CollectionName,
  { file, data, prose }: { file: ParsedFile; data: unknown; prose?: Prose },
  targets: Targets,
  style: Style,
  ownIds: ReadonlySet<string> | undefined,
): ContentError[] {
  const errors: ContentError[] = [];
  const report = (line: number, problem: string, fix: string) =>
    errors.push({ file: file.path, line, problem, fix });
  const isDraft = z.object({ draft: z.literal(true) }).safeParse(data).success;
  const reportText = (
    firstLine: number,
    found: readonly TextError[],
    inFile: (edits: readonly Edit[]) => Edit[],
  ) => {
    for (const { line, problem, fix, isStyle, exceptions, edits = [] } of found) {
      const at = { file: file.path, line: firstLine + line };
      const isWarning = isStyle && isDraft && { isWarning: true as const };
      const ofStyle = { ...(exceptions && { exceptions }), ...isWarning };
      errors.push({ ...at, problem, fix, edits: inFile(edits), ...ofStyle });
    }
  };

  for (const { key, text, isMarkdown } of textsIn(schemas[name], data)) {
    if (key[0] === 'allow') continue;
    if (text.trim() === toBeWritten && !isDraft) {
      const fix = descriptionAt(schemas[name], key);
      report(file.lineOf(key), `"${key.join('.')}" is to be written`, fix);
    }
    const found = isMarkdown
      ? proseErrors(readProse(file.path, 'markdown', text), targets, style)
      : [...styleErrors(text, 'words', style), ...plainErrors(text)];
    if (found.length > 0) {
      reportText(file.textLineOf(key), found, (edits) => editsIn(file, key, text, edits));
    }
  }
  if (hasBody(name) && prose) {
    if (file.body.trim() === toBeWritten && !isDraft) {
      const fix = 'Write it, or keep draft: true until it is there.';
      report(file.bodyLine, `the ${nounOf[name]} is to be written`, fix);
    }
    reportText(file.bodyLine, proseErrors(prose, targets, style, ownIds), (edits) =>
      moved(edits, (index) => index, file.bodyStart),
    );
  }
  return errors;
}

const plainErrors = (text: string): TextError[] =>
  plainMarkupIn(text).map(({ at, problem, fix }) => {
    return { line: text.slice(0, at).split('\n').length - 1, problem, fix };
  });

/** Edits of the value of a key as edits of its file. */
function editsIn(
  file: ParsedFile,
  key: readonly PropertyKey[],
  text: string,
  edits: readonly Edit[],
): Edit[] {
  const written = edits.length > 0 ? file.writtenAt(key) : undefined;
  if (!written) return [];
  // Before the text itself: the sign of a block of lines, or a quotation mark.
  const [opening = ''] = written.isPlain
    ? []
    : (/^(?:[|>][^\n]*\n|["'])/.exec(written.source) ?? []);
  const source = written.source.slice(opening.length);
  return moved(edits, placesOf(source, text), written.start + opening.length);
}

/** Exceptions that nothing has needed. */
function unneededErrors(
  { file, data }: Checked<CollectionName>,
  { exceptions }: Style,
): ContentError[] {
  return exceptions.unneeded().map((index) => {
    const { check, text } = data.allow?.[index] ?? { check: '', text: '' };
    return {
      file: file.path,
      line: file.lineOf(['allow', index]),
      problem: `nothing needs the exception from ${check} for "${text}"`,
      fix: 'Write its words just as they stand in the text, or take the exception out.',
    };
  });
}
