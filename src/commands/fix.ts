import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { createPatch } from 'diff';
import { contentErrors } from '../check/check.ts';
import { errorsInWords } from '../check/errors.ts';
import { fixedFiles, type FixedFile } from '../writing/fixed-files.ts';
import { sourcesReader } from '../check/sources.ts';
import { whyNotWritten } from '../output/system-errors.ts';
import { dayOf } from '../publication/dates.ts';

// npm run fix: mends in the content what a machine can, once it has shown what that is.

const usage = `npm run fix [-- --yes] [content/essays/a.mdx …]
shows what it would change in the files of content/, or in those named, and asks; --yes writes it without asking.`;

const today = dayOf(new Date());
const read = sourcesReader(process.cwd());
const wanted = wantedBy(process.argv.slice(2));
const sources = await read();
const unknown = wanted.paths.filter((path) => sources.files.every((file) => file.path !== path));
if (unknown.length > 0) stop(`There is no text ${unknown.join(', ')}.\n\n${usage}`);
const fixed = fixedFiles(sources, today).filter(
  ({ path }) => wanted.paths.length === 0 || wanted.paths.includes(path),
);
for (const file of fixed) console.log(diffOf(file));
if (fixed.length > 0 && !(wanted.yes || (await isAgreed(fixed.length)))) {
  console.log('Nothing is written. npm run fix -- --yes writes it without asking.');
  process.exitCode = 1;
} else {
  for (const { path, after } of fixed) write(path, after);
  console.log(fixed.length === 0 ? 'There is nothing that a machine can mend.' : written(fixed));
  const left = contentErrors(await read(), today);
  if (left.length > 0) {
    console.log(errorsInWords(left));
    process.exitCode = 1;
  }
}

function written({ length }: FixedFile[]): string {
  return `${length === 1 ? '1 file is' : `${length} files are`} written.`;
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    stop(whyNotWritten(error, process.cwd()) ?? String(error));
  }
}

function stop(reason: string): never {
  console.error(reason);
  process.exit(1);
}

function diffOf({ path, before, after }: FixedFile): string {
  const lines = createPatch(path, before, after, '', '', { context: 1 }).split('\n');
  return lines.filter((line) => !/^(Index: |=+$|\\ No newline)/.test(line)).join('\n');
}

async function isAgreed(count: number): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = `Write ${count === 1 ? 'this file' : `these ${count} files`}? (y or n) `;
  const answer = await terminal.question(question).catch(() => 'n'); // Ctrl+C or Ctrl+D.
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function wantedBy(args: string[]): { yes: boolean; paths: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { yes: { type: 'boolean', default: false } },
    });
    return { yes: values.yes, paths: positionals };
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
