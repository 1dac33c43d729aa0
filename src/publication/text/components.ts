import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { elementOf, isSpace } from './elements.ts';

/** Shapes what is written within components: the lines of verse, the caption of a figure, the source of an epigraph. */
export function rehypeComponents() {
  return (tree: Root) => {
    visit(tree, 'mdxJsxFlowElement', (component) => {
      if (component.type !== 'mdxJsxFlowElement') return;
      const { name, children, attributes } = component;
      if (name === 'Verse') children.forEach(setLines);
      if (name === 'Figure') makeCaption(children);
      if (name === 'Epigraph') component.children = [epigraphOf(children)];
      if (name === 'PullQuote' && isRepeated(children, tree)) {
        attributes.push({ type: 'mdxJsxAttribute', name: 'isRepeated', value: 'true' });
      }
    });
  };
}

const newline = { type: 'text', value: '\n' } as const;

/** Keeps the lines of a stanza as they are written: each in an element of its own, parted by breaks. */
function setLines(stanza: ElementContent): void {
  if (!isParagraph(stanza)) return;
  const lines: ElementContent[][] = [[]];
  for (const child of stanza.children) {
    // A break that is written as one stands at the end of a line, which ends there anyway.
    if (child.type === 'element' && child.tagName === 'br') continue;
    if (child.type !== 'text') {
      lines.at(-1)?.push(child);
      continue;
    }
    for (const [index, value] of child.value.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (value !== '') lines.at(-1)?.push({ type: 'text', value });
    }
  }
  stanza.children = lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => [
      ...(index > 0 ? [elementOf('br', {}, []), newline] : []),
      elementOf('span', { className: ['line'] }, line),
    ]);
}

const isParagraph = (node: Nodes | undefined): node is Element =>
  node?.type === 'element' && node.tagName === 'p';

const lastOf = (children: readonly ElementContent[]) =>
  children.findLast((child) => !isSpace(child));

/** Makes the last paragraph of a figure its caption, where it ends in one. */
function makeCaption(children: readonly ElementContent[]): void {
  const last = lastOf(children);
  if (isParagraph(last) && !has('img', last)) last.tagName = 'figcaption';
}

/** The words of an epigraph, and apart from them its source: the last paragraph, where that begins with a dash. */
function epigraphOf(children: ElementContent[]): Element {
  const last = lastOf(children);
  const source = isParagraph(last) && /^\s*[—–-]/.test(toString(last)) ? [last] : [];
  for (const { properties } of source) properties['className'] = ['source'];
  const words = children.filter((child) => child !== source[0]);
  return elementOf('div', { className: ['epigraph'], role: 'doc-epigraph' }, [
    elementOf('blockquote', {}, words),
    ...source,
  ]);
}

/** Whether a pull quote says what the text says elsewhere: then it is for the eye alone. */
function isRepeated(quote: readonly ElementContent[], tree: Root): boolean {
  const all = wordsOf(tree);
  return quote.every((part) => {
    // The text may go on where the quote ends, and begin before it.
    const words = wordsOf(part).replace(/^[\s“‘"«„]+|[\s.,;:!?…”’"»“]+$/g, '');
    return !has('a', part) && (words === '' || all.split(words).length > 2);
  });
}

/** The words of something in lower case, without the numbers of its notes. */
const wordsOf = (node: Nodes): string => textOf(node).replaceAll(/\s+/g, ' ').toLowerCase();

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || (node.type === 'element' && node.tagName === 'sup')) return '';
  const children: readonly RootContent[] = node.children;
  return children.map(textOf).join('');
}

function has(tagName: string, within: Nodes): boolean {
  let found = false;
  visit(within, { type: 'element', tagName }, () => void (found = true));
  return found;
}
