import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import { toString } from 'hast-util-to-string';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mdxToMarkdown } from 'mdast-util-mdx';
import { toMarkdown, type Unsafe } from 'mdast-util-to-markdown';
import { ownIdsOfEssay } from '../../publication/addresses/paths.ts';
import { slugOf } from '../../publication/slugs.ts';
import { visit } from 'unist-util-visit';
import { typographic } from '../../check/style.ts';
import { rehypeNotes } from './notes.ts';

// The text of a post as an essay may have it. What has no place here is named, and what it says stays.

/** What is known of the addresses in a text. */
export interface Around {
  /** The path by which a text of this site names a picture; or nothing where there is none to be had. */
  pictureOf: (address: string) => string | undefined;
  /** Where a link leads now; or nothing where it leads nowhere. */
  linkTo: (address: string) => string | undefined;
  /** Notes that something is not kept. */
  lose: (what: string) => void;
}

/** The text as it can stand below the frontmatter of an essay. @param isCareful Whether every sign is escaped that may be taken for markup. */
export function textIn(html: string, around: Around, isCareful = false): string {
  const tree = fromHtml(html, { fragment: true });
  rehypeNotes(tree);
  const cleaner = new Cleaner(around);
  const cleaned: Root = { type: 'root', children: leveled(cleaner.all(tree.children, 'flow')) };
  const mdast = toMdast(cleaned, {
    handlers: { figure: figureHandle, 'note-ref': noteHandle, 'note-def': noteDefinition },
  });
  visit(mdast, 'text', (text) => {
    text.value = text.value
      .replace(/\[\^([^\]\s]+)\]/g, (found, name: string) => {
        around.lose(`the note ${found}, which is not there`);
        return `[${name}]`;
      })
      // Else it would be taken for a link without its address.
      .replaceAll('][', '] [');
  });
  return toMarkdown(mdast, {
    bullet: '-',
    emphasis: '*',
    rule: '-',
    fences: true,
    listItemIndent: 'one',
    resourceLink: true,
    extensions: [gfmToMarkdown(), mdxToMarkdown()],
    unsafe: isCareful ? [...orders, ...foreign] : orders,
  });
}

// Those that the checks of content refuse.
const invisible =
  /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\uFEFF\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** What a text says, without any markup. */
export const wordsIn = (html: string): string =>
  toString(fromHtml(html, { fragment: true }))
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim();

// What begins a paragraph like this is JavaScript to MDX.
const orders: Unsafe[] = [
  { atBreak: true, character: 'i', after: 'mport\\b' },
  { atBreak: true, character: 'e', after: 'xport\\b' },
];

// See publication/text/foreign-markup.ts.
const foreign: Unsafe[] = [
  ...['$', '~', '^', '|', '[', ']', '*', '_', '`'].map((character) => ({ character })),
  { character: '=', after: '=' },
  { character: ':', atBreak: true },
  { character: ':', after: '[\\w+-]' },
].map((unsafe) => ({
  ...unsafe,
  inConstruct: 'phrasing',
  notInConstruct: ['autolink', 'destinationLiteral', 'destinationRaw', 'titleQuote'],
}));

const noteHandle: Handle = (_, { properties }) => {
  const name = String(properties['name']);
  return { type: 'footnoteReference', identifier: name, label: name };
};

const noteDefinition: Handle = (state, element) => {
  const name = String(element.properties['name']);
  return {
    type: 'footnoteDefinition',
    identifier: name,
    label: name,
    children: state.toFlow(state.all(element)),
  };
};

/** A picture with words below it that are a caption, or with a link in them, which only a component can have. */
const figureHandle: Handle = (state, element) => {
  if (element.properties['component'] !== true) return defaultHandlers.div(state, element);
  return {
    type: 'mdxJsxFlowElement',
    name: 'Figure',
    attributes: [],
    children: state.toFlow(state.all(element)),
  };
};

const elementOf = (
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element => ({ type: 'element', tagName, properties, children });
const textOf = (value: string): ElementContent => ({ type: 'text', value });

/** Where something stands: among paragraphs, in a line, in a cell, or in a link, which has no other in it. */
type Place = 'flow' | 'line' | 'link';

const flow =
  /^(root|div|section|article|main|blockquote|li|figure|details|aside|header|footer|center|note-def)$/;
const stress = /^(em|i|strong|b|del|s|strike|a)$/;
const pastAll =
  /^(script|style|noscript|template|head|meta|link|base|title|svg|canvas|math|form|input|button|select|textarea|map|object|applet|param|source|track)$/;
const unspoken = /^(noscript|template|head|meta|link|base|title|param|source|track)$/;
const elsewhere = /^(iframe|video|audio|embed)$/;

class Cleaner {
  #around: Around;

  constructor(around: Around) {
    this.#around = around;
  }

  all(nodes: readonly (RootContent | ElementContent)[], place: Place): ElementContent[] {
    return nodes.flatMap((node) => {
      if (node.type === 'text') return inLinks(node.value.replace(invisible, ''), place);
      return node.type === 'element' ? this.#element(node, place) : [];
    });
  }

  #element(element: Element, place: Place): ElementContent[] {
    const { tagName, properties } = element;
    if (tagName === 'input' && properties['type'] === 'checkbox') return [element];
    if (pastAll.test(tagName)) {
      if (!unspoken.test(tagName)) this.#around.lose(`<${tagName}>`);
      return [];
    }
    if (elsewhere.test(tagName)) return this.#fromElsewhere(element, place);
    if (tagName === 'img') return this.#picture(element, place);
    if (tagName === 'a') return this.#link(element, place);
    if (tagName === 'figure') return this.#figure(element);
    if (/^h[1-6]$/.test(tagName)) return this.#heading(element, place);
    if (tagName === 'sub' || tagName === 'sup') return this.#raised(element, place);
    if (tagName === 'summary') {
      return [elementOf('p', {}, [elementOf('strong', {}, this.all(element.children, 'line'))])];
    }
    if (tagName === 'pre') return [element];
    const children = Object.hasOwn(properties, 'dataLines')
      ? inParagraphs(element.children)
      : element.children;
    const isOfFlow = flow.test(tagName) || (tagName === 'p' && children.every(isPictureOnly));
    const inside = place === 'flow' && !isOfFlow ? 'line' : place;
    const within = this.all(children, inside);
    if (stress.test(tagName)) return hoisted(elementOf(tagName, {}, within));
    if (tagName === 'p') return inParts(within).map((part) => elementOf('p', {}, part));
    return [
      elementOf(tagName === 'u' || tagName === 'mark' ? 'span' : tagName, properties, within),
    ];
  }

  #fromElsewhere({ tagName, properties, children }: Element, place: Place): ElementContent[] {
    const source = children.find((child) => child.type === 'element' && child.tagName === 'source');
    const written = properties['src'] ?? (source?.type === 'element' && source.properties['src']);
    const address = String(written || '').replace(/^\/\//, 'https://');
    if (!/^https?:\/\/[^/]/.test(address) || !URL.canParse(address)) {
      this.#around.lose(`<${tagName}>`);
      return [];
    }
    this.#around.lose(`<${tagName}> of ${address}: a link stands in its place`);
    if (place === 'link') return [];
    const link = elementOf('a', { href: address }, [textOf(shown(address))]);
    return place === 'flow' ? [elementOf('p', {}, [link])] : [link];
  }

  #picture({ properties }: Element, place: Place): ElementContent[] {
    const address = String(properties['src'] ?? properties['dataSrc'] ?? '');
    const said = String(properties['alt'] ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    const file = /([^/?#]+?)(?:\.\w+)?(?:[?#].*)?$/.exec(address)?.[1] ?? '';
    const name =
      decoded(file)
        .replace(/[-_+\s]+/g, ' ')
        .trim() || 'picture';
    const path = address.startsWith('data:') ? undefined : this.#around.pictureOf(address);
    if (path !== undefined) {
      if (said === '')
        this.#around.lose(
          `the picture ${path} had no words that say what it shows: the name of its file stands there`,
        );
      const title = properties['title'];
      const words = typographic(said === '' ? name : said);
      return [
        elementOf(
          'img',
          {
            src: path,
            alt: words,
            ...(typeof title === 'string' &&
              title !== '' &&
              place === 'flow' && { title: typographic(title) }),
          },
          [],
        ),
      ];
    }
    const isThere = /^https?:\/\/[^/]/.test(address) && URL.canParse(address);
    if (address.startsWith('data:')) this.#around.lose('a picture within the text');
    else
      this.#around.lose(
        `the picture ${address}, which is not in the export or cannot be shown${isThere && place !== 'link' ? ': a link stands in its place' : ''}`,
      );
    const words = textOf(said === '' ? name : said);
    return isThere && place !== 'link' ? [elementOf('a', { href: address }, [words])] : [words];
  }

  #link(element: Element, place: Place): ElementContent[] {
    const href = String(element.properties['href'] ?? '').trim();
    const within = this.all(element.children, 'link');
    if (place === 'link' || href === '') return within;
    const isPicture = within.some((one) => one.type === 'element' && one.tagName === 'img');
    if (isPicture && /\.(avif|gif|jpe?g|png|svg|webp)([?#]|$)/i.test(href)) return within;
    const to = this.#around.linkTo(href);
    if (to === undefined || (toString(elementOf('a', {}, within)).trim() === '' && !isPicture))
      return within;
    const [only] = within;
    const isBare =
      within.length === 1 && only?.type === 'text' && /^https?:\/\/\S+$/.test(only.value);
    return hoisted(elementOf('a', { href: to }, isBare ? [textOf(shown(only.value))] : within));
  }

  #figure(element: Element): ElementContent[] {
    const captions: Element[] = [];
    const others = element.children.filter((child) => {
      const isCaption = child.type === 'element' && child.tagName === 'figcaption';
      if (isCaption) captions.push(child);
      return !isCaption;
    });
    const within = this.all(others, 'flow');
    const words = this.all(
      captions.flatMap(({ children }) => children),
      'line',
    );
    const said = toString(elementOf('p', {}, words))
      .replace(/\s+/g, ' ')
      .trim();
    if (said === '') return within;
    const pictures = imagesIn(within);
    const [picture] = pictures;
    const isPlain = !words.some((word) => word.type === 'element');
    if (picture && pictures.length === 1 && isPlain) {
      picture.properties['title'] = typographic(said);
      return [
        elementOf(
          'p',
          {},
          within.filter((one) => !isBlank(one)),
        ),
      ];
    }
    const caption = elementOf('p', {}, words);
    if (pictures.length === 0) return [...within, caption];
    return [elementOf('figure', { component: true }, [...within, caption])];
  }

  #heading({ tagName, children }: Element, place: Place): ElementContent[] {
    const within = this.all(children, 'line');
    const pictures = imagesIn(within);
    const words = within.filter((one) => !pictures.some((picture) => picture === one));
    const after = pictures.map((picture) => elementOf('p', {}, [picture]));
    if (!/[\p{L}\p{N}]/u.test(toString(elementOf('p', {}, words)))) return after;
    // The page has parts of its own by some names, and headings in lists and tables have no level.
    const id = slugOf(toString(elementOf('p', {}, words)));
    if (place !== 'flow' || ownIdsOfEssay.has(id) || /^comment-\d+$/.test(id)) {
      return [elementOf('p', {}, [elementOf('strong', {}, words)])];
    }
    return [elementOf(tagName, {}, words), ...after];
  }

  #raised({ tagName, children }: Element, place: Place): ElementContent[] {
    const words = toString(elementOf('p', {}, children));
    const signs = tagName === 'sub' ? lowered : raised;
    const isKnown = words !== '' && [...words].every((sign) => signs.has(sign));
    return isKnown
      ? [textOf([...words].map((sign) => signs.get(sign)).join(''))]
      : this.all(children, place);
  }
}

/** An address as the words of a link: where it leads, without how. */
const shown = (address: string) =>
  address.replace(/^https?:\/\/(www\.)?/, '').replace(/[?#].*$|\/$/g, '');

/** Text in which addresses are links. */
function inLinks(text: string, place: Place): ElementContent[] {
  if (place === 'link' || !/https?:\/\//.test(text)) return [textOf(text)];
  return text
    .split(/(https?:\/\/[^\s<>"”“()[\]{}]*[^\s<>"”“()[\]{}.,;:!?'’])/)
    .map((part) =>
      /^https?:\/\/[^/]/.test(part) && URL.canParse(part)
        ? elementOf('a', { href: part }, [textOf(shown(part))])
        : textOf(part),
    );
}

const table = (signs: string, others: string) =>
  new Map([...signs].map((sign, index) => [sign, [...others][index] ?? sign]));
const lowered = table('0123456789+-()', '₀₁₂₃₄₅₆₇₈₉₊₋₍₎');
const raised = table('0123456789+-()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ');

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // A percent sign of its own.
  }
}

/** Whether something is a picture and no words: in a paragraph of such, a picture may have a caption. */
const isPictureOnly = (node: Nodes): boolean =>
  isBlank(node) ||
  (node.type === 'element' &&
    (node.tagName === 'img' || (node.tagName === 'a' && node.children.every(isPictureOnly))));

const isBlank = (node: Nodes) => node.type === 'text' && node.value.trim() === '';

function imagesIn(nodes: readonly ElementContent[]): Element[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return [];
    return node.tagName === 'img' ? [node] : imagesIn(node.children);
  });
}

/** Stressed words without the spaces at their ends, which stand beside them; nothing where there are no words. */
function hoisted(element: Element): ElementContent[] {
  const [first, last] = [element.children[0], element.children.at(-1)];
  const [before = ''] = (first?.type === 'text' && /^\s+/.exec(first.value)) || [];
  if (first?.type === 'text') first.value = first.value.trimStart();
  const [after = ''] = (last?.type === 'text' && /\s+$/.exec(last.value)) || [];
  if (last?.type === 'text') last.value = last.value.trimEnd();
  const isEmpty = toString(element) === '' && imagesIn(element.children).length === 0;
  return [
    ...(before === '' ? [] : [textOf(' ')]),
    ...(isEmpty ? [] : [element]),
    ...(after === '' ? [] : [textOf(' ')]),
  ];
}

/** The paragraphs that two breaks in a row make of one. */
function inParts(children: readonly ElementContent[]): ElementContent[][] {
  const parts: ElementContent[][] = [[]];
  let breaks = 0;
  for (const child of children) {
    const isBreak = child.type === 'element' && child.tagName === 'br';
    if (isBreak) breaks += 1;
    else if (!isBlank(child) || breaks === 0) {
      if (breaks > 1) parts.push([]);
      else if (breaks === 1) parts.at(-1)?.push(elementOf('br', {}, []));
      breaks = 0;
      parts.at(-1)?.push(child);
    }
  }
  return parts.filter((part) => part.length > 0);
}

const block =
  /^(address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|section|table|ul|note-def)$/;

/** What stands without tags of paragraphs, as WordPress has kept it: an empty line ends one, the end of a line breaks it. */
function inParagraphs(children: readonly ElementContent[]): ElementContent[] {
  const made: ElementContent[] = [];
  let open: ElementContent[] = [];
  const close = () => {
    if (open.some((node) => !isBlank(node))) made.push(elementOf('p', {}, open));
    open = [];
  };
  for (const child of children) {
    if (child.type === 'element' && block.test(child.tagName)) {
      close();
      const isQuote = /^(blockquote|div|section|article|center)$/.test(child.tagName);
      made.push(isQuote ? { ...child, children: inParagraphs(child.children) } : child);
    } else if (child.type === 'text') {
      for (const [index, part] of child.value.split(/\n[^\S\n]*\n\s*/).entries()) {
        if (index > 0) close();
        for (const [line, words] of part.split('\n').entries()) {
          if (line > 0 && open.length > 0) open.push(elementOf('br', {}, []));
          if (words !== '') open.push(textOf(words));
        }
      }
    } else open.push(child);
  }
  close();
  return made;
}

/** Headings from the second level on, and none left out. */
function leveled(nodes: ElementContent[]): ElementContent[] {
  const headings = headingsIn(nodes);
  const levelOf = ({ tagName }: Element) => Number(tagName.slice(1));
  const highest = Math.min(...headings.map(levelOf));
  let before = 1;
  for (const heading of headings) {
    const level = Math.min(levelOf(heading) - highest + 2, before + 1, 6);
    heading.tagName = `h${level}`;
    before = level;
  }
  return nodes;
}

function headingsIn(nodes: readonly ElementContent[]): Element[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return [];
    return /^h[1-6]$/.test(node.tagName) ? [node] : headingsIn(node.children);
  });
}

/** The name of a file for a picture. */
export const pictureName = (slug: string, file: string): string => {
  const [, stem = '', ending = ''] = /([^/]*?)(\.\w+)?$/.exec(file) ?? [];
  return `${slug}-${slugOf(stem.replace(/-\d+x\d+$/, '')) || 'picture'}${ending.toLowerCase()}`;
};
