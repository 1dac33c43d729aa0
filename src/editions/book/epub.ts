import type { Element } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';
import { bookFonts } from '../../fonts/editions.ts';
import type { Words } from '../../words/en.ts';
import { sortedAs } from '../../publication/authors.ts';
import type { Author, Series, Site } from '../../publication/model.ts';
import { inFull, paths, routes, tagOf } from '../../publication/addresses/paths.ts';
import { firstName } from '../../publication/redirects.ts';
import { directionOf } from '../../publication/languages.ts';
import { isRetold } from '../../publication/provenance.ts';
import { lastUpdated } from '../../publication/series.ts';
import style from './book.css?raw';
import { bookPages, type BookPage, type BookParts, type Picture } from './pages.ts';
import { xmlText } from '../trees.ts';
import { zipOf } from './zip.ts';

const fonts = Object.entries(bookFonts).map(([face, bytes]) => ({
  name: `source-serif-book-${face}.ttf`,
  bytes,
}));

const encoder = new TextEncoder();
const styleBytes = encoder.encode(style);

const contentsFile = 'contents.xhtml';

/**
 * A series as an e-book: EPUB 3.3, accessible by EPUB Accessibility 1.1. The same series is the same bytes, whenever
 * and wherever it is made.
 *
 * @param cover A PNG.
 * @param origin Where the site stands: links to what is not in the book lead there.
 */
export async function epub(
  series: Series,
  site: Site,
  parts: BookParts,
  cover: Uint8Array,
  origin: URL,
): Promise<Uint8Array<ArrayBuffer>> {
  const [title, ...read] = await bookPages(series, parts, site, origin);
  const pages = [...(title ? [title] : []), contentsOf(read, site.words), ...read];
  const pictures = [...parts.pictures.values(), ...(parts.argument ? [parts.argument] : [])];
  const asText = (name: string, text: string) => ({ name, bytes: encoder.encode(text) });
  const within = (folder: string, { name, bytes }: { name: string; bytes: Uint8Array }) => ({
    name: `EPUB/${folder}/${name}`,
    bytes,
  });
  return zipOf([
    // First and not compressed, so that the type can be read off the bytes.
    { ...asText('mimetype', 'application/epub+zip'), asItIs: true },
    asText('META-INF/container.xml', xml(container())),
    asText('EPUB/package.opf', xml(packageOf(series, pages, pictures, site, origin))),
    asText('EPUB/toc.ncx', xml(ncxOf(series, read, site))),
    { name: 'EPUB/style.css', bytes: styleBytes },
    { name: 'EPUB/cover.png', bytes: cover, asItIs: true },
    ...pages.map((page) => asText(`EPUB/${page.file}`, pageAsXhtml(page, site))),
    ...fonts.map((font) => within('fonts', font)),
    ...pictures.map((picture) => within('pictures', picture)),
  ]);
}

/** The contents: a page of the book, and what e-readers show as its table of contents and landmarks. */
function contentsOf(pages: readonly BookPage[], { series, book }: Words): BookPage {
  const link = (href: string, text: string) => x('a', { href }, text);
  const first = pages.find(({ type }) => type === 'chapter');
  return {
    file: contentsFile,
    title: series.contents,
    type: 'toc',
    body: [
      x('nav', { 'epub:type': 'toc', id: 'toc', role: 'doc-toc', 'aria-labelledby': 'contents' }, [
        x('h1', { id: 'contents' }, series.contents),
        x(
          'ol',
          pages.map(({ file, title, essay, sections = [] }) =>
            x('li', [
              essay
                ? x('a', { href: file }, [
                    numbered(title, essay),
                    x('span', { class: 'small meta' }, ` · ${essay.byline}`),
                  ])
                : link(file, title),
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
      ...passageList(pages, book.passages),
      x('nav', { 'epub:type': 'landmarks', hidden: '', 'aria-labelledby': 'landmarks' }, [
        x('h2', { id: 'landmarks' }, book.landmarks),
        x('ol', [
          x('li', [x('a', { 'epub:type': 'titlepage', href: 'title.xhtml' }, book.title)]),
          x('li', [x('a', { 'epub:type': 'toc', href: '#toc' }, series.contents)]),
          first
            ? x('li', [x('a', { 'epub:type': 'bodymatter', href: first.file }, book.essays)])
            : null,
        ]),
      ]),
    ],
  };
}

/**
 * The passages of the essays, which e-readers find as they find the pages of a printed book: each by the number of its
 * essay and its own, by which it is cited. Nothing where there are none.
 */
function passageList(pages: readonly BookPage[], title: string): Element[] {
  const items = pages.flatMap(({ file, essay, passages = [] }) =>
    passages.map((id) =>
      x('li', [x('a', { href: `${file}#${id}` }, `${essay?.number ?? ''}.${id.slice(1)}`)]),
    ),
  );
  if (items.length === 0) return [];
  return [
    x(
      'nav',
      { 'epub:type': 'page-list', hidden: '', role: 'doc-pagelist', 'aria-labelledby': 'passages' },
      [x('h2', { id: 'passages' }, title), x('ol', items)],
    ),
  ];
}

const numbered = (title: string, essay: BookPage['essay']): string =>
  essay ? `${essay.number}. ${title}` : title;

/** The contents for e-readers of the time before EPUB 3: https://idpf.org/epub/20/spec/OPF_2.0_final_spec.html#Section2.4.1 */
function ncxOf(series: Series, pages: readonly BookPage[], site: Site): Element {
  return x('ncx', { xmlns: 'http://www.daisy.org/z3986/2005/ncx/', version: '2005-1' }, [
    x('head', [
      x('meta', {
        name: 'dtb:uid',
        content: tagOf(routes.series(firstName(series.id, series)), site),
      }),
    ]),
    x('docTitle', [x('text', series.title)]),
    x(
      'navMap',
      pages.map(({ file, title, essay }, index) =>
        x('navPoint', { id: `point-${index + 1}`, playOrder: index + 1 }, [
          x('navLabel', [x('text', numbered(title, essay))]),
          x('content', { src: file }),
        ]),
      ),
    ),
  ]);
}

function pageAsXhtml(page: BookPage, site: Site): string {
  const { title, type, role, body, language = site.language } = page;
  return xml(
    x(
      'html',
      {
        xmlns: 'http://www.w3.org/1999/xhtml',
        'xmlns:epub': 'http://www.idpf.org/2007/ops',
        lang: language,
        'xml:lang': language,
        dir: directionOf(language) === 'rtl' ? 'rtl' : undefined,
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

const meta = (property: string, value: string, refines?: string) =>
  x('meta', { property, refines: refines && `#${refines}` }, value);

const item = (id: string, href: string, mediaType: string, properties?: string) =>
  x('item', { id, href, 'media-type': mediaType, properties });

const idOfPage = ({ file }: BookPage) => file.replace('.xhtml', '');

function packageOf(
  series: Series,
  pages: BookPage[],
  pictures: readonly Picture[],
  site: Site,
  origin: URL,
): Element {
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
        x('dc:identifier', { id: 'id' }, tagOf(routes.series(firstName(series.id, series)), site)),
        x('dc:title', series.title),
        ...[site.language, ...series.essays.map(({ language }) => language)]
          .filter((language, index, all) => all.indexOf(language) === index)
          .map((language) => x('dc:language', language)),
        ...creatorsOf(series, site),
        x('dc:publisher', site.title),
        x('dc:description', series.standfirst),
        x('dc:source', inFull(paths.series(series.id), origin)),
        x('dc:date', series.essays.map(({ published }) => published).toSorted()[0] ?? ''),
        meta('dcterms:modified', `${lastUpdated(series)}T12:00:00Z`),
        x('meta', { property: 'belongs-to-collection', id: 'collection' }, site.title),
        meta('collection-type', 'set', 'collection'),
        // Where older e-readers look for the cover.
        x('meta', { name: 'cover', content: 'cover' }),
        ...accessibilityOf(pictures, site),
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
        item('ncx', 'toc.ncx', 'application/x-dtbncx+xml'),
        item('style', 'style.css', 'text/css'),
        item('cover', 'cover.png', 'image/png', 'cover-image'),
        ...fonts.map(({ name }, index) => item(`font-${index + 1}`, `fonts/${name}`, 'font/ttf')),
        ...pictures.map(({ name, mediaType }, index) =>
          item(`picture-${index + 1}`, `pictures/${name}`, mediaType),
        ),
      ]),
      x(
        'spine',
        { toc: 'ncx' },
        pages.map((page) => x('itemref', { idref: idOfPage(page) })),
      ),
    ],
  );
}

/** https://www.w3.org/TR/epub-a11y-11/ */
function accessibilityOf(pictures: readonly Picture[], { title, words }: Site): Element[] {
  const features = [
    'ARIA',
    'displayTransformability',
    'readingOrder',
    'structuralNavigation',
    'tableOfContents',
    'unlocked',
    ...(pictures.length > 0 ? ['alternativeText'] : []),
  ];
  return [
    meta('dcterms:conformsTo', 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA'),
    meta('a11y:certifiedBy', title),
    meta('schema:accessMode', 'textual'),
    ...(pictures.length > 0 ? [meta('schema:accessMode', 'visual')] : []),
    meta('schema:accessModeSufficient', 'textual'),
    ...features.map((feature) => meta('schema:accessibilityFeature', feature)),
    meta('schema:accessibilityHazard', 'none'),
    meta('schema:accessibilitySummary', words.book.accessibility(pictures.length > 0)),
  ];
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

/**
 * Whose words the book is in, and of retellings whose essays they retell: those are antecedents, by
 * https://id.loc.gov/vocabulary/relators/ant.html
 */
function creatorsOf(series: Series, site: Site): Element[] {
  const signed = (retold: boolean) => [
    ...new Set(
      series.essays.filter((essay) => isRetold(essay) === retold).flatMap((one) => one.authors),
    ),
  ];
  const person = (element: 'dc:creator' | 'dc:contributor', author: Author, role?: string) => {
    const id = `${role ?? 'author'}-${author.id}`;
    const refine = (property: string, value: string, scheme?: string) =>
      x('meta', { refines: `#${id}`, property, scheme }, value);
    return [
      x(element, { id }, author.name),
      refine('file-as', sortedAs(author)),
      ...(role === undefined ? [] : [refine('role', role, 'marc:relators')]),
    ];
  };
  return [
    ...(series.essays.some(isRetold) ? [x('dc:creator', site.title)] : []),
    ...signed(false).flatMap((author) => person('dc:creator', author)),
    ...signed(true).flatMap((author) => person('dc:contributor', author, 'ant')),
  ];
}

function xml(root: Element, doctype?: string): string {
  const text = toXml(
    [
      { type: 'instruction', name: 'xml', value: 'version="1.0" encoding="utf-8"' },
      ...(doctype === undefined ? [] : [{ type: 'doctype' as const, name: doctype }]),
      root,
    ],
    { closeEmptyElements: true },
  );
  // Text must not hold what ends a CDATA section, though there is none.
  return xmlText(text).replaceAll(']]>', ']]&gt;');
}
