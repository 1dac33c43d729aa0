import { z } from 'astro/zod';
import type { ParsedFile } from '../publication/text/content-files.ts';
import { didYouMean, type ContentError } from './errors.ts';

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
    return issue.keys.map((unknown) => ({
      ...at([...issue.path, unknown]),
      problem: `"${unknown}" is not a key here`,
      fix: didYouMean(unknown, known, `The keys are: ${known.join(', ')}.`),
    }));
  }

  const value = issue.path.reduce<unknown>(
    (parent, name) => (parent as Record<PropertyKey, unknown> | undefined)?.[name],
    file.data,
  );
  const fix = descriptionAt(schema, issue.path);
  const error = (problem: string) => [{ ...at(issue.path), problem: `"${key}" ${problem}`, fix }];
  if (value === undefined) return error('is missing');
  if (value === null) return error('is empty');
  if (issue.code === 'invalid_type') {
    return error(`is ${describe(value)}, and must be ${articled(issue.expected)}`);
  }
  if (issue.code === 'invalid_value') return error(`is ${describe(value)}`);
  return error(typeof value === 'string' && value ? `${issue.message}: ${value}` : issue.message);
}

const articled = (type: string) =>
  ({ string: 'text', boolean: 'true or false', array: 'a list', object: 'a set of keys' })[type] ??
  (type === 'int' ? 'a whole number' : `a ${type}`);

const describe = (value: unknown) =>
  Array.isArray(value) || (typeof value === 'object' && value !== null)
    ? articled(Array.isArray(value) ? 'array' : 'object')
    : JSON.stringify(value);

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
