import { expect, test } from 'vitest';
import { whyNotWritten, whyNotWrittenAsPrinted } from '../../../src/output/system-errors.ts';

const full = (code: string) =>
  `The disk is full (${code}): make room, and try again. Nothing that was there before has changed.`;
const barred = (path: string, code: string) =>
  `${path} cannot be written (${code}): let this user write there, and see that nothing else stands in its place.`;

test.each<[printed: string, sentence: string | undefined]>([
  ['ENOSPC: no space left on device, write\n  Location:\n    a.js:1:2', full('ENOSPC')],
  ['[Error] EDQUOT: quota exceeded, copyfile', full('EDQUOT')],
  [
    "EACCES: permission denied, open '/site/dist/index.html'\n  Stack trace:",
    barred('dist/index.html', 'EACCES'),
  ],
  ["EROFS: read-only file system, mkdir '/site'", barred('/site', 'EROFS')],
  [
    'Failed to write file in /site/a.mjs\n\nCaused by:\n    No space left on device (os error 28)\n',
    full('ENOSPC'),
  ],
  ['A component fails\n  Stack trace:\n    at EACCES (a.js:1:2)', undefined],
  ["ENOENT: no such file or directory, open '/site/a'", undefined],
])('what Astro prints is said in a sentence where the system is the cause: %s', (printed, said) => {
  expect(whyNotWrittenAsPrinted(printed, '/site')).toBe(said);
});

test('an error of the program stays what it is', () => {
  expect(whyNotWritten(new Error('A component fails'), '/site')).toBe(undefined);
  const barring = Object.assign(new Error('No.'), { code: 'EACCES', path: '/site/dist' });
  expect(whyNotWritten(barring, '/site')).toBe(barred('dist', 'EACCES'));
});
