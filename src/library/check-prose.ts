import { createProcessor } from '@mdx-js/mdx';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import { mdxToMdast } from 'satteri';
import { visit } from 'unist-util-visit';
import { exceptionsOf, styleFaults, type Exceptions } from './check-style.ts';
import type { PartialDate } from './dates.ts';
import { noteName } from './essay-style.ts';
import { didYouMean, type Fault } from './faults.ts';
import { headingIdsOf } from './heading-ids.ts';
import { essayFeatures } from './markdown.ts';

/** The components that an essay may use, by the names of their files in `components/mdx`. */
export const mdxComponents = ['Aside', 'EditorNote', 'Questions'] as const;

/** The prose of a content file: the body of an essay, or one Markdown value of a YAML file. */
export interface Prose {
  /** Path from the root of the project. */
  file: string;
  /** The line of the file on which the text starts. */
  line: number;
  text: string;
  /** Essays are MDX; everything else is Markdown. */
  format: 'mdx' | 'md';
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

const markdown = createProcessor({ format: 'md', remarkPlugins: [remarkGfm] });

// Each by what renders it, see library/markdown.ts.
const parsers = {
  mdx: (text: string) => mdxToMdast(text, { features: essayFeatures }),
  md: (text: string) => markdown.parse(text),
};

type Tree = Extract<ReturnType<(typeof parsers)['mdx']>, { type: 'root' }>;

/** Takes prose apart, or says why it cannot be read. */
function parse(prose: Prose): Tree | Fault {
  try {
    return parsers[prose.format](prose.text) as Tree;
  } catch (error) {
    // "3:1: Expected … (3:1) … (mdx-jsx:unexpected-character)": positions count from the start of the text, not of the file.
    const message = error instanceof Error ? error.message : String(error);
    const [, line = '1', reason = message] = /^(\d+):\d+: ([^]*)$/.exec(message) ?? [];
    const why = reason.replace(/ \((\d+:\d+[^)]*|mdx[a-z-]*:[a-z-]+)\)/g, '').replace(/\s+/g, ' ');
    return {
      file: prose.file,
      line: prose.line + Number(line) - 1,
      problem: `the text cannot be read as MDX (${why})`,
      mend: 'Close every tag, and write \\{ and \\< where a brace or an angle bracket is meant.',
    };
  }
}

/** Whether prose has text in it besides headings and comments; true where it cannot be read, which is another fault. */
export function hasText(prose: Prose): boolean {
  const tree = parse(prose);
  if (!('type' in tree)) return true;
  const silent = ['heading', 'definition', 'mdxFlowExpression', 'mdxjsEsm'];
  return tree.children.some((node) => !silent.includes(node.type) && toString(node).trim() !== '');
}

/** The ids of the headings of an essay, as the page will carry them; none where the prose cannot be read. */
export function headingIds(prose: Prose): string[] {
  const tree = parse(prose);
  if (!('type' in tree)) return [];
  const headings: string[] = [];
  visit(
    tree,
    'heading',
    (heading) => void headings.push(toString(heading, { includeImageAlt: false })),
  );
  return headingIdsOf(headings);
}

/**
 * What is wrong with prose: links, images, notes, components, markup and style.
 *
 * @param exceptions What the style of the file may keep.
 * @param ownIds The ids of the page that the prose is part of, to which it may link as `#id`.
 */
export function proseFaults(
  prose: Prose,
  targets: Targets,
  exceptions: Exceptions = exceptionsOf([]),
  ownIds: ReadonlySet<string> = new Set(),
): Fault[] {
  const tree = parse(prose);
  if (!('type' in tree)) return [tree];

  const faults: Fault[] = [];
  const lineOf = (node: { position?: unknown }) => {
    const { start } = (node.position ?? {}) as { start?: { line: number } };
    return prose.line + (start?.line ?? 1) - 1;
  };
  const report = (node: { position?: unknown }, problem: string, mend: string) =>
    void faults.push({ file: prose.file, line: lineOf(node), problem, mend });
  const reportStyle = (node: { position?: unknown }, ...found: ReturnType<typeof styleFaults>) => {
    for (const { line, problem, mend } of found) {
      faults.push({ file: prose.file, line: lineOf(node) + line, problem, mend });
    }
  };

  const definitions = new Map<string, string>();
  visit(tree, 'definition', ({ identifier, url }) => void definitions.set(identifier, url));

  const notes = new Map<string, { used: boolean; node: { position?: unknown } }>();
  visit(tree, 'footnoteDefinition', (node) => {
    if (notes.has(node.identifier)) {
      report(node, `the note [^${node.identifier}] is there twice`, 'Give each note its own name.');
    }
    if (!noteName.test(node.identifier)) {
      const mend = 'Use letters a to z, digits and hyphens, as in [^first-note].';
      report(node, `[^${node.identifier}] is not the name of a note`, mend);
    }
    notes.set(node.identifier, { used: false, node });
  });

  let level = 1;
  visit(tree, (node, _, parent) => {
    if (prose.format === 'md' && notInMarkdown.test(node.type)) {
      const what = node.type.replace(/(Reference|Definition)$/, '').replace('footnote', 'note');
      report(
        node,
        `the text has ${what === 'image' ? 'an' : 'a'} ${what} in it`,
        'Take it out: only essays can have one.',
      );
      return;
    }
    switch (node.type) {
      case 'text':
        for (const [written, name] of node.value.matchAll(/\[\^([^\]\s]+)\]/g)) {
          const mend = `Write the note, [^${name}]: …, or take its reference out.`;
          report(node, `${written} refers to a note that is not there`, mend);
        }
        for (const [written] of node.value.matchAll(/\[[^\]]*\]\[[^\]]*\]/g)) {
          report(
            node,
            `${written} refers to a link that is not there`,
            'Write [text](address) instead.',
          );
        }
        // The text of a link that is the address itself is no prose.
        if (!(parent?.type === 'link' && parent.url.endsWith(node.value))) {
          reportStyle(node, ...styleFaults(node.value, 'words', exceptions));
        }
        break;
      case 'footnoteReference': {
        const note = notes.get(node.identifier);
        if (note) note.used = true;
        break;
      }
      case 'heading':
        if (node.depth === 1) {
          report(
            node,
            'the text has a heading of level 1',
            'Begin with ##; the title is the heading of level 1.',
          );
        } else if (node.depth > level + 1) {
          report(
            node,
            `a heading of level ${node.depth} follows one of level ${level}`,
            `Write it with ${'#'.repeat(level + 1)}.`,
          );
        }
        level = node.depth;
        break;
      case 'link':
      case 'linkReference': {
        const url = node.type === 'link' ? node.url : (definitions.get(node.identifier) ?? '');
        const fault = linkFault(url, targets, ownIds);
        if (fault) report(node, fault.problem, fault.mend);
        if (toString(node).trim() === '') {
          report(node, `the link "${url}" has no text`, 'Say in the brackets where it leads.');
        }
        reportStyle(node, ...styleFaults(toString(node).trim(), 'link', exceptions));
        break;
      }
      case 'image':
      case 'imageReference': {
        const url = node.type === 'image' ? node.url : (definitions.get(node.identifier) ?? '');
        const fault = imageFault({ url, alt: node.alt }, prose.file, targets);
        if (fault) report(node, fault.problem, fault.mend);
        reportStyle(node, ...styleFaults(node.alt ?? '', 'words', exceptions));
        break;
      }
      case 'html':
        if (node.value.startsWith('</')) break; // Reported with the tag that it closes.
        report(node, 'the text has raw HTML in it', 'Write Markdown, or take it out.');
        break;
      case 'mdxjsEsm':
        report(
          node,
          'the text has an import or export in it',
          'Take it out: the components of components/mdx are there without it.',
        );
        break;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        if (!isComment(node.value)) {
          report(
            node,
            `the text has JavaScript in it, {${node.value.slice(0, 40)}}`,
            'Write \\{ where a brace is meant.',
          );
        }
        break;
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const known: readonly string[] = mdxComponents;
        const name = node.name ?? '';
        if (!known.includes(name)) {
          const list = `The components are ${known.join(', ')}.`;
          if (/^[A-Z]/.test(name)) {
            report(node, `<${name}> is not a component`, didYouMean(name, known, list));
          } else {
            report(node, `the text has raw HTML in it, <${name}>`, `Write Markdown. ${list}`);
          }
        }
        for (const attribute of node.attributes) {
          const key = attribute.type === 'mdxJsxAttribute' ? attribute.name : '{…}';
          report(
            node,
            `<${name}> has the attribute ${key}`,
            'Take it out: components take no attributes, and handlers and styles are never allowed.',
          );
        }
        break;
      }
    }
  });

  for (const [name, { used, node }] of notes) {
    if (!used) {
      const mend = `Refer to it, [^${name}], where it belongs, or take it out.`;
      report(node, `no text refers to the note [^${name}]`, mend);
    }
  }
  return faults;
}

/** Whether JavaScript is comments, and nothing besides. */
const isComment = (javascript: string) =>
  javascript.replace(/\/\*[^]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g, '').trim() === '';

// What Markdown in YAML cannot become, see library/markdown.ts.
const notInMarkdown = /^(heading|image|imageReference|table|footnoteReference|footnoteDefinition)$/;

function linkFault(
  url: string,
  { pages, unpublished, today }: Targets,
  ownIds: ReadonlySet<string>,
): Pick<Fault, 'problem' | 'mend'> | undefined {
  if (/^(https?:\/\/[^/]|mailto:.)/.test(url)) {
    if (URL.canParse(url)) return undefined;
    return {
      problem: `the link "${url}" is not an address`,
      mend: 'Copy it from where the page is open, as in https://example.org/page.',
    };
  }
  if (!/^(#|\/(?!\/))/.test(url)) {
    return {
      problem: `the link "${url}" is not allowed`,
      mend: 'A link begins with https://, http:// or mailto:, or with / for a page of this site.',
    };
  }
  const [path = '', fragment] = url.split('#');
  const ids = path === '' ? ownIds : pages.get(path);
  if (path !== '' && !pages.has(path)) {
    if (unpublished.has(path)) {
      return {
        problem: `the link "${url}" leads to an essay that is not published on ${today}`,
        mend: 'Publish that essay first, or take the link out.',
      };
    }
    if (pages.has(`${path}/`)) {
      return {
        problem: `the link "${url}" has no slash at its end`,
        mend: `Write "${path}/".`,
      };
    }
    const mend = didYouMean(path, [...pages.keys()], 'Pages of this site look like "/essays/…/".');
    return { problem: `the link "${url}" leads to no page of this site`, mend };
  }
  if (fragment !== undefined && ids && !ids.has(fragment)) {
    const fallback =
      ids.size > 0
        ? `The ids of that page are: ${[...ids].join(', ')}.`
        : 'Take out the part from # on.';
    return {
      problem: `the link "${url}" leads to no place on that page`,
      mend: didYouMean(fragment, [...ids], fallback),
    };
  }
  return undefined;
}

function imageFault(
  { url, alt }: { url: string; alt?: string | null | undefined },
  file: string,
  { images, damagedImages }: Targets,
): Pick<Fault, 'problem' | 'mend'> | undefined {
  if (!alt?.trim()) {
    return {
      problem: `the image "${url}" has no text that says what it shows`,
      mend: 'Write it in the brackets: ![what it shows](address).',
    };
  }
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
    return {
      problem: `the image "${url}" comes from another site`,
      mend: 'Put the file beside the essay: readers’ browsers ask nobody else.',
    };
  }
  const path = url.startsWith('/') ? url : new URL(url, `file:///${file}`).pathname.slice(1);
  const isIn = (set: ReadonlySet<string>) => set.has(path) || set.has(decoded(path));
  if (!isIn(images)) {
    return {
      problem: `the image "${url}" is not there`,
      mend: url.startsWith('/') ? `Put it at public${url}.` : `Put it at ${path}.`,
    };
  }
  if (isIn(damagedImages)) {
    return {
      problem: `the image "${url}" cannot be read: the file is damaged, cut short or no image`,
      mend: 'Copy it again from where it is whole, or save it anew as PNG, JPEG, WebP or AVIF.',
    };
  }
  return undefined;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
