import type { APIRoute, GetStaticPaths } from 'astro';
import { essayTexts } from '../components/html.ts';
import { atomFeed, feedsOf, rssFeed, type Feed } from '../editions/feeds.ts';
import { getPublication } from '../library/content.ts';
import { routes } from '../library/paths.ts';
import { originOf } from '../library/site-address.ts';

interface Props extends Record<string, unknown> {
  feed: Feed;
  write: typeof atomFeed;
}

export const getStaticPaths = (async () =>
  feedsOf(await getPublication()).flatMap((feed) => [
    { params: { feed: `${feed.route.slice(1)}atom` }, props: { feed, write: atomFeed } },
    // Where feed readers look that do not read what pages say.
    ...(feed.route === routes.home
      ? [{ params: { feed: 'rss' }, props: { feed, write: rssFeed } }]
      : []),
  ])) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { feed, write }, site }) => {
  const origin = originOf(site);
  return new Response(write(feed, await essayTexts(feed.essays, origin), origin), {
    headers: { 'content-type': 'application/xml' },
  });
};
