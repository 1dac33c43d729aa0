import type { APIRoute, GetStaticPaths } from 'astro';
import { markdownOf } from '../../../editions/rendered.ts';
import { originOf } from '../../../publication/addresses/site-address.ts';
import { cacheKeys } from '../../../publication/cache-keys.ts';
import { getPublication } from '../../../publication/content.ts';
import type { Essay } from '../../../publication/model.ts';

export const getStaticPaths = (async () => {
  const { essays, site } = await getPublication();
  const keyOf = cacheKeys(site);
  return essays.map((one) => ({
    params: { slug: one.slug },
    props: { one },
    cacheKey: keyOf(one),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ one: Essay }> = async ({ props: { one }, site }) =>
  new Response(await markdownOf(one, originOf(site)));
