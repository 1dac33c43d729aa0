import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { loadRenderers } from 'astro:container';
import Argument from '../components/Argument.astro';
import BookImage from './book/BookImage.astro';
import DiscussionText from '../components/DiscussionText.astro';
import EssayText from '../components/EssayText.astro';
import Retelling from '../components/Retelling.astro';
import SourceText from '../components/SourceText.astro';
import { feedText } from './feeds.ts';
import type { Parts, Texts } from './trees.ts';
import { getSite } from '../publication/content.ts';
import { isInArgument } from '../publication/essays.ts';
import type { Essay } from '../publication/model.ts';
import { inFull, paths } from '../publication/addresses/paths.ts';

// Parts of pages as HTML, for the editions: they say what pages say, because the same components say it.

type PartOf = (essay: Essay, origin: URL) => Promise<string>;

/**
 * The same, made once for each essay: a text stands in many editions, and every build is of one origin. While writing,
 * nothing is kept too long: every request reads the content into new essays.
 */
function once(partOf: PartOf): PartOf {
  const parts = new WeakMap<Essay, Promise<string>>();
  return (essay, origin) => {
    const part = parts.get(essay) ?? partOf(essay, origin);
    parts.set(essay, part);
    return part;
  };
}

const text = once((essay, origin) => rendered(EssayText, origin, { essay }));

const textForFeeds = once(async (essay, origin) =>
  feedText(essay, await text(essay, origin), (await getSite()).language, origin),
);

// Most texts have no picture, and are the same for books.
const textForBooks: PartOf = (essay, origin) =>
  essay.pictures.length > 0
    ? rendered(EssayText, origin, { essay, Image: BookImage })
    : text(essay, origin);

const argument = once((essay, origin) => rendered(Argument, origin, { essay }));

const source = once((essay, origin) => rendered(SourceText, origin, { essay }));

const discussion = once(({ slug, discussion }, origin) =>
  rendered(DiscussionText, origin, { discussion, page: inFull(paths.essay(slug), origin) }),
);

const partsOf =
  (partOf: PartOf) =>
  async (essays: readonly Essay[], origin: URL): Promise<Texts> => {
    const parts = essays.map(async (essay) => [essay.slug, await partOf(essay, origin)] as const);
    return new Map(await Promise.all(parts));
  };

/** The texts of essays. */
export const textsOf = partsOf(text);

/** The texts of essays as feeds have them. */
export const textsForFeeds = partsOf(textForFeeds);

/** The texts of essays with pictures whose sources are files. */
export const textsForBooks = partsOf(textForBooks);

/** What stands around the texts of essays. */
export async function apparatusOf(
  essays: readonly Essay[],
  origin: URL,
): Promise<Omit<Parts, 'texts'>> {
  return {
    arguments: await partsOf(argument)(essays.filter(isInArgument), origin),
    sources: await partsOf(source)(essays, origin),
    discussions: await partsOf(discussion)(
      essays.filter(({ discussion }) => discussion),
      origin,
    ),
  };
}

/** What a retelling is. */
export const retellingText = (origin: URL): Promise<string> => rendered(Retelling, origin);

let container: Promise<AstroContainer> | undefined;

async function rendered(
  component: AstroComponentFactory,
  origin: URL,
  props: Record<string, unknown> = {},
): Promise<string> {
  // It knows nothing but the renderers and the origin, and takes as long to make as to render with.
  container ??= newContainer(origin);
  return (await container).renderToString(component, { props });
}

async function newContainer(origin: URL): Promise<AstroContainer> {
  const renderers = await loadRenderers([getContainerRenderer()]);
  return AstroContainer.create({ renderers, astroConfig: { site: origin.href } });
}
