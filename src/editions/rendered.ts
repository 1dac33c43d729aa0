import Argument from '../components/Argument.astro';
import BookImage from './book/BookImage.astro';
import DiscussionText from '../components/DiscussionText.astro';
import EssayText from '../components/EssayText.astro';
import PageText from '../components/PageText.astro';
import Provenance from '../components/Provenance.astro';
import SourceText from '../components/SourceText.astro';
import { renderToHtml } from '../unstable/render-to-html.ts';
import { feedText } from './feeds.ts';
import { essayAsMarkdown } from './plain-text.ts';
import type { Parts, Texts } from './trees.ts';
import { retellingId } from '../publication/collections.ts';
import { getPages, getSite } from '../publication/content.ts';
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

/** The text of an essay. */
export const text = once((essay, origin) => renderToHtml(EssayText, { essay }, origin));

const textForFeeds = once(async (essay, origin) => {
  const whose = await renderToHtml(Provenance, { essay }, origin);
  return feedText(essay, whose + (await text(essay, origin)), (await getSite()).language, origin);
});

// Most texts have no picture, and are the same for books.
const textForBooks: PartOf = (essay, origin) =>
  essay.pictures.length > 0
    ? renderToHtml(EssayText, { essay, Image: BookImage }, origin)
    : text(essay, origin);

const argument = once((essay, origin) => renderToHtml(Argument, { essay }, origin));

const source = once((essay, origin) => renderToHtml(SourceText, { essay }, origin));

const discussion = once(({ slug, discussion }, origin) =>
  renderToHtml(DiscussionText, { discussion, page: inFull(paths.essay(slug), origin) }, origin),
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

async function asMarkdown(essay: Essay, origin: URL): Promise<{ whole: string; part: string }> {
  const parts = { text: await text(essay, origin), source: await source(essay, origin) };
  return essayAsMarkdown(essay, parts, await getSite(), origin);
}

// What has been written by itself, until its series is.
const partsAsMarkdown = new WeakMap<Essay, string>();

/** An essay as Markdown. */
export async function markdownOf(essay: Essay, origin: URL): Promise<string> {
  const { whole, part } = await asMarkdown(essay, origin);
  partsAsMarkdown.set(essay, part);
  return whole;
}

/** An essay as Markdown, as a part of its series. */
export async function markdownOfPart(essay: Essay, origin: URL): Promise<string> {
  const part = partsAsMarkdown.get(essay) ?? (await asMarkdown(essay, origin)).part;
  partsAsMarkdown.delete(essay);
  return part;
}

/** What a retelling is, where the publication says so on a page, with pictures whose sources are files. */
export async function retellingText(origin: URL): Promise<string | undefined> {
  const page = (await getPages()).find(({ id }) => id === retellingId);
  return page && renderToHtml(PageText, { page, Image: BookImage }, origin);
}
