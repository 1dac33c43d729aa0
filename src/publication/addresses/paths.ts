import manifest from '../../../package.json' with { type: 'json' };
import type { Site } from '../model.ts';
import { outcomes, type Outcome } from './comment-form.ts';
import { commentsAddress } from './site-address.ts';

// The base path under which the site stands: '/' or '/…/'. Outside Vite (the checks of content) there is none.
const base = import.meta.env?.BASE_URL ?? '/';

/** Where the engine behind the comments stands; nothing where the site takes none. The configuration has checked it. */
export const commentsUrl = commentsAddress(import.meta.env?.['COMMENTS_URL'], (error) => {
  throw new Error(error);
});

/** Sets a path from the root of the site under a base path: `/about/` under `/essays/` is `/essays/about/`. */
export function underBase(path: string, basePath: string = base): string {
  return basePath.replace(/\/$/, '') + path;
}

/** The address of a path in full. */
export function inFull(path: string, origin: URL): string {
  return new URL(path, origin).href;
}

/** The pages that have no content file of their own, from the root of the site. */
export const fixedPages = [
  '/',
  '/essays/',
  '/series/',
  '/topics/',
  '/authors/',
  '/search/',
] as const;

/** The file in which the site publishes the comments that it was built with, and the id of what it holds. */
export const snapshotFile = 'comments.json';
export const snapshotId = 'snapshot';

/** The files at the root of the output that are made at build, besides those of pages and for hosts. */
export const madeFiles = [
  ...['404.html', 'atom.xml', 'comments.xml', 'feed.css', 'feed.json', 'index.html', 'robots.txt'],
  ...['rss.xml', 'sitemap-index.xml', 'llms.txt', snapshotFile],
] as const;

/** The formats in which an essay is cited, by the endings of their files: BibTeX, RIS and CSL-JSON. */
export const citationFormats = ['bib', 'ris', 'json'] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** The size of a social card, in px: 1.91 to 1, https://ogp.me; large enough for every network. */
export const cardSize = { width: 1200, height: 630 };

/** The folders of the output that are made at build, besides those of pages. */
export const madeFolders = ['cards', '_astro'] as const;

/** The folder of files whose names hold a hash of their content. */
export const generatedFolder = '/_astro/';

/**
 * The folder of the search index and of what searches it. Its files are named by a hash, or are always the same in one
 * version of Pagefind; the one that is neither, its table of contents, is asked for under a new address every time.
 */
export const searchFolder = `${generatedFolder}pagefind-${manifest.dependencies.pagefind}/`;

/** What the build leaves in the folder of the site for hosts to read, and not for readers. */
export const hostFiles = [
  '_headers',
  '_redirects',
  '.htaccess',
  '.nojekyll',
  '.hosting',
  'staticwebapp.config.json',
] as const;

/** The name by which essays without an author are browsed; no author may have it as an id. */
export const unsignedId = 'unsigned';

/** The path of every page from the root of the site, without the base path: what a link in `content/` says. */
export const routes = {
  home: '/',
  essays: '/essays/',
  search: '/search/',
  allSeries: '/series/',
  essay: (slug: string) => `/essays/${slug}/`,
  series: (id: string) => `/series/${id}/`,
  topics: '/topics/',
  topic: (id: string) => `/topics/${id}/`,
  author: (id: string) => `/authors/${id}/`,
  complete: (id: string) => `/series/${id}/complete/`,
  /** A page of the folder `content/pages`. */
  page: (id: string) => `/${id}/`,
};

/**
 * The id by which feed readers and e-readers know the thing of a route for ever, wherever the site stands: a tag URI,
 * RFC 4151.
 */
export function tagOf(route: string, { tagAuthority }: Pick<Site, 'tagAuthority'>): string {
  return `tag:${tagAuthority}:${route}`;
}

/** The address of every page on its host, base path included. The only source of addresses in templates. */
export const paths = {
  home: underBase('/'),
  essays: underBase(routes.essays),
  allSeries: underBase(routes.allSeries),
  topics: underBase(routes.topics),
  authors: underBase('/authors/'),
  search: underBase(routes.search),
  searchEngine: underBase(`${searchFolder}pagefind.js`),
  essay: (slug: string) => underBase(routes.essay(slug)),
  series: (id: string) => underBase(routes.series(id)),
  topic: (id: string) => underBase(routes.topic(id)),
  author: (id: string) => underBase(routes.author(id)),
  unsigned: underBase(routes.author(unsignedId)),
  complete: (id: string) => underBase(routes.complete(id)),
  book: (id: string) => underBase(`/series/${id}/${id}.epub`),
  /** The page of any route. */
  page: (route: string) => underBase(route),
  /** A numbered page of the essays of a route. An essay or author of the name "page" does not stand in its way. */
  numbered: (route: string, number: number) => underBase(`${route}page/${number}/`),
  letter: (letter: string) => underBase(`/authors/letter/${letter.toLowerCase()}/`),
  /** The feeds of the page of a route; RSS is of the whole site alone. */
  atom: (route: string) => underBase(`${route}atom.xml`),
  jsonFeed: (route: string) => underBase(`${route}feed.json`),
  rss: underBase('/rss.xml'),
  /** The feed of what readers write, of an essay's page or of all the site. */
  comments: (route: string) => underBase(`${route}comments.xml`),
  /** The text of a page as Markdown, of an essay and of a series. */
  markdown: (route: string) => underBase(`${route}index.md`),
  /** What there is, for programs: https://llmstxt.org */
  overview: underBase('/llms.txt'),
  /** How an essay is cited, for a program that keeps references. */
  citation: (slug: string, format: CitationFormat) =>
    underBase(`${routes.essay(slug)}cite.${format}`),
  feedStyle: underBase('/feed.css'),
  favicon: underBase('/favicon.svg'),
  sitemap: underBase('/sitemap-index.xml'),
  essayCard: (slug: string) => underBase(`/cards/essays/${slug}.png`),
  seriesCard: (id: string) => underBase(`/cards/series/${id}.png`),
  homeCard: underBase('/cards/home.png'),
  /** Where the form of a comment is sent. */
  postComment: commentsUrl && new URL('api/comment', commentsUrl).href,
};

/** The ids within an essay's page to which something links. */
export const fragments = {
  source: 'source',
  comments: 'comments',
  comment: (id: string) => `comment-${id}`,
  /** The heading of a comment: the search knows places by their headings. */
  writer: (id: string) => `comment-${id}--by`,
  /** A passage of the text, by its number. */
  passage: (number: number) => `p${number}`,
  form: 'write',
  /** The field of the form for the comment that is answered. */
  parent: 'write-parent',
  /** The field of the form for the passage that a comment is on. */
  passageField: 'write-passage',
  /** What became of a comment that was sent; the engine leads back to it. */
  outcome: (outcome: Outcome) => `sent-${outcome}`,
};

/** The ids that passages of a text have. */
export const isPassageId = /^p\d+$/;

/**
 * The id that an essay, or a part of its page, has on the page of its whole series. No two are the same, and none is
 * one of that page's own: a slug has no two hyphens in a row.
 */
export function idOnOnePage(slug: string, fragment?: string): string {
  return fragment === undefined ? `essay-${slug}` : `${slug}--${fragment}`;
}

/** The ids that pages have for parts of their own: no heading of a text may take one, and no series, which the home page has parts for. */
export const ownIds: ReadonlySet<string> = new Set([
  ...['main', 'theme', 'footnote-label'],
  ...['alone', 'authors', 'editions', 'newest', 'search'].map((part) => `${part}-heading`),
]);

/** Those of an essay's page. */
export const ownIdsOfEssay: ReadonlySet<string> = new Set([
  ...ownIds,
  'argument-heading',
  'source-heading',
  'takeaways-heading',
  'comments-heading',
  fragments.source,
  fragments.comments,
  fragments.form,
  ...['name', 'parent', 'parent-help', 'passage', 'answer', 'subject', 'text', 'text-help'].map(
    (part) => `${fragments.form}-${part}`,
  ),
  ...outcomes.map((outcome) => `sent-${outcome}`),
]);
