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
  /** The YAML of which the data is read. */
  yaml: string;
  /** What follows the frontmatter, or ''. */
  body: string;
  /** The line of the file on which the body starts, and how many characters of the file are before it. */
  bodyLine: number;
  bodyStart: number;
  /** The line of a key, or of its nearest ancestor that is there. */
  lineOf: (key: readonly PropertyKey[]) => number;
  /** The line on which the text of a key starts: below the key where it is a block of lines. */
  textLineOf: (key: readonly PropertyKey[]) => number;
  /** How the value of a key is written, where it is one value and no list. */
  writtenAt: (key: readonly PropertyKey[]) => WrittenValue | undefined;
  /** The place of the name of a key in the file. */
  nameAt: (key: readonly PropertyKey[]) => Place | undefined;
  /** What keeps the data from being read, each with its line and what to do. */
  errors: { line: number; message: string; fix: string }[];
}

/** A part of a file: from one of its characters up to another. */
interface Place {
  start: number;
  end: number;
}

/** What is to take the place of a part of a text. */
export interface Edit extends Place {
  text: string;
}

/** A value as it stands in a file. */
interface WrittenValue extends Place {
  source: string;
  /** Without quotation marks, and on one line or more without a sign before them. */
  isPlain: boolean;
  /** What follows a # on its line, which YAML passes over. */
  comment?: string;
  /** The name that a & at its start gives it. */
  anchor?: string;
}

const frontmatter = /^(---[^\S\n]*\n)((?:[^\n]*\n)*?)---[^\S\n]*(?:\n|$)/;

const countLines = (text: string) => text.split('\n').length - 1;

/** Takes a `.mdx` or `.yaml` file apart. Never throws: what cannot be read is in `errors`. */
export function parseContentFile({ path, text: written }: ContentFile): ParsedFile {
  const text = written.replace(/^\uFEFF/, ''); // The mark of byte order, which some editors leave.
  const isMdx = path.endsWith('.mdx');
  const match = isMdx ? frontmatter.exec(text) : null;
  const yaml = isMdx ? (match?.[2] ?? '') : text;
  const body = isMdx ? text.slice(match?.[0].length ?? 0) : '';
  const firstLine = isMdx ? 2 : 1;
  const mark = written.length - text.length;
  const yamlStart = mark + (match?.[1]?.length ?? 0);

  const { document, lineAt, ...places } = placesIn(yaml, firstLine, yamlStart);
  const errors: ParsedFile['errors'] = [];
  if (isMdx && !match) {
    errors.push({ line: 1, ...whyNoFrontmatter(text) });
  }
  const { data, exception } = readYaml(yaml);
  // Aliases that lead to too much are no exception yet.
  if (exception?.isOfDepth) {
    errors.push({ line: firstLine, message: exception.reason, fix: 'Write it flatter.' });
  } else if (exception || yaml.includes('&')) {
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
    const { reason, line } = exception;
    errors.push({ line: line + firstLine, message: reason, fix: fallbackFix });
  }

  return {
    path,
    data: errors.length > 0 ? undefined : (data ?? {}),
    yaml,
    body,
    bodyLine: match ? countLines(match[0]) + 1 : 1,
    bodyStart: mark + (match?.[0].length ?? 0),
    ...places,
    errors,
  };
}

/** Where things stand in YAML: asked for only where something is wrong, it costs more than all the rest. */
function placesIn(yaml: string, firstLine: number, yamlStart: number) {
  const lines = new LineCounter();
  let parsed: Document.Parsed | undefined;
  const document = () => (parsed ??= parseDocument(yaml, { lineCounter: lines, schema: 'core' }));
  const lineAt = (offset: number) => lines.linePos(offset).line - 1 + firstLine;

  const rangeOf = (key: readonly PropertyKey[]) => {
    const parent = document().getIn(key.slice(0, -1), true);
    if (!isCollection(parent)) return undefined;
    const name = String(key.at(-1));
    const item = parent.items.find((pair) => isPair(pair) && String(pair.key) === name);
    const node = isPair(item) ? item.key : parent.items[Number(name)];
    return (isNode(node) && node.range) || undefined;
  };
  const lineOf = (key: readonly PropertyKey[]) => {
    for (let depth = key.length; depth > 0; depth--) {
      const range = rangeOf(key.slice(0, depth));
      if (range) return lineAt(range[0]);
    }
    return firstLine;
  };
  const placeOf = (range: readonly [number, number, ...number[]]): Place => {
    return { start: yamlStart + range[0], end: yamlStart + range[1] };
  };
  const nameAt = (key: readonly PropertyKey[]) => {
    const range = rangeOf(key);
    return range && placeOf(range);
  };
  const writtenAt = (key: readonly PropertyKey[]): WrittenValue | undefined => {
    const node = document().getIn(key, true);
    if (!isScalar(node) || !node.range) return undefined;
    const { anchor, comment } = node;
    return {
      ...placeOf(node.range),
      source: yaml.slice(node.range[0], node.range[1]),
      isPlain: node.type === 'PLAIN',
      ...(typeof comment === 'string' && { comment }),
      ...(anchor !== undefined && { anchor }),
    };
  };

  const textLineOf = (key: readonly PropertyKey[]) => {
    const node = document().getIn(key, true);
    return lineOf(key) + (isScalar(node) && node.type?.startsWith('BLOCK') ? 1 : 0);
  };
  return { document, lineAt, lineOf, textLineOf, writtenAt, nameAt };
}

/** Reads YAML by what Astro reads it by, but for dates: the core schema has none, and 2013-02-30 stays what was written. */
function readYaml(text: string): {
  data?: unknown;
  exception?: { reason: string; line: number; isOfDepth?: boolean };
} {
  try {
    return { data: load(text, { schema: CORE_SCHEMA }) };
  } catch (error) {
    if (error instanceof YAMLException && !/depth/i.test(error.reason)) {
      // An error of the whole file has no place, whatever its type says.
      const line = Reflect.has(error, 'mark') && error.mark ? error.mark.line : 0;
      return { exception: { reason: error.reason, line } };
    }
    // Lists within lists by the thousand, which exhaust the stack of what looks closer.
    return { exception: { reason: 'it nests too deep', line: 0, isOfDepth: true } };
  }
}

/** What stands where the frontmatter of a file should. */
function whyNoFrontmatter(text: string): { message: string; fix: string } {
  if (/^---[^\S\n]*(\n|$)/.test(text)) {
    const fix = 'Write a line of three hyphens below its keys.';
    return { message: 'its frontmatter has no end', fix };
  }
  const fix = 'Begin the file with its keys between two lines of ---.';
  if (/^---\s*\r(?!\n)/.test(text)) {
    const message = 'its lines end with carriage returns alone';
    return { message, fix: 'Save it with the ends of lines of Unix or Windows.' };
  }
  if (/^\s+---\s/.test(text)) {
    const message = 'there is something before its frontmatter';
    return { message, fix: 'Take out the empty lines and spaces before the first three hyphens.' };
  }
  if (/^[-—–]{2,5}[^\n]*\n/.test(text)) {
    return { message: 'its first line is not three hyphens and nothing else', fix };
  }
  if (/^\+\+\+\s/.test(text)) return { message: 'its frontmatter is TOML', fix };
  return { message: 'there is no frontmatter at its start', fix };
}

const fallbackFix =
  'Put a value that has ": " or " #" in it, or begins with a sign, in double quotes.';
const fixes: Partial<Record<string, string>> = {
  DUPLICATE_KEY: 'Take one of the two out.',
  TAB_AS_INDENT: 'Indent with spaces.',
  MULTIPLE_DOCS: 'Take out the lines of three hyphens: a file of YAML has one part.',
};
