import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { visit } from 'unist-util-visit';
import { namesOf } from '../library/authors.ts';
import { updated, type Essay } from '../library/essays.ts';
import { fragments, paths, routes, tagOf, unsignedId } from '../library/paths.ts';
import type { Publication } from '../library/publication.ts';
import { lastUpdated } from '../library/series.ts';
import { site } from '../site.ts';
import { relink, stripFurniture, textOf, treeOf, type Texts } from './text.ts';

/** The essays of a page, as they come. */
export interface Feed {
  title: string;
  description: string;
  /** The page whose essays these are, from the root of the site, without the base path. */
  route: string;
  /** The newest first, at most {@link feedLength}. */
  essays: Essay[];
}

/** How many essays a feed holds: readers keep what they have had, and ask for the whole file again and again. */
export const feedLength = 20;

/** The feeds of the site, of each author, of the unsigned essays and of each series. */
export function feedsOf({ essays, authors, series }: Publication): Feed[] {
  const feedOf = (title: string, description: string, route: string, own: readonly Essay[]) => ({
    title: `${title} · ${site.title}`,
    description,
    route,
    essays: newestFirst(own).slice(0, feedLength),
  });
  const unsigned = essays.filter((essay) => essay.authors.length === 0);
  return [
    { ...feedOf('', site.description, routes.home, essays), title: site.title },
    ...authors.map((one) => feedOf(one.name, one.standfirst, routes.author(one.id), one.essays)),
    ...(unsigned.length > 0
      ? [feedOf('Unsigned', 'Essays that nobody signed.', routes.author(unsignedId), unsigned)]
      : []),
    ...series.map((one) => feedOf(one.title, one.standfirst, routes.series(one.id), one.essays)),
  ];
}

/** By day of publication; those of one day stay as they were, in reading order. */
function newestFirst(essays: readonly Essay[]): Essay[] {
  return essays.toSorted((a, b) => b.published.localeCompare(a.published));
}

/**
 * The text of an essay for feeds: every address in full, and nothing that needs the site's styles. A link within the
 * text leads to the page's own note or heading, which has the same id here.
 */
function contentOf({ slug }: Essay, texts: Texts, origin: URL): string {
  const page = new URL(paths.essay(slug), origin);
  const tree = treeOf(textOf(slug, texts));
  stripFurniture(tree);
  relink(tree, (written) => new URL(written, page).href);
  visit(tree, 'element', (element) => {
    delete element.properties['className'];
    // Without a style sheet a remark beside the text would read as part of it.
    if (element.properties['role'] !== 'note') return;
    element.tagName = 'aside';
    const rule = (): Element => ({ type: 'element', tagName: 'hr', properties: {}, children: [] });
    element.children = [rule(), ...element.children, rule()];
  });
  return xmlText(toHtml(tree));
}

export function atomFeed(feed: Feed, texts: Texts, origin: URL): string {
  const at = (path: string) => new URL(path, origin).href;
  return generateAtomFeed(
    {
      id: tagOf(feed.route),
      title: { value: xmlText(feed.title) },
      subtitle: { value: xmlText(feed.description) },
      updated: moment(lastUpdated(feed)),
      icon: at(paths.favicon),
      links: [
        { href: at(paths.atom(feed.route)), rel: 'self', type: 'application/atom+xml' },
        { href: at(paths.page(feed.route)), rel: 'alternate', type: 'text/html' },
      ],
      xml: { lang: site.language },
      entries: feed.essays.map((essay) => ({
        id: tagOf(routes.essay(essay.slug)),
        title: { value: xmlText(essay.title) },
        // Atom wants a name.
        authors:
          essay.authors.length === 0
            ? [{ name: namesOf([], site.language) }]
            : essay.authors.map(({ id, name }) => ({
                name: xmlText(name),
                uri: at(paths.author(id)),
              })),
        published: moment(essay.published),
        updated: moment(updated(essay)),
        links: [{ href: at(paths.essay(essay.slug)), rel: 'alternate', type: 'text/html' }],
        summary: { value: xmlText(essay.standfirst) },
        content: { value: contentOf(essay, texts, origin), type: 'html' },
        thr: { total: essay.discussion?.count ?? 0 },
      })),
    },
    { stylesheets: [{ type: 'text/css', href: paths.feedStyle }] },
  );
}

export function rssFeed(feed: Feed, texts: Texts, origin: URL): string {
  const at = (path: string) => new URL(path, origin).href;
  return generateRssFeed(
    {
      title: xmlText(feed.title),
      link: at(paths.page(feed.route)),
      description: xmlText(feed.description),
      language: site.language,
      lastBuildDate: moment(lastUpdated(feed)),
      atom: { links: [{ href: at(paths.rss), rel: 'self', type: 'application/rss+xml' }] },
      items: feed.essays.map((essay) => ({
        guid: { value: tagOf(routes.essay(essay.slug)), isPermaLink: false },
        title: xmlText(essay.title),
        link: at(paths.essay(essay.slug)),
        description: xmlText(essay.standfirst),
        pubDate: moment(essay.published),
        dc: { creators: essay.authors.map(({ name }) => xmlText(name)) },
        content: { encoded: contentOf(essay, texts, origin) },
        comments: `${at(paths.essay(essay.slug))}#${fragments.comments}`,
        slash: { comments: essay.discussion?.count ?? 0 },
      })),
    },
    { stylesheets: [{ type: 'text/css', href: paths.feedStyle }] },
  );
}

export function jsonFeed(feed: Feed, texts: Texts, origin: URL): string {
  const at = (path: string) => new URL(path, origin).href;
  return JSON.stringify(
    generateJsonFeed({
      title: feed.title,
      description: feed.description,
      home_page_url: at(paths.page(feed.route)),
      feed_url: at(paths.jsonFeed(feed.route)),
      favicon: at(paths.favicon),
      language: site.language,
      items: feed.essays.map((essay) => ({
        id: tagOf(routes.essay(essay.slug)),
        url: at(paths.essay(essay.slug)),
        title: essay.title,
        summary: essay.standfirst,
        image: at(paths.essayCard(essay.slug)),
        content_html: contentOf(essay, texts, origin),
        date_published: moment(essay.published),
        date_modified: moment(updated(essay)),
        authors: essay.authors.map(({ id, name }) => ({ name, url: at(paths.author(id)) })),
      })),
    }),
  );
}

/** A day as the moment at which it began, UTC. */
const moment = (day: string) => new Date(`${day}T00:00:00Z`);

/** Text without the characters that XML 1.0 cannot hold in any form: https://www.w3.org/TR/xml/#charsets */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
