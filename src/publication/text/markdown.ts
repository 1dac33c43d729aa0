import { createMarkdownProcessor, type RehypePlugins } from '@astrojs/markdown-remark';
import type { Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { createProcessor } from '@mdx-js/mdx';
import { defineHastPlugin, mdxToJs, type Features } from 'satteri';
import { visit } from 'unist-util-visit';
import { headingIdsOf } from './heading-ids.ts';
import { underBase } from '../addresses/paths.ts';

/** The components that an essay may use, by the names of their files in `components/mdx`. */
export const mdxComponents = ['Aside', 'EditorNote', 'Questions'] as const;

/** An address as pages have it: what starts at the root of the site stands under its base path. */
const addressOnPage = (address: string, basePath: string) =>
  /^\/(?!\/)/.test(address) ? underBase(address, basePath) : address;

/** Sets the links and images that start at the root of the site under its base path, which comes with the text. */
function rehypeUnderBase() {
  return (
    tree: Root,
    { data }: { data: { astro?: { frontmatter?: Record<string, unknown> } } },
  ) => {
    const basePath = String(data.astro?.frontmatter?.['basePath']);
    visit(tree, 'element', ({ properties }) => {
      for (const name of ['href', 'src']) {
        const address = properties[name];
        if (typeof address === 'string') properties[name] = addressOnPage(address, basePath);
      }
    });
  };
}

/** The same, in essays. */
const underBasePath = (basePath: string) =>
  defineHastPlugin({
    name: 'under-base-path',
    element: {
      filter: ['a', 'img'],
      visit(node, tree) {
        const name = node.tagName === 'a' ? 'href' : 'src';
        const address = node.properties[name];
        if (typeof address !== 'string') return;
        const onPage = addressOnPage(address, basePath);
        if (onPage !== address) tree.setProperty(node, name, onPage);
      },
    },
  });

/** Gives each heading of an essay its id; the heading of the notes has one. */
const headingIds = () => {
  const headings: string[] = [];
  return defineHastPlugin({
    name: 'heading-ids',
    element: {
      filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
      visit(heading, tree) {
        if (heading.properties['id'] !== undefined) return;
        headings.push(tree.textContent(heading));
        tree.setProperty(heading, 'id', headingIdsOf(headings).at(-1));
      },
    },
  });
};

/**
 * Gives each section heading a link to itself. The class keeps Readability, which reader views are made of, from
 * dropping headings whose id holds one of its unlikely words, as in `#extra-time`.
 */
const headingLinks = defineHastPlugin({
  name: 'heading-links',
  element: {
    filter: ['h2', 'h3', 'h4', 'h5', 'h6'],
    visit(heading, tree) {
      const { id } = heading.properties;
      if (typeof id !== 'string' || id === notesHeading) return;
      const label = `Link to section: ${tree.textContent(heading)}`;
      tree.setProperty(heading, 'className', ['content']);
      tree.appendChild(heading, [
        { type: 'text', value: ' ' },
        {
          type: 'element',
          tagName: 'a',
          properties: { href: `#${id}`, className: ['heading-link'], ariaLabel: label },
          children: [], // Its sign is the style sheet's: reader views and feeds keep the heading clean.
        },
      ]);
    },
  },
});

/** Says the alignment of a table's cells by a class, and not by an inline style. */
const cellAlignment = defineHastPlugin({
  name: 'cell-alignment',
  element: {
    filter: ['th', 'td'],
    visit(cell, tree) {
      const side = /^text-align: (\w+)$/.exec(String(cell.properties['style']))?.[1];
      if (side === undefined) return;
      tree.setProperty(cell, 'style', undefined);
      tree.setProperty(cell, 'className', [`align-${side}`]);
    },
  },
});

/** The id that the processor gives the heading of the notes. */
const notesHeading = 'footnote-label';

/** Says what the links of notes are, in DPUB-ARIA: reader views and screen readers keep the notes by it. */
const noteRoles = defineHastPlugin({
  name: 'note-roles',
  element: {
    filter: ['a', 'section', 'h2'],
    visit(node, tree) {
      const { properties } = node;
      if ('dataFootnoteRef' in properties) {
        tree.setProperty(node, 'role', 'doc-noteref');
        // The role says it better than a pointer to the heading of the notes.
        tree.setProperty(node, 'ariaDescribedBy', undefined);
      }
      if ('dataFootnoteBackref' in properties) {
        tree.setProperty(node, 'dataFootnoteBackref', true); // Written by its name alone, as the others are.
        tree.setProperty(node, 'role', 'doc-backlink');
      }
      if ('dataFootnotes' in properties) tree.setProperty(node, 'role', 'doc-endnotes');
      if (properties['id'] === notesHeading) tree.setProperty(node, 'className', undefined);
    },
  },
});

/** What the Markdown of essays can say. The check of their text reads it by the same rules. */
export const essayFeatures = {
  gfm: {
    footnotes: {
      clobberPrefix: '', // All ids of a page are ours.
      label: 'Notes',
      backContent: '↩',
    },
  },
  frontmatter: false, // Astro has taken it off.
  smartPunctuation: false, // The content is typographic already.
} satisfies Features;

/** Notes the pictures of an essay; those that are files beside it are written as paths. */
const pictures = (found: Set<string>) =>
  defineHastPlugin({
    name: 'pictures',
    element: {
      filter: ['img'],
      visit(picture, tree) {
        const path = decodeURI(String(picture.properties['src'])).replace(/^(?![./])/, './');
        found.add(path);
        if (path.startsWith('.')) tree.setProperty(picture, 'src', path);
      },
    },
  });

/** The text of an essay, compiled. */
export interface CompiledText {
  /** The body of a function that gives the text as a component, from a JSX runtime: MDX on demand. */
  code: string;
  /** Its pictures: `./…` beside the essay, as the code has them too, or `/…` in the folder `public`. */
  pictures: string[];
}

/** Compiles the MDX of an essay. What has no component in it is one piece of HTML; pictures have a component. */
export function compiledText(body: string, basePath: string): CompiledText {
  const found = new Set<string>();
  const { code } = mdxToJs(body, {
    features: essayFeatures,
    hastPlugins: [
      headingIds,
      headingLinks,
      noteRoles,
      cellAlignment,
      pictures(found),
      underBasePath(basePath),
    ],
    optimizeStatic: { component: 'Fragment', prop: 'set:html', ignoreElements: ['img'] },
    elementAttributeNameCase: 'html',
    outputFormat: 'function-body',
  });
  return { code, pictures: [...found] };
}

// What Markdown outside essays may become: words, lists, quotations and links, no images and no headings.
const allowed = {
  ...defaultSchema,
  tagNames: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'li', 'ol', 'p', 'strong', 'ul'],
};

// What a stranger may do is less: a link leads to the web, and nothing has an id or a class.
const allowedToReaders = {
  ...allowed,
  attributes: { a: ['href'] },
  protocols: { href: ['http', 'https'] },
};

const processorWith = (rehypePlugins: RehypePlugins) =>
  createMarkdownProcessor({
    gfm: false,
    smartypants: false,
    syntaxHighlight: false,
    remarkPlugins: [remarkGfm],
    rehypePlugins,
  });

const ofTheSite = processorWith([[rehypeSanitize, allowed], rehypeUnderBase]);
const ofReaders = processorWith([[rehypeSanitize, allowedToReaders], rehypeReadersLinks]);

/** Renders Markdown that stands in a YAML file to HTML, through a list of what is allowed. */
export async function renderMarkdown(text: string, basePath: string): Promise<string> {
  const words = wordsInHtml(text);
  if (words !== undefined) return words;
  return (await (await ofTheSite).render(text, { frontmatter: { basePath } })).code;
}

/** Renders the Markdown of a comment; search engines are told not to give its links any weight. */
export async function renderComment(text: string): Promise<string> {
  return wordsInHtml(text) ?? (await (await ofReaders).render(text)).code;
}

/** Keeps only links to other sites, and marks them. */
function rehypeReadersLinks() {
  return (tree: Root) => {
    visit(tree, 'element', (link) => {
      if (link.tagName !== 'a') return;
      if (/^https?:\/\//i.test(String(link.properties['href']))) {
        link.properties['rel'] = ['ugc', 'nofollow'];
      } else link.properties = {};
    });
  };
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

const wordsInHtml = (text: string) =>
  paragraphsOf(text)
    ?.map((paragraph) => `<p>${paragraph.text}</p>`)
    .join('\n');

const markdown = createProcessor({ format: 'md', remarkPlugins: [remarkGfm] });

/** Takes Markdown apart that stands in a YAML file or in a comment. */
export const parseMarkdown = (text: string) => markdown.parse(text);

/** Markdown as text, without HTML and pictures, its paragraphs parted by empty lines. */
export function plainText(text: string): string {
  const paragraphs =
    paragraphsOf(text)?.map((paragraph) => paragraph.text) ??
    parseMarkdown(text).children.map((block) =>
      toString(block, { includeHtml: false, includeImageAlt: false }),
    );
  return paragraphs.join('\n\n');
}
