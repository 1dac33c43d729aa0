import { createMarkdownProcessor, unified, type RehypePlugins } from '@astrojs/markdown-remark';
import type { Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { createProcessor } from '@mdx-js/mdx';
import { visit } from 'unist-util-visit';
import { underBase } from './paths.ts';

/** Sets the links and images that start at the root of the site under its base path. */
function rehypeUnderBase(basePath: string) {
  return (tree: Root) => {
    visit(tree, 'element', ({ properties }) => {
      for (const name of ['href', 'src']) {
        const address = properties[name];
        if (typeof address === 'string' && /^\/(?!\/)/.test(address)) {
          properties[name] = underBase(address, basePath);
        }
      }
    });
  };
}

/**
 * Gives each section heading a link to itself. The class keeps Readability, which reader views are made of, from
 * dropping headings whose id holds one of its unlikely words, as in `#extra-time`.
 */
function rehypeHeadingLinks() {
  return (tree: Root) => {
    visit(tree, 'element', (heading) => {
      if (!/^h[2-6]$/.test(heading.tagName) || typeof heading.properties['id'] !== 'string') return;
      if (heading.properties['id'] === 'footnote-label') return;
      heading.properties['className'] = ['content'];
      const label = `Link to section: ${toString(heading)}`;
      heading.children.push({ type: 'text', value: ' ' });
      heading.children.push({
        type: 'element',
        tagName: 'a',
        properties: {
          href: `#${heading.properties['id']}`,
          className: ['heading-link'],
          ariaLabel: label,
        },
        children: [], // Its sign is the style sheet's: reader views and feeds keep the heading clean.
      });
    });
  };
}

/** Says the alignment of a table's cells by a class: as an attribute it would become an inline style. */
function rehypeCellAlignment() {
  return (tree: Root) => {
    visit(tree, 'element', ({ properties }) => {
      if (typeof properties['align'] !== 'string') return;
      properties['className'] = [`align-${properties['align']}`];
      delete properties['align'];
    });
  };
}

/** Says what the links of notes are, in DPUB-ARIA: reader views and screen readers keep the notes by it. */
function rehypeNoteRoles() {
  const roles = {
    dataFootnoteRef: 'doc-noteref',
    dataFootnoteBackref: 'doc-backlink',
    dataFootnotes: 'doc-endnotes',
  };
  return (tree: Root) => {
    visit(tree, 'element', ({ properties }) => {
      for (const [mark, role] of Object.entries(roles)) {
        if (mark in properties) properties['role'] = role;
      }
      // The role says it better than a pointer to the heading of the notes.
      if ('dataFootnoteRef' in properties) delete properties['ariaDescribedBy'];
    });
  };
}

/** How essays are rendered, for `markdown.processor` in the configuration of Astro. */
export function essayProcessor(basePath: string) {
  return unified({
    gfm: false, // Ours is the plugin below.
    smartypants: false, // The content is typographic already.
    remarkPlugins: [remarkGfm],
    rehypePlugins: [
      rehypeSlug,
      rehypeHeadingLinks,
      rehypeNoteRoles,
      rehypeCellAlignment,
      [rehypeUnderBase, basePath],
    ],
    remarkRehype: {
      clobberPrefix: '', // All ids of a page are ours.
      footnoteLabel: 'Notes',
      footnoteLabelProperties: {},
      footnoteBackContent: '↩',
    },
  });
}

// What Markdown outside essays may become: words, lists, quotations and links, no images and no headings.
const allowed = {
  ...defaultSchema,
  tagNames: ['a', 'blockquote', 'br', 'code', 'del', 'em', 'li', 'ol', 'p', 'strong', 'ul'],
};

/** Renders Markdown that stands in a YAML file to HTML, through a list of what is allowed. */
export async function renderMarkdown(text: string, basePath: string): Promise<string> {
  return rendered(text, [
    [rehypeSanitize, allowed],
    [rehypeUnderBase, basePath],
  ]);
}

// What a stranger may do is less: a link leads to the web, and nothing has an id or a class.
const allowedToReaders = {
  ...allowed,
  attributes: { a: ['href'] },
  protocols: { href: ['http', 'https'] },
};

/** Renders the Markdown of a comment; search engines are told not to give its links any weight. */
export async function renderComment(text: string): Promise<string> {
  return rendered(text, [[rehypeSanitize, allowedToReaders], rehypeReadersLinks]);
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

async function rendered(text: string, rehypePlugins: RehypePlugins): Promise<string> {
  const processor = await createMarkdownProcessor({
    gfm: false,
    smartypants: false,
    syntaxHighlight: false,
    remarkPlugins: [remarkGfm],
    rehypePlugins,
  });
  return (await processor.render(text)).code;
}

const markdown = createProcessor({ format: 'md', remarkPlugins: [remarkGfm] });

/** Markdown as text, without HTML and pictures, its paragraphs parted by empty lines. */
export function plainText(text: string): string {
  return markdown
    .parse(text)
    .children.map((block) => toString(block, { includeHtml: false, includeImageAlt: false }))
    .join('\n\n');
}
