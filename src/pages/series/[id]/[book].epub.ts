import type { APIRoute, GetStaticPaths } from 'astro';
import {
  bookTexts,
  discussionTexts,
  retellingText,
  sourceTexts,
} from '../../../components/html.ts';
import { bookCover } from '../../../editions/book-cover.ts';
import { epub } from '../../../editions/epub.ts';
import { picturesOf } from '../../../editions/pictures.ts';
import { getPublication } from '../../../library/content.ts';
import { renderMarkdown } from '../../../library/markdown.ts';
import type { Series } from '../../../library/series.ts';
import { originOf } from '../../../library/site-address.ts';

export const getStaticPaths = (async () => {
  const { series } = await getPublication();
  return series.map((one) => ({ params: { id: one.id, book: one.id }, props: { series: one } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ series: Series }> = async ({ props: { series }, site }) => {
  const origin = originOf(site);
  const texts = await bookTexts(series.essays, origin);
  const parts = {
    texts,
    sources: await sourceTexts(series.essays, origin),
    discussions: await discussionTexts(series.essays, origin),
    preface: await renderMarkdown(series.preface, import.meta.env.BASE_URL),
    retelling: await retellingText(origin),
    pictures: await picturesOf(texts),
  };
  return new Response(epub(series, parts, await bookCover(series), origin), {
    headers: { 'content-type': 'application/epub+zip' },
  });
};
