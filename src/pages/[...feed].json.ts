import type { APIRoute, GetStaticPaths } from 'astro';
import { feedsOf, jsonFeed, type Feed } from '../editions/feeds.ts';
import { cacheKeys } from '../publication/cache-keys.ts';
import { getPublication } from '../publication/content.ts';
import type { Site } from '../publication/model.ts';
import { originOf } from '../publication/addresses/site-address.ts';
import { textsForFeeds } from '../editions/rendered.ts';

export const getStaticPaths = (async () => {
  const publication = await getPublication();
  const keyOf = cacheKeys(publication.site);
  return feedsOf(publication).map((feed) => ({
    params: { feed: `${feed.route.slice(1)}feed` },
    props: { feed, site: publication.site },
    cacheKey: keyOf(feed.title, feed.description, ...feed.essays),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ feed: Feed; site: Site }> = async ({
  props: { feed, site },
  site: address,
}) => {
  const origin = originOf(address);
  return new Response(jsonFeed(feed, await textsForFeeds(feed.essays, origin), site, origin), {
    headers: { 'content-type': 'application/feed+json' },
  });
};
