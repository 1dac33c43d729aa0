import { isCollection, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';

/** A file of the content folder: its path from the root of the project, and what it holds. */
export interface ContentFile {
  path: string;
  text: string;
}

/** A content file taken apart. Lines count from 1. */
export interface ParsedFile {
  path: string;
  /** The frontmatter of an MDX file, or all of a YAML file, as plain values; dates stay text. */
  data: unknown;
  /** What follows the frontmatter, or ''. */
  body: string;
  /** The line of the file on which the body starts. */
  bodyLine: number;
  /** The line of a key, or of its nearest ancestor that is there. */
  lineOf: (key: readonly PropertyKey[]) => number;
  /** The line on which the text of a key starts: below the key where it is a block of lines. */
  textLineOf: (key: readonly PropertyKey[]) => number;
  /** What keeps the YAML from being read, each with its line. */
  errors: { line: number; message: string }[];
}

const frontmatter = /^---\r?\n(.*?)^---[^\S\n]*(?:\r?\n|$)/ms;

const countLines = (text: string) => text.split('\n').length - 1;

/** Takes a `.mdx` or `.yaml` file apart. Never throws: what cannot be read is in `errors`. */
export function parseContentFile({ path, text }: ContentFile): ParsedFile {
  const isMdx = path.endsWith('.mdx');
  const match = isMdx ? frontmatter.exec(text) : null;
  const yaml = isMdx ? (match?.[1] ?? '') : text;
  const body = isMdx ? text.slice(match?.[0].length ?? 0) : '';
  const firstLine = isMdx ? 2 : 1;

  const lines = new LineCounter();
  // The YAML 1.2 core schema has no dates: 2013-02-30 stays the text that was written.
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core' });
  const lineAt = (offset: number) => lines.linePos(offset).line - 1 + firstLine;

  const lineOf = (key: readonly PropertyKey[]) => {
    for (let depth = key.length; depth > 0; depth--) {
      const parent = document.getIn(key.slice(0, depth - 1), true);
      if (!isCollection(parent)) continue;
      const name = String(key[depth - 1]);
      const item = parent.items.find((pair) => isPair(pair) && String(pair.key) === name);
      const node = isPair(item) ? item.key : parent.items[Number(name)];
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return firstLine;
  };

  const textLineOf = (key: readonly PropertyKey[]) => {
    const node = document.getIn(key, true);
    return lineOf(key) + (isScalar(node) && node.type?.startsWith('BLOCK') ? 1 : 0);
  };

  return {
    path,
    data: document.errors.length > 0 ? undefined : (document.toJS() ?? {}),
    body,
    bodyLine: match ? countLines(match[0]) + 1 : 1,
    lineOf,
    textLineOf,
    errors: document.errors.map((error) => ({
      line: lineAt(error.pos[0]),
      message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? 'is not YAML',
    })),
  };
}
