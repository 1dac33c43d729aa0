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
import { lowerHeadings, relink, stripFurniture, textOf, treeOf, type Parts } from './trees.ts';

// The essays as Markdown: for people in terminals, and for programs that would read the essay and not its page. It is
// GitHub's, https://github.github.com/gfm/, in which notes are written as [^name].

/** What an essay needs of its page. */
type EssayParts = Pick<Parts, 'texts' | 'sources'>;

// Made once: it compiles its patterns where it is first used.
const extensions = [gfmToMarkdown()];

const asText = (tree: Root): string =>
  toMarkdown(tree, {
    extensions,
    bullet: '-',
    emphasis: '*',
    rule: '-',
    listItemIndent: 'one',
  });

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
    visit(element, { tagName: 'li' }, (item: Element) => {
      const name = /(?:^|--)fn-(.+)$/.exec(String(item.properties['id']))?.[1];
      if (name === undefined) return;
      const children = state.toFlow(state.all(item)).filter((one) => one.type !== 'definition');
      notes.push({ type: 'footnoteDefinition', identifier: name, label: name, children });
    });
    return notes;
  },
};

/** The text of an essay as a tree of Markdown, its passages with their numbers. */
function treeFrom(html: string, page: URL, level: number, prefix = ''): RootContent[] {
  const tree = treeOf(html);
  stripNotesFurniture(tree);
  stripFurniture(tree);
  for (let lower = 1; lower < level; lower++) lowerHeadings(tree);
  relink(tree, (written) => (written.startsWith('#fn') ? written : new URL(written, page).href));
  namePassages(tree);
  prefixNotes(tree, prefix);
  const made = toMdast(tree, { handlers: { ...defaultHandlers, ...handlers } });
  return made.type === 'root' ? made.children : [];
}

/** Takes out what leads back from a note: in a text that is read from above it leads nowhere. */
function stripNotesFurniture(tree: Tree): void {
  visit(tree, 'element', (element, index, parent) => {
    if (element.properties['role'] !== 'doc-backlink' || !parent || index === undefined) return;
    parent.children.splice(index, 1);
    const before = parent.children[index - 1];
    if (before?.type === 'text') before.value = before.value.trimEnd();
  });
}

/** Writes the number of each passage before its words, or above it where it does not begin with words. */
function namePassages(tree: Tree): void {
  const named = new Set<Element>();
  visit(tree, 'element', (element, index, parent) => {
    const id = String(element.properties['id']);
    if (!isPassageId.test(id) || named.has(element) || !parent || index === undefined) return;
    named.add(element);
    const number = { type: 'text', value: `${sign} ${id.slice(1)} ` } as const;
    if (element.tagName === 'p') element.children.unshift(number);
    else {
      parent.children.splice(index, 0, {
        type: 'element',
        tagName: 'p',
        properties: {},
        children: [number],
      });
    }
  });
}

/** Gives the notes names that no other text has. */
function prefixNotes(tree: Tree, prefix: string): void {
  if (prefix === '') return;
  visit(tree, 'element', ({ properties }) => {
    const { href, id } = properties;
    if (typeof href === 'string') properties['href'] = href.replace(/^#fn-/, `#fn-${prefix}-`);
    if (typeof id === 'string') properties['id'] = id.replace(/^fn-/, `fn-${prefix}-`);
  });
}

/** What stands around the text of an essay: what it is, whose, and where its source was. */
function essayTree(
  essay: Essay,
  parts: EssayParts,
  site: Site,
  origin: URL,
  level: 1 | 2,
): RootContent[] {
  const page = new URL(paths.essay(essay.slug), origin);
  const { words: said } = site;
  const around = (title: string, html: string): RootContent[] => [
    heading(level === 1 ? 2 : 3, title),
    ...treeFrom(html, page, level),
  ];
  const prefix = level === 1 ? '' : essay.slug;
  const facts = [bylineOf(essay, said), ...factsOf(essay, said)].join(' · ');
  return [
    heading(level, essay.title),
    paragraph({ type: 'emphasis', children: [words(essay.standfirst)] }),
    paragraph(words(facts)),
    ...treeFrom(textOf(essay.slug, parts.texts), page, level, prefix),
    ...(essay.takeaways
      ? [heading(level === 1 ? 2 : 3, said.essay.takeaways), bulleted(essay.takeaways)]
      : []),
    ...around(
      essay.source ? said.provenance.source : said.provenance.publication,
      textOf(essay.slug, parts.sources),
    ),
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

/** An essay as Markdown. */
export const essayAsMarkdown = (essay: Essay, parts: EssayParts, site: Site, origin: URL): string =>
  asText({ type: 'root', children: essayTree(essay, parts, site, origin, 1) });

/** A series as Markdown: its texts, and its essays whole. */
export async function seriesAsMarkdown(
  series: Series,
  parts: EssayParts,
  site: Site,
  origin: URL,
): Promise<string> {
  const page = new URL(paths.series(series.id), origin);
  const { series: said } = site.words;
  const section = async (title: string, markdown: string | undefined): Promise<RootContent[]> =>
    markdown === undefined
      ? []
      : [heading(2, title), ...treeFrom(await renderMarkdown(markdown), page, 2)];
  return asText({
    type: 'root',
    children: [
      heading(1, series.title),
      paragraph({ type: 'emphasis', children: [words(series.standfirst)] }),
      paragraph(...linked(`${bylineOfAll(series.essays, site.words)} · ${page.href}`, page.href)),
      ...(await section(said.preface, series.preface)),
      ...series.essays.flatMap((essay) => essayTree(essay, parts, site, origin, 2)),
      ...(await section(said.afterword, series.afterword)),
      ...(series.questions ? [heading(2, said.questions), bulleted(series.questions)] : []),
    ],
  });
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
  return asText({
    type: 'root',
    children: [
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
    ],
  });
}
