import type { Element, ElementContent, Root } from 'hast';
import { htmlToHast } from 'satteri';
import type { Essay } from '../publication/model.ts';
import { fragments, paths } from '../publication/addresses/paths.ts';

// What the editions share: the text of a page, as components render it, made fit to stand elsewhere.

/** A part of the pages of essays, as HTML, by the slugs of the essays. */
export type Texts = ReadonlyMap<string, string>;

/** What the pages of essays say. */
export interface Parts {
  texts: Texts;
  /** Which essays they answer, of those that answer or are answered. */
  arguments: Texts;
  /** What is known of their sources. */
  sources: Texts;
  /** Of those that have one. */
  discussions: Texts;
}

/** @throws where the text was not rendered: an edition leaves nothing out in silence. */
export function textOf(slug: string, texts: Texts): string {
  const html = texts.get(slug);
  if (html === undefined) throw new Error(`The text of "${slug}" is missing from an edition.`);
  return html;
}

/** The HTML of a part of a page as a tree. */
export function treeOf(html: string): Root {
  const tree = htmlToHast(html, { fragment: true });
  if (tree.type !== 'root') throw new Error('HTML was read, and it is no tree.');
  return tree;
}

/**
 * Gives every element of a tree, from above. unist-util-visit, which knows trees of all kinds, takes a hundred times as long,
 * and editions do little else.
 */
export function eachElement(tree: Root | Element, change: (element: Element) => void): void {
  replaceElements(tree, (element) => {
    change(element);
    return undefined;
  });
}

/** The same where others may come into the place of an element: they are given in their turn. */
export function replaceElements(
  parent: Root | Element,
  othersFor: (element: Element, parent: Root | Element) => ElementContent[] | undefined,
): void {
  for (let index = 0; index < parent.children.length; index++) {
    const child = parent.children[index];
    if (child?.type !== 'element') continue;
    const others = othersFor(child, parent);
    if (others) parent.children.splice(index--, 1, ...others);
    else replaceElements(child, othersFor);
  }
}

/**
 * Takes out what only a page of the site has a use for: the links of headings to themselves, marks for its styles, boxes
 * that scroll, quotes that are for the eye.
 */
export function stripFurniture(tree: Root): void {
  replaceElements(tree, (element, parent) => {
    const { properties } = element;
    if (hasClass(element, 'heading-link')) {
      // The space before it, too.
      const last = parent.children.findLast((child) => child !== element);
      if (last?.type === 'text') last.value = last.value.trimEnd();
      return [];
    }
    if (String(properties['ariaHidden']) === 'true') return [];
    if (hasClass(element, 'wide-box')) return element.children;
    for (const name of Object.keys(properties)) {
      if (name.startsWith('data')) delete properties[name];
    }
    return undefined;
  });
}

/** Writes the addresses of links and pictures anew. */
export function relink(
  tree: Root,
  addressOf: (written: string, attribute: 'href' | 'src') => string,
): void {
  eachElement(tree, ({ properties }) => {
    for (const name of ['href', 'src'] as const) {
      const written = properties[name];
      if (typeof written === 'string') properties[name] = addressOf(written, name);
    }
  });
}

/**
 * The essay to whose page an address leads, and the fragment of it, where it is one of those given.
 *
 * @param from The essay in which the address is written, if it is in one.
 */
export function targetWithin(
  written: string,
  from: Essay | undefined,
  essays: readonly Essay[],
): { essay: Essay; fragment?: string } | undefined {
  // What a browser is to look for in the place, an edition has no need of.
  const [path = '', fragment] = written.replace(/:~:.*$/, '').split('#');
  const essay = path === '' ? from : essays.find(({ slug }) => paths.essay(slug) === path);
  if (!essay) return undefined;
  // An edition has no place for a discussion that there is not.
  const isNowhere = fragment === fragments.comments && !essay.discussion;
  return { essay, ...(fragment !== undefined && !isNowhere && { fragment }) };
}

export function idsIn(tree: Root): Set<string> {
  const ids = new Set<string>();
  eachElement(tree, ({ properties }) => {
    if (typeof properties['id'] === 'string') ids.add(properties['id']);
  });
  return ids;
}

/** Puts a prefix before every id, so that several texts can stand on one page. Links are for {@link relink}. */
export function prefixIds(tree: Root, prefix: string): void {
  eachElement(tree, ({ properties }) => {
    if (typeof properties['id'] === 'string') properties['id'] = prefix + properties['id'];
  });
}

/** Makes every heading one level lower, so that the text can stand below a heading of its own. */
export function lowerHeadings(tree: Root): void {
  eachElement(tree, (element) => {
    const level = /^h([2-5])$/.exec(element.tagName)?.[1];
    if (level !== undefined) element.tagName = `h${Number(level) + 1}`;
  });
}

export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties['className']) && properties['className'].includes(name);
}

/** Text without the characters that XML 1.0 cannot hold in any form: https://www.w3.org/TR/xml/#charsets */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
