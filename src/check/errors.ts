import { z } from 'astro/zod';
import { closestMatch } from 'leven';

/** Something in the content that must be fixed before the site can be built. */
export interface ContentError {
  /** Path from the root of the project. */
  file: string;
  /** Counts from 1. */
  line?: number;
  /** What is wrong: a clause that begins in lower case and has no full stop. */
  problem: string;
  /** What to do: one or more sentences. */
  fix: string;
  /** Of the style of a draft: while writing, the pages are shown all the same. */
  isWarning?: true;
}

/** Something in a text that must be fixed, wherever the text stands: the line counts from 0, from its start. */
export interface TextError extends Omit<ContentError, 'file' | 'isWarning'> {
  line: number;
  isStyle?: true;
}

/** The error on one line: `content/essays/a.mdx:3: "titel" is not a key here. Did you mean "title"?` */
export function errorInWords({ file, line, problem, fix }: ContentError): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${problem}. ${fix}`;
}

/** By file and line. */
export function inOrder(errors: readonly ContentError[]): ContentError[] {
  return errors.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
}

/** "The content has 2 errors". */
export function countInWords({ length }: readonly ContentError[]): string {
  return `The content has ${length === 1 ? '1 error' : `${length} errors`}`;
}

/** All that must be fixed, a line each, in order. */
export function errorsInWords(errors: readonly ContentError[]): string {
  const lines = inOrder(errors).map((error) => `  ${errorInWords(error)}`);
  return `${countInWords(errors)}:\n${lines.join('\n')}`;
}

/**
 * What was thrown, as an error of a text: its reason in one clause, and its line, from 0, where it says one. What the
 * parsers and plugins of Markdown throw does (https://github.com/vfile/vfile-message).
 */
export function reasonOf(thrown: unknown): { reason: string; line: number } {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const { reason = message, line = 1 } = z
    .object({ reason: z.string(), line: z.number() })
    .partial()
    .catch({})
    .parse(thrown);
  // "Expected a closing tag for `<Aside>` (1:1-1:8) before the end of `paragraph`"
  const clause = reason.replace(/ \(\d+:\d+[^)]*\)/g, '').replace(/\s+/g, ' ');
  return { reason: clause.replace(/\.$/, ''), line: line - 1 };
}

/** "Did you mean …?" where something written resembles something that exists, or else the fallback. */
export function didYouMean(written: string, existing: readonly string[], fallback: string): string {
  const match = closestMatch(written, existing, { maxDistance: Math.ceil(written.length / 3) });
  return match === undefined ? fallback : `Did you mean "${match}"?`;
}
