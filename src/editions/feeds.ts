import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from 'feedsmith';
import { namesOf, unsignedDescription } from '../publication/authors.ts';
import { dirIn, langIn } from '../publication/languages.ts';
import { firstName } from '../publication/redirects.ts';
import { isRetold } from '../publication/provenance.ts';
import { updated } from '../publication/essays.ts';
import type { Essay, Publication, Site } from '../publication/model.ts';
import {
  fragments,
  inFull,
  isPassageId,
  paths,
  routes,
  tagOf,
  unsignedId,
} from '../publication/addresses/paths.ts';
import {
  eachElement,
  relink,
  stripFurniture,
  textOf,
  treeOf,
  xmlText,
  type Texts,
} from './trees.ts';

/** The essays of a page, as they come. */
export interface Feed {
  title: string;
  description: string;
  /** The page whose essays these are, from the root of the site, without the base path. */
  route: string;
  /** The same with the first name that it had: by it the feed is known. */
  firstRoute: string;
  /** The newest first, at most {@link feedLength}. */
  essays: Essay[];
}

/** How many essays a feed holds: readers keep what they have had, and ask for the whole file again and again. */
export const feedLength = 20;

/** The feeds of the site, of each author, of the unsigned essays, of each series and of each topic. */
export function feedsOf({ essays, authors, series, topics, site }: Publication): Feed[] {
  const feedOf = (
    title: string,
    description: string,
    route: string,
    own: readonly Essay[],
    firstRoute = route,
  ) => ({
    title: `${title} · ${site.title}`,
    description,
    route,
    firstRoute,
    essays: newestFirst(own).slice(0, feedLength),
  });
  const unsigned = essays.filter((essay) => essay.authors.length === 0);
  return [
    { ...feedOf('', site.description, routes.home, essays), title: site.title },
    ...authors.map((one) => {
      const first = routes.author(firstName(one.id, one));
      return feedOf(one.name, one.standfirst, routes.author(one.id), one.essays, first);
    }),
    ...(unsigned.length > 0
      ? [
          feedOf(
            site.words.authorship.unsigned,
            unsignedDescription(unsigned, site.words),
            routes.author(unsignedId),
            unsigned,
          ),
        ]
      : []),
    ...series.map((one) => {
      const first = routes.series(firstName(one.id, one));
      return feedOf(one.title, one.standfirst, routes.series(one.id), one.essays, first);
    }),
    ...topics.map(({ id, title, essays: own }) => {
      const count = site.words.counted.essays(own.length);
      const description = site.words.topics.descriptionOf(title, count);
      return feedOf(title, description, routes.topic(id), own);
    }),
  ];
}

/** The id by which feeds know an essay. */
const idOf = (essay: Essay, site: Site) => tagOf(routes.essay(firstName(essay.slug, essay)), site);

/** By the day on which they last changed; those of one day stay as they were, in reading order. */
function newestFirst(essays: readonly Essay[]): Essay[] {
  return essays.toSorted((a, b) => updated(b).localeCompare(updated(a)));
}

/**
 * The text of an essay for feeds: every address in full, and nothing that needs the site's styles. A link within the
 * text leads to the page's own note or heading, which has the same id here.
 *
 * @param html The text as its page has it.
 * @param around The language of the feed: a text in another says so itself, whatever its reader makes of feeds.
 */
export function feedText(
  { slug, language }: Pick<Essay, 'slug' | 'language'>,
  html: string,
  around: string,
  origin: URL,
): string {
  const page = new URL(paths.essay(slug), origin);
  const tree = treeOf(html);
  stripFurniture(tree);
  relink(tree, (written) => new URL(written, page).href);
  eachElement(tree, (element) => {
    const { className, role } = element.properties;
    for (const name of Object.keys(element.properties)) {
      if (/^(className|role|aria|srcSet|sizes|loading|decoding)/.test(name)) {
        delete element.properties[name];
      }
    }
    // A feed has no numbers for its passages, and several essays.
    if (isPassageId.test(String(element.properties['id']))) delete element.properties['id'];
    // What the site's styles say by a class.
    const alignment = /align-(\w+)/.exec(String(className))?.[1];
    if (alignment !== undefined) element.properties['align'] = alignment;
    // Without a style sheet a remark beside the text would read as part of it.
    if (role !== 'note') return;
    element.tagName = 'aside';
    const rule = (): Element => ({ type: 'element', tagName: 'hr', properties: {}, children: [] });
    element.children = [rule(), ...element.children, rule()];
  });
  const [lang, dir] = [langIn(language, around), dirIn(language, around)];
  const content = toHtml(tree);
  const direction = dir === undefined ? '' : ` dir="${dir}"`;
  return xmlText(lang === undefined ? content : `<div lang="${lang}"${direction}>${content}</div>`);
}

/** @param texts What {@link feedText} makes of the texts, as for the other feeds. */
export function atomFeed(feed: Feed, texts: Texts, site: Site, origin: URL): string {
  return generateAtomFeed(
    {
      id: tagOf(feed.firstRoute, site),
      title: { value: xmlText(feed.title) },
      subtitle: { value: xmlText(feed.description) },
      updated: lastUpdated(feed),
      icon: inFull(paths.favicon, origin),
      links: [
        { href: inFull(paths.atom(feed.route), origin), rel: 'self', type: 'application/atom+xml' },
        { href: inFull(paths.page(feed.route), origin), rel: 'alternate', type: 'text/html' },
      ],
      xml: { lang: site.language },
      entries: feed.essays.map((essay) => ({
        id: idOf(essay, site),
        title: { value: xmlText(essay.title) },
        // Atom wants a name.
        authors: writersOf(essay, site, origin, namesOf([], site.words)).map(({ name, url }) => ({
          name: xmlText(name),
          ...(url !== undefined && { uri: url }),
        })),
        published: moment(essay.published),
        updated: moment(updated(essay)),
        links: [
          { href: inFull(paths.essay(essay.slug), origin), rel: 'alternate', type: 'text/html' },
        ],
        ...(essay.topics.length > 0 && {
          categories: essay.topics.map(({ title }) => ({ term: xmlText(title) })),
        }),
        summary: { value: xmlText(essay.standfirst) },
        content: { value: textOf(essay.slug, texts), type: 'html' },
        thr: { total: essay.discussion?.count ?? 0 },
      })),
    },
    { stylesheets: [{ type: 'text/css', href: paths.feedStyle }] },
  );
}

export function rssFeed(feed: Feed, texts: Texts, site: Site, origin: URL): string {
  return generateRssFeed(
    {
      title: xmlText(feed.title),
      link: inFull(paths.page(feed.route), origin),
      description: xmlText(asHtml(feed.description)),
      language: site.language,
      lastBuildDate: lastUpdated(feed),
      atom: {
        links: [{ href: inFull(paths.rss, origin), rel: 'self', type: 'application/rss+xml' }],
      },
      items: feed.essays.map((essay) => ({
        guid: { value: idOf(essay, site), isPermaLink: false },
        title: xmlText(essay.title),
        link: inFull(paths.essay(essay.slug), origin),
        description: xmlText(asHtml(essay.standfirst)),
        pubDate: moment(essay.published),
        dc: { creators: writersOf(essay, site, origin).map(({ name }) => xmlText(name)) },
        ...(essay.topics.length > 0 && {
          categories: essay.topics.map(({ title }) => ({ name: xmlText(title) })),
        }),
        content: { encoded: textOf(essay.slug, texts) },
        comments: `${inFull(paths.essay(essay.slug), origin)}#${fragments.comments}`,
        slash: { comments: essay.discussion?.count ?? 0 },
      })),
    },
    { stylesheets: [{ type: 'text/css', href: paths.feedStyle }] },
  );
}

export function jsonFeed(feed: Feed, texts: Texts, site: Site, origin: URL): string {
  return JSON.stringify(
    generateJsonFeed({
      title: feed.title,
      description: feed.description,
      user_comment: site.words.editions.explanation,
      home_page_url: inFull(paths.page(feed.route), origin),
      feed_url: inFull(paths.jsonFeed(feed.route), origin),
      favicon: inFull(paths.favicon, origin),
      language: site.language,
      items: feed.essays.map((essay) => ({
        id: idOf(essay, site),
        url: inFull(paths.essay(essay.slug), origin),
        title: essay.title,
        summary: essay.standfirst,
        ...(essay.language !== site.language && { language: essay.language }),
        image: inFull(paths.essayCard(essay.slug), origin),
        content_html: textOf(essay.slug, texts),
        date_published: moment(essay.published),
        date_modified: moment(updated(essay)),
        ...(essay.topics.length > 0 && { tags: essay.topics.map(({ title }) => title) }),
        authors: writersOf(essay, site, origin),
      })),
    }),
  );
}

/**
 * Whose words an essay is in: its authors, or for a retelling the publication.
 *
 * @param nobody Stands in the place of a name where there is none.
 */
function writersOf(
  essay: Essay,
  site: Site,
  origin: URL,
  nobody?: string,
): { name: string; url?: string }[] {
  if (isRetold(essay)) return [{ name: site.title, url: inFull(paths.home, origin) }];
  if (essay.authors.length === 0) return nobody === undefined ? [] : [{ name: nobody }];
  return essay.authors.map(({ id, name }) => ({ name, url: inFull(paths.author(id), origin) }));
}

/** A day as its noon, UTC: in nearly every zone of time that is the same day. */
export const moment = (day: string) => new Date(`${day}T12:00:00Z`);

function lastUpdated({ essays }: Feed): Date {
  return moment(essays.map(updated).toSorted().at(-1) ?? '');
}

/** Text as HTML, which a description in RSS is. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
