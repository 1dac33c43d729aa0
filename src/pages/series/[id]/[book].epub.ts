import type { APIRoute, GetStaticPaths } from 'astro';
import { bookCover } from '../../../editions/book-cover.ts';
import { epub } from '../../../editions/epub.ts';
import { picturesOf } from '../../../editions/pictures.ts';
import { cacheKeys } from '../../../library/cache-keys.ts';
import { getPublication } from '../../../library/content.ts';
import type { Series } from '../../../library/series.ts';
import { originOf } from '../../../library/site-address.ts';
import { apparatusOf, retellingText, textsForBooks } from '../../_parts.ts';

export const getStaticPaths = (async () => {
  const { series } = await getPublication();
  const keyOf = cacheKeys();
  return series.map((one) => ({
    params: { id: one.id, book: one.id },
    props: { series: one },
    cacheKey: keyOf(one),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ series: Series }> = async ({ props: { series }, site }) => {
  const origin = originOf(site);
  const texts = await textsForBooks(series.essays, origin);
  const parts = {
    texts,
    ...(await apparatusOf(series.essays, origin)),
    retelling: await retellingText(origin),
    pictures: await picturesOf(texts),
  };
  return new Response(await epub(series, parts, bookCover(series), origin), {
    headers: { 'content-type': 'application/epub+zip' },
  });
};
