import type { Element, ElementContent, Nodes, Properties } from 'hast';

// What the plugins make trees of.

export const elementOf = (
  tagName: string,
  properties: Properties,
  children: ElementContent[],
): Element => ({ type: 'element', tagName, properties, children });

/** Whether nothing is seen of something but a gap. */
export const isSpace = (node: Nodes): boolean =>
  (node.type === 'text' && node.value.trim() === '') ||
  (node.type === 'element' && node.tagName === 'br');
