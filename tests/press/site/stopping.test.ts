import { existsSync, readFileSync } from 'node:fs';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { unzip } from '../../support/editions.ts';
import { filesOf } from '../../support/pages.ts';

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

test('a build with errors names all of them and builds nothing', async () => {
  await writeFile(
    join(project, 'content/essays/zanzibar.mdx'),
    anEssay('published: 2020-02-30', '[Nowhere](/essays/nowhere/)'),
  );
  // A picture that is whole, and the same cut short.
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const picture = await sharp({
    create: { width: 64, height: 64, channels: 3, background: 'red', noise },
  })
    .png()
    .toBuffer();
  await writeFile(join(project, 'content/essays/whole.png'), picture);
  await writeFile(join(project, 'content/essays/cut.png'), picture.subarray(0, picture.length / 2));
  await writeFile(
    join(project, 'content/essays/pictures.mdx'),
    anEssay(
      'published: 2020-02-01',
      '![Noise](./whole.png)\n\n![Less noise](./cut.png)\n\n[Out](https://example.org:99a/)',
    ),
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
  expect(said).toContain(
    'content/essays/pictures.mdx:11: the image "./cut.png" cannot be read: the file is damaged, cut short or no image.',
  );
  expect(said).not.toContain('whole.png');
  expect(said).toContain(
    'content/essays/pictures.mdx:13: the link "https://example.org:99a/" is not an address.',
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
  await writeFile(
    join(project, 'content/series/both.yaml'),
    'title: Both\nstandfirst: Both.\npreface: Both.\nessays:\n  - early\n',
  );
  await writeFile(
    join(project, 'content/essays/early.mdx'),
    anEssay('published: 2020-01-01', 'Early.').replaceAll(/zanzibar/gi, 'early'),
  );
  const essays = {
    'draft-zanzibar': anEssay('published: 2020-01-01\ndraft: true', body),
    'later-zanzibar': anEssay('published: 2999-01-01', body),
  };
  for (const [slug, text] of Object.entries(essays)) {
    await writeFile(join(project, `content/essays/${slug}.mdx`), text);
    await appendFile(join(project, 'content/series/both.yaml'), `  - ${slug}\n`);
  }
  expect(await build(project, dir)).toMatch(
    /Published:\n  12 essays, [\d,]+ words; 4 kept back .*\n  \d+ pages; \d+ files, \d+\.\d MB\n  4 books, \d+ feeds\n  9 comments\n/,
  );
  const site = { name: '', dir, origin: '', base: '/' };
  expect(filesOf(site).filter((file) => /zanzibar/i.test(file))).toEqual([]);
  for (const file of filesOf(site)) {
    const bytes = readFileSync(join(dir, file.slice(1)));
    const parts = file.endsWith('.epub') ? [...(await unzip(bytes)).values()] : [bytes];
    for (const part of parts) expect(part.toString('latin1'), file).not.toMatch(/zanzibar/i);
  }

  // The same essay does appear once its day has come: the test above can fail.
  await writeFile(
    join(project, 'content/essays/later-zanzibar.mdx'),
    anEssay('published: 2020-01-01', body),
  );
  const said = await build(project, dir, { SITE_URL: 'https://example.org' });
  expect(said).toContain('13 essays');
  expect(said).not.toMatch(/warn/i);
  expect(filesOf(site).filter((file) => /zanzibar/i.test(file)).length).toBeGreaterThan(1);

  // And its picture goes with it into the book of its series, and in full into the feeds.
  const book = await readFile(join(dir, 'series/both/both.epub'));
  const inBook = (await unzip(book)).get('EPUB/pictures/picture-1.png');
  const pixel = (png: Buffer | undefined) => sharp(png).ensureAlpha().raw().toBuffer();
  expect(await pixel(inBook)).toEqual(await pixel(image));
  expect((await EpubCheck.validate(book)).errorCount).toBe(0);
  const [picture] = filesOf(site).filter((file) => /_astro\/zanzibar\..*(png|jpeg)$/.test(file));
  expect(readFileSync(join(dir, 'atom.xml'), 'utf8')).toContain(
    `src="https://example.org${picture}"`,
  );
});

test('a SITE_URL that is no address stops the build', async () => {
  await expect(build(project, dir, { SITE_URL: 'example.org' })).rejects.toThrow(
    'SITE_URL is "example.org", which is no address of a web site.',
  );
});
