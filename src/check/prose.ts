import { dirname, join } from 'node:path/posix';
import { toString } from 'mdast-util-to-string';
import { styleErrors, type Style } from './style.ts';
import { imagePattern, type TextCollection } from '../publication/collections.ts';
import type { PartialDate } from '../publication/dates.ts';
import { noteName } from '../publication/text/notes.ts';
import { didYouMean, reasonOf, type TextError } from './errors.ts';
import { headingIdsOf } from '../publication/text/heading-ids.ts';
import {
  essayComponents,
  pageComponents,
  paragraphsOf,
  parseMarkdown,
  parseMdx,
} from '../publication/text/markdown.ts';

type Tree = ReturnType<typeof parseMdx>;
type Node = Tree['children'][number];

/** The prose of a content file, taken apart: the body of an essay or a page, or one Markdown value of a YAML file. */
export interface Prose {
  /** Path from the root of the project. */
  file: string;
  /** Essays and pages are MDX; everything else is Markdown. */
  kind: TextCollection | 'markdown';
  /** In the order in which they begin; none where the text cannot be read. */
  nodes: readonly Placed[];
  /** Why the text cannot be read. */
  unreadable?: TextError;
}

/** A part of prose: a node of its tree, without the root. */
interface Placed {
  node: Node;
  /** The node around it. */
  parent?: Node | Tree;
  /** Counts from 0, from the start of the text. */
  line: number;
}

/** What prose may lead to. */
export interface Targets {
  /** The pages of the site, from its root, each with the ids that a link may point to within it where they are known. */
  pages: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** Pages that exist in the content and are not published: drafts, and essays of a day later than this one (UTC). */
  unpublished: ReadonlySet<string>;
  today: PartialDate;
  /** The images in `content/`, by their path from the root of the project, and in `public/`, by their address. */
  images: ReadonlySet<string>;
  /** Those of the images that cannot be read. */
  damagedImages: ReadonlySet<string>;
}

/** Takes the text of a file apart, by the grammar that renders it (see publication/text/plugins.ts). Never throws. */
export function readProse(file: string, kind: Prose['kind'], text: string): Prose {
  if (kind === 'markdown') {
    const words = paragraphsOf(text)?.map(({ line, text: value }): Placed => ({
      node: { type: 'text', value },
      line,
    }));
    return { file, kind, nodes: words ?? nodesWithin(parseMarkdown(text)) };
  }
  try {
    return { file, kind, nodes: nodesWithin(parseMdx(text)) };
  } catch (error) {
    const { line, reason } = reasonOf(error);
    const unreadable = {
      line,
      problem: `the text cannot be read as MDX (${reason})`,
      fix: 'Close every tag, and write \\{ and \\< where a brace or an angle bracket is meant.',
    };
    return { file, kind, nodes: [], unreadable };
  }
}

function nodesWithin(parent: Node | Tree, nodes: Placed[] = []): Placed[] {
  if ('children' in parent) {
    for (const node of parent.children) {
      nodes.push({ node, parent, line: (node.position?.start.line ?? 1) - 1 });
      nodesWithin(node, nodes);
    }
  }
  return nodes;
}

/** Whether prose has text in it besides headings and comments; true where it cannot be read, which is another error. */
export function hasText({ nodes, unreadable }: Prose): boolean {
  const silent = ['heading', 'definition', 'mdxFlowExpression', 'mdxjsEsm'];
  const isText = ({ node, parent }: Placed) =>
    parent?.type === 'root' && !silent.includes(node.type) && toString(node).trim() !== '';
  return unreadable !== undefined || nodes.some(isText);
}

/** The ids of the headings of a text, as the page will carry them; none where the prose cannot be read. */
export function headingIds({ nodes }: Prose): string[] {
  const headings = nodes.filter(({ node }) => node.type === 'heading');
  return headingIdsOf(headings.map(({ node }) => toString(node, { includeImageAlt: false })));
}

/** Something wrong with a part of prose; its line is that of the part. */
type NodeError = Omit<TextError, 'line'>;

/** What a part of prose is measured by. */
interface Measure {
  targets: Targets;
  style: Style;
  /** The ids of the page that the prose is part of, to which it may link as `#id`. */
  ownIds: ReadonlySet<string>;
  /** The addresses that are written apart from the links and images that have them, by their names. */
  definitions: ReadonlyMap<string, string>;
}

/**
 * What is wrong with prose: links, images, notes, components, markup and style.
 *
 * @param ownIds The ids of the page that the prose is part of, to which it may link as `#id`.
 */
export function proseErrors(
  prose: Prose,
  targets: Targets,
  style: Style,
  ownIds: ReadonlySet<string> = new Set(),
): TextError[] {
  if (prose.unreadable) return [prose.unreadable];
  const definitions = new Map<string, string>();
  for (const { node } of prose.nodes) {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
  }
  const measure = { targets, style, ownIds, definitions };
  const ofNodes = prose.nodes.flatMap((placed) => [
    ...nodeErrors(placed, prose, measure).map((error) => ({ ...error, line: placed.line })),
    ...styleErrorsOf(placed, style).map((error) => ({ ...error, line: placed.line + error.line })),
  ]);
  if (prose.kind === 'markdown') return ofNodes;
  return [...ofNodes, ...noteErrors(prose), ...headingErrors(prose)];
}

/** Notes without a reference, references without a note, and names that no note can have. */
function noteErrors({ nodes }: Prose): TextError[] {
  const errors: TextError[] = [];
  const named = new Set<string>();
  const used = new Set(
    nodes.flatMap(({ node }) => (node.type === 'footnoteReference' ? [node.identifier] : [])),
  );
  for (const { node, line } of nodes) {
    if (node.type !== 'footnoteDefinition') continue;
    const name = node.identifier;
    const report = (problem: string, fix: string) => errors.push({ line, problem, fix });
    if (named.has(name)) {
      report(`the note [^${name}] is there twice`, 'Give each note its own name.');
    }
    if (!noteName.test(name)) {
      const fix = 'Use letters a to z, digits and hyphens, as in [^first-note].';
      report(`[^${name}] is not the name of a note`, fix);
    }
    if (!used.has(name)) {
      const fix = `Refer to it, [^${name}], where it belongs, or take it out.`;
      report(`no text refers to the note [^${name}]`, fix);
    }
    named.add(name);
  }
  return errors;
}

/** Headings of a level that is not theirs. */
function headingErrors({ nodes }: Prose): TextError[] {
  const errors: TextError[] = [];
  let level = 1;
  for (const { node, line } of nodes) {
    if (node.type !== 'heading') continue;
    if (node.depth === 1) {
      const fix = 'Begin with ##; the title is the heading of level 1.';
      errors.push({ line, problem: 'the text has a heading of level 1', fix });
    } else if (node.depth > level + 1) {
      const problem = `a heading of level ${node.depth} follows one of level ${level}`;
      errors.push({ line, problem, fix: `Write it with ${'#'.repeat(level + 1)}.` });
    }
    level = node.depth;
  }
  return errors;
}

/** What the style of the house has against a part of prose; lines count from its own. */
function styleErrorsOf({ node, parent }: Placed, style: Style): TextError[] {
  switch (node.type) {
    case 'text':
      // The text of a link that is the address itself is no prose.
      return parent?.type === 'link' && parent.url.endsWith(node.value)
        ? []
        : styleErrors(node.value, 'words', style);
    case 'link':
    case 'linkReference':
      return styleErrors(toString(node).trim(), 'link', style);
    case 'image':
    case 'imageReference':
      return [node.alt, 'title' in node ? node.title : ''].flatMap((words) =>
        styleErrors(words ?? '', 'words', style),
      );
    default:
      return [];
  }
}

/** What is wrong with one part of prose, apart from its style. */
function nodeErrors(
  { node, parent }: Placed,
  { kind, file }: Prose,
  { targets, ownIds, definitions }: Measure,
): NodeError[] {
  if (kind === 'markdown' && notInMarkdown.test(node.type)) {
    const what = node.type.replace(/(Reference|Definition)$/, '').replace('footnote', 'note');
    const problem = `the text has ${what === 'image' ? 'an' : 'a'} ${what} in it`;
    return [{ problem, fix: 'Take it out: only essays and pages can have one.' }];
  }
  const addressOf = (one: { url: string } | { identifier: string }) =>
    'url' in one ? one.url : (definitions.get(one.identifier) ?? '');
  switch (node.type) {
    case 'text':
      return bracketErrors(node.value);
    case 'link':
    case 'linkReference': {
      const url = addressOf(node);
      const errors = [linkError(url, targets, ownIds)].filter((error) => error !== undefined);
      if (toString(node).trim() !== '') return errors;
      const fix = 'Say in the brackets where it leads.';
      return [...errors, { problem: `the link "${url}" has no text`, fix }];
    }
    case 'image':
    case 'imageReference': {
      const error = imageError({ url: addressOf(node), alt: node.alt }, file, targets);
      return [...(error ? [error] : []), ...captionErrors(node, parent)];
    }
    case 'html':
      if (node.value.startsWith('</')) return []; // Reported with the tag that it closes.
      return [{ problem: 'the text has raw HTML in it', fix: 'Write Markdown, or take it out.' }];
    case 'mdxjsEsm': {
      const fix = 'Take it out: the components of components/mdx are there without it.';
      return [{ problem: 'the text has an import or export in it', fix }];
    }
    case 'mdxFlowExpression':
    case 'mdxTextExpression': {
      if (isComment(node.value)) return [];
      const problem = `the text has JavaScript in it, {${node.value.slice(0, 40)}}`;
      return [{ problem, fix: 'Write \\{ where a brace is meant.' }];
    }
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      return componentErrors(node, kind);
    default:
      return [];
  }
}

/** Brackets that were meant for a note or a link, and became text: what they refer to is not there. */
function bracketErrors(text: string): NodeError[] {
  const notes = [...text.matchAll(/\[\^([^\]\s]+)\]/g)].map(([written, name]) => ({
    problem: `${written} refers to a note that is not there`,
    fix: `Write the note, [^${name}]: …, or take its reference out.`,
  }));
  const links = [...text.matchAll(/\[[^\]]*\]\[[^\]]*\]/g)].map(([written]) => ({
    problem: `${written} refers to a link that is not there`,
    fix: 'Write [text](address) instead.',
  }));
  return [...notes, ...links];
}

/** What is wrong with a component, or with what is none. */
function componentErrors(
  {
    name: written,
    attributes,
    children,
  }: Extract<Node, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>,
  kind: Prose['kind'],
): NodeError[] {
  const errors: NodeError[] = [];
  const name = written ?? '';
  const empty: readonly string[] = pageComponents;
  const known = kind === 'pages' ? [...essayComponents, ...empty] : essayComponents;
  const list = `The components are ${known.join(', ')}.`;
  if (!known.some((one) => one === name)) {
    errors.push(
      /^[A-Z]/.test(name)
        ? { problem: `<${name}> is not a component`, fix: didYouMean(name, known, list) }
        : { problem: `the text has raw HTML in it, <${name}>`, fix: `Write Markdown. ${list}` },
    );
  } else if (empty.includes(name) && children.length > 0) {
    errors.push({ problem: `<${name}> has text in it`, fix: `Write it alone, <${name} />.` });
  }
  for (const attribute of attributes) {
    const key = attribute.type === 'mdxJsxAttribute' ? attribute.name : '{…}';
    errors.push({
      problem: `<${name}> has the attribute ${key}`,
      fix: 'Take it out: components take no attributes, and handlers and styles are never allowed.',
    });
  }
  return errors;
}

/** Whether JavaScript is comments, and nothing besides. */
const isComment = (javascript: string) =>
  javascript.replace(/\/\*[^]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g, '').trim() === '';

// What Markdown in YAML cannot become, see publication/text/markdown.ts.
const notInMarkdown = /^(heading|image|imageReference|table|footnoteReference|footnoteDefinition)$/;

/** What is wrong with the address of a link. */
export function linkError(
  url: string,
  { pages, unpublished, today }: Targets,
  ownIds: ReadonlySet<string>,
): NodeError | undefined {
  if (/^(https?:\/\/[^/]|mailto:.)/.test(url)) {
    if (URL.canParse(url)) return undefined;
    return {
      problem: `the link "${url}" is not an address`,
      fix: 'Copy it from where the page is open, as in https://example.org/page.',
    };
  }
  if (!/^(#|\/(?!\/))/.test(url)) {
    return {
      problem: `the link "${url}" is not allowed`,
      fix: 'A link begins with https://, http:// or mailto:, or with / for a page of this site.',
    };
  }
  const [path = '', fragment] = url.split('#');
  const ids = path === '' ? ownIds : pages.get(path);
  if (path !== '' && !pages.has(path)) {
    if (unpublished.has(path)) {
      return {
        problem: `the link "${url}" leads to a page that is not published on ${today}`,
        fix: 'Publish it first, or take the link out.',
      };
    }
    if (pages.has(`${path}/`)) {
      return {
        problem: `the link "${url}" has no slash at its end`,
        fix: `Write "${path}/".`,
      };
    }
    const fix = didYouMean(path, [...pages.keys()], 'Pages of this site look like "/essays/…/".');
    return { problem: `the link "${url}" leads to no page of this site`, fix };
  }
  if (fragment !== undefined && ids && !ids.has(fragment)) {
    const fallback =
      ids.size > 0
        ? `The ids of that page are: ${[...ids].join(', ')}.`
        : 'Take out the part from # on.';
    return {
      problem: `the link "${url}" leads to no place on that page`,
      fix: didYouMean(fragment, [...ids], fallback),
    };
  }
  return undefined;
}

function imageError(
  { url, alt }: { url: string; alt?: string | null | undefined },
  file: string,
  { images, damagedImages }: Targets,
): NodeError | undefined {
  if (!alt?.trim()) {
    return {
      problem: `the image "${url}" has no text that says what it shows`,
      fix: 'Write it in the brackets: ![what it shows](address).',
    };
  }
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
    return {
      problem: `the image "${url}" comes from another site`,
      fix: 'Put the file beside the essay: readers’ browsers ask nobody else.',
    };
  }
  const address = decoded(url);
  if (/[?#%\\]/.test(address)) {
    return {
      problem: `the image "${url}" has ?, #, % or \\ in its address`,
      fix: 'Name the file with letters, digits, dots and hyphens, and write the address with /.',
    };
  }
  const path = address.startsWith('/') ? address : join(dirname(file), address);
  if (!images.has(path)) {
    return {
      problem: `the image "${url}" is not there`,
      fix: address.startsWith('/') ? `Put it at public${address}.` : `Put it at ${path}.`,
    };
  }
  if (!imagePattern.test(path)) {
    const kind = /\.(\w+)$/.exec(path)?.[1]?.toUpperCase();
    return {
      problem: `the image "${url}" is ${kind === undefined ? 'of no known kind' : `of the kind ${kind}`}, which not every browser shows`,
      fix: 'Save it as JPEG, PNG, WebP, AVIF, GIF or SVG.',
    };
  }
  if (damagedImages.has(path) && path.toLowerCase().endsWith('.svg')) {
    return {
      problem: `the image "${url}" does not say how large it is, or is damaged`,
      fix: 'Write width and height into its first tag, as in <svg width="300" height="200" …>, or save it anew.',
    };
  }
  if (damagedImages.has(path)) {
    return {
      problem: `the image "${url}" cannot be read: the file is damaged, cut short or no image`,
      fix: 'Copy it again from where it is whole, or save it anew as PNG, JPEG, WebP or AVIF.',
    };
  }
  return undefined;
}

/** A caption where there is no place for one: see publication/text/pictures.ts. */
function captionErrors(
  image: Extract<Node, { type: 'image' | 'imageReference' }>,
  parent: Placed['parent'],
): NodeError[] {
  if (!('title' in image) || !image.title || !parent) return [];
  const isAlone = (node: Node): boolean =>
    node.type === 'image' ||
    node.type === 'imageReference' ||
    node.type === 'break' ||
    (node.type === 'text' && node.value.trim() === '') ||
    (node.type === 'link' && node.children.every(isAlone));
  const isHome = parent.type === 'paragraph' || parent.type === 'link';
  if (isHome && parent.children.every(isAlone)) return [];
  return [
    {
      problem: `the image "${image.url}" has a caption, and words beside it`,
      fix: 'Put it into a paragraph of its own, between empty lines.',
    },
  ];
}

/** An address as the name of a file; as it is where it cannot be decoded. */
function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
