import type { Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { toXast } from 'hast-util-to-xast';
import { visit } from 'unist-util-visit';
import type { RootContent } from 'xast';
import { x } from 'xastscript';
import { namesOf } from '../../publication/authors.ts';
import { dateInWords } from '../../publication/dates.ts';
import type { Essay, Series } from '../../publication/model.ts';
import { factsOf } from '../../publication/provenance.ts';
import { renderMarkdown } from '../../publication/text/markdown.ts';
import { fragments, idOnOnePage, inFull, paths } from '../../publication/addresses/paths.ts';
import { authorsOf, lastUpdated, lengthInWords, writersInWords } from '../../publication/series.ts';
import { site } from '../../site.ts';
import {
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
  /** What a retelling is, as HTML. */
  retelling: string;
  /** The pictures of the texts, by the addresses under which the texts show them. */
  pictures: ReadonlyMap<string, Picture>;
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
  /** What stands in the contents below it. */
  sections?: { id: string; title: string }[];
}

const pageOf = ({ slug }: Essay) => `essay-${slug}.xhtml`;
const discussionsFile = 'discussions.xhtml';
const sourcesFile = 'sources.xhtml';

/**
 * The pages of a series as a book: title, preface, its essays, their discussions and their sources.
 *
 * @param origin Where the site stands: links to what is not in the book lead there.
 */
export async function bookPages(
  series: Series,
  parts: BookParts,
  origin: URL,
): Promise<BookPage[]> {
  const { essays } = series;
  const { texts, sources, discussions } = parts;
  const discussed = essays.filter(({ slug }) => discussions.has(slug));
  const idsOfDiscussions = new Map(
    discussed.map(({ slug }) => [slug, idsIn(treeOf(textOf(slug, discussions)))]),
  );

  /** Where in the book an address leads, or where on the web. */
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
    return `${essay === from ? '' : pageOf(essay)}#${fragment}`;
  };
  const bookText = (html: string, from?: Essay): Root => {
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
  /** The same for a page on which those of all essays stand. */
  const partText = (essay: Essay, htmls: Texts): RootContent[] => {
    const tree = bookText(textOf(essay.slug, htmls), essay);
    prefixIds(tree, idOnOnePage(essay.slug, ''));
    return asXml(tree);
  };

  const title: BookPage = {
    file: 'title.xhtml',
    title: series.title,
    type: 'titlepage',
    body: [
      x('p', { class: 'small meta' }, site.title),
      x('h1', { class: 'house' }, series.title),
      x('p', { class: 'lead meta' }, series.standfirst),
      x('p', writersInWords(series, site.language)),
      x('p', { class: 'small meta' }, `${lengthInWords(series)}.`),
    ],
  };
  const preface: BookPage = {
    file: 'preface.xhtml',
    title: 'Preface',
    type: 'preface',
    role: 'doc-preface',
    body: [x('h1', 'Preface'), ...asXml(bookText(await renderMarkdown(series.preface)))],
  };
  const chapters = essays.map((essay, index): BookPage => {
    const tree = bookText(textOf(essay.slug, texts), essay);
    return {
      file: pageOf(essay),
      title: essay.title,
      type: 'chapter',
      role: 'doc-chapter',
      body: [
        x('header', [
          x('p', { class: 'small meta' }, `Part ${index + 1} of ${essays.length}`),
          x('h1', essay.title),
          x('p', { class: 'lead meta' }, essay.standfirst),
          x(
            'p',
            { class: 'small' },
            [namesOf(essay.authors, site.language), ...factsOf(essay)].join(' · '),
          ),
        ]),
        ...asXml(tree),
        ...(parts.arguments.has(essay.slug)
          ? [
              x('section', { class: 'after' }, [
                x('h2', 'In the argument'),
                ...partText(essay, parts.arguments),
              ]),
            ]
          : []),
        ...(discussions.has(essay.slug)
          ? [
              x('p', { class: 'small after' }, [
                x(
                  'a',
                  { href: addressIn(`#${fragments.comments}`, essay) },
                  'The discussion of this essay',
                ),
              ]),
            ]
          : []),
      ],
      sections: sectionsOf(tree),
    };
  });
  const appendix: BookPage[] =
    discussed.length === 0
      ? []
      : [
          {
            file: discussionsFile,
            title: 'The discussions',
            type: 'appendix',
            role: 'doc-appendix',
            body: [
              x('h1', 'The discussions'),
              ...discussed.map((essay) =>
                x('section', { id: idOnOnePage(essay.slug, fragments.comments) }, [
                  x('h2', [x('a', { href: pageOf(essay) }, essay.title)]),
                  ...partText(essay, discussions),
                ]),
              ),
            ],
          },
        ];
  const people = await Promise.all(
    authorsOf(series).map(async ({ name, about }) =>
      x('section', [x('h2', name), ...asXml(bookText(await renderMarkdown(about)))]),
    ),
  );
  const authors: BookPage[] =
    people.length === 0
      ? []
      : [
          {
            file: 'authors.xhtml',
            title: people.length === 1 ? 'The author' : 'The authors',
            type: 'appendix',
            role: 'doc-appendix',
            body: [x('h1', people.length === 1 ? 'The author' : 'The authors'), ...people],
          },
        ];
  const about: BookPage = {
    file: sourcesFile,
    title: 'The sources',
    type: 'appendix',
    role: 'doc-appendix',
    body: [
      x('h1', 'The sources'),
      ...asXml(bookText(parts.retelling)),
      ...essays.map((essay) =>
        x('section', { id: idOnOnePage(essay.slug, fragments.source) }, [
          x('h2', [x('a', { href: pageOf(essay) }, essay.title)]),
          ...partText(essay, sources),
        ]),
      ),
      x('section', { id: 'this-book' }, [
        x('h2', 'This book'),
        x('p', [
          'Made from ',
          x('a', { href: inFull(paths.series(series.id), origin) }, site.title),
          ` as it stood on ${dateInWords(lastUpdated(series))}. Set in Source Serif 4, which Frank Grießhammer drew for Adobe, under the SIL Open Font License.`,
        ]),
      ]),
    ],
  };
  return [title, preface, ...chapters, ...appendix, ...authors, about];
}

/** Says what the parts of notes are in the words that e-readers know, by the roles that they have. */
function nameNotes(tree: Root): void {
  const types: Record<string, string> = {
    'doc-noteref': 'noteref',
    'doc-backlink': 'backlink',
    'doc-endnotes': 'endnotes',
  };
  visit(tree, 'element', ({ properties }) => {
    const type = types[String(properties['role'])];
    if (type !== undefined) properties['epub:type'] = type;
  });
}

/** Takes out the classes that mean nothing to book.css. */
function keepClasses(tree: Root): void {
  visit(tree, 'element', ({ properties }) => {
    const kept = [properties['className']]
      .flat()
      .filter((name) => /^(small|meta|lead|label|align-\w+)$/.test(String(name)));
    delete properties['className'];
    if (kept.length > 0) properties['className'] = kept as string[];
  });
}

function sectionsOf(tree: Root): { id: string; title: string }[] {
  const sections: { id: string; title: string }[] = [];
  visit(tree, 'element', (element) => {
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
