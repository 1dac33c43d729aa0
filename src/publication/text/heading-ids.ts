import type { Element, Root } from 'hast';
import rehypeSlug from 'rehype-slug';

/** The ids of the headings of a text, by what they say, in their order: what rehype-slug makes of them. */
export function headingIdsOf(headings: readonly string[]): string[] {
  const elements = headings.map((value): Element => {
    return { type: 'element', tagName: 'h2', properties: {}, children: [{ type: 'text', value }] };
  });
  const tree: Root = { type: 'root', children: elements };
  rehypeSlug()(tree);
  return elements.map(({ properties }) => String(properties['id']));
}
