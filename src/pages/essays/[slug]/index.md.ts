import type { APIRoute, GetStaticPaths } from 'astro';
import { essayAsMarkdown } from '../../../editions/plain-text.ts';
import { partsForMarkdown } from '../../../editions/rendered.ts';
import { originOf } from '../../../publication/addresses/site-address.ts';
import { cacheKeys } from '../../../publication/cache-keys.ts';
import { getPublication } from '../../../publication/content.ts';
import type { Essay, Site } from '../../../publication/model.ts';

export const getStaticPaths = (async () => {
  const { essays, site } = await getPublication();
  const keyOf = cacheKeys(site);
  return essays.map((one) => ({
    params: { slug: one.slug },
    props: { one, site },
    cacheKey: keyOf(one),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ one: Essay; site: Site }> = async ({
  props: { one, site },
  site: address,
}) => {
  const origin = originOf(address);
  const parts = await partsForMarkdown([one], origin);
  return new Response(essayAsMarkdown(one, parts, site, origin));
};
