import { compile, createProcessor } from '@mdx-js/mdx';
import {
  createMarkdownProcessor,
  type RehypePlugins,
  type RemarkPlugin,
} from '@astrojs/markdown-remark';
import type { Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import { visit } from 'unist-util-visit';
import type { Words } from '../../words/en.ts';
import { collectionOf } from '../collections.ts';
import { configuredPlugins } from './configured-plugins.ts';
import { grammar, type Section, type TextPlugins } from './plugins.ts';
import { asSeen } from './unseen.ts';

/** The components that an essay may use, by the names of their files in `components/mdx`. */
export const essayComponents = [
  'Aside',
  'CallOut',
  'EditorNote',
  'Epigraph',
  'Figure',
  'PullQuote',
  'Questions',
  'Verse',
] as const;

/** The components that a page may use besides: what the site knows, with no text within and no attributes. */
export const pageComponents = ['Contact', 'Editions', 'Privacy'] as const;

/** The text of an essay or of a page, compiled. */
export interface CompiledText {
  /** What `run` of @mdx-js/mdx makes a component of. */
  code: string;
  /** Its pictures: `./…` beside the text, as the code has them too, or `/…` in the folder `public`. */
  pictures: string[];
  sections: Section[];
  /** The names of its notes in the order in which it refers to them. */
  notes: string[];
  /** The words of its passages, where it is an essay. */
  passages: string[];
}

/**
 * Compiles MDX.
 *
 * @param path Of its file, for plugins that ask.
 * @param words Of its language, for the names of what plugins and components add.
 * @param read What {@link parseMdx} made of it, where somebody has read it: it is changed, and of no use any more.
 * @throws What is wrong with it, with its place: a VFileMessage, or whatever a plugin throws.
 */
export async function compiledText(
  body: string,
  path: string,
  { remarkPlugins, remarkRehype, rehypePlugins }: TextPlugins,
  words: Words,
  read?: MdxTree,
): Promise<CompiledText> {
  const { value, data } = await compile(
    {
      value: body,
      path,
      data: { words, ...(collectionOf(path) === 'essays' && { passages: [] }) },
    },
    {
      remarkPlugins: read ? [...remarkPlugins, [asItWasRead, read]] : remarkPlugins,
      remarkRehypeOptions: { ...remarkRehype, footnoteLabel: words.essay.notes },
      rehypePlugins,
      outputFormat: 'function-body',
      elementAttributeNameCase: 'html',
    },
  );
  const { pictures = [], notes = [], sections = [], passages = [] } = data;
  return { code: String(value), pictures, notes, sections, passages };
}

// What Markdown outside essays may become: words, lists, quotations and links, no images and no headings.
const allowed = {
  ...defaultSchema,
  tagNames: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'li', 'ol', 'p', 'pre', 'strong', 'ul'],
};

// What a stranger may do is less: a link leads to the web, and nothing has an id or a class.
const allowedToReaders = {
  ...allowed,
  attributes: { a: ['href'], ol: ['start'] },
  protocols: { href: ['http', 'https'] },
};

/**
 * Renders Markdown by the plugins of the configuration, each text once: it stands on a page and in editions. What is not
 * allowed is taken out before they add anything.
 *
 * @param last What is done after them.
 */
function rendererOf(schema: typeof defaultSchema, last: RehypePlugins) {
  const made = new WeakMap<TextPlugins, (text: string) => Promise<string>>();
  const rendererWith = (plugins: TextPlugins) => {
    const renderer = createMarkdownProcessor({
      ...plugins,
      gfm: false, // It is among the plugins.
      smartypants: false, // The content is typographic already.
      syntaxHighlight: false,
      remarkPlugins: [...plugins.remarkPlugins, wordsAsTheyAre],
      rehypePlugins: [[rehypeSanitize, schema], ...plugins.rehypePlugins, ...last],
    });
    const known = new Map<string, Promise<string>>();
    return (text: string): Promise<string> => {
      const html =
        known.get(text) ?? renderer.then((one) => one.render(text)).then(({ code }) => code);
      known.set(text, html);
      return html;
    };
  };
  return (text: string): Promise<string> => {
    const plugins = configuredPlugins();
    const render = made.get(plugins) ?? rendererWith(plugins);
    made.set(plugins, render);
    return render(text);
  };
}

const ofTheSite = rendererOf(allowed, []);
const ofReaders = rendererOf(allowedToReaders, [rehypeReadersWords]);

/** Renders Markdown that stands in a YAML file to HTML, through a list of what is allowed. */
export async function renderMarkdown(text: string): Promise<string> {
  return ofTheSite(text);
}

/** Renders the Markdown of a comment; search engines are told not to give its links any weight. */
export async function renderComment(text: string): Promise<string> {
  return ofReaders(text);
}

/**
 * Keeps only links that lead to other sites, and marks them; one that leads nowhere is the words that it was written
 * with. What cannot be seen is taken out once more: a reference as in `&#x202E;` is a character only here.
 */
function rehypeReadersWords() {
  return (tree: Root) => {
    visit(tree, (node, index, parent) => {
      if (node.type === 'text') node.value = asSeen(node.value);
      if (node.type !== 'element' || node.tagName !== 'a') return undefined;
      const href = webAddress(String(node.properties['href']));
      if (href !== undefined) {
        node.properties = { href, rel: ['ugc', 'nofollow'] };
        return undefined;
      }
      if (parent && index !== undefined) parent.children.splice(index, 1, ...node.children);
      return index;
    });
  };
}

/**
 * The address of a page on the web as it is opened: in the signs that an address may have, and without a name and a
 * password, which make a stranger's look like a friend's. Nothing where there can be none.
 */
function webAddress(written: string): string | undefined {
  if (!/^https?:\/\//i.test(written) || !URL.canParse(written)) return undefined;
  const { origin, hostname, pathname, search, hash } = new URL(written);
  // As it is looked up: é is xn--9ca there. What else may be in it, no host has.
  if (!/^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(hostname)) return undefined;
  const inSigns = (part: string) =>
    part
      .replace(/%(?![0-9a-f]{2})/gi, '%25')
      .replace(/[^\w\-.~!$&'()*+,;=:@/?%]/gu, encodeURIComponent);
  return origin + inSigns(pathname + search) + hash.slice(0, 1) + inSigns(hash.slice(1));
}

// Lines that begin with a letter, and hold nothing else than letters, digits, spaces between them, and signs that
// Markdown and HTML give no meaning within a line.
const words = /^(?:[\p{L}“‘(][\p{L}\p{N} .,;:!?…’‘”“()–—'"-]*(?<! )(?:\n+|$))+$(?<!\n)/u;

/**
 * The paragraphs of a text that says the same with Markdown and without, each with the line on which it begins, from
 * 0; undefined where anything in it might be markup. Most comments are such a text, and taking it apart as Markdown is
 * most of the work of checking and rendering them.
 */
export function paragraphsOf(text: string): { line: number; text: string }[] | undefined {
  if (!words.test(text) || /www/i.test(text)) return undefined; // A word with www. in it is a link.
  return [...text.matchAll(/.+(?:\n.+)*/g)].map(({ 0: paragraph, index }) => ({
    line: text.slice(0, index).split('\n').length - 1,
    text: paragraph,
  }));
}

const markdown = createProcessor({ format: 'md', remarkPlugins: grammar }).freeze();

/** Takes Markdown apart that stands in a YAML file or in a comment. */
export const parseMarkdown = (text: string) => markdown.parse(text);

const mdx = createProcessor({ remarkPlugins: grammar }).freeze();

type Processor = ThisParameterType<RemarkPlugin>;

/** How many extensions of Markdown a processor reads by. */
const extensionsIn = (data: object): number =>
  Object.entries(data)
    .filter(([name]) => name === 'micromarkExtensions')
    .flat(2).length;

/** Puts what has been read of a text in the place of reading it, unless a plugin reads more than all texts may say. */
function asItWasRead(this: Processor, tree: MdxTree) {
  if (extensionsIn(this.data()) === extensionsIn(mdx.data())) this.parser = () => tree;
}

/** Does the same with what says the same without Markdown. */
function wordsAsTheyAre(this: Processor) {
  const { parser } = this;
  if (!parser || extensionsIn(this.data()) !== extensionsIn(markdown.data())) return;
  this.parser = (text, file) => {
    const children = paragraphsOf(text)?.map(({ text: value }) => ({
      type: 'paragraph',
      children: [{ type: 'text', value }],
    }));
    return children ? { type: 'root', children } : parser(text, file);
  };
}

/** MDX, taken apart. */
export type MdxTree = ReturnType<typeof mdx.parse>;

/** Takes MDX apart. @throws a VFileMessage where it is none. */
export const parseMdx = (text: string): MdxTree => mdx.parse(text);

/** Markdown as text, without HTML and pictures, its paragraphs parted by empty lines. */
export function plainText(text: string): string {
  const paragraphs =
    paragraphsOf(text)?.map((paragraph) => paragraph.text) ??
    parseMarkdown(text).children.map((block) => wordsOf(block));
  return paragraphs.join('\n\n');
}

type Block = ReturnType<typeof parseMarkdown>['children'][number];

/** The words of a block, those of the items of a list and of the paragraphs of a quotation parted by a space. */
function wordsOf(block: Block): string {
  return block.type === 'list' || block.type === 'listItem' || block.type === 'blockquote'
    ? block.children.map(wordsOf).join(' ')
    : toString(block, { includeHtml: false, includeImageAlt: false });
}
