import type { APIRoute, GetStaticPaths } from 'astro';
import { bookCover } from '../../../editions/drawing/book-cover.ts';
import { epub } from '../../../editions/book/epub.ts';
import { picturesOf } from '../../../editions/book/pictures.ts';
import { cacheKeys } from '../../../publication/cache-keys.ts';
import { getPublication } from '../../../publication/content.ts';
import type { Series } from '../../../publication/model.ts';
import { originOf } from '../../../publication/addresses/site-address.ts';
import { apparatusOf, retellingText, textsForBooks } from '../../../editions/rendered.ts';

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
