import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { desktop, phone } from './open.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const conformance = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const contrast = ['color-contrast', 'color-contrast-enhanced'];

/** What axe finds on a page: by the levels of conformance and the contrast of AAA, or by contrast alone. */
export async function violationsOn(page: Page, only: 'all' | 'contrast'): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  return page.evaluate(
    async (options) => {
      // @ts-expect-error axe is defined by its script.
      const { violations } = await window.axe.run(options);
      return violations.flatMap((violation: { id: string; nodes: { html: string }[] }) =>
        violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 200)}`),
      );
    },
    only === 'all'
      ? {
          runOnly: conformance,
          rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
        }
      : { runOnly: { type: 'rule', values: contrast } },
  );
}

/** Lets axe look at a page that was opened without its policy: on a phone and on a desktop, light and dark. */
export async function expectAccessible(page: Page) {
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // What does not depend on the scheme is looked at once.
      const violations = await violationsOn(page, colorScheme === 'light' ? 'all' : 'contrast');
      expect(violations, `${colorScheme}, ${viewport.width} px`).toEqual([]);
    }
  }
}
