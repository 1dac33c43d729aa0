import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mf2 } from 'microformats-parser';
import sharp from 'sharp';
import { expect, inject, test } from 'vitest';
import { pageOfEachKind, pagesOf } from '../../support/pages.ts';

const { everything, french } = inject('sites');

const pageOf = (id: string) => {
  const page = pagesOf(everything).find(({ path }) => path === `/authors/${id}/`);
  if (!page) throw new Error(`There is no page of ${id}.`);
  return page;
};
const dataOf = ({ document }: { document: Document }) =>
  JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '')
    .mainEntity;

test('from a page of every kind there is a way to the authors', () => {
  for (const site of [everything, french]) {
    for (const { path, document } of pageOfEachKind(site)) {
      expect(document.querySelector(`nav a[href="${site.base}authors/"]`), path).not.toBe(null);
    }
  }
});

test('the picture and the links of an author stand on the page, for machines too', async () => {
  const page = pageOf('mara-lind');
  const image = page.document.querySelector('main img');
  expect(image?.getAttribute('alt')).toMatch(/^A ladder/);
  expect(image?.getAttribute('width')).toBe('128');
  const src = image?.getAttribute('src') ?? '';
  const { width, format } = await sharp(join(everything.dir, src)).metadata();
  expect([width, format]).toEqual([256, 'jpeg']);

  expect(dataOf(page)).toMatchObject({
    image: everything.origin + src,
    sameAs: ['https://drawers.example/mara/'],
  });
  const { items } = mf2(page.html, { baseUrl: everything.origin + page.path });
  const card = items.find(({ properties }) => 'photo' in properties);
  expect(card).toMatchObject({
    type: ['h-card'],
    properties: {
      name: ['Mara Lind'],
      photo: [{ value: everything.origin + src }],
      url: ['https://drawers.example/mara/'],
      email: ['mailto:mara@drawers.example'],
    },
  });
  const links = [...page.document.querySelectorAll('a[rel=me]')].map(({ textContent }) =>
    textContent.trim(),
  );
  expect(links).toEqual(['drawers.example/mara', 'mara@drawers.example']);
});

test('what is beside an author is published in that size alone', () => {
  expect(existsSync(join(everything.dir, 'authors/mara-lind/mara-lind.png'))).toBe(false);
});

test('an author without a picture and links has nothing in their place', () => {
  const page = pageOf('tomas-orr');
  expect(page.document.querySelector('main img, [rel=me], .u-url, data')).toBe(null);
  expect(Object.keys(dataOf(page)).toSorted()).toEqual(['@type', 'description', 'name', 'url']);
});
