import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Element } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';
import type { Author } from '../library/authors.ts';
import { paths, routes, tagOf } from '../library/paths.ts';
import { authorsOf, lastUpdated, type Series } from '../library/series.ts';
import { site } from '../site.ts';
import { bookPages, type BookPage, type BookParts, type Picture } from './book.ts';

const read = (path: string) => Uint8Array.from(readFileSync(join(process.cwd(), 'src', path)));

const style = read('editions/book.css');
const fonts = ['basic-roman', 'basic-italic', 'latin-roman', 'latin-italic'].map((cut) => {
  const name = `source-serif-${cut}.woff2`;
  return { name, bytes: read(`fonts/${name}`) };
});

const contentsFile = 'contents.xhtml';

/**
 * A series as an e-book: EPUB 3.3, accessible by EPUB Accessibility 1.1. The same series is the same bytes, whenever
 * and wherever it is made.
 *
 * @param cover A PNG.
 * @param origin Where the site stands: links to what is not in the book lead there.
 */
export function epub(
  series: Series,
  parts: BookParts,
  cover: Uint8Array,
  origin: URL,
): Uint8Array<ArrayBuffer> {
  const [title, ...read] = bookPages(series, parts, origin);
  const pages = [...(title ? [title] : []), contentsOf(read), ...read];
  const pictures = [...parts.pictures.values()];
  const files: Zippable = {
    // First and not compressed, so that the type can be read off the bytes.
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(xml(container())),
    'EPUB/package.opf': strToU8(xml(packageOf(series, pages, pictures, origin))),
    'EPUB/style.css': style,
    'EPUB/cover.png': cover,
  };
  for (const page of pages) files[`EPUB/${page.file}`] = strToU8(pageAsXhtml(page));
  for (const { name, bytes } of fonts) files[`EPUB/fonts/${name}`] = bytes;
  for (const { name, bytes } of pictures) files[`EPUB/pictures/${name}`] = bytes;
  // The first moment that the format knows. It has no time zones: the library reads the local time.
  return Uint8Array.from(zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) }));
}

/** The contents: a page of the book, and what e-readers show as its table of contents and landmarks. */
function contentsOf(pages: readonly BookPage[]): BookPage {
  const link = (href: string, text: string) => x('a', { href }, text);
  const first = pages.find(({ type }) => type === 'chapter');
  return {
    file: contentsFile,
    title: 'Contents',
    type: 'toc',
    body: [
      x('nav', { 'epub:type': 'toc', id: 'toc', role: 'doc-toc', 'aria-labelledby': 'contents' }, [
        x('h1', { id: 'contents' }, 'Contents'),
        x(
          'ol',
          pages.map(({ file, title, sections = [] }) =>
            x('li', [
              link(file, title),
              sections.length === 0
                ? null
                : x(
                    'ol',
                    sections.map(({ id, title }) => x('li', [link(`${file}#${id}`, title)])),
                  ),
            ]),
          ),
        ),
      ]),
      x('nav', { 'epub:type': 'landmarks', hidden: '', 'aria-labelledby': 'landmarks' }, [
        x('h2', { id: 'landmarks' }, 'Landmarks'),
        x('ol', [
          x('li', [x('a', { 'epub:type': 'titlepage', href: 'title.xhtml' }, 'Title')]),
          x('li', [x('a', { 'epub:type': 'toc', href: '#toc' }, 'Contents')]),
          first
            ? x('li', [x('a', { 'epub:type': 'bodymatter', href: first.file }, 'The essays')])
            : null,
        ]),
      ]),
    ],
  };
}

function pageAsXhtml({ title, type, role, body }: BookPage): string {
  return xml(
    x(
      'html',
      {
        xmlns: 'http://www.w3.org/1999/xhtml',
        'xmlns:epub': 'http://www.idpf.org/2007/ops',
        lang: site.language,
        'xml:lang': site.language,
      },
      [
        x('head', [
          x('title', title),
          x('link', { rel: 'stylesheet', type: 'text/css', href: 'style.css' }),
        ]),
        x('body', [
          // The contents are a nav element, which says what they are by itself.
          type === 'toc'
            ? x('section', body)
            : x('section', { 'epub:type': type, role, 'aria-label': role && title }, body),
        ]),
      ],
    ),
    'html',
  );
}

function packageOf(
  series: Series,
  pages: BookPage[],
  pictures: readonly Picture[],
  origin: URL,
): Element {
  const meta = (property: string, value: string, refines?: string) =>
    x('meta', { property, refines: refines && `#${refines}` }, value);
  const item = (id: string, href: string, mediaType: string, properties?: string) =>
    x('item', { id, href, 'media-type': mediaType, properties });
  const idOfPage = ({ file }: BookPage) => file.replace('.xhtml', '');
  return x(
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'id',
      'xml:lang': site.language,
    },
    [
      x('metadata', { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' }, [
        x('dc:identifier', { id: 'id' }, tagOf(routes.series(series.id))),
        x('dc:title', series.title),
        x('dc:language', site.language),
        ...authorsOf(series).flatMap((author) => {
          const id = `author-${author.id}`;
          const relator = { property: 'role', refines: `#${id}`, scheme: 'marc:relators' };
          return [
            x('dc:creator', { id }, author.name),
            meta('file-as', surnameFirst(author), id),
            x('meta', relator, roleOf(author, series)),
          ];
        }),
        x('dc:publisher', site.title),
        x('dc:description', series.standfirst),
        x('dc:source', new URL(paths.series(series.id), origin).href),
        x('dc:date', series.essays.map(({ published }) => published).toSorted()[0] ?? ''),
        meta('dcterms:modified', `${lastUpdated(series)}T00:00:00Z`),
        x('meta', { property: 'belongs-to-collection', id: 'collection' }, site.title),
        meta('collection-type', 'set', 'collection'),
        // https://www.w3.org/TR/epub-a11y-11/
        meta('dcterms:conformsTo', 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA'),
        meta('a11y:certifiedBy', site.title),
        meta('schema:accessMode', 'textual'),
        ...(pictures.length > 0 ? [meta('schema:accessMode', 'visual')] : []),
        meta('schema:accessModeSufficient', 'textual'),
        ...[
          'ARIA',
          'displayTransformability',
          'readingOrder',
          'structuralNavigation',
          'tableOfContents',
          'unlocked',
          ...(pictures.length > 0 ? ['alternativeText'] : []),
        ].map((feature) => meta('schema:accessibilityFeature', feature)),
        meta('schema:accessibilityHazard', 'none'),
        meta(
          'schema:accessibilitySummary',
          'All of the book is text in one order, with headings, a table of contents, and notes that lead there and back.',
        ),
      ]),
      x('manifest', [
        ...pages.map((page) =>
          item(
            idOfPage(page),
            page.file,
            'application/xhtml+xml',
            page.file === contentsFile ? 'nav' : undefined,
          ),
        ),
        item('style', 'style.css', 'text/css'),
        item('cover', 'cover.png', 'image/png', 'cover-image'),
        ...fonts.map(({ name }, index) => item(`font-${index + 1}`, `fonts/${name}`, 'font/woff2')),
        ...pictures.map(({ name, mediaType }, index) =>
          item(`picture-${index + 1}`, `pictures/${name}`, mediaType),
        ),
      ]),
      x(
        'spine',
        pages.map((page) => x('itemref', { idref: idOfPage(page) })),
      ),
    ],
  );
}

/** https://www.w3.org/TR/epub-33/#sec-container-metainf-container.xml */
function container(): Element {
  return x(
    'container',
    { version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container' },
    [
      x('rootfiles', [
        x('rootfile', {
          'full-path': 'EPUB/package.opf',
          'media-type': 'application/oebps-package+xml',
        }),
      ]),
    ],
  );
}

/** "Phillips, Ann", as libraries sort. */
function surnameFirst({ name, surname }: Author): string {
  const rest = name.replace(surname, '').trim();
  return rest === '' ? surname : `${surname}, ${rest}`;
}

/**
 * What an author is to the book, in the codes of https://id.loc.gov/vocabulary/relators: its author (aut), or that of
 * the works on which it is based (ant), where every word is retold.
 */
function roleOf(author: Author, { essays }: Series): string {
  const own = essays.filter(({ authors }) => authors.includes(author));
  return own.every(({ kind }) => kind === 'retelling') ? 'ant' : 'aut';
}

function xml(root: Element, doctype?: string): string {
  return toXml(
    [
      { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
      ...(doctype === undefined ? [] : [{ type: 'doctype' as const, name: doctype }]),
      root,
    ],
    { closeEmptyElements: true },
  );
}
