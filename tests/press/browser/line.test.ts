import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { aProject, build } from '../../support/build.ts';
import { browsing, desktop, phone } from '../../support/open.ts';

/** Where the labels of the large line stand that can be seen. */
const labelsOn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main figure svg[role] a')]
      .filter((link) => link.getBoundingClientRect().width > 0)
      .map((link) => {
        const boxes = [...link.querySelectorAll('text')].map((text) =>
          text.getBoundingClientRect(),
        );
        return {
          left: Math.min(...boxes.map(({ left }) => left)),
          right: Math.max(...boxes.map(({ right }) => right)),
          top: Math.min(...boxes.map(({ top }) => top)),
          bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
        };
      }),
  );

async function expectLabels(page: Page, count: number, width: number) {
  const labels = await labelsOn(page);
  expect(labels).toHaveLength(count);
  for (const [index, a] of labels.entries()) {
    expect(a.left).toBeGreaterThanOrEqual(0);
    expect(a.right).toBeLessThanOrEqual(width);
    for (const b of labels.slice(index + 1)) {
      // Half a pixel: letters have room of their own above and below.
      const apart =
        a.right <= b.left ||
        b.right <= a.left ||
        a.bottom <= b.top + 0.5 ||
        b.bottom <= a.top + 0.5;
      expect(apart, JSON.stringify([a, b])).toBe(true);
    }
  }
}

const site = inject('sites').everything;

describe('the large line names every essay and none over another', () => {
  const open = browsing(site);

  test.each([{ width: 320, height: 640 }, phone, { width: 768, height: 1024 }, desktop])(
    'at $width px',
    async (viewport) => {
      const { page, close } = await open('/', { viewport });
      await expectLabels(page, 5, viewport.width);
      await close();
    },
  );
});

describe.each([3, 12])('a series of %i essays', (count) => {
  let project = '';
  const crowded = { ...site, dir: '' };

  beforeAll(async () => {
    project = await aProject();
    crowded.dir = join(project, 'dist');
    for (const folder of ['essays', 'series', 'discussions', 'authors']) {
      await rm(join(project, 'content', folder), { recursive: true });
      await mkdir(join(project, 'content', folder));
    }
    const slugs = Array.from({ length: count }, (_, index) => `essay-${index + 1}`);
    for (const [index, slug] of slugs.entries()) {
      // Most of them crowd on one side of the line.
      const position = ((index * 7) % count) / (count * 2.5);
      const answers = index === 0 ? '' : `answers:\n  - essay: essay-1\n    how: It disagrees.\n`;
      await writeFile(
        join(project, `content/essays/${slug}.mdx`),
        `---\ntitle: An essay with a title of some length, number ${index + 1}\nstandfirst: Standfirst ${index + 1}.\nauthors: []\npublished: 2020-01-01\nkind: original\nposition: ${position}\n${answers}---\n\nText.\n`,
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

  test.each([phone, desktop])('is drawn without overlap at $width px', async (viewport) => {
    const { page, close } = await open('/', { viewport });
    await expectLabels(page, count, viewport.width);
    await close();
  });
});
