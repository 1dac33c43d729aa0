import { toHtml } from 'hast-util-to-html';
import { generateAtomFeed } from 'feedsmith';
import { allOf, passageInWords, writerOf } from '../publication/discussions.ts';
import type { Comment, Essay, Publication, Site } from '../publication/model.ts';
import { firstName } from '../publication/redirects.ts';
import { elementOf } from '../publication/text/elements.ts';
import { renderComment } from '../publication/text/markdown.ts';
import { fragments, inFull, paths, routes, tagOf } from '../publication/addresses/paths.ts';
import { moment } from './feeds.ts';
import { xmlText } from './trees.ts';

/** What readers write of one essay, or of all. The archives are no news, and are in none. */
export interface CommentFeed {
  title: string;
  /** The page under which the comments stand, from the root of the site; for all essays that of the site. */
  route: string;
  /** The same with the first name that its essay had: by it the feed is known. */
  firstRoute: string;
  essays: readonly Essay[];
}

/** How many comments a feed holds, the newest first. */
const feedLength = 50;

/** The feeds of comments: that of the site, and that of each essay. */
export function commentFeedsOf({ essays, site }: Publication): CommentFeed[] {
  return [
    {
      title: `${site.words.discussion.feedTitle} · ${site.title}`,
      route: routes.home,
      firstRoute: routes.home,
      essays,
    },
    ...essays.map((essay) => ({
      title: site.words.discussion.feedOf(essay.title),
      route: routes.essay(essay.slug),
      firstRoute: routes.essay(firstName(essay.slug, essay)),
      essays: [essay],
    })),
  ];
}

/** A feed of comments as Atom, with what each of them answers: RFC 4287 and RFC 4685. */
export async function commentFeed(feed: CommentFeed, site: Site, origin: URL): Promise<string> {
  const comments = feed.essays
    .flatMap((essay) =>
      allOf(essay.discussion?.live.threads ?? []).map((comment) => ({ essay, comment })),
    )
    .toSorted((a, b) => (b.comment.number ?? 0) - (a.comment.number ?? 0))
    .slice(0, feedLength);
  const begun = feed.essays.map(({ published }) => published);
  const days = comments.flatMap(({ comment }) => comment.date ?? []);
  const tagFor = (essay: Essay, id?: string) =>
    tagOf(routes.essay(firstName(essay.slug, essay)), site) +
    (id === undefined ? '' : fragments.comment(id));
  const entries = comments.map(async ({ essay, comment }) => {
    const page = inFull(paths.essay(essay.slug), origin);
    const day = moment(comment.date ?? essay.published);
    return {
      id: tagFor(essay, comment.id),
      title: {
        value: xmlText(site.words.discussion.feedEntry(writerOf(comment, site.words), essay.title)),
      },
      authors: [{ name: xmlText(writerOf(comment, site.words)) }],
      published: day,
      updated: day,
      links: [{ href: `${page}#${fragments.comment(comment.id)}`, rel: 'alternate' }],
      content: {
        value: xmlText(passageOf(comment, page, site) + (await renderComment(comment.text))),
        type: 'html',
      },
      thr: {
        inReplyTos: [
          {
            ref: tagFor(essay, comment.parent?.id),
            href: comment.parent ? `${page}#${fragments.comment(comment.parent.id)}` : page,
          },
        ],
      },
    };
  });
  return generateAtomFeed(
    {
      id: `${tagOf(feed.firstRoute, site)}comments`,
      title: { value: xmlText(feed.title) },
      subtitle: { value: site.words.discussion.feedDescription },
      updated: moment([...begun, ...days].toSorted().at(-1) ?? ''),
      links: [
        { href: inFull(paths.comments(feed.route), origin), rel: 'self' },
        { href: inFull(paths.page(feed.route), origin), rel: 'alternate', type: 'text/html' },
      ],
      xml: { lang: site.language },
      entries: await Promise.all(entries),
    },
    { stylesheets: [{ type: 'text/css', href: paths.feedStyle }] },
  );
}

/** A paragraph with the passage that a comment is on, as HTML; nothing where it is on the whole essay. */
function passageOf({ passage }: Comment, page: string, { words }: Site): string {
  if (!passage) return '';
  const text = (value: string) => ({ type: 'text', value }) as const;
  const link = elementOf('a', { href: `${page}#${fragments.passage(passage.number)}` }, [
    text(passageInWords(passage, words)),
    ...(passage.state === 'gone' ? [] : [elementOf('q', {}, [text(passage.words)])]),
  ]);
  return toHtml(elementOf('p', {}, [link]));
}
