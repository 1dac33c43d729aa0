import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { longestList } from '../../../src/publication/paging.ts';
import { aProject, build, everything } from '../../support/build.ts';
import { pagesOf } from '../../support/pages.ts';

// As in budget.test.ts.
const firstFlight = 14_336;
const largestPage = 100_000;

const essays = 250;
const letters = 'abcdefghijklmnopqrstuvwxyz';

// Words as they come in essays: what repeats itself compresses better than what people write.
const texts = join(everything, 'content/essays');
const vocabulary = readdirSync(texts)
  .filter((file) => file.endsWith('.mdx'))
  .flatMap((file) => readFileSync(join(texts, file), 'utf8').match(/\b[a-z]{2,}\b/g) ?? []);

/** So many words, other ones for every seed and the same for the same: multiples of a large prime pick them. */
function words(seed: number, count: number): string {
  const picked: string[] = [];
  for (let index = seed * 31; picked.length < count; index++) {
    const word = vocabulary[(index * 7_368_787) % vocabulary.length] ?? '';
    // No word twice in a row: the check of the style would stop the build.
    if (word !== picked.at(-1)) picked.push(word);
  }
  return picked.join(' ');
}

/** Every tenth essay is unsigned, every third by one author; the others each by somebody who wrote no other. */
function authorsOf(number: number): string[] {
  if (number % 10 === 0) return [];
  if (number % 3 === 0) return ['the-prolific'];
  return [`${letters.charAt((number * 7) % 26)}-${words(number, 2).replace(' ', '-')}-${number}`];
}

/** Content of common lengths where lists show it: essays, two series, and their authors. */
function contentOf(count: number): Record<string, string> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const slugOf = (number: number) => `essay-${number}`;
  const dayOf = (number: number) => new Date(Date.UTC(2020, 0, number)).toISOString().slice(0, 10);
  return Object.fromEntries([
    ...numbers.map((number) => [
      `essays/${slugOf(number)}.mdx`,
      `---
title: ${`Number ${number} ${words(number, 7)}`.slice(0, 60).trim()}
standfirst: Here ${words(number + essays, 25)}.
authors: [${authorsOf(number).join(', ')}]
published: ${dayOf(number)}
kind: original
---

What number ${number} says.
`,
    ]),
    ...[...new Set(numbers.flatMap(authorsOf))].map((id) => [
      `authors/${id}.yaml`,
      `name: ${words(id.length, 1)} ${id}\nsurname: ${id}\nstandfirst: Wrote ${id}.\nabout: Nothing else is known of ${id}.\n`,
    ]),
    ...[1, 2].map((number) => [
      `series/series-${number}.yaml`,
      `title: Series ${number}\nstandfirst: The series ${number}.\npreface: Read on.\nessays: [${[1, 2, 3].map((part) => slugOf(number * 10 + part)).join(', ')}]\n`,
    ]),
  ]);
}

let project: string;
let pages: Map<string, { html: string; document: Document }>;
beforeAll(async () => {
  project = await aProject();
  for (const folder of ['essays', 'authors', 'series', 'discussions']) {
    await rm(join(project, 'content', folder), { recursive: true });
  }
  for (const [path, text] of Object.entries(contentOf(essays))) {
    const file = join(project, 'content', path);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text);
  }
  const site = {
    name: 'grown',
    dir: join(project, 'dist'),
    origin: 'https://example.org',
    base: '/',
  };
  const start = Date.now();
  await build(project, site.dir, { SITE_URL: site.origin });
  console.log(`${essays} essays were built in ${Math.round((Date.now() - start) / 1000)} seconds`);
  pages = new Map(pagesOf(site).map((page) => [page.path, page]));
  // Other tests are at work beside it.
}, 300_000);
afterAll(() => rm(project, { recursive: true }));

const page = (path: string) => {
  const found = pages.get(path);
  if (!found) throw new Error(`There is no ${path}.`);
  return found;
};
const essaysOn = (path: string) =>
  [...page(path).document.querySelectorAll('.essay-list :is(h2, h3) a')].map((link) =>
    link.getAttribute('href'),
  );
const essay = (number: number) => `/essays/essay-${number}/`;

test('of hundreds of essays no page is over 100 KB', () => {
  for (const [path, { html }] of pages) {
    expect(Buffer.byteLength(html), path).toBeLessThanOrEqual(largestPage);
  }
});

test('every page still arrives in the first flight, but for whole series', () => {
  const sizes = [...pages].map(
    ([path, { html }]) => [path, gzipSync(html, { level: 9 }).length] as const,
  );
  console.table(Object.fromEntries(sizes.filter(([path]) => !/\d\/$/.test(path)).slice(0, 12)));
  for (const [path, size] of sizes) {
    if (!path.endsWith('/complete/')) expect(size, path).toBeLessThanOrEqual(firstFlight);
  }
});

test('numbered pages count from the oldest, each with as many essays, and hold all', () => {
  const numbers = Array.from({ length: Math.ceil(essays / longestList) }, (_, index) => index + 1);
  expect(pages.has(`/essays/page/${numbers.length + 1}/`)).toBe(false);
  const listed = numbers.flatMap((number) => essaysOn(`/essays/page/${number}/`));
  expect(listed).toEqual(Array.from({ length: essays }, (_, index) => essay(index + 1)));
  expect(essaysOn('/essays/page/1/')).toHaveLength(longestList);
});

test('the newest essays come first in the index, and it names every numbered page', () => {
  expect(essaysOn('/essays/').slice(0, 2)).toEqual([essay(essays), essay(essays - 1)]);
  const links = [...page('/essays/').document.querySelectorAll('nav a[href*="/page/"]')];
  expect(links).toHaveLength(Math.ceil(essays / longestList));
  for (const link of links) page(link.getAttribute('href') ?? '');
});

test('an author of many essays has numbered pages too, and so have the unsigned', () => {
  for (const id of ['the-prolific', 'unsigned']) {
    const numbers = [...pages.keys()].filter((path) => path.startsWith(`/authors/${id}/page/`));
    expect(numbers.length, id).toBeGreaterThan(1);
    expect(essaysOn(`/authors/${id}/`), id).toHaveLength(longestList);
  }
  expect(essaysOn('/authors/the-prolific/page/1/').slice(0, 3)).toEqual([3, 6, 9].map(essay));
  expect(pages.has('/authors/unsigned/page/3/')).toBe(false);
});

test('every author is one link, or two, away from the index of authors', () => {
  const linksOn = (path: string) =>
    [...page(path).document.querySelectorAll('main a')].map(
      (link) => link.getAttribute('href') ?? '',
    );
  const near = linksOn('/authors/');
  const reached = new Set([...near, ...near.filter((path) => pages.has(path)).flatMap(linksOn)]);
  const authors = [...pages.keys()].filter((path) => /^\/authors\/[a-z0-9-]+\/$/.test(path));
  expect(authors.length).toBeGreaterThan(100);
  for (const path of authors) expect(reached, path).toContain(path);
});

test('the search page and the 404 page list no more than the index', () => {
  expect(essaysOn('/search/')).toHaveLength(longestList);
  expect(essaysOn('/404.html')).toHaveLength(longestList);
});
