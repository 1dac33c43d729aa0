import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

/** What a build says that fails. */
const failing = (built: Promise<string>): Promise<{ stdout: string; stderr: string }> =>
  built.then(
    () => {
      throw new Error('The build went through.');
    },
    (error) => error,
  );

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
  const failure = await failing(build(project, dir));
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

test('whatever is wrong with files, keys and texts is said in sentences, and in no stack', async () => {
  const bad: Record<string, string | Buffer> = {
    'essays/deep.mdx': anEssay('published: 2020-02-01', `${'> '.repeat(5000)}so`),
    'essays/year.mdx': anEssay('published: 2020-02-01', 'Text.').replace('Zanzibar', '1984'),
    'essays/host.mdx': anEssay('published: 2020-02-01', '[Out](https://[::1]/) http://a.b:port/'),
    'essays/IMG_1234.HEIC': 'x',
    'essays/heading.mdx': anEssay('published: 2020-02-01', '## A[^a]\n\nText.\n\n[^a]: B.'),
    'essays/latin.mdx': Buffer.from(anEssay('published: 2020-02-01', 'Caf\u00e9.'), 'latin1'),
    'authors/nested.yaml': `name: ${'['.repeat(9000)}`,
    'authors/2020-01-01.yaml': 'name: null\nsurname: 1e3\nstandfirst: "\\0"\nabout: .nan\n',
  };
  for (const [path, text] of Object.entries(bad)) {
    await writeFile(join(project, 'content', path), text);
  }
  await writeFile(join(project, 'public/.env'), 'KEY=1');
  await writeFile(join(project, 'public/rss.xml'), 'x');
  await writeFile(join(project, 'public/acts.svg'), '<svg onload="a()"/>');
  await symlink('/nowhere', join(project, 'public/dead.png'));
  await symlink('loop', join(project, 'content/essays/loop'));
  execFileSync('mkfifo', [join(project, 'public/pipe'), join(project, 'content/essays/pipe.mdx')]);
  const { stdout, stderr } = await failing(build(project, dir));
  const said = stdout + stderr;
  for (const path of Object.keys(bad)) expect(said).toContain(`content/${path}`);
  for (const name of ['.env', 'rss.xml', 'acts.svg', 'dead.png', 'pipe']) {
    expect(said).toContain(`public/${name}: `);
  }
  for (const name of ['loop', 'pipe.mdx']) expect(said).toContain(`content/essays/${name}: `);
  expect(said).not.toMatch(/^\s+at |Stack trace|Hint:|Error:/m);
  expect(existsSync(dir)).toBe(false);
});

test('what is left beside the content stops no build, and a file that says whose the site is stays as it is', async () => {
  await writeFile(join(project, 'content/essays/.DS_Store'), 'x');
  await writeFile(join(project, 'content/essays/two-hands.mdx~'), 'x');
  await symlink('ann@desk.1234', join(project, 'content/essays/.#two-hands.mdx'));
  await mkdir(join(project, 'public/.well-known'));
  const files = {
    'google0a1b2c3d.html': 'google-site-verification: google0a1b2c3d.html',
    '.well-known/security.txt': 'Contact: mailto:ann@example.org',
  };
  for (const [path, text] of Object.entries(files)) {
    await writeFile(join(project, 'public', path), text);
  }
  await build(project, dir);
  for (const [path, text] of Object.entries(files)) {
    expect(readFileSync(join(dir, path), 'utf8')).toBe(text);
  }
  const site = { name: '', dir, origin: '', base: '/' };
  expect(filesOf(site).filter((file) => /DS_Store|~|#/.test(file))).toEqual([]);
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
    /Published:\n  13 essays, [\d,]+ words; 4 kept back .*\n  \d+ pages; \d+ files, \d+\.\d MB\n  4 books, \d+ feeds\n  9 comments\n/,
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
  expect(said).toContain('14 essays');
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
