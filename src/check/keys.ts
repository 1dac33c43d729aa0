import { z } from 'astro/zod';
import { unseen } from '../publication/text/unseen.ts';
import type { Edit, ParsedFile } from '../publication/text/content-files.ts';
import { didYouMean, nearest, type ContentError } from './errors.ts';

// Says what a schema finds in words for the person who writes: each key of a schema has a sentence, which is the fix.

/** What an issue of a schema is, on the line of its key. */
export function schemaErrors(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  file: ParsedFile,
): ContentError[] {
  const at = (key: readonly PropertyKey[]) => ({ file: file.path, line: file.lineOf(key) });
  const key = issue.path.join('.');

  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    const present = Object.keys(Object(valueAt(file.data, issue.path)));
    return issue.keys.map((unknown) => {
      if (/^[\u00A0\u3000]/.test(unknown)) {
        const problem = `before "${unknown.trim()}" stands a space that does not break`;
        const where = at([...issue.path, unknown]);
        return { ...where, problem, fix: 'Indent with plain spaces.' };
      }
      const names = [otherNames[unknown], nearest(unknown, known)];
      const meant = names.find((name) => name !== undefined && known.includes(name));
      const place = file.nameAt([...issue.path, unknown]);
      const isFree = meant !== undefined && !present.includes(meant);
      return {
        ...at([...issue.path, unknown]),
        problem: `"${unknown}" is not a key here`,
        fix: didYouMean(unknown, known, `The keys are: ${known.join(', ')}.`, meant),
        ...(place && isFree && { edits: [{ ...place, text: meant }] }),
      };
    });
  }

  const value = valueAt(file.data, issue.path);
  const description = descriptionAt(schema, issue.path);
  const error = (problem: string, fix = description, edits?: Edit[]) => [
    { ...at(issue.path), problem: `"${key}" ${problem}`, fix, ...(edits && { edits }) },
  ];
  if (value === undefined) return error('is missing');
  const written = file.writtenAt(issue.path);
  const word = written?.source ?? '';
  const edits = written && fitting(issue, word).map((text) => ({ ...written, text }));
  const wanted = schemaAt(schema, issue.path);
  const isText = wanted !== undefined && inner(wanted) instanceof z.ZodString;
  if (isText && written?.isPlain && word !== '') {
    const quoted = JSON.stringify(word);
    if (typeof value !== 'string') {
      const problem = `is ${word}, which YAML reads as ${kindOf(value)}, and must be text`;
      return error(problem, `Put it in quotes, as in ${quoted}.`, [{ ...written, text: quoted }]);
    }
  }
  if (value === null) {
    if (written?.comment === undefined) return error('is empty');
    const fix = 'Put a value with a # in it in double quotes.';
    return error('is empty: what follows a # is a comment', fix);
  }
  if (isText && typeof value === 'object') {
    const fix = 'Put the whole value in double quotes: ": ", [ and { begin something else in YAML.';
    return error(`is ${describe(value, word)}, and must be text`, fix);
  }
  if (issue.code === 'invalid_type') {
    const problem = `is ${describe(value, word)}, and must be ${articled(issue.expected)}`;
    return error(problem, undefined, edits);
  }
  if (issue.code === 'invalid_value') return error(`is ${describe(value, word)}`);
  const isWritten = typeof value === 'string' && value !== '';
  return error(isWritten ? `${issue.message}: ${value}` : issue.message, undefined, edits);
}

const valueAt = (data: unknown, path: readonly PropertyKey[]) =>
  path.reduce<unknown>(
    (parent, name) => (parent as Record<PropertyKey, unknown> | undefined)?.[name],
    data,
  );

/** What other programs call the keys of an essay. */
const otherNames: Readonly<Partial<Record<string, string>>> = {
  ...{ date: 'published', pubDate: 'published', publishDate: 'published', created: 'published' },
  ...{ updated: 'revised', updatedDate: 'revised', lastmod: 'revised', modified: 'revised' },
  ...{ summary: 'standfirst', excerpt: 'standfirst', subtitle: 'standfirst', dek: 'standfirst' },
  ...{ tags: 'topics', categories: 'topics', keywords: 'topics' },
  ...{ author: 'authors', by: 'authors', lang: 'language', locale: 'language' },
};

/** What a value was meant to be, where another kind is wanted and there is no doubt. */
function fitting(issue: z.core.$ZodIssue, word: string): string[] {
  if (issue.code === 'invalid_type') {
    if (issue.expected === 'boolean') {
      const plain = word.replace(/^(["'])(.*)\1$/, '$2').toLowerCase();
      if (['yes', 'on', 'true'].includes(plain)) return ['true'];
      if (['no', 'off', 'false'].includes(plain)) return ['false'];
    }
    if (issue.expected === 'array' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)) return [`[${word}]`];
  }
  // 2020-1-5, 2020/01/05, and a day with its hour.
  const [, year, month = '', day = ''] =
    /^["']?(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+(?:Z|[-+][\d:]+)?)?["']?$/.exec(word) ??
    [];
  const isOfDay = issue.code === 'custom' && issue.message.includes('of the calendar');
  return year && isOfDay ? [`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`] : [];
}

const kindOf = (value: unknown) =>
  value === null ? 'nothing' : typeof value === 'number' ? 'a number' : 'true or false';

/** Values of YAML that are not what their writer sees: cut at a sign, or with characters that cannot be seen. */
export function valueErrors(schema: z.ZodType, file: ParsedFile): ContentError[] {
  return [...cutErrors(schema, file), ...dateErrors(schema, file), ...escapeErrors(file)];
}

/** Years that are written otherwise than as one: 1e3 is 1000 to YAML. */
function dateErrors(schema: z.ZodType, file: ParsedFile): ContentError[] {
  return numbersIn(file.data).flatMap((key) => {
    const within = schemaAt(schema, key);
    const { type } = (within && inner(within).meta()) ?? {};
    if (!Array.isArray(type) || !type.includes('integer')) return [];
    const written = file.writtenAt(key)?.source ?? '';
    if (/^\d+$/.test(written)) return [];
    const problem = `"${key.join('.')}" is ${written}, which YAML reads as a number`;
    const fix = descriptionAt(schema, key);
    return [{ file: file.path, line: file.lineOf(key), problem, fix }];
  });
}

const numbersIn = (value: unknown, key: PropertyKey[] = []): PropertyKey[][] =>
  typeof value === 'number'
    ? [key]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) => numbersIn(one, [...key, name]))
      : [];

function cutErrors(schema: z.ZodType, file: ParsedFile): ContentError[] {
  if (!/\S\s#|&/.test(file.yaml)) return [];
  return textsIn(schema, file.data).flatMap(({ key }) => {
    const written = file.writtenAt(key);
    if (!written?.isPlain) return [];
    const { comment, anchor, source, start } = written;
    const error = (problem: string, fix: string, edits?: Edit[]) => {
      return { file: file.path, line: file.lineOf(key), problem, fix, ...(edits && { edits }) };
    };
    const name = key.join('.');
    if (comment !== undefined) {
      const problem = `"${name}" ends before " #${comment}", which YAML reads as a comment`;
      const fix = 'Put the whole value in double quotes, or the comment on a line of its own.';
      const whole = `${source} #${comment}`;
      const isOneLine = !/["\\\n]/.test(whole) && file.yaml.includes(whole);
      const edit = { start, end: start + whole.length, text: `"${whole}"` };
      return [error(problem, fix, isOneLine ? [edit] : undefined)];
    }
    if (anchor !== undefined && !file.yaml.includes(`*${anchor}`)) {
      const problem = `"${name}" begins with &${anchor}, which YAML reads as a name for what follows`;
      return [error(problem, 'Put the whole value in double quotes.')];
    }
    return [];
  });
}

function escapeErrors(file: ParsedFile): ContentError[] {
  if (!file.yaml.includes('\\')) return [];
  return stringsIn(file.data).flatMap(({ key, text }) => {
    const found = unseen.exec(text)?.[0];
    if (found === undefined || file.yaml.includes(found)) return []; // As it is, it is found in the lines.
    const line = file.lineOf(key);
    return [{ file: file.path, line, ...unseenIn(`"${key.join('.')}"`, found) }];
  });
}

/** What is said of a character that cannot be seen. */
export function unseenIn(where: string, character: string): Pick<ContentError, 'problem' | 'fix'> {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return {
    problem: `${where} has an unseen control character in it, U+${code}`,
    fix: 'Delete it; write the words again by hand if it cannot be found.',
  };
}

/** All text in data, whatever it is for, with the keys that lead to it. */
function stringsIn(
  value: unknown,
  key: PropertyKey[] = [],
): { key: PropertyKey[]; text: string }[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => stringsIn(one, [...key, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [
    { key: [...key, name], text: name },
    ...stringsIn(one, [...key, name]),
  ]);
}

const articled = (type: string) =>
  ({ string: 'text', boolean: 'true or false', array: 'a list', object: 'a set of keys' })[type] ??
  (type === 'int' ? 'a whole number' : `a ${type}`);

const describe = (value: unknown, word: string) => {
  if (typeof value === 'number') return word || String(value);
  return Array.isArray(value) || (typeof value === 'object' && value !== null)
    ? articled(Array.isArray(value) ? 'array' : 'object')
    : JSON.stringify(value);
};

/** The schema of a key within another. */
function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((parent, name) => {
    const bare = parent && inner(parent);
    if (bare instanceof z.ZodArray) return bare.element as z.ZodType;
    if (bare instanceof z.ZodObject) return bare.shape[String(name)] as z.ZodType | undefined;
    return undefined;
  }, schema);
}

/** A schema without what makes it optional or gives it a default. */
export function inner(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? inner(schema.unwrap() as z.ZodType)
    : schema;
}

/** A text in the data of a file, with the keys that lead to it. */
export interface WrittenText {
  key: PropertyKey[];
  text: string;
  isMarkdown: boolean;
}

/** The texts in data that are written to be read: no ids, dates, addresses or words of a list. */
export function textsIn(schema: z.ZodType, value: unknown, key: PropertyKey[] = []): WrittenText[] {
  const bare = inner(schema);
  if (bare instanceof z.ZodString && bare.format === null && typeof value === 'string') {
    return [{ key, text: value, isMarkdown: bare.meta()?.['format'] === 'markdown' }];
  }
  if (bare instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((item, index) =>
      textsIn(bare.element as z.ZodType, item, [...key, index]),
    );
  }
  if (bare instanceof z.ZodObject && typeof value === 'object' && value !== null) {
    return Object.entries(bare.shape).flatMap(([name, schemaOfKey]) =>
      textsIn(schemaOfKey as z.ZodType, Reflect.get(value, name), [...key, name]),
    );
  }
  return [];
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  const bare = found && inner(found);
  return bare instanceof z.ZodObject ? Object.keys(bare.shape) : [];
}

/** The sentence of a key for the writer, or of the nearest key around it that has one. */
export function descriptionAt(schema: z.ZodType, path: readonly PropertyKey[]): string {
  for (let depth = path.length; depth > 0; depth--) {
    const description = schemaAt(schema, path.slice(0, depth))?.description;
    if (description !== undefined) return description;
  }
  return 'Begin the file with its keys, between two lines of three hyphens.';
}
