import type { Element, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { slugOf } from '../../publication/slugs.ts';

/**
 * Makes notes of links that lead to one at the end of the text and of what they lead to, as `note-ref` and `note-def`,
 * each with a name: those of Markdown, of Substack, and those that somebody has made by hand, which are numbers.
 */
export function rehypeNotes(tree: Root): void {
  const blocks = notesIn(tree);
  const used = new Map<Element, string>();
  visit(tree, 'element', (element, index, parent) => {
    const href = element.properties['href'];
    if (element.tagName !== 'a' || typeof href !== 'string' || !href.startsWith('#'))
      return undefined;
    const note = blocks.get(href.slice(1));
    const sign = toString(element).trim();
    if (!note || !parent || index === undefined || !/^\W*[\d*†‡]{1,4}\W*$/.test(sign))
      return undefined;
    const name = used.get(note) ?? nameOf(href, used.size + 1);
    used.set(note, name);
    const inSup = parent.type === 'element' && parent.tagName === 'sup';
    const reference = inSup ? parent : element;
    Object.assign(reference, { tagName: 'note-ref', properties: { name }, children: [] });
    return SKIP;
  });
  if (used.size === 0) return;
  visit(tree, 'element', (element, index, parent) => {
    const name = used.get(element);
    if (name === undefined || !parent || index === undefined) return undefined;
    withoutWayBack(element);
    parent.children.splice(index, 1);
    tree.children.push({ ...element, tagName: 'note-def', properties: { name } });
    used.delete(element);
    return [SKIP, index];
  });
  // What was around them, and the heading of Markdown’s own.
  visit(tree, 'element', (element, index, parent) => {
    const isLeft = Object.hasOwn(element.properties, 'dataFootnotes');
    const isEmpty =
      /^(ol|ul|div|section)$/.test(element.tagName) && toString(element).trim() === '';
    const hasMore = element.children.some(
      (child) => child.type === 'element' && child.tagName === 'img',
    );
    if (
      !parent ||
      index === undefined ||
      !(isLeft || (isEmpty && !hasMore && element.children.length > 0 && !hasPicture(element)))
    )
      return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}

function hasPicture(element: Element): boolean {
  let found = false;
  visit(element, 'element', ({ tagName }) => {
    if (/^(img|iframe|video|audio|embed|hr|note-ref|pre)$/.test(tagName)) found = true;
  });
  return found;
}

const nameOf = (href: string, number: number) => {
  const own = slugOf(href.replace(/^#(user-content-)?(fn|footnote|note)?[-:_]?/i, ''));
  return own === '' || own.length > 30 ? `note-${number}` : own;
};

/** What may be a note, by the ids of it and of what is in it. */
function notesIn(tree: Root): Map<string, Element> {
  const blocks = new Map<string, Element>();
  const look = (parent: Root | Element, note: Element | undefined) => {
    for (const child of parent.children) {
      if (child.type !== 'element') continue;
      const isNote = child.tagName === 'li' || /(^| )footnote( |$)/.test(classOf(child));
      const own = isNote ? (note ?? child) : note;
      if (own && typeof child.properties['id'] === 'string')
        blocks.set(child.properties['id'], own);
      look(child, own);
    }
  };
  look(tree, undefined);
  return blocks;
}

const classOf = ({ properties: { className } }: Element) =>
  Array.isArray(className) ? className.join(' ') : '';

/** Takes the links out by which a note leads back. */
function withoutWayBack(note: Element): void {
  visit(note, 'element', (element, index, parent) => {
    const { href, className } = element.properties;
    const isBack =
      element.tagName === 'a' &&
      ((typeof href === 'string' && href.startsWith('#') && toString(element).trim().length < 5) ||
        String(className).includes('footnote-number'));
    if (!isBack || !parent || index === undefined) return undefined;
    parent.children.splice(index, 1);
    return [SKIP, index];
  });
}
