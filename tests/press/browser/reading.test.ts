import { describe, expect, inject, test } from 'vitest';
import { paths } from '../../../src/publication/addresses/paths.ts';
import { browsing } from '../../support/open.ts';
import { pageOfEachKind, pagesOf } from '../../support/pages.ts';

const { everything, underBase } = inject('sites');

describe.each([everything, underBase])('$name', (site) => {
  const paths = pagesOf(site).map(({ path }) => path);
  const open = browsing(site);

  test.each(paths)('%s opens without an error, a violation or a foreign request', async (path) => {
    const { troubles, close } = await open(path);
    await close();
    expect(troubles).toEqual([]);
  });

  test('what is not there gets status 404 and the 404 page, whose links work at any depth', async () => {
    for (const path of ['nothing', 'essays/nothing/', 'a/b/c/d/']) {
      const { page, status, close } = await open(site.base + path);
      expect(status).toBe(404);
      expect(await page.textContent('h1')).toBe('No such page');
      await page.click('.essay-list a');
      await page.waitForURL(/essays\/[^/]+\/$/);
      expect(await page.textContent('h1')).not.toBe('No such page');
      await close();
    }
  });
});

const site = inject('sites').everything;
const open = browsing(site);

// What the search page says instead is in search.test.ts.
const reading = pageOfEachKind(site).filter(({ path }) => path !== paths.search);

test.each(reading)('$path says the same without JavaScript', async ({ path }) => {
  const said = [];
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(path, { javaScriptEnabled });
    // The switch of the theme is the one thing that only scripts bring.
    said.push((await page.locator('body').innerText()).replace(/Colors[^]*$/, '').trim());
    await close();
  }
  expect(said[1]).toBe(said[0]);
});

test('notes lead to their references and back', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  await page.click('sup a');
  await page.waitForURL(/#fn-/);
  await page.click('[data-footnote-backref]');
  await page.waitForURL(/#fnref-/);
  await close();
});

test('a line of an essay holds 60 to 70 characters on a desktop, 80 at the most, and 30 on the narrowest phone', async () => {
  const lengths = async (width: number) => {
    const { page, close } = await open('/essays/the-pencil/', {
      viewport: { width, height: 900 },
    });
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll('.e-content > p')].flatMap((paragraph) => {
        const range = document.createRange();
        const counts = new Map<number, number>();
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const { length } = node.textContent ?? '';
          for (let at = 0; at < length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const top = Math.round(range.getBoundingClientRect().top);
            counts.set(top, (counts.get(top) ?? 0) + 1);
          }
        }
        return [...counts.values()].slice(0, -1); // Last lines are as long as they are.
      }),
    );
    await close();
    return lines.toSorted((a, b) => a - b);
  };
  const wide = await lengths(1280);
  const median = wide[Math.floor(wide.length / 2)] ?? 0;
  expect(median).toBeGreaterThanOrEqual(60);
  expect(median).toBeLessThanOrEqual(70);
  expect(wide.at(-1)).toBeLessThanOrEqual(80);
  const narrow = await lengths(320);
  expect(narrow[Math.floor(narrow.length / 2)]).toBeGreaterThanOrEqual(30);
});
