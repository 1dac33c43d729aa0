import type { AstroLoggerMessage } from 'astro';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import log from '../../../src/output/log.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  const print = (text: unknown) => Boolean((printed += text));
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
  vi.spyOn(console, 'log').mockImplementation((line) => void print(`${line}\n`));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function said(command: string, events: Partial<AstroLoggerMessage>[]): string {
  vi.stubGlobal(
    'process',
    Object.assign(Object.create(process), { argv: ['node', 'astro', command] }),
  );
  const { write } = log();
  for (const event of events) {
    write({ level: 'info', label: null, message: '', newLine: true, ...event });
  }
  return printed;
}

// As Astro logs them where pages are rendered side by side: two files, and then how each was made.
const files = [
  { message: '  ├─ /index.html', newLine: false },
  { message: '  ├─ /about/index.html', newLine: false },
  { label: 'SKIP_FORMAT' as const, message: ' (restored)' },
  { label: 'SKIP_FORMAT' as const, message: ' (+14ms) ' },
];

test('a build says in lines of words where it is, and counts its files', () => {
  expect(
    said('build', [
      { label: 'build', message: 'Collecting build info...' },
      ...files,
      { message: '✓ Completed in 1.9s.' },
      { label: 'summary' as 'build', message: 'Published:\n  5 essays' },
    ]),
  ).toBe('Rendered 2 files, 1 of them as the build before made them\nPublished:\n  5 essays\n');
});

test('warnings and errors of a build are as Astro prints them', () => {
  expect(said('build', [...files, { level: 'warn', label: 'vite', message: 'Beware.' }])).toMatch(
    /^Rendered 2 files.*\n.*\[WARN\] \[vite\].* Beware\.\n$/,
  );
});

test('a thousand files are a line each thousand where there is no terminal', () => {
  const many = Array.from({ length: 2500 }, () => files.slice(0, 1)).flat();
  expect(said('build', [...many, { label: 'summary' as 'build', message: 'Done' }])).toBe(
    'Rendering: 1000 files\nRendering: 2000 files\nRendered 2500 files\nDone\n',
  );
});

test('a server says what Astro says', () => {
  expect(said('dev', [{ label: 'watch', message: 'A file has changed.' }])).toMatch(
    /\[watch\].* A file has changed\.\n$/,
  );
});
