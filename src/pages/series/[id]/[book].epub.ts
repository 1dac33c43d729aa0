import type { APIRoute, GetStaticPaths } from 'astro';
import { argumentPicture, bookCover } from '../../../editions/drawing/book-cover.ts';
import { epub } from '../../../editions/book/epub.ts';
import { picturesOf } from '../../../editions/book/pictures.ts';
import { cacheKeys } from '../../../publication/cache-keys.ts';
import { getPublication } from '../../../publication/content.ts';
import type { Series, Site } from '../../../publication/model.ts';
import { isRetold } from '../../../publication/provenance.ts';
import { originOf } from '../../../publication/addresses/site-address.ts';
import { apparatusOf, retellingText, textsForBooks } from '../../../editions/rendered.ts';

export const getStaticPaths = (async () => {
  const { series, site } = await getPublication();
  const keyOf = cacheKeys(site);
  return series.map((one) => ({
    params: { id: one.id, book: one.id },
    props: { series: one, site },
    cacheKey: keyOf(one),
  }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ series: Series; site: Site }> = async ({
  props: { series, site },
  site: address,
}) => {
  const origin = originOf(address);
  const texts = await textsForBooks(series.essays, origin);
  const argument = argumentPicture(series, site);
  const parts = {
    texts,
    ...(await apparatusOf(series.essays, origin)),
    retelling: series.essays.some(isRetold) ? await retellingText(origin) : undefined,
    pictures: await picturesOf(texts),
    argument: argument && { name: 'argument.png', mediaType: 'image/png', bytes: argument },
  };
  return new Response(await epub(series, site, parts, bookCover(series, site), origin), {
    headers: { 'content-type': 'application/epub+zip' },
  });
};
