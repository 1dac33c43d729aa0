import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { violationsOn } from '../support/axe.ts';
import { browsing, desktop } from '../support/open.ts';
import { pagesOf } from '../support/pages.ts';
import type { BuiltPublication } from '../support/sites.ts';

const { ours, withOneMore, french } = inject('sites');

/** The pages of a publication, or of one of two those that the other has otherwise or not at all. */
function pathsOf(publication: BuiltPublication, but?: BuiltPublication): string[] {
  const known = new Map((but ? pagesOf(but) : []).map(({ path, html }) => [path, html]));
  return pagesOf(publication)
    .filter(({ path, html }) => known.get(path) !== html)
    .map(({ path }) => path);
}

// What the fixture with everything in it looks like is for the tests of the press to say.
describe.each([
  { ...ours, paths: pathsOf(ours) },
  { ...withOneMore, paths: pathsOf(withOneMore, ours) },
  { ...french, paths: pathsOf(french) },
])('$name', ({ paths, ...publication }) => {
  const open = browsing(publication);

  test.each(paths)(
    '%s opens without trouble, axe finds nothing, and nothing scrolls sideways',
    async (path) => {
      const { page, troubles, close } = await open(path, { bypassCSP: true });
      onTestFinished(close);
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
    },
  );
});
