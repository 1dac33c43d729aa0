import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';
import Argument from '../components/Argument.astro';
import BookImage from '../components/BookImage.astro';
import DiscussionText from '../components/DiscussionText.astro';
import EssayText from '../components/EssayText.astro';
import Retelling from '../components/Retelling.astro';
import SourceText from '../components/SourceText.astro';
import type { Parts, Texts } from '../editions/text.ts';
import { isInArgument, type Essay } from '../library/essays.ts';
import { inFull, paths } from '../library/paths.ts';

// Parts of pages as HTML, for the editions: they say what pages say, because the same components say it.

/** The texts of essays. */
export const textsOf = (essays: readonly Essay[], origin: URL): Promise<Texts> =>
  rendered(essays, origin, EssayText, (essay) => ({ essay }));

/** The texts of essays with pictures whose sources are files. */
export const textsForBooks = (essays: readonly Essay[], origin: URL): Promise<Texts> =>
  rendered(essays, origin, EssayText, (essay) => ({ essay, Image: BookImage }));

/** What stands around the texts of essays. */
export async function apparatusOf(
  essays: readonly Essay[],
  origin: URL,
): Promise<Omit<Parts, 'texts'>> {
  return {
    arguments: await rendered(essays.filter(isInArgument), origin, Argument, (essay) => ({
      essay,
    })),
    sources: await rendered(essays, origin, SourceText, (essay) => ({ essay })),
    discussions: await rendered(
      essays.filter(({ discussion }) => discussion),
      origin,
      DiscussionText,
      ({ slug, discussion }) => ({ discussion, page: inFull(paths.essay(slug), origin) }),
    ),
  };
}

/** What a retelling is. */
export const retellingText = async (origin: URL): Promise<string> =>
  (await newContainer(origin)).renderToString(Retelling);

async function rendered(
  essays: readonly Essay[],
  origin: URL,
  component: AstroComponentFactory,
  propsOf: (essay: Essay) => Record<string, unknown> | Promise<Record<string, unknown>>,
): Promise<Texts> {
  const container = await newContainer(origin);
  const texts = new Map<string, string>();
  for (const essay of essays) {
    const props = await propsOf(essay);
    texts.set(essay.slug, await container.renderToString(component, { props }));
  }
  return texts;
}

async function newContainer(origin: URL) {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers, astroConfig: { site: origin.href } });
}
