import { z } from 'astro/zod';
import { closestMatch } from 'leven';
import type { StyleCheckName } from '../publication/schemas.ts';
import type { Edit } from '../publication/text/content-files.ts';

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
  /** Of style: what an exception from the check would have to name, see the key `allow`. */
  exceptions?: { check: StyleCheckName; text: string }[] | undefined;
  /** The same for a machine, where one can do it: places of the file. */
  edits?: readonly Edit[] | undefined;
}

/** Something in a text that must be fixed, wherever the text stands: lines and edits count from 0, from its start. */
export interface TextError extends Omit<ContentError, 'file' | 'isWarning'> {
  line: number;
  isStyle?: true;
}

/** The error on one line: `content/essays/a.mdx:3: "titel" is not a key here. Did you mean "title"?` */
export function errorInWords({ file, line, problem, fix }: ContentError): string {
  return `${placeInWords({ file, line })}: ${problem}. ${fix}`;
}

/** By file and line. */
function inOrder(errors: readonly ContentError[]): ContentError[] {
  return errors.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
}

/** "The content has 2 errors", and in how many files where these are many. */
export function countInWords(errors: readonly ContentError[]): string {
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  const files = new Set(errors.map(({ file }) => file)).size;
  return `The content has ${count}${files >= many ? ` in ${files} files` : ''}`;
}

/** Errors of many files that say the same: from how many on they are told once. */
const many = 4;

/** Errors that say the same, in order. */
interface Alike {
  problem: string;
  fix: string;
  places: { file: string; line?: number }[];
}

/** Errors in order; of those that say the same of many files, all stand where the first does. */
export function grouped(errors: readonly ContentError[]): Alike[] {
  const sorted = inOrder(errors).map(({ file, line, problem, fix }): Alike => {
    return { problem, fix, places: [{ file, ...(line !== undefined && { line }) }] };
  });
  const alike = Map.groupBy(sorted, ({ problem, fix }) => `${problem}\n${fix}`);
  return sorted.flatMap((error) => {
    const all = alike.get(`${error.problem}\n${error.fix}`) ?? [];
    const places = all.flatMap((one) => one.places);
    if (new Set(places.map(({ file }) => file)).size < many) return [error];
    return all[0] === error ? [{ ...error, places }] : [];
  });
}

/** All that must be fixed, a line each, in order. */
export function errorsInWords(errors: readonly ContentError[]): string {
  const lines = grouped(errors).map(({ problem, fix, places }) => {
    const [first, ...others] = places.map(placeInWords);
    return others.length === 0
      ? `  ${first}: ${problem}. ${fix}`
      : `  In ${places.length} places: ${problem}. ${fix}\n    ${[first, ...others].join('\n    ')}`;
  });
  return `${countInWords(errors)}:\n${lines.join('\n')}`;
}

/** `content/essays/a.mdx:3` */
export const placeInWords = ({
  file,
  line,
}: {
  file: string;
  line?: number | undefined;
}): string => (line === undefined ? file : `${file}:${line}`);

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
export function didYouMean(
  written: string,
  existing: readonly string[],
  fallback: string,
  match: string | undefined = nearest(written, existing),
): string {
  return match !== undefined && existing.includes(match) ? `Did you mean "${match}"?` : fallback;
}

/** Of what exists, what something written resembles most, where it does. */
export const nearest = (written: string, existing: readonly string[]): string | undefined =>
  closestMatch(written, existing, { maxDistance: Math.ceil(written.length / 3) });
