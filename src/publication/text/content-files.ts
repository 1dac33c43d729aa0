import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import {
  isCollection,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
} from 'yaml';

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
  /** What keeps the data from being read, each with its line and what to do. */
  errors: { line: number; message: string; fix: string }[];
}

const frontmatter = /^---\r?\n((?:[^\n]*\n)*?)---[^\S\n]*(?:\r?\n|$)/;

const countLines = (text: string) => text.split('\n').length - 1;

/** Takes a `.mdx` or `.yaml` file apart. Never throws: what cannot be read is in `errors`. */
export function parseContentFile({ path, text: written }: ContentFile): ParsedFile {
  const text = written.replace(/^\uFEFF/, ''); // The mark of byte order, which some editors leave.
  const isMdx = path.endsWith('.mdx');
  const match = isMdx ? frontmatter.exec(text) : null;
  const yaml = isMdx ? (match?.[1] ?? '') : text;
  const body = isMdx ? text.slice(match?.[0].length ?? 0) : '';
  const firstLine = isMdx ? 2 : 1;

  // Where things stand in the file is asked for only where something is wrong, and costs more than all the rest.
  const lines = new LineCounter();
  let parsed: Document.Parsed | undefined;
  const document = () => (parsed ??= parseDocument(yaml, { lineCounter: lines, schema: 'core' }));
  const lineAt = (offset: number) => lines.linePos(offset).line - 1 + firstLine;

  const lineOf = (key: readonly PropertyKey[]) => {
    for (let depth = key.length; depth > 0; depth--) {
      const parent = document().getIn(key.slice(0, depth - 1), true);
      if (!isCollection(parent)) continue;
      const name = String(key[depth - 1]);
      const item = parent.items.find((pair) => isPair(pair) && String(pair.key) === name);
      const node = isPair(item) ? item.key : parent.items[Number(name)];
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return firstLine;
  };

  const textLineOf = (key: readonly PropertyKey[]) => {
    const node = document().getIn(key, true);
    return lineOf(key) + (isScalar(node) && node.type?.startsWith('BLOCK') ? 1 : 0);
  };

  const errors: ParsedFile['errors'] = [];
  if (isMdx && !match) {
    const message = 'there is no frontmatter at its start';
    const fix = 'Begin the file with its keys between two lines of ---.';
    errors.push({ line: 1, message, fix });
  }
  const { data, exception } = readYaml(yaml);
  // Aliases that lead to too much are no exception yet.
  if (exception || yaml.includes('&')) {
    // What it only warns of may be what Astro stops at: a tag that means nothing.
    const found = [...document().errors, ...(exception ? document().warnings : [])];
    for (const { code, message, pos } of found) {
      const clause = message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? code;
      errors.push({ line: lineAt(pos[0]), message: clause, fix: fixes[code] ?? fallbackFix });
    }
    try {
      if (errors.length === 0) document().toJS();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const fix = 'Put a value that begins with * or & in quotes.';
      errors.push({ line: firstLine, message, fix });
    }
  }
  if (exception && errors.length === 0) {
    const { reason, mark } = exception;
    errors.push({ line: mark.line + firstLine, message: reason, fix: fallbackFix });
  }

  return {
    path,
    data: errors.length > 0 ? undefined : (data ?? {}),
    body,
    bodyLine: match ? countLines(match[0]) + 1 : 1,
    lineOf,
    textLineOf,
    errors,
  };
}

/** Reads YAML by what Astro reads it by, but for dates: the core schema has none, and 2013-02-30 stays what was written. */
function readYaml(text: string): { data?: unknown; exception?: YAMLException } {
  try {
    return { data: load(text, { schema: CORE_SCHEMA }) };
  } catch (error) {
    if (error instanceof YAMLException) return { exception: error };
    throw error;
  }
}

const fallbackFix =
  'Put a value that has ": " or " #" in it, or begins with a sign, in double quotes.';
const fixes: Partial<Record<string, string>> = {
  DUPLICATE_KEY: 'Take one of the two out.',
  TAB_AS_INDENT: 'Indent with spaces.',
};
