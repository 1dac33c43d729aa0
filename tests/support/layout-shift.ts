import type { browsing } from './open.ts';

/**
 * How far what is in sight moves when the fonts of a page come late, 300 ms after all else.
 * https://web.dev/cls: 0.1 is where a shift begins to be called one.
 */
export async function shiftByLateFonts(
  open: ReturnType<typeof browsing>,
  path: string,
  viewport: { width: number; height: number },
): Promise<number> {
  const { page, close } = await open('/favicon.svg', { viewport });
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.addInitScript(() => {
    let sum = 0;
    const add = (entries: PerformanceEntryList) => {
      for (const entry of entries) if ('value' in entry) sum += Number(entry.value);
    };
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: 'layout-shift' });
    const shift = () => {
      add(observer.takeRecords());
      return sum;
    };
    Object.assign(window, { shift });
  });
  await page.goto(new URL(path, page.url()).href);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What the fonts have moved is painted with the next frame, and noted with it.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
  });
  const shift = Number(await page.evaluate('shift()'));
  await close();
  return shift;
}
