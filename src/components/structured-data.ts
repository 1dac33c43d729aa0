import type { Author, Comment, Essay, Series, Site } from '../publication/model.ts';
import { isRetold } from '../publication/provenance.ts';
import { writerOf } from '../publication/discussions.ts';
import { fragments, paths } from '../publication/addresses/paths.ts';

// What pages say to machines, in the words of https://schema.org. Nothing here that the page does not show.

/** A JSON-LD object. */
export type StructuredData = Record<string, unknown>;

/** Where the site stands; `Astro.site`, which the configuration always sets. */
type Origin = URL | undefined;

const at = (origin: Origin, path: string) => new URL(path, origin).href;

const context = { '@context': 'https://schema.org' };

/** JSON that can stand in a script element: no `</script>` or `<!--` within it can end or change the element. */
export function jsonForScript(data: StructuredData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

const person = ({ id, name }: Author, origin: Origin): StructuredData => ({
  '@type': 'Person',
  name,
  url: at(origin, paths.author(id)),
});

const seriesOf = ({ id, title }: Series, origin: Origin): StructuredData => ({
  '@type': 'CreativeWorkSeries',
  name: title,
  url: at(origin, paths.series(id)),
});

/** How many threads the head of a page gives to machines: it comes before the text. All of them are in the page. */
const threadsInData = 50;

/**
 * An essay, its source, its place in its series and its comments.
 *
 * @param plain Makes Markdown text as it is read.
 */
export function essayData(
  essay: Essay,
  site: Site,
  origin: Origin,
  plain: (markdown: string) => string,
): StructuredData {
  const { title, standfirst, slug, authors, topics, part, source } = essay;
  const { published, revised, discussion } = essay;
  const url = at(origin, paths.essay(slug));
  const signed = authors.length > 0 && { author: authors.map((author) => person(author, origin)) };
  const publisher = { '@type': 'Organization', name: site.title, url: at(origin, paths.home) };
  // The words of a retelling are the publication's: its author is that of what it is based on.
  const by = isRetold(essay) ? { author: publisher } : signed;
  const commentData = (comment: Comment): StructuredData => ({
    '@type': 'Comment',
    url: `${url}#${fragments.comment(comment.id)}`,
    text: plain(comment.text),
    ...(Object.keys(comment.writer).length > 0 && {
      author: { '@type': 'Person', name: writerOf(comment, site.words) },
    }),
    ...(comment.date !== undefined && { datePublished: comment.date }),
    ...(comment.replies.length > 0 && { comment: comment.replies.map(commentData) }),
  });
  return {
    ...context,
    '@type': 'Article',
    headline: title,
    description: standfirst,
    url,
    mainEntityOfPage: url,
    inLanguage: essay.language,
    ...(topics.length > 0 && { keywords: topics.map(({ title: topic }) => topic) }),
    ...by,
    datePublished: published,
    ...(revised !== undefined && { dateModified: revised }),
    publisher,
    image: at(origin, paths.essayCard(slug)),
    ...(part && { isPartOf: seriesOf(part.series, origin), position: part.number }),
    ...(source && {
      isBasedOn: {
        '@type': 'CreativeWork',
        ...(source.title !== undefined && { name: source.title }),
        ...signed,
        ...(source.date !== undefined && { datePublished: source.date }),
        ...(source.url !== undefined && { url: source.url }),
      },
    }),
    commentCount: discussion?.count ?? 0,
    ...(discussion && { comment: discussion.threads.slice(0, threadsInData).map(commentData) }),
  };
}

/** A series and its essays in reading order. */
export function seriesData(series: Series, origin: Origin): StructuredData {
  return {
    ...context,
    ...seriesOf(series, origin),
    description: series.standfirst,
    hasPart: series.essays.map(({ title, slug }, index) => ({
      '@type': 'Article',
      headline: title,
      url: at(origin, paths.essay(slug)),
      position: index + 1,
    })),
  };
}

/**
 * The page of an author.
 *
 * @param portrait The path of the author’s picture.
 */
export function authorData(author: Author, origin: Origin, portrait?: string): StructuredData {
  const pages = author.links?.filter((link) => link.startsWith('http')) ?? [];
  return {
    ...context,
    '@type': 'ProfilePage',
    mainEntity: {
      ...person(author, origin),
      description: author.standfirst,
      ...(portrait !== undefined && { image: at(origin, portrait) }),
      ...(pages.length > 0 && { sameAs: pages }),
    },
  };
}

/** The site, on its home page. */
export function siteData(
  { title, description, language }: { title: string; description: string; language: string },
  origin: Origin,
): StructuredData {
  return {
    ...context,
    '@type': 'WebSite',
    name: title,
    description,
    inLanguage: language,
    url: at(origin, paths.home),
  };
}
