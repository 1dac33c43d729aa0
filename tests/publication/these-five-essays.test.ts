// What is promised of the five essays of this publication. Whoever replaces them deletes this file with them.

import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { contentOf } from '../support/content.ts';
import { shiftByLateFonts } from '../support/layout-shift.ts';
import { browsing, desktop, phone } from '../support/open.ts';
import { pagesOf, textOf, withoutLetters } from '../support/pages.ts';

const site = inject('sites').ours;
const pages = new Map(pagesOf(site).map((page) => [page.path, page]));
const { essays, series } = contentOf(site);
const line = (slug: string) =>
  textOf(pages.get(`/essays/${slug}/`)?.document.querySelector('#comments p'));

test('the five essays are there in their order, 600 to 1,100 words each', () => {
  expect(series.map((one) => one.essays)).toEqual([
    [
      'until-its-about-you',
      'its-not-about-you',
      'the-heart-of-customer-service',
      'really-all-about-me',
      'everything-you-need-to-know',
    ],
  ]);
  for (const { slug, body } of essays) {
    const words = body.split(/\s+/).filter((word) => /\w/.test(word)).length;
    expect(words, slug).toBeGreaterThanOrEqual(600);
    expect(words, slug).toBeLessThanOrEqual(1100);
  }
});

test('three authors signed three of them, and nobody the other two', () => {
  const names = [...(pages.get('/authors/')?.document.querySelectorAll('h2') ?? [])].map(textOf);
  expect(names).toEqual(['Sean Gowden', 'Rob Hicks', 'Ann Phillips', 'Unsigned']);
  expect(essays.filter(({ authors }) => authors.length === 0)).toHaveLength(2);
});

test('every one is a retelling; the one whose day is known says it, the others that it is not', () => {
  for (const { slug } of essays) {
    const document = pages.get(`/essays/${slug}/`)?.document;
    const header = textOf(document?.querySelector('article > header'));
    expect(header).toMatch(/Retold from (an unsigned essay|Ann Phillips|Rob Hicks|Sean Gowden)/);
    expect(header).toContain(
      slug === 'the-heart-of-customer-service' ? 'September 30, 2013' : 'date unknown',
    );
  }
});

test('the first discussion tells what the source counts, the fifth is whole', () => {
  expect(line('until-its-about-you')).toMatch(/^4 comments of the 5 that the source counts\./);
  expect(line('everything-you-need-to-know')).toMatch(/^2 comments\./);
});

test('every page but the whole series arrives in ten packets, with all its styles', () => {
  for (const [path, { html }] of pages) {
    const size = gzipSync(withoutLetters(html), { level: 9 }).length;
    if (!path.endsWith('/complete/')) expect(size, path).toBeLessThanOrEqual(14_336);
    expect(Buffer.byteLength(html), path).toBeLessThanOrEqual(100_000);
  }
});

const open = browsing(site);

test.each(essays.map(({ slug }) => slug))(
  '%s begins high on its page, and what stands around it takes at most a third of its height',
  async (slug) => {
    for (const [viewport, lowest] of [
      [desktop, 400],
      [phone, 560],
    ] as const) {
      const { page, close } = await open(`/essays/${slug}/`, { viewport });
      const { first, text, around } = await page.evaluate(() => {
        const boxOf = (selector: string) => {
          const box = document.querySelector(selector)?.getBoundingClientRect();
          if (!box) throw new Error(`There is no ${selector}.`);
          return box;
        };
        const [{ top }, end] = [
          boxOf('.e-content'),
          boxOf('[aria-labelledby=takeaways-heading]').bottom,
        ];
        const after = document.querySelector('#comments')?.getBoundingClientRect().top;
        return {
          first: boxOf('.e-content > p').top,
          text: end - top,
          around: (after ?? boxOf('.colophon').top) - end,
        };
      });
      await close();
      expect(first).toBeLessThanOrEqual(lowest);
      expect(around / text).toBeLessThanOrEqual(1 / 3);
    }
  },
);

test.each(['/', ...essays.map(({ slug }) => `/essays/${slug}/`)])(
  'next to nothing in sight moves on %s when the font comes late: a line breaks elsewhere',
  async (path) => {
    for (const viewport of [phone, desktop]) {
      const shift = await shiftByLateFonts(open, path, viewport);
      expect(shift, `${viewport.width} px`).toBeLessThanOrEqual(0.01);
    }
  },
);
