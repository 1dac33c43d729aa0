import { closestMatch } from 'leven';

/** Something in the content that must be mended before the site can be built. */
export interface Fault {
  /** Path from the root of the project. */
  file: string;
  /** Counts from 1. */
  line?: number;
  /** What is wrong: a clause that begins in lower case and has no full stop. */
  problem: string;
  /** What to do: one or more sentences. */
  mend: string;
}

/** Something in a text that must be mended, wherever the text stands: the line counts from 0, from its start. */
export interface TextFault extends Omit<Fault, 'file'> {
  line: number;
}

/** The fault on one line: `content/essays/a.mdx:3: "titel" is not a key here. Did you mean "title"?` */
export function faultInWords({ file, line, problem, mend }: Fault): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${problem}. ${mend}`;
}

/** By file and line. */
export function inOrder(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0));
}

/** "The content has 2 faults". */
export function countInWords({ length }: readonly Fault[]): string {
  return `The content has ${length === 1 ? '1 fault' : `${length} faults`}`;
}

/** All that must be mended, a line each, in order. */
export function faultsInWords(faults: readonly Fault[]): string {
  const lines = inOrder(faults).map((fault) => `  ${faultInWords(fault)}`);
  return `${countInWords(faults)}:\n${lines.join('\n')}`;
}

/** "Did you mean …?" where something written resembles something that exists, or else the fallback. */
export function didYouMean(written: string, existing: readonly string[], fallback: string): string {
  const match = closestMatch(written, existing, { maxDistance: Math.ceil(written.length / 3) });
  return match === undefined ? fallback : `Did you mean "${match}"?`;
}
