import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { expectAccessible } from '../../support/axe.ts';
import { browsing, phone } from '../../support/open.ts';
import { pagesOf } from '../../support/pages.ts';

const site = inject('sites').everything;
const essay = '/essays/the-pencil/';
const open = browsing(site);
const openUnderBase = browsing(inject('sites').underBase);

/** The numbers that are seen beside passages, each with the box in which it stands and that of its passage. */
const numbersSeen = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.passage')]
      .filter((link) => getComputedStyle(link).visibility === 'visible')
      .map((link) => ({
        id: link.hash,
        number: link.getBoundingClientRect().toJSON(),
        passage: document.querySelector(link.hash)?.getBoundingClientRect().toJSON(),
      })),
  );

test('the number of a passage is seen where one points at it, comes to it, or is within it by the keyboard', async () => {
  const { page, troubles, close } = await open(essay);
  expect(await numbersSeen(page)).toEqual([]);
  await page.hover('#p2');
  expect((await numbersSeen(page)).map(({ id }) => id)).toEqual(['#p2']);
  await page.mouse.move(0, 0);
  await page.focus('#p2 sup a');
  expect((await numbersSeen(page)).map(({ id }) => id)).toEqual(['#p2']);
  await page.goto(new URL('#p3', page.url()).href);
  const [seen] = (await numbersSeen(page)).filter(({ id }) => id === '#p3');
  expect(seen?.number.right).toBeLessThanOrEqual(seen?.passage.left);
  expect(seen?.number.top).toBeCloseTo(seen?.passage.top, 0);
  await close();
  expect(troubles).toEqual([]);
});

test.each(['/essays/specimen/', '/essays/al-khatt/'])(
  'on %s no number lies on a word of its passage, or makes the page wider, on a phone and at twice the size of text',
  async (path) => {
    const { page, close } = await open(path, { viewport: phone, bypassCSP: true });
    for (const size of ['100%', '200%']) {
      await page.addStyleTag({
        content: `.passage { visibility: visible !important } html { font-size: ${size} }`,
      });
      const found = await page.evaluate(() => {
        const isOn = (link: Element) => {
          const block = link.closest('[id]');
          const box = link.getBoundingClientRect();
          const around = block?.getBoundingClientRect();
          return around && box.right > around.left + 1 && box.left < around.right - 1;
        };
        return {
          count: document.querySelectorAll('.passage').length,
          on: [...document.querySelectorAll('.passage')].filter(isOn).length,
          wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      });
      expect(found.count).toBeGreaterThan(1);
      expect(found.on, size).toBe(0);
      expect(found.wider, size).toBeLessThanOrEqual(0);
    }
    await close();
  },
);

test('who listens is told no numbers, and no number is a stop of the keyboard on the way through the text', async () => {
  const { page, close } = await open(essay);
  const passages = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.passage')].map((link) => [
      link.ariaHidden,
      link.tabIndex,
      link.textContent,
    ]),
  );
  expect(new Set(passages.map((one) => one.join()))).toEqual(new Set(['true,-1,']));
  await page.hover('#p1');
  await expectAccessible(page);
  await close();
});

test('by the keyboard every passage is reached from the list of their numbers', async () => {
  const { page, close } = await openUnderBase(`/essays${essay}`);
  await page.getByText('Cite this essay').press('Enter');
  await expectAccessible(page);
  await page.getByRole('link', { name: '3', exact: true }).last().press('Enter');
  expect(new URL(page.url()).hash).toBe('#p3');
  expect((await numbersSeen(page)).map(({ id }) => id)).toContain('#p3');
  await close();
});

test('on paper every passage has its number, in the margin', async () => {
  const { page, close } = await open(essay);
  await page.emulateMedia({ media: 'print' });
  const seen = await numbersSeen(page);
  expect(seen.length).toBe(await page.locator('.passage').count());
  for (const { number, passage } of seen) expect(number.right).toBeLessThanOrEqual(passage.left);
  await close();
});

test('numbers are seen in forced colors', async () => {
  const { page, close } = await open(essay, { forcedColors: 'active' });
  await page.hover('#p1');
  const [color, paper] = await page.evaluate(() => {
    const link = document.querySelector('#p1 .passage');
    return [link, document.documentElement].map(
      (one) => one && getComputedStyle(one)[one === link ? 'color' : 'backgroundColor'],
    );
  });
  expect(color).not.toBe(paper);
  await close();
});

test('on the page of a whole series the passages have the numbers that they have on their own pages', async () => {
  const own = await open(essay);
  const count = await own.page.locator('.passage').count();
  await own.close();
  const { page, close } = await open('/series/hand-and-machine/complete/');
  const last = `#the-pencil--p${count}`;
  const seen = () =>
    page.evaluate((selector) => {
      const block = document.querySelector(selector);
      if (!block) throw new Error(`There is no ${selector}.`);
      const before = getComputedStyle(block, '::before');
      return [before.visibility, before.content];
    }, last);
  expect((await seen())[0]).toBe('hidden');
  await page.hover(last);
  expect(await seen()).toEqual(['visible', 'counter(passage) / ""']);
  expect(await page.locator(`#the-pencil--p${count + 1}`).count()).toBe(0);
  // Every block that has a number is counted, and nothing else.
  const counted = await page.evaluate(() =>
    [...document.querySelectorAll('.lower > *')]
      .filter((block) => getComputedStyle(block, '::before').counterIncrement !== 'none')
      .map(({ id }) => id),
  );
  const numbered = await page.evaluate(() =>
    [...document.querySelectorAll('.lower [id]')]
      .map(({ id }) => id)
      .filter((id) => /--p\d+$/.test(id)),
  );
  expect(counted).toEqual(numbered);
  await page.emulateMedia({ media: 'print' });
  expect((await seen())[0]).toBe('visible');
  await close();
});

test('a remark on a passage and the passage lead to one another', async () => {
  const { page, close } = await open(essay);
  const mark = page.locator('#p2 .remarks');
  expect(await mark.textContent()).toBe('1 comment on this paragraph');
  await mark.click();
  expect(new URL(page.url()).hash).toBe('#comment-a-reader');
  await page.locator('#comment-a-reader').getByText('On paragraph 2').click();
  expect(new URL(page.url()).hash).toBe('#p2');
  await close();
});

test('numbers, marks and references are at most 6 % of the page of an essay, and home has none of them', () => {
  const pages = new Map(pagesOf(site).map(({ path, html }) => [path, html]));
  const html = pages.get(essay) ?? '';
  const without = html
    .replaceAll(/<a class="passage"[^>]*><\/a>/g, '')
    .replaceAll(/ id="p\d+"/g, '')
    .replaceAll(/<details class="cite".*?<\/details>/gs, '')
    .replaceAll(/<meta name="citation_[^>]*>|<link[^>]*text\/markdown[^>]*>/g, '')
    .replace(/\.prose\{counter-reset:passage.*?@media print\{visibility:visible\}\}/s, '')
    .replace(/\.cite\{.*?display:none\}\}/s, '');
  expect(/class="passage|counter-reset/.test(without)).toBe(false);
  const [all, rest] = [html, without].map((one) => gzipSync(one, { level: 9 }).length);
  expect(all).toBeLessThan((rest ?? 0) * 1.06);
  expect(pages.get('/')).not.toContain('passage');
});
