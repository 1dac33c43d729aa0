import type { Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { toXast } from 'hast-util-to-xast';
import type { RootContent } from 'xast';
import { x } from 'xastscript';
import { typeface } from '../../fonts/editions.ts';
import { dateInWords } from '../../publication/dates.ts';
import { marksOf } from '../../publication/line.ts';
import type { Essay, Series, Site } from '../../publication/model.ts';
import { bylineOf, bylineOfAll, factsOf } from '../../publication/provenance.ts';
import { renderMarkdown } from '../../publication/text/markdown.ts';
import {
  fragments,
  idOnOnePage,
  inFull,
  isPassageId,
  paths,
} from '../../publication/addresses/paths.ts';
import { authorsOf, lastUpdated, lengthInWords } from '../../publication/series.ts';
import {
  eachElement,
  idsIn,
  prefixIds,
  relink,
  stripFurniture,
  targetWithin,
  textOf,
  treeOf,
  type Parts,
  type Texts,
} from '../trees.ts';

/** What a book is made of, besides what its series says. */
export interface BookParts extends Parts {
  /** What a retelling is, as HTML, where the book has one and the site says what it is. */
  retelling: string | undefined;
  /** The pictures of the texts, by the addresses under which the texts show them. */
  pictures: ReadonlyMap<string, Picture>;
  /** The argument of the series as a picture, where it has a line. */
  argument?: Picture | undefined;
}

/** A picture, by the name that it has in the book. */
export interface Picture {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** A page of the book, in the order of the book. */
export interface BookPage {
  file: string;
  title: string;
  /** What it is, in the words of https://www.w3.org/TR/epub-ssv-11/ */
  type: string;
  /** Its role, https://www.w3.org/TR/dpub-aria-1.1/, where there is one for its type. */
  role?: string;
  body: RootContent[];
  /** Of its text where it is not that of the site: BCP 47. */
  language?: string;
  /** Where it is an essay: its number, from 1, and whose it is. */
  essay?: { number: number; byline: string };
  /** The ids of its passages. */
  passages?: string[];
  /** What stands in the contents below it. */
  sections?: { id: string; title: string }[];
}

const pageOf = ({ slug }: Essay) => `essay-${slug}.xhtml`;
const discussionsFile = 'discussions.xhtml';
const sourcesFile = 'sources.xhtml';

/** What the pages of one book have in common. */
interface Book {
  series: Series;
  parts: BookParts;
  site: Site;
  /** Where the site stands: links to what is not in the book lead there. */
  origin: URL;
  /** A text of a page of the site as it stands in the book. */
  text: (html: string, from?: Essay) => Root;
  /** The same where those of all essays stand on one page: no two have the same ids. */
  part: (essay: Essay, htmls: Texts) => RootContent[];
  /** Where in the book an address leads, or where on the web. */
  addressIn: (written: string, from?: Essay) => string;
  /** The essays that have a discussion. */
  discussed: Essay[];
}

/**
 * The pages of a series as a book: title, preface, its essays, what they show together, their discussions, authors and
 * sources.
 *
 * @param origin Where the site stands: links to what is not in the book lead there.
 */
export async function bookPages(
  series: Series,
  parts: BookParts,
  site: Site,
  origin: URL,
): Promise<BookPage[]> {
  const book = bookOf(series, parts, site, origin);
  const { words } = site;
  return [
    titlePage(book),
    ...(await markdownPage('preface', words.series.preface, series.preface, book)),
    ...series.essays.map((essay, index) => chapter(essay, index, book)),
    ...(await markdownPage('afterword', words.series.afterword, series.afterword, book)),
    ...questionsPage(book),
    ...discussionsPage(book),
    ...(await authorsPage(book)),
    sourcesPage(book),
  ];
}

function bookOf(series: Series, parts: BookParts, site: Site, origin: URL): Book {
  const { essays } = series;
  const { discussions } = parts;
  const discussed = essays.filter(({ slug }) => discussions.has(slug));
  const idsOfDiscussions = new Map(
    discussed.map(({ slug }) => [slug, idsIn(treeOf(textOf(slug, discussions)))]),
  );
  const addressIn = (written: string, from?: Essay): string => {
    const target = targetWithin(written, from, essays);
    if (!target) return inFull(written, origin);
    const { essay, fragment } = target;
    const id = idOnOnePage(essay.slug, fragment);
    if (fragment === undefined) return pageOf(essay);
    if (fragment === fragments.source) return `${sourcesFile}#${id}`;
    const within = idsOfDiscussions.get(essay.slug);
    if (within && (fragment === fragments.comments || within.has(fragment))) {
      return `${discussionsFile}#${id}`;
    }
    // What is said of a passage stands on another page of the book.
    const isHere = essay === from && !isPassageId.test(fragment);
    return `${isHere ? '' : pageOf(essay)}#${fragment}`;
  };
  const text = (html: string, from?: Essay): Root => {
    const tree = treeOf(html);
    stripFurniture(tree);
    relink(tree, (written, name) => {
      if (name === 'href') return addressIn(written, from);
      const picture = parts.pictures.get(written);
      if (!picture) throw new Error(`The picture "${written}" is missing from the book.`);
      return `pictures/${picture.name}`;
    });
    nameNotes(tree);
    keepClasses(tree);
    return tree;
  };
  const part = (essay: Essay, htmls: Texts): RootContent[] => {
    const tree = text(textOf(essay.slug, htmls), essay);
    prefixIds(tree, idOnOnePage(essay.slug, ''));
    return asXml(tree);
  };
  return { series, parts, site, origin, text, part, addressIn, discussed };
}

function titlePage({ series, parts: { argument }, site }: Book): BookPage {
  const { words } = site;
  const { line } = series;
  const order = marksOf(series.essays).map(({ number, essay }) => `${number}. ${essay.title}`);
  return {
    file: 'title.xhtml',
    title: series.title,
    type: 'titlepage',
    body: [
      series.title === site.title ? null : x('p', { class: 'small meta' }, site.title),
      x('h1', { class: 'house' }, series.title),
      x('p', { class: 'lead meta' }, series.standfirst),
      x('p', bylineOfAll(series.essays, words)),
      x('p', { class: 'small meta' }, `${lengthInWords(series, words)}.`),
      argument && line
        ? x('p', [
            x('img', {
              src: `pictures/${argument.name}`,
              alt: `${words.line.label(series.title, line.start.label, line.end.label)}: ${order.join('; ')}`,
            }),
          ])
        : null,
    ].filter((element) => element !== null),
  };
}

/** A page of Markdown, where the series has the text. */
async function markdownPage(
  type: 'preface' | 'afterword',
  title: string,
  markdown: string | undefined,
  book: Book,
): Promise<BookPage[]> {
  if (markdown === undefined) return [];
  const body = asXml(book.text(await renderMarkdown(markdown)));
  return [
    { file: `${type}.xhtml`, title, type, role: `doc-${type}`, body: [x('h1', title), ...body] },
  ];
}

function chapter(essay: Essay, index: number, book: Book): BookPage {
  const { series, parts, site, text, part, addressIn } = book;
  const { words } = site;
  const tree = text(textOf(essay.slug, parts.texts), essay);
  const section = (title: string, content: RootContent[]) =>
    x('section', { class: 'after' }, [x('h2', title), ...content]);
  const toDiscussion = () =>
    x('p', { class: 'small after' }, [
      x('a', { href: addressIn(`#${fragments.comments}`, essay) }, words.book.discussion),
    ]);
  return {
    file: pageOf(essay),
    title: essay.title,
    type: 'chapter',
    ...(essay.language !== site.language && { language: essay.language }),
    role: 'doc-chapter',
    essay: { number: index + 1, byline: bylineOf(essay, words) },
    body: [
      x('header', [
        x('p', { class: 'small meta' }, words.series.part(index + 1, series.essays.length)),
        x('h1', essay.title),
        x('p', { class: 'lead meta' }, essay.standfirst),
        x('p', { class: 'small' }, [bylineOf(essay, words), ...factsOf(essay, words)].join(' · ')),
      ]),
      ...asXml(tree),
      ...(essay.takeaways ? [section(words.essay.takeaways, [listOf(essay.takeaways)])] : []),
      ...(parts.arguments.has(essay.slug)
        ? [section(words.essay.together, part(essay, parts.arguments))]
        : []),
      ...(parts.discussions.has(essay.slug) ? [toDiscussion()] : []),
    ],
    passages: [...idsIn(tree)].filter((id) => isPassageId.test(id)),
    sections: sectionsOf(tree),
  };
}

const listOf = (sentences: readonly string[]) =>
  x(
    'ul',
    sentences.map((sentence) => x('li', sentence)),
  );

function questionsPage({ series, site }: Book): BookPage[] {
  if (!series.questions) return [];
  const title = site.words.series.questions;
  const body = [x('h1', title), listOf(series.questions)];
  return [{ file: 'questions.xhtml', title, type: 'backmatter', body }];
}

function discussionsPage({ parts, site, part, discussed }: Book): BookPage[] {
  if (discussed.length === 0) return [];
  const title = site.words.series.discussions;
  const sections = discussed.map((essay) =>
    x('section', { id: idOnOnePage(essay.slug, fragments.comments) }, [
      x('h2', [x('a', { href: pageOf(essay) }, essay.title)]),
      ...part(essay, parts.discussions),
    ]),
  );
  return [appendix(discussionsFile, title, sections)];
}

async function authorsPage({ series, site, text }: Book): Promise<BookPage[]> {
  const authors = authorsOf(series);
  if (authors.length === 0) return [];
  const title = authors.length === 1 ? site.words.home.author : site.words.home.authors;
  const people = authors.map(async ({ name, about }) =>
    x('section', [x('h2', name), ...asXml(text(await renderMarkdown(about)))]),
  );
  return [appendix('authors.xhtml', title, await Promise.all(people))];
}

/** Where the essays come from, as far as they come from elsewhere, and the book itself. */
function sourcesPage({ series, parts, site, origin, text, part }: Book): BookPage {
  const { book, ...words } = site.words;
  const title = series.essays.some(({ source }) => source) ? book.sources : book.about;
  return appendix(sourcesFile, title, [
    ...(parts.retelling === undefined ? [] : asXml(text(parts.retelling))),
    ...series.essays.map((essay) =>
      x('section', { id: idOnOnePage(essay.slug, fragments.source) }, [
        x('h2', [x('a', { href: pageOf(essay) }, essay.title)]),
        ...part(essay, parts.sources),
      ]),
    ),
    x('section', { id: 'this-book' }, [
      x('h2', book.thisBook),
      x('p', [
        book.madeFrom.before,
        x('a', { href: inFull(paths.series(series.id), origin) }, site.title),
        book.madeFrom.after(dateInWords(lastUpdated(series), words.language)),
        book.setIn(typeface),
      ]),
    ]),
  ]);
}

const appendix = (file: string, title: string, content: RootContent[]): BookPage => ({
  file,
  title,
  type: 'appendix',
  role: 'doc-appendix',
  body: [x('h1', title), ...content],
});

/** Says what notes, their parts and epigraphs are in the words that e-readers know, by the roles that they have. */
function nameNotes(tree: Root): void {
  const types: Record<string, string> = {
    'doc-noteref': 'noteref',
    'doc-backlink': 'backlink',
    'doc-endnotes': 'endnotes',
    'doc-epigraph': 'epigraph',
  };
  eachElement(tree, ({ properties }) => {
    const type = types[String(properties['role'])];
    if (type !== undefined) properties['epub:type'] = type;
  });
}

/** Takes out the classes that mean nothing to book.css. */
function keepClasses(tree: Root): void {
  eachElement(tree, ({ properties }) => {
    const kept = [properties['className']]
      .flat()
      .filter((name) =>
        /^(small|meta|lead|label|note|align-\w+|verse|line|epigraph|source|pull-quote|on-paper)$/.test(
          String(name),
        ),
      );
    delete properties['className'];
    if (kept.length > 0) properties['className'] = kept as string[];
  });
}

function sectionsOf(tree: Root): { id: string; title: string }[] {
  const sections: { id: string; title: string }[] = [];
  eachElement(tree, (element) => {
    const { id } = element.properties;
    if (element.tagName === 'h2' && typeof id === 'string' && id !== 'footnote-label')
      sections.push({ id, title: toString(element).trim() });
  });
  return sections;
}

/** HTML as XML; the page in which it stands says its namespace. */
function asXml(tree: Root): RootContent[] {
  const { children } = toXast(tree) as { children: RootContent[] };
  for (const child of children) {
    if (child.type === 'element') delete child.attributes['xmlns'];
  }
  return children;
}
