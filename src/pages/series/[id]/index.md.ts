import type { APIRoute, GetStaticPaths } from 'astro';
import { seriesAsMarkdown } from '../../../editions/plain-text.ts';
import { markdownOfPart } from '../../../editions/rendered.ts';
import { originOf } from '../../../publication/addresses/site-address.ts';
import { cacheKeys } from '../../../publication/cache-keys.ts';
import { getPublication } from '../../../publication/content.ts';
import type { Series, Site } from '../../../publication/model.ts';

export const getStaticPaths = (async () => {
  const { series, site } = await getPublication();
  const keyOf = cacheKeys(site);
  return series.map((one) => ({
    params: { id: one.id },
    props: { one, site },
    cacheKey: keyOf(one),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ one: Series; site: Site }> = async ({
  props: { one, site },
  site: address,
}) => {
  const origin = originOf(address);
  const parts = await Promise.all(one.essays.map((essay) => markdownOfPart(essay, origin)));
  return new Response(await seriesAsMarkdown(one, parts, site, origin));
};
