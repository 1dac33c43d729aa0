import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessor } from '@mdx-js/mdx';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import { parse } from 'yaml';
import type { BuiltPublication } from './sites.ts';

// What the files of a publication say, read here without the program's own code.

/** A comment of an archived discussion. */
interface WrittenComment {
  id: string;
  text: string;
  replyTo?: string;
}

interface WrittenDiscussion {
  place: string;
  draft?: boolean;
  claimed?: number;
  comments: WrittenComment[];
}

export interface WrittenEssay {
  slug: string;
  title: string;
  standfirst: string;
  authors: string[];
  published: string;
  revised?: string;
  draft?: boolean;
  formerly?: string[];
  kind: 'retelling' | 'reprint' | 'original';
  source?: { title?: string; place?: string; date?: string | number; url?: string; note?: string };
  position?: number;
  topics?: string[];
  answers: { essay: string; how: string }[];
  /** The MDX below the frontmatter. */
  body: string;
  discussion?: WrittenDiscussion;
}

interface WrittenAuthor {
  id: string;
  draft?: boolean;
  formerly?: string[];
  name: string;
  surname: string;
  standfirst: string;
  about: string;
}

export interface WrittenSeries {
  id: string;
  draft?: boolean;
  formerly?: string[];
  title: string;
  standfirst: string;
  preface?: string;
  afterword?: string;
  questions?: string[];
  revised?: string;
  /** Slugs in reading order, of those only that are published. */
  essays: string[];
  line?: { start: { label: string }; end: { label: string } };
}

/** What a publication says on the day of the test. */
export interface WrittenContent {
  site: { title: string; language: string; tagAuthority: string; timeZone?: string };
  /** Those that are published. */
  essays: WrittenEssay[];
  /** Drafts, and essays of a later day. */
  keptBack: WrittenEssay[];
  /** Those with a published essay. */
  authors: WrittenAuthor[];
  /** Those with a published essay. */
  series: WrittenSeries[];
  /** The names of the pages that are published, without the opening of the home page. */
  pages: string[];
}

const filesIn = (folder: string, extension: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(extension)) : [];

/** The ids and texts of the files of a collection. */
const textsIn = (folder: string, extension: string) =>
  filesIn(folder, extension).map((name) => ({
    id: name.slice(0, -extension.length),
    text: readFileSync(join(folder, name), 'utf8'),
  }));

const partsOf = (text: string) => {
  const [, frontmatter = '', ...body] = text.split(/^---$/m);
  return { data: parse(frontmatter) ?? {}, body: body.join('---') };
};

/** Reads the content that a site was built from. */
export function contentOf({ content }: BuiltPublication): WrittenContent {
  const site: WrittenContent['site'] = parse(readFileSync(join(content, 'site.yaml'), 'utf8'));
  // Swedes write a day as ISO 8601 does.
  const today = new Date().toLocaleDateString('sv', { timeZone: site.timeZone ?? 'UTC' });
  const yaml = <Data>(folder: string) =>
    textsIn(join(content, folder), '.yaml').map(({ id, text }): Data & { id: string } => ({
      ...parse(text),
      id,
    }));
  const discussions = new Map(
    yaml<WrittenDiscussion>('discussions')
      .filter(({ draft }) => !draft)
      .map((one) => [one.id, one]),
  );
  const all = textsIn(join(content, 'essays'), '.mdx').map(({ id, text }): WrittenEssay => {
    const { data, body } = partsOf(text);
    const discussion = discussions.get(id);
    return { answers: [], ...data, slug: id, body, ...(discussion && { discussion }) };
  });
  const isPublished = ({ draft, published }: WrittenEssay) => !draft && published <= today;
  const essays = all.filter(isPublished);
  const slugs = new Set(essays.map(({ slug }) => slug));
  return {
    site,
    essays: essays.map((essay) => ({
      ...essay,
      answers: essay.answers.filter((answer) => slugs.has(answer.essay)),
    })),
    keptBack: all.filter((essay) => !isPublished(essay)),
    authors: yaml<WrittenAuthor>('authors').filter(({ id }) =>
      essays.some(({ authors }) => authors.includes(id)),
    ),
    series: yaml<WrittenSeries>('series')
      .map((one) => ({ ...one, essays: one.essays.filter((slug) => slugs.has(slug)) }))
      .filter(({ draft, essays: parts }) => !draft && parts.length > 0),
    pages: textsIn(join(content, 'pages'), '.mdx')
      .filter(({ id, text }) => id !== 'home' && !partsOf(text).data.draft)
      .map(({ id }) => id),
  };
}

/** The name in the address of a topic. */
export const topicId = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

/** Whose words an essay is in, with the pages that say who that is: of a retelling, those of the publication. */
export function writersOf(
  { kind, authors }: WrittenEssay,
  content: WrittenContent,
): { name: string; path: string }[] {
  if (kind === 'retelling') return [{ name: content.site.title, path: '/' }];
  const byId = new Map(content.authors.map((author) => [author.id, author]));
  return authors.flatMap((id) => {
    const author = byId.get(id);
    return author ? { name: author.name, path: `/authors/${id}/` } : [];
  });
}

const mdx = createProcessor({ remarkPlugins: [[remarkGfm, { singleTilde: false }]] });
type Root = ReturnType<typeof mdx.parse>;
type Node = Root | Root['children'][number];

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The text of phrasing as a reader sees it: without pictures, and without the numbers of notes. */
const shown = (node: Node): string => {
  if (node.type === 'break') return ' ';
  return 'children' in node
    ? node.children.map(shown).join('')
    : toString(node, { includeImageAlt: false });
};

/** The paragraphs, headings, cells and pieces of code of an essay, notes included, as they are read. */
export function blocksOf(body: string): string[] {
  const blocks: string[] = [];
  const collect = (node: Node) => {
    for (const child of 'children' in node ? node.children : []) {
      if (['paragraph', 'heading', 'tableCell', 'code'].includes(child.type)) {
        blocks.push(folded(shown(child)));
      } else collect(child);
    }
  };
  collect(mdx.parse(body));
  return blocks.filter(Boolean);
}
