import { expect, inject, onTestFinished, test } from 'vitest';
import { expectAccessible } from '../../support/axe.ts';
import { browsing } from '../../support/open.ts';
import { pagesOf } from '../../support/pages.ts';

const site = inject('sites').everything;
const paths = pagesOf(site).map(({ path }) => path);
const open = browsing(site);

for (const path of paths) {
  test(`axe finds nothing on ${path}, light and dark, on phone and desktop`, async () => {
    const { page, close } = await open(path, { bypassCSP: true });
    onTestFinished(close);
    await expectAccessible(page);
  });

  test(`${path} has no horizontal scroll at 320 px, nor with text twice as large, nor at 400 %`, async () => {
    const { page, close } = await open(path, { bypassCSP: true });
    onTestFinished(close);
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    // 320 px are also what 1280 px become at 400 %.
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.addStyleTag({ content: ':root { font-size: 225% !important }' });
    expect(await overflow(), 'text twice as large').toBeLessThanOrEqual(0);
  });
}

test('the first key leads to the link that skips to the text, and that to the text', async () => {
  const { page, close } = await open('/essays/the-pencil/');
  await page.keyboard.press('Tab');
  const focused = page.locator(':focus');
  expect(await focused.textContent()).toBe('Skip to the text');
  const box = await focused.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('Enter');
  await page.waitForURL(/#main$/);
  await page.keyboard.press('Tab');
  expect(await page.locator('main :focus').count()).toBe(1);
  await close();
});

test('the way from home to the last essay of a series can be gone by keyboard', async () => {
  const { page, close } = await open('/');
  for (const name of [/^\s*Series\s*$/, /^\s*Hand and machine\s*$/, /^\s*The last screw/]) {
    await page.keyboard.press('Tab');
    for (let presses = 0; presses < 60; presses++) {
      if (name.test((await page.locator(':focus').textContent()) ?? '')) break;
      await page.keyboard.press('Tab');
    }
    const from = page.url();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== from);
  }
  expect(await page.textContent('h1')).toBe('The last screw');
  await close();
});
