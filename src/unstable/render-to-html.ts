import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';

let container: Promise<AstroContainer> | undefined;
let rendered = 0;

/**
 * A component as HTML, as it stands on pages.
 *
 * @param origin Of the site; a build is of one.
 */
export async function renderToHtml(
  component: AstroComponentFactory,
  props: Record<string, unknown>,
  origin: URL,
): Promise<string> {
  // It knows nothing but the renderers and the origin, and takes as long to make as to render with. But all that it has
  // rendered it keeps, and looks through each time.
  if (rendered++ % 100 === 0 || !container) container = newContainer(origin);
  return (await container).renderToString(component, { props });
}

async function newContainer(origin: URL): Promise<AstroContainer> {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers, astroConfig: { site: origin.href } });
}
