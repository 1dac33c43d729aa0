import {
  isUnifiedProcessor,
  type RehypePlugin,
  type RemarkPlugin,
  type RemarkRehype,
} from '@astrojs/markdown-remark';
import type { Element, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { Words } from '../../words/en.ts';
import { underBase } from '../addresses/paths.ts';
import { rehypeComponents } from './components.ts';
import { rehypePassageLinks, rehypePassages, remarkPassages } from './passages.ts';
import { rehypeFigures, rehypePictures } from './pictures.ts';

declare module 'vfile' {
  interface DataMap {
    /** The pictures of a text, see rehypePictures in pictures.ts. */
    pictures?: string[];
    /** The sections of a text, see {@link rehypeHeadingLinks}. */
    sections?: Section[];
    /** The names of the notes of a text in the order in which it refers to them. */
    notes?: string[];
    /** The words of the passages of an essay, see passages.ts; other texts have none. */
    passages?: string[];
    /** What the interface says in the language of a text. */
    words?: Words;
  }
}

/** A section of a text: the id of its heading of the second level, and what that says. */
export interface Section {
  id: string;
  title: string;
}

/** The plugins that every text of the content goes through, by the names of the options of a Markdown processor. */
export interface TextPlugins {
  remarkPlugins: Listed<RemarkPlugin>[];
  remarkRehype: RemarkRehype;
  rehypePlugins: Listed<RehypePlugin>[];
}

/** A plugin as it stands in a list: alone, or with its options. */
type Listed<Plugin> = Plugin | [plugin: Plugin, options: unknown];

/** What Markdown can say here: GitHub's, in which one tilde strikes nothing out. The check of prose reads it so too. */
export const grammar: Listed<RemarkPlugin>[] = [[remarkGfm, { singleTilde: false }]];

/**
 * The plugins of the site, for `markdown.processor` in astro.config.mjs, where others are added.
 *
 * @param base The base path of the site.
 */
export function textPlugins(base: string): TextPlugins {
  return {
    remarkPlugins: [...grammar, remarkPassages],
    remarkRehype: {
      clobberPrefix: '', // All ids of a page are ours.
      footnoteLabelProperties: {},
      footnoteBackContent: '↩',
    },
    rehypePlugins: [
      rehypePassages,
      rehypeSlug,
      rehypeLabels,
      rehypeHeadingLinks,
      rehypeNoteRoles,
      rehypeCellAlignment,
      rehypeWideBoxes,
      rehypeTaskLabels,
      rehypePictures,
      rehypeFigures,
      rehypeComponents,
      rehypePassageLinks,
      [rehypeUnderBase, base],
    ],
  };
}

/**
 * The plugins of the processor that the configuration names, those of the site among them.
 *
 * @throws where it is another than `unified()`, or names a plugin by a string, which MDX does not load.
 */
export function pluginsOf(processor: { name: string }): TextPlugins {
  if (!isUnifiedProcessor(processor)) {
    throw new Error(
      `markdown.processor is ${processor.name}(), and must be unified(): the texts need the plugins of src/publication/text/plugins.ts. Set it in astro.config.mjs`,
    );
  }
  const { remarkPlugins, remarkRehype, rehypePlugins } = processor.options;
  return {
    remarkPlugins: remarkPlugins.map(imported<RemarkPlugin>),
    remarkRehype,
    rehypePlugins: rehypePlugins.map(imported<RehypePlugin>),
  };
}

function imported<Plugin>(
  one: string | Plugin | [plugin: string | Plugin, options: unknown],
): Listed<Plugin> {
  const [plugin, ...options] = Array.isArray(one) ? one : [one];
  if (typeof plugin === 'string') {
    throw new Error(`The plugin "${plugin}" is a name. Import it in astro.config.mjs`);
  }
  return options.length > 0 ? [plugin, options[0]] : plugin;
}

/** The id that remark-rehype gives the heading of the notes. */
const notesHeading = 'footnote-label';

/** Gives components of MDX the names by which they are read out, in the language of the text: the prop `label`. */
function rehypeLabels() {
  return (tree: Root, { data: { words } }: VFile) => {
    if (!words) return;
    const labels = new Map([
      ['Aside', words.essay.aside],
      ['CallOut', words.essay.callOut],
      ['EditorNote', words.essay.editorNote],
      ['Questions', words.essay.questions],
    ]);
    visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
      const value = labels.get(node.name ?? '');
      if (value !== undefined)
        node.attributes.push({ type: 'mdxJsxAttribute', name: 'label', value });
    });
  };
}

/**
 * Gives each section heading a link to itself. The class keeps Readability, which reader views are made of, from
 * dropping headings whose id holds one of its unlikely words, as in `#extra-time`. The sections of the text are noted in
 * `file.data.sections`.
 */
function rehypeHeadingLinks() {
  return (tree: Root, { data }: VFile) => {
    const { words } = data;
    const sections: Section[] = [];
    visit(tree, 'element', (heading) => {
      const { id } = heading.properties;
      if (!/^h[2-6]$/.test(heading.tagName) || typeof id !== 'string' || id === notesHeading)
        return;
      if (heading.tagName === 'h2') sections.push({ id, title: toString(heading).trim() });
      const link: Element = {
        type: 'element',
        tagName: 'a',
        properties: {
          href: `#${id}`,
          className: ['heading-link'],
          ariaLabel: words?.essay.toSection(toString(heading)),
        },
        children: [], // Its sign is the style sheet's: reader views and feeds keep the heading clean.
      };
      heading.properties['className'] = ['content'];
      heading.children.push({ type: 'text', value: ' ' }, link);
    });
    data.sections = sections;
  };
}

/**
 * Says what the links of notes are, in DPUB-ARIA: reader views and screen readers keep the notes by it. Names the notes in
 * `file.data.notes`.
 */
function rehypeNoteRoles() {
  return (tree: Root, file: VFile) => {
    const names: string[] = [];
    visit(tree, 'element', ({ tagName, properties }) => {
      const [, name] = (tagName === 'li' && /^fn-(.+)$/.exec(String(properties['id']))) || [];
      if (name !== undefined) names.push(name);
      // Their marks are written by their names alone.
      if ('dataFootnoteRef' in properties) {
        properties['dataFootnoteRef'] = '';
        properties['role'] = 'doc-noteref';
        // The role says it better than a pointer to the heading of the notes.
        delete properties['ariaDescribedBy'];
      }
      if ('dataFootnoteBackref' in properties) properties['role'] = 'doc-backlink';
      if ('dataFootnotes' in properties) {
        properties['dataFootnotes'] = '';
        properties['role'] = 'doc-endnotes';
      }
    });
    // Of two in a row each is a number of its own.
    visit(tree, 'element', (element, index, parent) => {
      const next = parent?.children[(index ?? 0) + 1];
      if (isNoteReference(element) && next?.type === 'element' && isNoteReference(next)) {
        element.children.push({ type: 'text', value: ',\u2009' });
      }
    });
    file.data.notes = names;
  };
}

const isNoteReference = ({ tagName, children: [child] }: Element): boolean =>
  tagName === 'sup' && child?.type === 'element' && 'dataFootnoteRef' in child.properties;

/** Says the alignment of a table's cells by a class, and not by an inline style. */
function rehypeCellAlignment() {
  return (tree: Root) => {
    visit(tree, 'element', ({ properties }) => {
      const { align } = properties;
      if (typeof align !== 'string') return;
      delete properties['align'];
      properties['className'] = [`align-${align}`];
    });
  };
}

/**
 * Puts tables and code into boxes that scroll where a screen is narrower than they are, and that take the keyboard. An
 * edition that does not scroll has no use for them: see stripFurniture in editions/trees.ts.
 */
function rehypeWideBoxes() {
  return (tree: Root, { data: { words } }: VFile) => {
    visit(tree, 'element', (element, index, parent) => {
      const label = { table: words?.essay.table, pre: words?.essay.code }[element.tagName];
      if (label === undefined || !parent || index === undefined) return undefined;
      const box: Element = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['wide-box'], role: 'group', ariaLabel: label, tabIndex: 0 },
        children: [element],
      };
      parent.children[index] = box;
      return SKIP;
    });
  };
}

/** Names the box of a task by what is to be done. */
function rehypeTaskLabels() {
  return (tree: Root) => {
    visit(tree, 'element', (item) => {
      if (item.tagName !== 'li') return;
      const label = toString(item).trim();
      for (const box of item.children.flatMap((child) =>
        child.type === 'element' && child.tagName === 'p' ? child.children : child,
      )) {
        if (box.type === 'element' && box.tagName === 'input') box.properties['ariaLabel'] = label;
      }
    });
  };
}

/**
 * Sets the links that start at the root of the site under its base path. The places within pages to which links lead are
 * written as the ids are, in letters: not every reader of books decodes them.
 */
function rehypeUnderBase(base: string) {
  return (tree: Root) => {
    visit(tree, 'element', ({ properties }) => {
      const address = properties['href'];
      if (typeof address !== 'string' || !/^(#|\/(?!\/))/.test(address)) return;
      const [path = '', ...fragments] = address.split(/(?=#)/);
      const written = path.startsWith('#') ? inLetters(path) : underBase(path, base);
      properties['href'] = written + fragments.map(inLetters).join('');
    });
  };
}

/**
 * A part of an address without codes for letters; as it is where it has none. Words that a browser is to look for stay in
 * codes: https://wicg.github.io/scroll-to-text-fragment/
 */
function inLetters(address: string): string {
  const [place = '', ...words] = address.split(/(?=:~:)/);
  try {
    return decodeURI(place) + words.join('');
  } catch {
    return address; // It says so by a URIError: a % stands for itself.
  }
}
