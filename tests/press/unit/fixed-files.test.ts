import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { contentErrors } from '../../../src/check/check.ts';
import { fixedFiles } from '../../../src/writing/fixed-files.ts';
import { everything } from '../../support/build.ts';
import { edited, sources, withFile } from '../../support/factories.ts';

const today = '2026-01-01';
const second = 'content/essays/second.mdx';

/** A text as it is mended within an essay, in the language of which it is. */
const mended = (text: string, language = 'en') => {
  const some = edited(
    sources(second, 'kind: original', `kind: original\nlanguage: ${language}`),
    second,
    'It goes on.',
    text,
  );
  const [fixed] = fixedFiles(some, today);
  return fixed?.after.split('---\n')[2]?.trim();
};

test.each([
  [`It's "so", he said.`, 'It’s “so”, he said.'],
  [`*"So"*, 'so' -- the '90s.`, '*“So”*, ‘so’—the ’90s.'],
  ['Pages 10 -- 20 - all of them...', 'Pages 10–20—all of them…'],
  ['It  goes on.', 'It goes on.'],
  ['> A "quotation\n> of two" lines.', '> A “quotation\n> of two” lines.'],
  ['It goes on.\n\n##Then', 'It goes on.\n\n## Then'],
  ['Donâ€™t, dÃ©jÃ\u00A0 vu.', 'Don’t, déjà vu.'],
  ['One\u200B two.', 'One two.'],
  ['Not `"this"  --`, "that".', 'Not `"this"  --`, “that”.'],
])('%j becomes %j', (before, after) => {
  expect(mended(before)).toBe(after);
});

test.each([
  ['de', "Er sagte \"so\" und 'so', war's.", 'Er sagte „so“ und ‚so‘, war’s.'],
  ['fr', 'Il dit "oui" et l\'autre.', 'Il dit «\u00A0oui\u00A0» et l’autre.'],
  ['pl', 'Mówi "tak".', undefined],
])('in %s quotation marks are those of the language', (language, before, after) => {
  expect(mended(before, language)).toBe(after);
});

test('keys get their names and values their form, whatever marks they are quoted with', () => {
  const text = `---
titel: 1984
summary: "It's \\"so\\""
author: ann-doe
date: 2020/1/5
draft: yes
kind: original
takeaways:
  - 'It''s  so'
  - >
    It is
    "so"
---

Text.
`;
  const [fixed, ...others] = fixedFiles(withFile('content/essays/third.mdx', text), today);
  expect(others).toEqual([]);
  expect(fixed?.after).toBe(`---
title: "1984"
standfirst: "It’s “so”"
authors: [ann-doe]
published: 2020-01-05
draft: true
kind: original
takeaways:
  - 'It’s so'
  - >
    It is
    “so”
---

Text.
`);
});

test('a title that a comment cuts is put together again', () => {
  const [fixed] = fixedFiles(sources(second, 'The second', 'The #1 of all'), today);
  expect(fixed?.after).toContain('\ntitle: "The #1 of all"\n');
});

test('what is mended has no error that it had not, and is mended once', () => {
  const some = edited(sources(second, 'It goes on.', `"It's" -- so...`), second, 'title', 'titel');
  const [fixed] = fixedFiles(some, today);
  if (!fixed) throw new Error('Nothing is mended.');
  const files = some.files.map((file) =>
    file.path === second ? { path: second, text: fixed.after } : file,
  );
  expect(contentErrors({ ...some, files }, today)).toEqual([]);
  expect(fixedFiles({ ...some, files }, today)).toEqual([]);
});

test('two keys of one meaning stay as they are, and nothing is mended that may be meant', () => {
  const twice = sources(second, 'published: 2020-01-01', 'date: 2020-01-01\npubDate: 2020-01-02');
  expect(fixedFiles(twice, today)).toEqual([]);
  expect(mended('It is is a colour, [here](/essays/frist/).')).toBe(undefined);
});

const folder = mkdtempSync(join(tmpdir(), 'fix-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the command shows what it would change, and writes only what it is told to', () => {
  for (const name of ['content', 'public']) {
    cpSync(join(everything, name), join(folder, name), { recursive: true });
  }
  const path = 'content/authors/mara-lind.yaml';
  const at = join(folder, path);
  const before = readFileSync(at, 'utf8');
  const broken = before.replace(/^standfirst: /m, "standfirst: It's her -- ");
  writeFileSync(at, broken);
  const run = (...args: string[]) => {
    const command = [join(process.cwd(), 'src/commands/fix.ts'), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: folder,
      encoding: 'utf8',
      input: '',
    });
    return { status, said: stdout + stderr };
  };

  const shown = run();
  expect(shown.status).toBe(1);
  expect(shown.said).toContain(`+++ ${path}\n`);
  expect(shown.said).toContain("-standfirst: It's her -- ");
  expect(shown.said).toContain('+standfirst: It’s her—');
  expect(shown.said).toContain('Nothing is written.');
  expect(readFileSync(at, 'utf8')).toBe(broken);

  expect(run('--yse').said).toContain("Unknown option '--yse'");
  expect(run('content/nowhere.mdx')).toMatchObject({
    status: 1,
    said: expect.stringContaining('There is no text content/nowhere.mdx.\n'),
  });
  expect(run('content/site.yaml').said).not.toContain(path + '\n');
  expect(run('--yes')).toMatchObject({
    status: 0,
    said: expect.stringContaining('1 file is written.'),
  });
  expect(readFileSync(at, 'utf8')).toContain('standfirst: It’s her—');
  expect(run()).toEqual({ status: 0, said: 'There is nothing that a machine can mend.\n' });
});
