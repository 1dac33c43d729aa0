import { toString } from 'mdast-util-to-string';
import { styleErrors, type Style } from './style.ts';
import type { TextCollection } from '../publication/collections.ts';
import { noteName } from '../publication/text/notes.ts';
import { unseen } from '../publication/text/unseen.ts';
import { didYouMean, reasonOf, type TextError } from './errors.ts';
import { moved, placesOf } from './edits.ts';
import { unseenIn } from './keys.ts';
import { imageError, linkError, type NodeError, type Targets } from './targets.ts';
import { foreignMarkupIn, runningText } from '../publication/text/foreign-markup.ts';
import { headingIdsOf } from '../publication/text/heading-ids.ts';
import { passagesOf } from '../publication/text/passages.ts';
import {
  essayComponents,
  pageComponents,
  paragraphsOf,
  parseMarkdown,
  parseMdx,
  type MdxTree,
} from '../publication/text/markdown.ts';

type Node = MdxTree['children'][number];

/** The prose of a content file, taken apart: the body of an essay or a page, or one Markdown value of a YAML file. */
export interface Prose {
  /** Path from the root of the project. */
  file: string;
  /** Essays and pages are MDX; everything else is Markdown. */
  kind: TextCollection | 'markdown';
  text: string;
  /** In the order in which they begin; none where the text cannot be read. */
  nodes: readonly Placed[];
  /** The words of its passages, where it is an essay that can be read. */
  passages?: readonly string[];
  /** The text of an essay or a page, as it was read. Whoever compiles it changes it. */
  tree?: MdxTree;
  /** Why the text cannot be read. */
  unreadable?: TextError;
}

/** A part of prose: a node of its tree, without the root. */
interface Placed {
  node: Node;
  /** The node around it. */
  parent?: Node | MdxTree;
  /** Counts from 0, from the start of the text. */
  line: number;
  /** How many nodes are around it, with the root. */
  depth?: number;
}

/** Takes the text of a file apart, by the grammar that renders it (see publication/text/plugins.ts). Never throws. */
export function readProse(file: string, kind: Prose['kind'], text: string): Prose {
  const words = kind === 'markdown' ? paragraphsOf(text) : undefined;
  if (words) {
    const nodes = words.map(({ line, text: value }): Placed => {
      return { node: { type: 'text', value }, line };
    });
    return { file, kind, text, nodes };
  }
  const prose = { file, kind, text, nodes: [] };
  const deep = placeTooDeep(text);
  if (deep !== -1) {
    const line = text.slice(0, deep).split('\n').length - 1;
    return { ...prose, unreadable: { line, ...tooDeep } };
  }
  try {
    const tree = kind === 'markdown' ? parseMarkdown(text) : parseMdx(text);
    const nodes = nodesWithin(tree);
    const deepest = nodes.find(({ depth = 0 }) => depth > deepestNode);
    return deepest
      ? { ...prose, unreadable: { line: deepest.line, ...tooDeep } }
      : {
          ...prose,
          nodes,
          ...(kind === 'essays' && { passages: passagesOf(tree) }),
          ...(kind !== 'markdown' && { tree }),
        };
  } catch (error) {
    return { ...prose, unreadable: whyUnreadable(error) };
  }
}

/** Signs of quotations and lists on one line: more than nine of them. */
const nested = /^(?=[^\n]*[^\s*_-])(?:[^\S\n]*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s))){10}/m;

/** Signs in one paragraph that may begin a stress: what reads Markdown needs the square of their number of steps. */
const mostOpenings = 1000;

/** Where a text nests so deep that to take it apart would take minutes, or the stack; or -1. */
function placeTooDeep(text: string): number {
  const openings = [...text.matchAll(/\n\s*(?:\n|[-+*|>]\s|\d+[.)]\s)|(?<![^\s*_[(])[*_[](?=\S)/g)];
  let count = 0;
  for (const { 0: found, index } of openings) {
    count = found.startsWith('\n') ? 0 : count + 1; // A paragraph, an item or a row begins.
    if (count > mostOpenings) return index;
  }
  return text.search(nested);
}

/** Nodes within one another: a list of nine levels has about thirty. */
const deepestNode = 40;

const tooDeep = {
  problem: 'quotations, lists, components or stresses nest too deep here',
  fix: 'Write it flatter: a few within one another are enough.',
};

function whyUnreadable(error: unknown): TextError {
  // Thousands of signs within one another exhaust the stack.
  if (error instanceof RangeError) return { line: 0, ...tooDeep };
  const { line, reason } = reasonOf(error);
  const problem = `the text cannot be read as MDX (${reason})`;
  if (/`!` \(U\+0021\) before name/.test(reason)) {
    return {
      line,
      problem,
      fix: 'Write a comment as {/* … */}, and \\< where an angle bracket is meant.',
    };
  }
  const fix = 'Close every tag, and write \\{ and \\< where a brace or an angle bracket is meant.';
  return { line, problem, fix };
}

function nodesWithin(parent: Node | MdxTree, nodes: Placed[] = [], depth = 1): Placed[] {
  // What is deeper is an error in any case.
  if (depth <= deepestNode + 1 && 'children' in parent) {
    for (const node of parent.children) {
      nodes.push({ node, parent, depth, line: (node.position?.start.line ?? 1) - 1 });
      nodesWithin(node, nodes, depth + 1);
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

/** A part of a page to which a link may lead. */
export interface Anchor {
  id: string;
  /** Counts from 0, from the start of the text. */
  line: number;
}

/** The headings of a text with the ids that the page will carry; none where the prose cannot be read. */
export function headingsOf({ nodes }: Prose): Anchor[] {
  const headings = nodes.filter(({ node }) => node.type === 'heading');
  const ids = headingIdsOf(headings.map(({ node }) => wordsOf(node)));
  return headings.map(({ line }, index) => ({ id: ids[index] ?? '', line }));
}

/** What a heading says, as its id is made of it: without pictures, notes and comments. */
function wordsOf(node: Node): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map((child) => wordsOf(child)).join('') : '';
}

/** The ids of the notes of a text, and of what refers to them. */
export function noteIds({ nodes }: Prose): string[] {
  const times = new Map<string, number>();
  return nodes.flatMap(({ node }) => {
    if (node.type !== 'footnoteReference') return [];
    const name = node.identifier.toLowerCase();
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? [`fn-${name}`, `fnref-${name}`] : [`fnref-${name}-${time}`];
  });
}

/** What a part of prose is measured by. */
interface Measure {
  targets: Targets;
  style: Style;
  /** The ids of the page that the prose is part of, to which it may link as `#id`. */
  ownIds: ReadonlySet<string>;
  /** The words of its passages. */
  ownPassages: readonly string[];
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
  const { passages: ownPassages = [] } = prose;
  const measure = { targets, style, ownIds, ownPassages, definitions };
  const ofNodes = prose.nodes.flatMap((placed) => [
    ...nodeErrors(placed, prose, measure).map((error) => ({ ...error, line: placed.line })),
    ...styleErrorsOf(placed, prose, style),
    ...markupErrors(placed, prose, style),
  ]);
  const ofDefinitions = definitionErrors(prose);
  if (prose.kind === 'markdown') return [...ofNodes, ...ofDefinitions];
  return [...ofNodes, ...ofDefinitions, ...noteErrors(prose), ...headingErrors(prose)];
}

/** Addresses written apart that no link or image has: their lines would be shown nowhere. */
function definitionErrors({ nodes }: Prose): TextError[] {
  const used = new Set(
    nodes.flatMap(({ node }) =>
      node.type === 'linkReference' || node.type === 'imageReference' ? [node.identifier] : [],
    ),
  );
  const seen = new Set<string>();
  return nodes.flatMap(({ node, line }) => {
    // One for a note by a name that it cannot have is an error already.
    if (node.type !== 'definition' || node.label?.startsWith('^')) return [];
    const name = `[${node.label ?? node.identifier}]`;
    if (seen.has(node.identifier)) {
      const problem = `the address ${name} is there twice`;
      return [{ line, problem, fix: 'Take one of the two out: only the first counts.' }];
    }
    seen.add(node.identifier);
    if (used.has(node.identifier)) return [];
    const fix = `Refer to it, [words]${name}, or take it out; write \\[ where the line is text, {/* … */} for a comment.`;
    return [{ line, problem: `no text refers to the address ${name}`, fix }];
  });
}

/** Markup of other programs in a block of running text. */
function markupErrors({ node, line }: Placed, { text }: Prose, { language }: Style): TextError[] {
  if (!/^(paragraph|heading|tableCell)$/.test(node.type)) return [];
  const [start = 0, end = 0] = [node.position?.start.offset, node.position?.end.offset];
  const source = text.slice(start, end);
  return foreignMarkupIn(source, language, runningText(text, node)).map(
    ({ at, problem, fix, edits }) => ({
      line: line + source.slice(0, at).trimStart().split('\n').length - 1,
      problem,
      fix,
      edits: edits?.map((edit) => ({
        ...edit,
        start: start + edit.start,
        end: start + edit.end,
      })),
    }),
  );
}

const notANote = (label: string): NodeError => ({
  problem: `[${label}] is not the name of a note`,
  fix: 'Use letters a to z, digits and hyphens, as in [^first-note].',
});

/** Notes without a reference, references without a note, and names that no note can have. */
function noteErrors({ nodes }: Prose): TextError[] {
  const errors: TextError[] = [];
  const named = new Set<string>();
  const used = new Set(
    nodes.flatMap(({ node }) => (node.type === 'footnoteReference' ? [node.identifier] : [])),
  );
  for (const { node, line } of nodes) {
    const report = (problem: string, fix: string) => errors.push({ line, problem, fix });
    const around = {
      heading: 'a heading',
      link: 'the words of a link',
      linkReference: 'the words of a link',
    };
    if (node.type in around) {
      for (const { node: within } of nodesWithin(node)) {
        if (within.type !== 'footnoteReference') continue;
        const place = Reflect.get(around, node.type);
        const fix = 'Let it stand in the text: put it behind a word there.';
        report(`the note [^${within.identifier}] stands in ${place}`, fix);
      }
    }
    if (node.type !== 'footnoteDefinition') continue;
    if (nodesWithin(node).some((within) => within.node.type === 'heading')) {
      const fix = 'Take it out, or write it as words in ** on both sides.';
      report(`the note [^${node.identifier}] has a heading in it`, fix);
    }
    const name = node.identifier;
    if (named.has(name)) {
      report(`the note [^${name}] is there twice`, 'Give each note its own name.');
    }
    if (!noteName.test(name)) {
      const { problem, fix } = notANote(`^${name}`);
      report(problem, fix);
    }
    if (toString(node).trim() === '') {
      report(`the note [^${name}] is empty`, 'Write it behind its name, or take it out.');
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
    if (!/[\p{L}\p{N}]/u.test(wordsOf(node))) {
      const problem = 'the heading has no words in it';
      errors.push({ line, problem, fix: 'Write some: links and contents call it by them.' });
    }
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

/** What the style of the house has against a part of prose. */
function styleErrorsOf({ node, parent, line }: Placed, { text }: Prose, style: Style): TextError[] {
  const below = (errors: readonly TextError[]) =>
    errors.map((error) => ({ ...error, line: line + error.line }));
  const withoutEdits = (errors: readonly TextError[]) =>
    below(errors).map(({ edits, ...error }) => error);
  switch (node.type) {
    case 'text': {
      // The text of a link that is the address itself is no prose.
      if (parent?.type === 'link' && parent.url.endsWith(node.value)) return [];
      const start = node.position?.start.offset ?? 0;
      const before = text
        .slice(0, start)
        .replace(/[*_~[]+$/, '')
        .slice(-1);
      const errors = below(styleErrors(node.value, 'words', style, before));
      if (errors.length === 0) return errors;
      const source = node.position ? text.slice(start, node.position.end.offset) : text;
      return errors.map((error) => ({
        ...error,
        edits: node.position && moved(error.edits ?? [], placesOf(source, node.value), start),
      }));
    }
    case 'link':
    case 'linkReference':
      return withoutEdits(styleErrors(toString(node).trim(), 'link', style));
    case 'image':
    case 'imageReference':
      return [node.alt, 'title' in node ? node.title : ''].flatMap((words) =>
        withoutEdits(styleErrors(words ?? '', 'words', style)),
      );
    default:
      return [];
  }
}

/** What is wrong with one part of prose, apart from its style. */
function nodeErrors(
  { node, parent }: Placed,
  { kind, file, text }: Prose,
  { targets, ownIds, ownPassages, definitions }: Measure,
): NodeError[] {
  if (kind === 'markdown' && notInMarkdown.test(node.type)) {
    const what = node.type.replace(/(Reference|Definition)$/, '').replace('footnote', 'note');
    const problem = `the text has ${what === 'image' ? 'an' : 'a'} ${what} in it`;
    return [{ problem, fix: 'Take it out: only essays and pages can have one.' }];
  }
  const addressOf = (one: { url: string } | { identifier: string }) =>
    'url' in one ? one.url : (definitions.get(one.identifier) ?? '');
  switch (node.type) {
    case 'text': {
      // As it is, it is found in the lines; here it is written as an entity, such as &ZeroWidthSpace;.
      const hidden = unseen.exec(node.value)?.[0];
      const isEntity = hidden !== undefined && !text.includes(hidden);
      return [
        ...entityErrors(node, text),
        ...(isEntity ? [unseenIn('the text', hidden)] : []),
        ...bracketErrors(node.value),
      ];
    }
    case 'tableRow': {
      const cells = (parent?.type === 'table' && parent.align?.length) || node.children.length;
      if (node.children.length <= cells) return [];
      const problem = `the row has ${node.children.length} cells, and the table ${cells}`;
      return [
        {
          problem,
          fix: 'Write \\| for a stroke within a cell, or give the first row as many cells.',
        },
      ];
    }
    case 'link':
    case 'linkReference': {
      if (node.type === 'linkReference' && node.label?.startsWith('^'))
        return [notANote(node.label)];
      const url = addressOf(node);
      const errors = [linkError(url, targets, ownIds, ownPassages)].filter(
        (error) => error !== undefined,
      );
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

/** Names of signs that are none, and are shown as they are written: &nbps; for &nbsp;. */
function entityErrors({ value, position }: Extract<Node, { type: 'text' }>, text: string) {
  if (!value.includes('&')) return [];
  const source = position ? text.slice(position.start.offset, position.end.offset) : value;
  return [...source.matchAll(/(?<!\\)&(?:[a-z][a-z\d]*|#\w+);/gi)]
    .filter(([written]) => value.includes(written))
    .map(([written]): NodeError => {
      const fix = 'Write the sign itself, or \\& where the name is meant.';
      return { problem: `"${written}" is the name of no sign`, fix };
    });
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
