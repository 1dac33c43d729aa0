import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';
import type { Texts } from '../editions/text.ts';
import { getText } from '../library/content.ts';
import type { Essay } from '../library/essays.ts';
import { paths } from '../library/paths.ts';
import BookImage from './BookImage.astro';
import DiscussionText from './DiscussionText.astro';
import EssayText from './EssayText.astro';
import Retelling from './Retelling.astro';
import SourceText from './SourceText.astro';

// Components as HTML, for the editions: they say what pages say, because the same components say it.

/** The texts of essays. */
export const essayTexts = (essays: readonly Essay[], site: URL): Promise<Texts> =>
  rendered(essays, site, EssayText, async (essay) => ({ essay, Content: await getText(essay) }));

/** The texts of essays with pictures whose sources are files. */
export const bookTexts = (essays: readonly Essay[], site: URL): Promise<Texts> =>
  rendered(essays, site, EssayText, async (essay) => ({
    essay,
    Content: await getText(essay),
    Image: BookImage,
  }));

/** What is known of the sources of essays. */
export const sourceTexts = (essays: readonly Essay[], site: URL): Promise<Texts> =>
  rendered(essays, site, SourceText, (essay) => ({ essay }));

/** The discussions of those essays that have one. */
export const discussionTexts = (essays: readonly Essay[], site: URL): Promise<Texts> =>
  rendered(
    essays.filter(({ discussion }) => discussion),
    site,
    DiscussionText,
    ({ slug, discussion }) => ({ discussion, page: new URL(paths.essay(slug), site).href }),
  );

/** What a retelling is. */
export const retellingText = async (site: URL): Promise<string> =>
  (await newContainer(site)).renderToString(Retelling);

async function rendered(
  essays: readonly Essay[],
  site: URL,
  component: AstroComponentFactory,
  propsOf: (essay: Essay) => Record<string, unknown> | Promise<Record<string, unknown>>,
): Promise<Texts> {
  const container = await newContainer(site);
  const texts = new Map<string, string>();
  for (const essay of essays) {
    const props = await propsOf(essay);
    texts.set(essay.slug, await container.renderToString(component, { props }));
  }
  return texts;
}

async function newContainer(site: URL) {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers, astroConfig: { site: site.href } });
}
