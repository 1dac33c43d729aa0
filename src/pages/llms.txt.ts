import type { APIRoute } from 'astro';
import { overview } from '../editions/plain-text.ts';
import { originOf } from '../publication/addresses/site-address.ts';
import { getPublication } from '../publication/content.ts';

export const GET: APIRoute = async ({ site }) =>
  new Response(overview(await getPublication(), originOf(site)));
