import type { APIRoute, GetStaticPaths } from 'astro';
import { citation } from '../../../editions/citations.ts';
import { citationFormats, type CitationFormat } from '../../../publication/addresses/paths.ts';
import { originOf } from '../../../publication/addresses/site-address.ts';
import { cacheKeys } from '../../../publication/cache-keys.ts';
import { getPublication } from '../../../publication/content.ts';
import type { Essay, Site } from '../../../publication/model.ts';

export const getStaticPaths = (async () => {
  const { essays, site } = await getPublication();
  const keyOf = cacheKeys(site);
  return essays.flatMap((essay) =>
    citationFormats.map((format) => ({
      params: { slug: essay.slug, format },
      props: { essay, format, site },
      cacheKey: keyOf(essay),
    })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ essay: Essay; format: CitationFormat; site: Site }> = ({
  props: { essay, format, site },
  site: address,
}) => new Response(citation(essay, site, originOf(address), format));
