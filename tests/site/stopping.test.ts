import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aProject, build } from '../support/build.ts';
import { filesOf } from '../support/pages.ts';

let project: string;
let dir: string;

beforeEach(async () => {
  project = await aProject();
  dir = join(project, 'dist');
});
afterEach(() => rm(project, { recursive: true }));

const anEssay = (frontmatter: string, body: string) => `---
title: Zanzibar
standfirst: An essay on zanzibars.
authors: []
kind: original
${frontmatter}
---

${body}
`;

test('a build with faults names all of them and builds nothing', async () => {
  await writeFile(
    join(project, 'content/essays/zanzibar.mdx'),
    anEssay('published: 2020-02-30', '[Nowhere](/essays/nowhere/)'),
  );
  await writeFile(
    join(project, 'content/essays/other.mdx'),
    anEssay('publishd: 2020-02-01', 'Text.'),
  );
  const failure: { stdout: string; stderr: string } = await build(project, dir).then(
    () => {
      throw new Error('The build went through.');
    },
    (error) => error,
  );
  const said = failure.stdout + failure.stderr;
  expect(said).toContain(
    'content/essays/zanzibar.mdx:6: "published" is not a day of the calendar: 2020-02-30.',
  );
  expect(said).toContain(
    'content/essays/other.mdx:6: "publishd" is not a key here. Did you mean "published"?',
  );
  // In our words alone: no stack, no hints of Astro's.
  expect(said).not.toMatch(/Stack trace|Hint:|\bat \w+ \(/);
  expect(existsSync(dir)).toBe(false);
});

test('drafts and essays of a later day leave nothing in the build, not even their images', async () => {
  // A PNG of one pixel.
  const image = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await writeFile(join(project, 'content/essays/zanzibar.png'), image);
  const body = 'All about zanzibars.\n\n![A zanzibar](./zanzibar.png)';
  const essays = {
    'draft-zanzibar': anEssay('published: 2020-01-01\ndraft: true', body),
    'later-zanzibar': anEssay('published: 2999-01-01', body),
  };
  for (const [slug, text] of Object.entries(essays)) {
    await writeFile(join(project, `content/essays/${slug}.mdx`), text);
  }
  await build(project, dir);
  const site = { name: '', dir, origin: '', base: '/' };
  expect(filesOf(site).filter((file) => /zanzibar/i.test(file))).toEqual([]);
  for (const file of filesOf(site)) {
    expect(readFileSync(join(dir, file), 'latin1'), file).not.toMatch(/zanzibar/i);
  }

  // The same essay does appear once its day has come: the test above can fail.
  await writeFile(
    join(project, 'content/essays/later-zanzibar.mdx'),
    anEssay('published: 2020-01-01', body),
  );
  await build(project, dir);
  expect(filesOf(site).filter((file) => /zanzibar/i.test(file)).length).toBeGreaterThan(1);
});

test('a SITE_URL that is no address stops the build', async () => {
  await expect(build(project, dir, { SITE_URL: 'example.org' })).rejects.toThrow(
    'SITE_URL is "example.org", which is no address of a web site.',
  );
});
