import type { APIRoute, GetStaticPaths } from 'astro';
import { commentFeed, commentFeedsOf, type CommentFeed } from '../editions/comment-feeds.ts';
import { atomFeed, feedsOf, rssFeed, type Feed } from '../editions/feeds.ts';
import { cacheKeys } from '../publication/cache-keys.ts';
import { getPublication } from '../publication/content.ts';
import { commentsUrl, routes } from '../publication/addresses/paths.ts';
import { originOf } from '../publication/addresses/site-address.ts';
import { textsForFeeds } from '../editions/rendered.ts';

interface Props extends Record<string, unknown> {
  write: (origin: URL) => Promise<string>;
}

export const getStaticPaths = (async () => {
  const publication = await getPublication();
  const keyOf = cacheKeys(publication.site);
  const file = ({ route, title, essays }: CommentFeed, name: string, write: Props['write']) => ({
    params: { feed: route.slice(1) + name },
    props: { write },
    cacheKey: keyOf(title, ...essays),
  });
  const whole = (feed: Feed, write: typeof atomFeed) => async (origin: URL) =>
    write(feed, await textsForFeeds(feed.essays, origin), publication.site, origin);
  const feeds = feedsOf(publication);
  return [
    ...feeds.map((feed) => file(feed, 'atom', whole(feed, atomFeed))),
    // Where feed readers look that do not read what pages say.
    ...feeds
      .filter(({ route }) => route === routes.home)
      .map((feed) => file(feed, 'rss', whole(feed, rssFeed))),
    ...(commentsUrl ? commentFeedsOf(publication) : []).map((feed) =>
      file(feed, 'comments', (origin) => commentFeed(feed, publication.site, origin)),
    ),
  ];
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { write }, site }) =>
  new Response(await write(originOf(site)), { headers: { 'content-type': 'application/xml' } });
