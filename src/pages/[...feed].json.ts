import type { APIRoute, GetStaticPaths } from 'astro';
import { feedsOf, jsonFeed, type Feed } from '../editions/feeds.ts';
import { cacheKeys } from '../publication/cache-keys.ts';
import { getPublication } from '../publication/content.ts';
import { originOf } from '../publication/addresses/site-address.ts';
import { textsForFeeds } from '../editions/rendered.ts';

export const getStaticPaths = (async () => {
  const keyOf = cacheKeys();
  return feedsOf(await getPublication()).map((feed) => ({
    params: { feed: `${feed.route.slice(1)}feed` },
    props: { feed },
    cacheKey: keyOf(feed.title, ...feed.essays),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ feed: Feed }> = async ({ props: { feed }, site }) => {
  const origin = originOf(site);
  return new Response(jsonFeed(feed, await textsForFeeds(feed.essays, origin), origin), {
    headers: { 'content-type': 'application/feed+json' },
  });
};
