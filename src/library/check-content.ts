import { z } from 'astro/zod';
import { headingIds, proseFaults, type Prose, type Targets } from './check-prose.ts';
import { parseContentFile, type ContentFile, type ParsedFile } from './content-files.ts';
import type { PartialDate } from './dates.ts';
import { isPublished } from './essays.ts';
import { didYouMean, type Fault } from './faults.ts';
import { fixedPages, fragments, routes, unsignedId } from './paths.ts';
import { schemas, type CollectionName, type Data } from './schemas.ts';

/** All that the site is made from, as it lies on the disk. Paths are relative, with forward slashes. */
export interface Sources {
  /** The files in `content/` that hold text, with paths from the root of the project. */
  files: readonly ContentFile[];
  /** The paths of all other files in `content/`, from the root of the project. */
  otherFiles: readonly string[];
  /** The paths of the files in `public/`, from there. */
  publicFiles: readonly string[];
}

const extensions: Record<CollectionName, string> = {
  essays: '.mdx',
  authors: '.yaml',
  series: '.yaml',
  discussions: '.yaml',
};
const collectionNames = Object.keys(schemas) as CollectionName[];
const imagePattern = /\.(avif|gif|jpe?g|png|svg|webp)$/;

/** A file whose data its schema has accepted. */
interface Entry<Name extends CollectionName> {
  id: string;
  file: ParsedFile;
  data: Data[Name];
}
type Entries = { [Name in CollectionName]: Entry<Name>[] };

/**
 * All faults of the content, of all its files at once: names, schemas, references, prose. A site built from
 * sources without faults has no dangling reference, no lost text and no broken link in its prose.
 *
 * @param today Essays published later (`yyyy-mm-dd`, UTC) cannot be linked to yet.
 */
export function contentFaults(sources: Sources, today: PartialDate): Fault[] {
  const faults: Fault[] = [...nameFaults(sources), ...characterFaults(sources)];
  const entries: Entries = { essays: [], authors: [], series: [], discussions: [] };
  for (const file of sources.files) {
    const name = collectionOf(file.path);
    if (name) faults.push(...readEntry(name, parseContentFile(file), entries));
  }
  return [
    ...faults,
    ...referenceFaults(entries),
    ...discussionFaults(entries),
    ...textFaults(entries, sources, today),
  ];
}

function collectionOf(path: string): CollectionName | undefined {
  const [, folder, name = '', ...deeper] = path.split('/');
  const collection = collectionNames.find((candidate) => candidate === folder);
  return collection && deeper.length === 0 && name.endsWith(extensions[collection])
    ? collection
    : undefined;
}

const idOf = (path: string) => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');

function nameFaults({ files, otherFiles, publicFiles }: Sources): Fault[] {
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  for (const file of [...files.map(({ path }) => path), ...otherFiles].toSorted()) {
    const [, folder = ''] = file.split('/');
    const collection = collectionNames.find((name) => name === folder);
    if (!collection) {
      const mend = didYouMean(folder, collectionNames, `Folders: ${collectionNames.join(', ')}.`);
      faults.push({ file, problem: 'the file is in no folder that the site reads', mend });
      continue;
    }
    if (collection === 'essays' && imagePattern.test(file)) continue;
    const id = idOf(file);
    const key = `${folder}/${id.toLowerCase()}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const problem = `the file has the same id as ${other}`;
      faults.push({ file, problem, mend: 'Rename one of the two.' });
    }
    seen.set(key, file);
    if (!collectionOf(file)) {
      faults.push({
        file,
        problem: 'the file would not be read',
        mend: `Name it content/${folder}/<id>${extensions[collection]}.`,
      });
    } else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
      faults.push({
        file,
        problem: `"${id}" cannot be an address`,
        mend: 'Name the file in lower case a to z, digits and single hyphens.',
      });
    }
    if (collection === 'authors' && id === unsignedId) {
      const mend = 'Choose another id: this page lists the essays that nobody signed.';
      faults.push({ file, problem: `"${id}" cannot be an author`, mend });
    }
  }

  // A page's file in public/ would be overwritten by the page, or overwrite it, without a word.
  const reserved = new Set([...fixedPages.map((page) => page.split('/')[1] ?? ''), '404']);
  for (const path of publicFiles) {
    const first = path.split('/')[0]?.toLowerCase() ?? '';
    if (path.endsWith('.html') || reserved.has(first) || /^(robots|sitemap.*)\.\w+$/.test(first)) {
      faults.push({
        file: `public/${path}`,
        problem: 'the file would stand where the site has a page of its own',
        mend: 'Rename it, or take it out.',
      });
    }
  }
  return faults;
}

// Marks that change the direction of text for what follows, and control characters: neither can be seen, both can
// make text read as what it is not. https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/u;

function characterFaults({ files }: Sources): Fault[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const code = unseen.exec(line)?.[0].codePointAt(0)?.toString(16).toUpperCase();
      if (code === undefined) return [];
      return {
        file: path,
        line: index + 1,
        problem: `the line has an unseen control character in it, U+${code.padStart(4, '0')}`,
        mend: 'Delete it; write the words again by hand if it cannot be found.',
      };
    }),
  );
}

/** Reads one file into the entries, or says what is wrong with it. */
function readEntry(name: CollectionName, file: ParsedFile, entries: Entries): Fault[] {
  if (file.errors.length > 0) {
    return file.errors.map(({ line, message }) => ({
      file: file.path,
      line,
      problem: `the YAML cannot be read (${message})`,
      mend: 'Put a value that has ": " or " #" in it, or begins with a sign, in double quotes.',
    }));
  }
  const schema = schemas[name];
  const result = schema.safeParse(file.data);
  const faults: Fault[] = [];
  if (result.success) {
    // The schema of this name has just accepted the data.
    (entries[name] as Entry<CollectionName>[]).push({
      id: idOf(file.path),
      file,
      data: result.data,
    });
  } else {
    faults.push(...result.error.issues.flatMap((issue) => schemaFaults(issue, schema, file)));
  }
  if (name === 'essays' && file.body.trim() === '') {
    faults.push({
      file: file.path,
      line: file.bodyLine,
      problem: 'the essay has no text',
      mend: 'Write it below the second line of three hyphens.',
    });
  }
  return faults;
}

function schemaFaults(issue: z.core.$ZodIssue, schema: z.ZodType, file: ParsedFile): Fault[] {
  const at = (key: readonly PropertyKey[]) => ({ file: file.path, line: file.lineOf(key) });
  const key = issue.path.join('.');

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((unknown) => ({
      ...at([...issue.path, unknown]),
      problem: `"${unknown}" is not a key here`,
      mend: didYouMean(unknown, known, `The keys are: ${known.join(', ')}.`),
    }));
  }

  const value = issue.path.reduce<unknown>(
    (parent, name) => (parent as Record<PropertyKey, unknown> | undefined)?.[name],
    file.data,
  );
  const mend = descriptionAt(schema, issue.path);
  const fault = (problem: string) => [{ ...at(issue.path), problem: `"${key}" ${problem}`, mend }];
  if (value === undefined) return fault('is missing');
  if (value === null) return fault('is empty');
  if (issue.code === 'invalid_type') {
    return fault(`is ${describe(value)}, and must be ${articled(issue.expected)}`);
  }
  if (issue.code === 'invalid_value') return fault(`is ${describe(value)}`);
  return fault(typeof value === 'string' && value ? `${issue.message}: ${value}` : issue.message);
}

const articled = (type: string) =>
  ({ string: 'text', boolean: 'true or false', array: 'a list', object: 'a set of keys' })[type] ??
  (type === 'int' ? 'a whole number' : `a ${type}`);

const describe = (value: unknown) =>
  Array.isArray(value) || (typeof value === 'object' && value !== null)
    ? articled(Array.isArray(value) ? 'array' : 'object')
    : JSON.stringify(value);

/** The schema of a key within another. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((parent, name) => {
    const bare = parent && inner(parent);
    if (bare instanceof z.ZodArray) return bare.element as z.ZodType;
    if (bare instanceof z.ZodObject) return bare.shape[String(name)] as z.ZodType | undefined;
    return undefined;
  }, schema);
}

/** A schema without what makes it optional or gives it a default. */
function inner(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? inner(schema.unwrap() as z.ZodType)
    : schema;
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  const bare = found && inner(found);
  return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
}

/** The sentence of a key for the writer, or of the nearest key around it that has one. */
function descriptionAt(schema: z.ZodType, path: readonly PropertyKey[]): string {
  for (let depth = path.length; depth > 0; depth--) {
    const description = schemaAt(schema, path.slice(0, depth))?.description;
    if (description !== undefined) return description;
  }
  return 'Begin the file with its keys, between two lines of three hyphens.';
}

function referenceFaults({ essays, authors, series, discussions }: Entries): Fault[] {
  const faults: Fault[] = [];
  const slugs = essays.map(({ id }) => id);
  const authorIds = authors.map(({ id }) => id);

  const report = (file: ParsedFile, key: PropertyKey[], problem: string, mend: string) =>
    faults.push({ file: file.path, line: file.lineOf(key), problem, mend });
  const requireEssay = (slug: string, file: ParsedFile, key: PropertyKey[]) => {
    if (slugs.includes(slug)) return;
    const mend = didYouMean(slug, slugs, `The essays are: ${slugs.join(', ')}.`);
    report(file, key, `there is no essay "${slug}"`, mend);
  };

  for (const { id, file, data } of essays) {
    for (const [index, author] of data.authors.entries()) {
      if (!authorIds.includes(author)) {
        const fallback = `Add content/authors/${author}.yaml.`;
        const mend = didYouMean(author, authorIds, fallback);
        report(file, ['authors', index], `there is no author "${author}"`, mend);
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
      }
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
    for (const [index, slug] of data.essays.entries()) {
      requireEssay(slug, file, ['essays', index]);
      const other = seriesOf.get(slug);
      if (other !== undefined) {
        const where = other === id ? 'in this series twice' : `in the series "${other}" too`;
        const mend = 'An essay has one place in one series: take one of the two out.';
        report(file, ['essays', index], `the essay "${slug}" is ${where}`, mend);
      }
      seriesOf.set(slug, id);
      const essay = essays.find((entry) => entry.id === slug);
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
  return faults;
}

function discussionFaults({ discussions }: Entries): Fault[] {
  const faults: Fault[] = [];
  for (const { file, data } of discussions) {
    const earlier: string[] = [];
    for (const [index, { id, replyTo }] of data.comments.entries()) {
      const report = (key: string, problem: string, mend: string) =>
        faults.push({
          file: file.path,
          line: file.lineOf(['comments', index, key]),
          problem,
          mend,
        });
      if (earlier.includes(id)) {
        report('id', `two comments have the id "${id}"`, 'Give each comment an id of its own.');
      }
      if (replyTo !== undefined && !earlier.includes(replyTo)) {
        const fallback =
          earlier.length > 0
            ? `The comments before it are: ${earlier.join(', ')}.`
            : 'Take the key out: the first comment answers none.';
        const mend = didYouMean(replyTo, earlier, fallback);
        report('replyTo', `no comment before this one has the id "${replyTo}"`, mend);
      }
      earlier.push(id);
    }
  }
  return faults;
}

/** The Markdown in an entry's data, with the keys that lead to it. */
function markdownOf(entries: Entries): { file: ParsedFile; key: PropertyKey[]; text: string }[] {
  return [
    ...entries.essays.flatMap(({ file, data }) => ({
      file,
      key: ['source', 'note'],
      text: data.source?.note ?? '',
    })),
    ...entries.authors.map(({ file, data }) => ({ file, key: ['about'], text: data.about })),
    ...entries.series.map(({ file, data }) => ({ file, key: ['preface'], text: data.preface })),
    ...entries.discussions.flatMap(({ file, data }) =>
      data.comments.map(({ text }, index) => ({ file, key: ['comments', index, 'text'], text })),
    ),
  ];
}

function textFaults(entries: Entries, sources: Sources, today: PartialDate): Fault[] {
  const essays = entries.essays.map(({ id, file, data }) => {
    const prose: Prose = {
      file: file.path,
      line: file.bodyLine,
      text: file.body,
      format: 'mdx',
    };
    const discussion = entries.discussions.find((entry) => entry.id === id);
    const ids = new Set([
      ...headingIds(prose),
      fragments.source,
      fragments.comments,
      ...(discussion?.data.comments.map((comment) => fragments.comment(comment.id)) ?? []),
    ]);
    return { id, data, prose, ids };
  });
  const published = essays.filter(({ data }) => isPublished(data, today));
  const isRead = (slug: string) => published.some((essay) => essay.id === slug);
  const isSigned = (id: string) => published.some(({ data }) => data.authors.includes(id));
  const withoutIds = [
    ...fixedPages,
    ...(published.some(({ data }) => data.authors.length === 0) ? [routes.author(unsignedId)] : []),
    ...entries.authors.filter(({ id }) => isSigned(id)).map(({ id }) => routes.author(id)),
    ...entries.series
      .filter(({ data }) => data.essays.some(isRead))
      .map(({ id }) => routes.series(id)),
  ];
  const targets: Targets = {
    pages: new Map<string, ReadonlySet<string>>([
      ...withoutIds.map((route) => [route, new Set<string>()] as const),
      ...published.map(({ id, ids }) => [routes.essay(id), ids] as const),
    ]),
    unpublished: new Set(essays.filter(({ id }) => !isRead(id)).map(({ id }) => routes.essay(id))),
    images: new Set([...sources.otherFiles, ...sources.publicFiles.map((path) => `/${path}`)]),
  };
  return [
    ...essays.flatMap(({ prose, ids }) => proseFaults(prose, targets, ids)),
    ...markdownOf(entries).flatMap(({ file, key, text }) =>
      proseFaults({ file: file.path, line: file.textLineOf(key), text, format: 'md' }, targets),
    ),
  ];
}
