import type { Element, Root as Tree } from 'hast';
import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import type { BlockContent, ListItem, PhrasingContent, Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { visit } from 'unist-util-visit';
import { citationInWords } from '../publication/citation.ts';
import type { Essay, Publication, Series, Site } from '../publication/model.ts';
import { inFull, isPassageId, paths, routes } from '../publication/addresses/paths.ts';
import { bylineOf, bylineOfAll, factsOf } from '../publication/provenance.ts';
import { renderMarkdown } from '../publication/text/markdown.ts';
import { eachElement, relink, replaceElements, stripFurniture, treeOf } from './trees.ts';

// The essays as Markdown: for people in terminals, and for programs that would read the essay and not its page. It is
// GitHub's, https://github.github.com/gfm/, in which notes are written as [^name].

/** What an essay needs of its page, as HTML. */
interface EssayParts {
  text: string;
  source: string;
}

// Made once: it compiles its patterns where it is first used.
const extensions = [gfmToMarkdown()];

const asText = (children: RootContent[]): string =>
  toMarkdown(
    { type: 'root', children },
    { extensions, bullet: '-', emphasis: '*', rule: '-', listItemIndent: 'one' },
  );

const words = (value: string): PhrasingContent => ({ type: 'text', value });
const paragraph = (...children: PhrasingContent[]): BlockContent => ({
  type: 'paragraph',
  children,
});
const heading = (depth: 1 | 2 | 3, value: string): BlockContent => ({
  type: 'heading',
  depth,
  children: [words(value)],
});

/** The sign before the number of a passage. */
const sign = '¶';

/** References to notes, and notes, as Markdown has them. */
const handlers: Record<string, Handle> = {
  sup(state, element: Element) {
    const [link] = element.children;
    const href = link?.type === 'element' ? String(link.properties['href']) : '';
    const name = /#(?:.*--)?fn-(.+)$/.exec(href)?.[1];
    return name === undefined
      ? state.all(element)
      : { type: 'footnoteReference', identifier: name, label: name };
  },
  section(state, element: Element) {
    if (element.properties['role'] !== 'doc-endnotes') return state.all(element);
    const notes: RootContent[] = [];
    eachElement(element, (item) => {
      if (item.tagName !== 'li') return;
      const name = /(?:^|--)fn-(.+)$/.exec(String(item.properties['id']))?.[1];
      if (name === undefined) return;
      const children = state.toFlow(state.all(item)).filter((one) => one.type !== 'definition');
      notes.push({ type: 'footnoteDefinition', identifier: name, label: name, children });
    });
    return notes;
  },
};

/** The text of a page as a tree of Markdown, its passages with their numbers. */
function treeFrom(html: string, page: URL): RootContent[] {
  const tree = treeOf(html);
  stripNotesFurniture(tree);
  stripFurniture(tree);
  relink(tree, (written) => (written.startsWith('#fn') ? written : new URL(written, page).href));
  namePassages(tree);
  const made = toMdast(tree, { handlers: { ...defaultHandlers, ...handlers } });
  return made.type === 'root' ? made.children : [];
}

/** Takes out what leads back from a note: in a text that is read from above it leads nowhere. */
function stripNotesFurniture(tree: Tree): void {
  replaceElements(tree, (element, { children }) => {
    if (element.properties['role'] !== 'doc-backlink') return undefined;
    const before = children[children.indexOf(element) - 1];
    if (before?.type === 'text') before.value = before.value.trimEnd();
    return [];
  });
}

/** Writes the number of each passage before its words, or above it where it does not begin with words. */
function namePassages(tree: Tree): void {
  replaceElements(tree, (element) => {
    const { id, ...properties } = element.properties;
    if (typeof id !== 'string' || !isPassageId.test(id)) return undefined;
    const number = { type: 'text', value: `${sign} ${id.slice(1)} ` } as const;
    const named: Element = { ...element, properties };
    return named.tagName === 'p'
      ? [{ ...named, children: [number, ...named.children] }]
      : [{ type: 'element', tagName: 'p', properties: {}, children: [number] }, named];
  });
}

const lower = { 1: 2, 2: 3, 3: 4, 4: 5, 5: 6, 6: 6 } as const;

/** Makes an essay a part of a series: its headings one level lower, and its notes by names that no other essay has. */
function makePart(children: RootContent[], slug: string): void {
  visit({ type: 'root', children } satisfies Root, (node) => {
    if (node.type === 'heading') node.depth = lower[node.depth];
    else if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') {
      node.identifier = node.label = `${slug}-${node.identifier}`;
    } else if (node.type === 'link') node.url = node.url.replace(/^#fn-/, `#fn-${slug}-`);
  });
}

/** An essay, and what stands around its text: what it is, whose, and where its source was. */
function essayTree(essay: Essay, parts: EssayParts, site: Site, origin: URL): RootContent[] {
  const page = new URL(paths.essay(essay.slug), origin);
  const { words: said } = site;
  const facts = [bylineOf(essay, said), ...factsOf(essay, said)].join(' · ');
  return [
    heading(1, essay.title),
    paragraph({ type: 'emphasis', children: [words(essay.standfirst)] }),
    paragraph(words(facts)),
    ...treeFrom(parts.text, page),
    ...(essay.takeaways ? [heading(2, said.essay.takeaways), bulleted(essay.takeaways)] : []),
    heading(2, essay.source ? said.provenance.source : said.provenance.publication),
    ...treeFrom(parts.source, page),
    paragraph(...linked(citationInWords(essay, site, page.href), page.href)),
  ];
}

/** Words in which an address is a link. */
function linked(text: string, url: string): PhrasingContent[] {
  const link: PhrasingContent = { type: 'link', url, children: [words(url)] };
  return text.split(url).flatMap((part, index) => [...(index > 0 ? [link] : []), words(part)]);
}

const bulleted = (sentences: readonly string[]): BlockContent => ({
  type: 'list',
  spread: false,
  children: sentences.map((sentence) => ({
    type: 'listItem',
    spread: false,
    children: [paragraph(words(sentence))],
  })),
});

/** An essay as Markdown, by itself and as a part of its series: most of the work is the same. */
export function essayAsMarkdown(
  essay: Essay,
  parts: EssayParts,
  site: Site,
  origin: URL,
): { whole: string; part: string } {
  const tree = essayTree(essay, parts, site, origin);
  const whole = asText(tree);
  makePart(tree, essay.slug);
  return { whole, part: essay.part ? asText(tree) : '' };
}

/**
 * A series as Markdown: its texts, and its essays whole.
 *
 * @param essays What {@link essayAsMarkdown} makes of each as a part.
 */
export async function seriesAsMarkdown(
  series: Series,
  essays: readonly string[],
  site: Site,
  origin: URL,
): Promise<string> {
  const page = new URL(paths.series(series.id), origin);
  const { series: said } = site.words;
  const section = async (title: string, markdown: string | undefined): Promise<RootContent[]> =>
    markdown === undefined
      ? []
      : [heading(2, title), ...treeFrom(await renderMarkdown(markdown), page)];
  const before = [
    heading(1, series.title),
    paragraph({ type: 'emphasis', children: [words(series.standfirst)] }),
    paragraph(...linked(`${bylineOfAll(series.essays, site.words)} · ${page.href}`, page.href)),
    ...(await section(said.preface, series.preface)),
  ];
  const after = [
    ...(await section(said.afterword, series.afterword)),
    ...(series.questions ? [heading(2, said.questions), bulleted(series.questions)] : []),
  ];
  return [asText(before), ...essays, asText(after)].filter((text) => text !== '').join('\n');
}

/** What stands in the overview. */
interface Listed {
  title: string;
  standfirst: string;
  route: string;
}

/** What there is, for programs that read no pages, with the text of each as Markdown: https://llmstxt.org */
export function overview({ site, series, essays }: Publication, origin: URL): string {
  const item = ({ title, standfirst, route }: Listed): ListItem => {
    const url = inFull(paths.markdown(route), origin);
    const link: PhrasingContent = { type: 'link', url, children: [words(title)] };
    return {
      type: 'listItem',
      spread: false,
      children: [paragraph(link, words(`: ${standfirst}`))],
    };
  };
  const section = (title: string, some: readonly Listed[]): RootContent[] =>
    some.length === 0
      ? []
      : [heading(2, title), { type: 'list', spread: false, children: some.map(item) }];
  return asText([
    heading(1, site.title),
    { type: 'blockquote', children: [paragraph(words(site.description))] },
    ...section(
      site.words.site.series,
      series.map((one) => ({ ...one, route: routes.series(one.id) })),
    ),
    ...section(
      site.words.site.essays,
      essays.map((one) => ({ ...one, route: routes.essay(one.slug) })),
    ),
  ]);
}
