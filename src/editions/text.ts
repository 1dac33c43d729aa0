import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';

// What the editions share: the text of a page, as components render it, made fit to stand elsewhere.

/** What is said of essays on their pages, as HTML, by the slugs of the essays. */
export type Texts = ReadonlyMap<string, string>;

/** @throws where the text was not rendered: an edition leaves nothing out in silence. */
export function textOf(slug: string, texts: Texts): string {
  const html = texts.get(slug);
  if (html === undefined) throw new Error(`The text of "${slug}" is missing from an edition.`);
  return html;
}

/** The HTML of a part of a page as a tree. */
export function treeOf(html: string): Root {
  return fromHtml(html, { fragment: true });
}

/** Takes out what only the page has a use for: the links of headings to themselves, classes, marks for styles. */
export function stripFurniture(tree: Root): void {
  visit(tree, 'element', (element, index, parent) => {
    const { properties } = element;
    if (hasClass(element, 'heading-link') && parent && index !== undefined) {
      parent.children.splice(index, 1);
      // The space before it, too.
      const last = parent.children.at(-1);
      if (last?.type === 'text') last.value = last.value.trimEnd();
      return [SKIP, index];
    }
    for (const name of Object.keys(properties)) {
      if (name === 'className' || name.startsWith('data')) delete properties[name];
    }
    return undefined;
  });
}

/** Writes the addresses of links and pictures anew. */
export function relink(tree: Root, addressOf: (written: string) => string): void {
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src']) {
      const written = properties[name];
      if (typeof written === 'string') properties[name] = addressOf(written);
    }
  });
}

/** Puts a prefix before every id, so that several texts can stand on one page. Links are for {@link relink}. */
export function prefixIds(tree: Root, prefix: string): void {
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties['id'] === 'string') properties['id'] = prefix + properties['id'];
  });
}

/** Makes every heading one level lower, so that the text can stand below a heading of its own. */
export function lowerHeadings(tree: Root): void {
  visit(tree, 'element', (element) => {
    const level = /^h([2-5])$/.exec(element.tagName)?.[1];
    if (level !== undefined) element.tagName = `h${Number(level) + 1}`;
  });
}

export function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties['className']) && properties['className'].includes(name);
}
