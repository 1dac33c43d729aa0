import { z } from 'astro/zod';
import { isSeq, parseDocument, stringify } from 'yaml';
import { contentErrors } from '../check/check.ts';
import { nameErrors, type Sources } from '../check/files.ts';
import { collectionOf, extensionOf, hasBody, idOf } from '../publication/collections.ts';
import { inner } from '../check/keys.ts';
import { typographic } from '../check/style.ts';
import { parseContentFile, type ContentFile } from '../publication/text/content-files.ts';
import type { PartialDate } from '../publication/dates.ts';
import { didYouMean, errorInWords, type ContentError } from '../check/errors.ts';
import { schemas, toBeWritten, type CollectionName } from '../publication/schemas.ts';
import { slugOf as spelledOut } from '../publication/slugs.ts';

// New content: files that are in order but for the texts that are to be written.

const collectionNamed = {
  essay: 'essays',
  page: 'pages',
  author: 'authors',
  series: 'series',
  discussion: 'discussions',
} as const satisfies Record<string, CollectionName>;

type What = keyof typeof collectionNamed;
const whats = Object.keys(collectionNamed) as What[];

/** What somebody wants to begin, as far as it has been said. An empty answer is an answer. */
export interface Wanted {
  what?: string | undefined;
  /** The title of an essay, a page or a series, the name of an author, the slug of the essay of a discussion. */
  title?: string | undefined;
  /** The name of the file, where it is not to be made of the title. */
  slug?: string | undefined;
  kind?: string | undefined;
  author?: string[] | undefined;
  series?: string | undefined;
  position?: string | undefined;
  essay?: string[] | undefined;
}

/** Something that has not been said yet, or not in a way that something can be made of. */
export interface Question {
  about: keyof Wanted;
  words: string;
  /** Whether nothing can be made without an answer. */
  isNeeded: boolean;
  /** What is wrong with the answer that there is: sentences. */
  objection?: string | undefined;
}

/** The first question that is open: of a script, of those alone that need an answer and have none. */
export function openQuestion(
  wanted: Wanted,
  sources: Sources,
  neededOnly: boolean,
): Question | undefined {
  const { what, title, slug } = wanted;
  const isNamed = what !== 'discussion' && (title || slug !== undefined);
  const asked: Asked[] = [
    {
      about: 'what',
      words: 'essay, page, author, series or discussion',
      isNeeded: true,
      isOpen: what === undefined || what === '',
      objection: isWhat(what) ? undefined : notAWhat(what),
    },
    {
      about: 'title',
      words: titleWords[isWhat(what) ? what : 'essay'],
      isNeeded: true,
      isOpen: !title,
      objection: titleObjection(wanted, sources),
    },
    {
      about: 'slug',
      words: 'name of the file: a to z, digits and hyphens',
      isNeeded: false,
      isOpen: false,
      objection: isNamed ? nameObjection(wanted, sources) : undefined,
    },
    ...(what === 'essay' ? questionsOfEssay(wanted, sources) : []),
    ...(what === 'series' ? questionsOfSeries(wanted, sources) : []),
  ];
  const open = asked.find(({ isNeeded, isOpen, objection }) =>
    neededOnly ? isNeeded && isOpen : isOpen || objection !== undefined,
  );
  if (!open) return undefined;
  const { isOpen, objection, ...question } = open;
  return { ...question, ...(!isOpen && { objection }) };
}

interface Asked extends Question {
  /** Whether nothing at all has been said. */
  isOpen: boolean;
}

function questionsOfEssay(wanted: Wanted, sources: Sources): Asked[] {
  const { kind, author, series, position } = wanted;
  const ends = series && idsIn(sources, 'series').includes(series) && lineOf(sources, series);
  const kinds = schemas.essays.shape.kind.options;
  const isKind = !kind || kinds.some((one) => one === kind);
  return [
    {
      about: 'kind',
      words: `kind, or nothing for an original (${kinds.join(', ')})`,
      isNeeded: false,
      isOpen: kind === undefined,
      objection: isKind ? undefined : didYouMean(kind, kinds, `Say ${kinds.join(', ')}.`),
    },
    {
      about: 'author',
      words: `authors, with commas between, or nothing for an unsigned essay (${listed(sources, 'authors')})`,
      isNeeded: false,
      isOpen: author === undefined,
      objection: unknownAmong(author, sources, 'authors', 'author'),
    },
    {
      about: 'series',
      words: `series, or nothing (${listed(sources, 'series')})`,
      isNeeded: false,
      isOpen: series === undefined,
      objection: unknownAmong(series ? [series] : [], sources, 'series', 'series'),
    },
    ...(ends
      ? [
          {
            about: 'position' as const,
            words: `position on the line of the series, from 0 (${ends.start}) to 1 (${ends.end})`,
            isNeeded: true,
            isOpen: !position,
            objection: isOnLine(position) ? undefined : `"${position}" is no number from 0 to 1.`,
          },
        ]
      : []),
  ];
}

const isOnLine = (position = '') => {
  const number = position.trim() === '' ? NaN : Number(position);
  return number >= 0 && number <= 1;
};

function questionsOfSeries({ essay }: Wanted, sources: Sources): Asked[] {
  return [
    {
      about: 'essay',
      words: `essays in reading order, with commas between (${listed(sources, 'essays')})`,
      isNeeded: true,
      isOpen: !essay?.length,
      objection: unknownAmong(essay, sources, 'essays', 'essay'),
    },
  ];
}

const listed = (sources: Sources, name: CollectionName) =>
  idsIn(sources, name).join(', ') || 'none yet';

function unknownAmong(
  said: readonly string[] = [],
  sources: Sources,
  name: CollectionName,
  noun: string,
): string | undefined {
  const ids = idsIn(sources, name);
  const unknown = said.find((id) => !ids.includes(id));
  if (unknown === undefined) return undefined;
  const fix = didYouMean(unknown, ids, ids.length > 0 ? `There is: ${ids.join(', ')}.` : '');
  return `There is no ${noun} "${unknown}". ${fix}`.trim();
}

const notAWhat = (what = '') => didYouMean(what, whats, `Say ${whats.join(', ')}.`);

/** What is wrong with a title, or with the slug of the essay of a discussion. */
function titleObjection({ what, title = '' }: Wanted, sources: Sources): string | undefined {
  if (!isWhat(what) || title === '') return undefined;
  if (what === 'discussion') {
    return (
      unknownAmong([title], sources, 'essays', 'essay') ??
      (idsIn(sources, 'discussions').includes(title)
        ? `content/discussions/${title}.yaml is there already.`
        : undefined)
    );
  }
  const schema =
    what === 'author' ? schemas.authors.shape.name : schemas[collectionNamed[what]].shape.title;
  const [issue] = schema.safeParse(typographic(title)).error?.issues ?? [];
  return issue && `The ${titleWords[what]} ${issue.message}.`;
}

/** What is wrong with the name of a new file. */
function slugObjection({ what, title = '', slug }: Wanted, sources: Sources): string | undefined {
  if (!isWhat(what)) return undefined;
  const named = slug ?? slugOf(title);
  if (named === undefined) {
    return `"${title}" has letters of which no address can be made. Say one: --slug a-name.`;
  }
  if (named === '') return `"${title}" has no letter for an address. Say one: --slug a-name.`;
  const path = pathOf(what, named);
  return sources.files.some((file) => file.path === path)
    ? `${path} is there already. Open it, or say another name: --slug a-name.`
    : undefined;
}

/** The same, with what can be no address, and what the site has something of its own by. */
function nameObjection(wanted: Wanted, sources: Sources): string | undefined {
  const { what, title = '', slug = slugOf(title) ?? '' } = wanted;
  const objection = slugObjection(wanted, sources);
  if (objection !== undefined || !isWhat(what)) return objection;
  const path = pathOf(what, slug);
  const alone = { files: [{ path, text: '' }], otherFiles: [], publicFiles: [] };
  const [error] = nameErrors(alone).filter(({ file }) => file === path);
  return error && `${error.problem.replace(/^the/, 'The')}. ${error.fix}`;
}

const pathOf = (what: What, slug: string) =>
  `content/${collectionNamed[what]}/${slug}${extensionOf(collectionNamed[what])}`;

const titleWords: Record<What, string> = {
  essay: 'title',
  page: 'title',
  author: 'name',
  series: 'title',
  discussion: 'slug of its essay',
};

const isWhat = (what: string | undefined): what is What => whats.some((name) => name === what);

/** What is wanted, with an answer to a question. */
export function withAnswer(wanted: Wanted, { about }: Question, answer: string): Wanted {
  const isList = about === 'author' || about === 'essay';
  return { ...wanted, [about]: isList ? answer.split(/[\s,]+/).filter(Boolean) : answer.trim() };
}

/**
 * The files to write for what is wanted: one that is new and, for an essay in a series, that of the series.
 *
 * @param wanted Has no open question that needs an answer.
 * @param today The day of publication of a new essay.
 * @throws A refusal: what is there already, what is not known, and what the checks of content find.
 */
export function newFiles(wanted: Wanted, sources: Sources, today: PartialDate): ContentFile[] {
  const { what, title = '', series } = wanted;
  if (!isWhat(what)) throw new Refusal([notAWhat(what)]);
  const name = collectionNamed[what];
  const slug = wanted.slug ?? (what === 'discussion' ? title : slugOf(title)) ?? '';
  const path = pathOf(what, slug);
  const objection = slugObjection(what === 'discussion' ? { ...wanted, slug } : wanted, sources);
  if (objection !== undefined) throw new Refusal([objection]);

  const yaml = commented(schemas[name], valuesOf(what, wanted, today));
  const text = hasBody(name) ? `---\n${yaml}---\n\n${toBeWritten}\n` : yaml;
  const files = [{ path, text }];
  if (what === 'essay' && series) files.push(withEssay(seriesFile(sources, series), slug));

  const paths = files.map((file) => file.path);
  const after = {
    ...sources,
    files: [...sources.files.filter((file) => !paths.includes(file.path)), ...files],
  };
  const known = new Set(contentErrors(sources, today).map(withoutLine));
  const errors = contentErrors(after, today).filter(
    (error) => !known.has(withoutLine(error)) && !error.problem.endsWith('is to be written'),
  );
  if (errors.length > 0) throw new Refusal(errors.map(errorInWords));
  return files;
}

/** Why nothing is made: sentences. */
export class Refusal extends Error {
  readonly reasons: string[];

  constructor(reasons: string[]) {
    super(reasons.join('\n'));
    this.reasons = reasons;
  }
}

const withoutLine = ({ file, problem }: ContentError) => `${file} ${problem}`;

const idsIn = ({ files }: Sources, name: CollectionName) =>
  files.filter(({ path }) => collectionOf(path) === name).map(({ path }) => idOf(path));

// Of these scripts every letter has a spelling in Latin ones that a reader can tell: ø is o, Всё is vsyo, 北京 is bei-jing.
// Kanji are not read so, and of Arabic and Hebrew the vowels are missing.
const spelled =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Georgian}\p{Script=Armenian}\P{L}]*$/u;

/** A name for a file: the letters and digits of a title in a to z, and hyphens for what parts them; or none. */
function slugOf(title: string): string | undefined {
  return spelled.test(title) ? spelledOut(title) : undefined;
}

/** The part of a name by which it is sorted, as far as it can be told: the last one that is no title. */
export function surnameOf(name: string): string {
  const parts = name.split(' ');
  return parts.findLast((part) => !/^(jr|sr|i{2,3}|iv|ph\.?d|m\.?d|esq)\.?,?$/i.test(part)) ?? name;
}

/** The values with which the file of something new begins. */
function valuesOf(what: What, wanted: Wanted, today: PartialDate): Record<string, unknown> {
  const { title = '', author = [], position, essay = [] } = wanted;
  const kind = wanted.kind || 'original';
  const block = `${toBeWritten}\n`;
  switch (what) {
    case 'essay':
      return {
        title: typographic(title),
        standfirst: toBeWritten,
        authors: author,
        published: today,
        draft: true,
        kind,
        ...(kind !== 'original' && { source: { place: toBeWritten } }),
        ...(position && { position: Number.isNaN(Number(position)) ? position : Number(position) }),
      };
    case 'page':
      return { title: typographic(title), description: toBeWritten, draft: true };
    case 'author':
      return {
        name: typographic(title),
        surname: surnameOf(typographic(title)),
        standfirst: toBeWritten,
        about: block,
      };
    case 'series':
      return { title: typographic(title), standfirst: toBeWritten, preface: block, essays: essay };
    case 'discussion':
      return { place: toBeWritten, comments: [{ id: 'first', kind: 'comment', text: block }] };
  }
}

/** YAML with every key of a schema, its sentence above it; a key without a value is a comment too. */
function commented(schema: z.ZodType, values: object): string {
  const bare = inner(schema);
  if (!(bare instanceof z.ZodObject)) return stringify(values);
  const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);
  return Object.entries(bare.shape)
    .map(([key, keySchema]) => {
      const type = inner(keySchema as z.ZodType);
      const value: unknown = Reflect.get(values, key);
      const above = `# ${keySchema.description}\n`;
      if (value === undefined) return `${above}# ${key}:\n`;
      if (type instanceof z.ZodObject && typeof value === 'object' && value !== null) {
        return `${above}${key}:\n${indented(commented(type, value), '  ')}`;
      }
      if (type instanceof z.ZodArray && inner(type.element as z.ZodType) instanceof z.ZodObject) {
        const items = (value as object[]).map((item) =>
          indented(commented(type.element as z.ZodType, item), '    ').replace('    ', '  - '),
        );
        return `${above}${key}:\n${items.join('')}`;
      }
      return above + stringify({ [key]: value }, { lineWidth: 0 });
    })
    .join('');
}

function seriesFile({ files }: Sources, id: string): ContentFile {
  const all = files.filter(({ path }) => collectionOf(path) === 'series');
  const file = all.find(({ path }) => idOf(path) === id);
  if (file) return file;
  const ids = all.map(({ path }) => idOf(path));
  const fix = didYouMean(id, ids, `Begin it first: npm run new -- series "Title" --essay a-slug.`);
  throw new Refusal([`There is no series "${id}". ${fix}`]);
}

/** The words at the ends of the line of a series, where it has one. */
function lineOf(sources: Sources, id: string): { start: string; end: string } | undefined {
  const { data } = parseContentFile(seriesFile(sources, id));
  const line = schemas.series.safeParse(data).data?.line;
  return line && { start: line.start.label, end: line.end.label };
}

/** The file of a series with an essay at the end of its list; all else stays as it is, comments and form. */
function withEssay({ path, text }: ContentFile, slug: string): ContentFile {
  const list: unknown = parseDocument(text, { schema: 'core' }).getIn(['essays'], true);
  const [start, end] =
    (isSeq<{ range?: [number, number, number] }>(list) && list.items.at(-1)?.range) || [];
  if (!isSeq(list) || start === undefined || end === undefined) {
    throw new Refusal([`${path} has no list of essays to add to. Fix it first.`]);
  }
  if (list.flow) return { path, text: `${text.slice(0, end)}, ${slug}${text.slice(end)}` };
  const indent = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const lineEnd = /\n|$/.exec(text.slice(end))?.index ?? 0;
  const at = end + lineEnd;
  return { path, text: `${text.slice(0, at)}\n${indent}${slug}${text.slice(at)}` };
}
