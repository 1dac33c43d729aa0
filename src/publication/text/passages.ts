import type { ElementContent, Root, RootContent } from 'hast';
import type { Nodes as MarkdownNodes, Root as MarkdownRoot } from 'mdast';
import { toString } from 'mdast-util-to-string';
import type { VFile } from 'vfile';
import { fragments, isPassageId } from '../addresses/paths.ts';
import { elementOf } from './elements.ts';

// The passages of an essay: what stands at the top level of its text and is read with it, each with a number, from 1.
// Headings, notes, asides and what the editors remark have none. The check counts in Markdown what the pipeline counts
// in HTML: the two lists are one.

/** The elements that are passages, and what each is in Markdown. */
const elements: Readonly<Record<string, string>> = {
  p: 'paragraph',
  blockquote: 'blockquote',
  ol: 'list',
  ul: 'list',
  pre: 'code',
  table: 'table',
};

const components = ['CallOut', 'Epigraph', 'Figure', 'Questions', 'Verse'];

/** What of Markdown is a passage. What stands alone in a paragraph as a component does, is no paragraph in the end. */
function passagesIn(nodes: readonly MarkdownNodes[]): MarkdownNodes[] {
  return nodes.flatMap((node): MarkdownNodes[] => {
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      return isComponent(node) ? [node] : [];
    }
    if (node.type === 'paragraph' && node.children.every(isAlone)) return passagesIn(node.children);
    return Object.values(elements).includes(node.type) ? [node] : [];
  });
}

const isAlone = (node: MarkdownNodes): boolean =>
  /^mdx(JsxText|Text)/.test(node.type) || (node.type === 'text' && node.value.trim() === '');

/** The words of a part of a text, without its notes and the text of its pictures. */
const wordsIn = (node: MarkdownNodes): string =>
  node.type !== 'footnoteReference' && 'children' in node
    ? node.children.map(wordsIn).join(isOfBlocks.test(node.type) ? ' ' : '')
    : toString(node, { includeImageAlt: false });

const isOfBlocks = /^(blockquote|list|listItem|table|tableRow|mdxJsxFlowElement)$/;

/** The words of each passage of a text, in their order. */
export const passagesOf = (tree: MarkdownRoot): string[] =>
  passagesIn(tree.children).map((node) => wordsIn(node).replaceAll(/\s+/g, ' ').trim());

/** Notes the passages of an essay in `file.data.passages`. */
export function remarkPassages() {
  return (tree: MarkdownRoot, { data }: VFile) => {
    if (data.passages) data.passages = passagesOf(tree);
  };
}

/** Gives each passage of an essay its id. */
export function rehypePassages() {
  return (tree: Root, { data }: VFile) => {
    if (!data.passages) return;
    let number = 0;
    for (const node of tree.children) {
      if (node.type === 'mdxJsxFlowElement' && isComponent(node)) {
        const value = fragments.passage(++number);
        node.attributes.push({ type: 'mdxJsxAttribute', name: 'id', value });
      } else if (node.type === 'element' && node.tagName in elements) {
        node.properties['id'] = fragments.passage(++number);
      }
    }
  };
}

const isComponent = ({ name }: { name: string | null }) => components.includes(name ?? '');

/**
 * Gives each passage a link to itself, which shows its number in the margin; the number is the style sheet's. It is for
 * the eye and for a hand that points: thirty numbers would be noise to who listens, and thirty stops on the way through
 * the text to who goes by the keyboard. For them the numbers stand in a list, where the page says how it is cited.
 */
export function rehypePassageLinks() {
  return (tree: Root, { data }: VFile) => {
    if (!data.passages) return;
    tree.children = tree.children.map((node) => {
      if (node.type === 'mdxJsxFlowElement' && isComponent(node)) {
        const id = node.attributes.flatMap((one) =>
          one.type === 'mdxJsxAttribute' && one.name === 'id' ? [String(one.value)] : [],
        )[0];
        if (id === undefined) return node;
        // It is the one element that the pipeline has made of its words.
        const [words] = node.name === 'Epigraph' ? node.children : [];
        if (words?.type === 'element') words.properties['id'] = id;
        homeOf(words?.type === 'element' ? words : node).push(linkTo(id));
        return node;
      }
      if (node.type !== 'element') return node;
      // A box that scrolls would cut off what stands beside it.
      const [within] = node.tagName === 'div' ? node.children : [];
      const passage = within?.type === 'element' ? within : node;
      const { id, ...others } = passage.properties;
      if (typeof id !== 'string' || !isPassageId.test(id)) return node;
      if (passage === node) {
        homeOf(node).push(linkTo(id));
        return node;
      }
      passage.properties = others;
      return elementOf('div', { id }, [node, linkTo(id)]);
    });
  };
}

/** Where a passage may have a link: a list has nothing but items, and nothing follows the caption of a figure. */
function homeOf(node: Parent): ElementContent[] {
  const last = node.children.findLast((child) => child.type === 'element');
  return last && /^(li|figcaption|ol|ul)$/.test(last.tagName) && isOfParts(node)
    ? homeOf(last)
    : node.children;
}

const isOfParts = (node: Parent) =>
  node.type === 'element' ? /^(ol|ul|figure)$/.test(node.tagName) : node.name === 'Figure';

type Parent = Extract<RootContent, { type: 'element' | 'mdxJsxFlowElement' }>;

const linkTo = (id: string) =>
  elementOf('a', { className: ['passage'], href: `#${id}`, ariaHidden: 'true', tabIndex: -1 }, []);
