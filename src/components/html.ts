import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';
import type { Texts } from '../editions/text.ts';
import { getText } from '../library/content.ts';
import type { Essay } from '../library/essays.ts';
import { paths } from '../library/paths.ts';
import DiscussionText from './DiscussionText.astro';
import EssayText from './EssayText.astro';

// Components as HTML, for the editions: they say what pages say, because the same components say it.

/** The texts of essays as their pages have them, by slug. */
export async function essayTexts(essays: readonly Essay[], site: URL): Promise<Texts> {
  const container = await newContainer(site);
  const texts = new Map<string, string>();
  for (const essay of essays) {
    const props = { essay, Content: await getText(essay) };
    texts.set(essay.slug, await container.renderToString(EssayText, { props }));
  }
  return texts;
}

/** The discussions of those essays that have one, by slug. */
export async function discussionTexts(essays: readonly Essay[], site: URL): Promise<Texts> {
  const container = await newContainer(site);
  const texts = new Map<string, string>();
  for (const { slug, discussion } of essays) {
    if (!discussion) continue;
    const props = { discussion, page: new URL(paths.essay(slug), site).href };
    texts.set(slug, await container.renderToString(DiscussionText, { props }));
  }
  return texts;
}

async function newContainer(site: URL) {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers, astroConfig: { site: site.href } });
}
