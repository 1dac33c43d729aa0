import type { Element, ElementContent, Nodes, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { elementOf, isSpace } from './elements.ts';

/** So many characters stand in sight below a title: a picture behind them is loaded when a reader comes near. */
const inSight = 1000;

/**
 * Notes the pictures of a text in `file.data.pictures`, and writes them as paths: `./…` beside it, `/…` in `public/`. The
 * first is loaded at once, where it is in sight from the start.
 */
export function rehypePictures() {
  return (tree: Root, file: VFile) => {
    const found = new Set<string>();
    let read = 0;
    visit(tree, (node) => {
      if (node.type === 'text') read += node.value.length;
      if (node.type !== 'element' || node.tagName !== 'img') return;
      const { properties } = node;
      const path = decodeURI(String(properties['src'])).replace(/^(?![./])/, './');
      if (found.size === 0 && read < inSight) properties['loading'] = 'eager';
      found.add(path);
      properties['src'] = path;
    });
    file.data.pictures = [...found];
  };
}

/**
 * Makes figures of pictures that stand in a paragraph, or in the item of a list, without words; what is written as their
 * title is the caption.
 */
export function rehypeFigures() {
  return (tree: Root) => {
    visit(tree, 'element', (element, index, parent) => {
      const { tagName, children } = element;
      if (!/^(p|li)$/.test(tagName) || !parent || index === undefined) return undefined;
      const pictures = children.filter((child) => !isSpace(child));
      if (pictures.length === 0 || !pictures.every(isPicture)) return undefined;
      const isWithin = parent.type === 'mdxJsxFlowElement' && parent.name === 'Figure';
      const figures = pictures.map((picture) => figureOf(picture, isWithin));
      if (tagName === 'li') {
        element.children = figures;
        return SKIP;
      }
      const [first] = figures;
      // Several pictures of one paragraph are one passage.
      if (first?.type === 'element') Object.assign(first.properties, element.properties);
      parent.children.splice(index, 1, ...figures);
      return [SKIP, index + figures.length];
    });
  };
}

/** Whether something is a picture, or a link that is nothing but one. */
const isPicture = (node: Nodes): boolean =>
  node.type === 'element' &&
  (node.tagName === 'img' ||
    (node.tagName === 'a' && node.children.length === 1 && node.children.every(isPicture)));

/** @param isWithin Whether it stands in a figure already, and needs one of its own for a caption alone. */
function figureOf(picture: ElementContent, isWithin: boolean): ElementContent {
  const captions: Element[] = [];
  visit(picture, 'element', ({ tagName, properties }) => {
    const { title } = properties;
    if (tagName !== 'img' || typeof title !== 'string') return;
    delete properties['title'];
    captions.push(elementOf('figcaption', {}, [{ type: 'text', value: title }]));
  });
  if (isWithin && captions.length === 0) return picture;
  return elementOf('figure', {}, [picture, ...captions]);
}
