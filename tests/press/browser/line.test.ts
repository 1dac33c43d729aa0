import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { browsing, desktop, phone } from '../../support/open.ts';
import { withoutLetters } from '../../support/pages.ts';

/** Where the dots, the axis and the texts of the essays stand that hang from a line. */
const argumentOn = (page: Page) =>
  page.evaluate(() => {
    const boxOf = (element: Element | null) => {
      const { left, right, top, bottom } = element?.getBoundingClientRect() ?? new DOMRect();
      return { left, right, top, bottom };
    };
    return [...document.querySelectorAll('.thread > li')].map((item) => ({
      number: item.querySelector('.number')?.textContent,
      axis: boxOf(item.parentElement),
      dot: boxOf(item.querySelector('circle')),
      strip: boxOf(item.querySelector('.strip')),
      text: boxOf(item.querySelector('article')),
    }));
  });

async function expectArgument(page: Page, positions: readonly number[], width: number) {
  const stops = await argumentOn(page);
  expect(stops.map(({ number }) => number)).toEqual(positions.map((_, index) => `${index + 1}`));
  for (const [index, { axis, dot, strip, text }] of stops.entries()) {
    // The position is true at every width.
    const at = (dot.left + dot.right) / 2;
    const wanted = axis.left + (positions[index] ?? 0) * (axis.right - axis.left);
    expect(Math.abs(at - wanted), `dot ${index + 1}`).toBeLessThan(1);
    for (const box of [dot, text]) {
      expect(box.left).toBeGreaterThanOrEqual(-1);
      expect(box.right).toBeLessThanOrEqual(width + 1);
    }
    // Nothing lies over anything: a text ends where the next strip begins.
    expect(text.top).toBeGreaterThanOrEqual(strip.bottom - 1);
    expect(stops[index + 1]?.strip.top ?? Infinity).toBeGreaterThanOrEqual(text.bottom - 1);
    // Where there is room, the thread runs down beside the text, through the dot.
    if (width >= 720) {
      const side = (positions[index] ?? 0) > 0.5 ? text.right : text.left;
      expect(Math.abs(side - at), `text ${index + 1}`).toBeLessThan(1.5);
    }
  }
}

const site = inject('sites').everything;
const ours = inject('sites').ours;
const positions = [0.1, 0.45, 0.7, 0.55, 0.9];

describe('the argument of a series', () => {
  const open = browsing(site);

  test.each([
    { width: 320, height: 640 },
    phone,
    { width: 768, height: 1024 },
    desktop,
    { width: 1920, height: 1080 },
  ])('is drawn true to the positions at $width px', async (viewport) => {
    const { page, close } = await open('/', { viewport });
    await expectArgument(page, positions, viewport.width);
    await close();
  });

  test('is a list that says numbers, answers and places in words', async () => {
    const { page, close } = await open('/');
    const list = page.getByRole('list', { name: 'The essays of Hand and machine' });
    const [first, second] = await list.getByRole('listitem').all();
    expect(await first?.textContent()).toMatch(/at “/);
    expect(await second?.getByRole('link', { name: /^1\. / }).count()).toBe(1);
    await close();
  });

  test('stays legible where text is twice as large, and where a system has its own colors', async () => {
    const { page, close } = await open('/', { viewport: phone, bypassCSP: true });
    await page.addStyleTag({ content: 'html { font-size: 225% !important }' });
    await expectArgument(page, positions, phone.width);
    await page.emulateMedia({ forcedColors: 'active' });
    const { dot, strip } = await page.evaluate(() => {
      const colorOf = (selector: string, property: 'fill' | 'color') => {
        const element = document.querySelector(selector);
        return element && getComputedStyle(element)[property];
      };
      return { dot: colorOf('.thread circle', 'fill'), strip: colorOf('.strip', 'color') };
    });
    // Neither coral nor red: a colour of the system.
    expect(dot).not.toBe('rgb(141, 31, 22)');
    expect(strip).toBe('rgb(0, 0, 0)');
    await close();
  });
});

test('the home page of ours is lighter than 7,726 bytes, which it was with a figure and a list of the same', () => {
  const html = readFileSync(join(ours.dir, 'index.html'), 'utf8');
  expect(gzipSync(withoutLetters(html), { level: 9 }).length).toBeLessThan(7726);
});

describe.each([3, 12, 24])('a series of %i essays', (count) => {
  let project = '';
  const crowded = { ...site, dir: '' };
  // Most of them crowd on one side of the line.
  const places = Array.from({ length: count }, (_, index) => ((index * 7) % count) / (count * 2.5));

  beforeAll(async () => {
    project = await aProject();
    crowded.dir = join(project, 'dist');
    for (const folder of ['essays', 'series', 'discussions', 'authors']) {
      await rm(join(project, 'content', folder), { recursive: true });
      await mkdir(join(project, 'content', folder));
    }
    const slugs = places.map((_, index) => `essay-${index + 1}`);
    for (const [index, slug] of slugs.entries()) {
      const answers = index === 0 ? '' : `answers:\n  - essay: essay-1\n    how: It disagrees.\n`;
      await writeFile(
        join(project, `content/essays/${slug}.mdx`),
        `---\ntitle: An essay with a title of some length, number ${index + 1}\nstandfirst: Standfirst ${index + 1}.\nauthors: []\npublished: 2020-01-01\nkind: original\nposition: ${places[index]}\n${answers}---\n\nText.\n`,
      );
    }
    await writeFile(
      join(project, 'content/series/crowded.yaml'),
      `title: Crowded\nstandfirst: Many.\npreface: Read.\nessays: [${slugs.join(', ')}]\nline:\n  start: { label: Near, meaning: one }\n  end: { label: Far, meaning: other }\n`,
    );
    await build(project, crowded.dir);
  });
  afterAll(() => rm(project, { recursive: true }));
  const open = browsing(crowded); // After the build: hooks run in the order in which they are written.

  test.each([phone, desktop])(
    'hangs from its line without overlap at $width px',
    async (viewport) => {
      const { page, close } = await open('/', { viewport });
      await expectArgument(page, places, viewport.width);
      await close();
    },
  );

  test.each([phone, desktop])(
    'has numbers below the dots of the small line that do not touch at $width px',
    async (viewport) => {
      const { page, close } = await open('/essays/essay-2/', { viewport });
      const numbers = await page.evaluate(() =>
        [...document.querySelectorAll('.line .number')]
          .map((number) => number.getBoundingClientRect())
          .filter(({ width }) => width > 0)
          .map(({ left, right }) => ({ left, right }))
          .toSorted((a, b) => a.left - b.left),
      );
      const shown = await page.locator('.line [aria-current] .number').textContent();
      await close();
      expect(shown?.trim()).toBe('2');
      expect(numbers.length).toBeGreaterThan(1);
      for (const [index, { right }] of numbers.entries()) {
        expect(numbers[index + 1]?.left ?? Infinity).toBeGreaterThan(right);
      }
    },
  );
});
