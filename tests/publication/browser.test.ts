import { describe, expect, test } from 'vitest';
import { violationsOn } from '../support/axe.ts';
import { browsing, desktop } from '../support/open.ts';
import { pagesOf } from '../support/pages.ts';
import { publications } from './publications.ts';

describe.each(publications)('$name', (publication) => {
  const paths = pagesOf(publication).map(({ path }) => path);
  const open = browsing(publication);

  test.each(paths)(
    '%s opens without trouble, axe finds nothing, and nothing scrolls sideways',
    async (path) => {
      const { page, troubles, close } = await open(path, { bypassCSP: true });
      const overflow = () =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
      await page.setViewportSize(desktop);
      expect(await overflow(), 'on a desktop').toBeLessThanOrEqual(0);
      // 320 px are also what 1280 px become at 400 %.
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(), 'at 320 px').toBeLessThanOrEqual(0);
      expect(await violationsOn(page, 'all')).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsOn(page, 'contrast')).toEqual([]);
      expect(troubles).toEqual([]);
      await close();
    },
  );
});
