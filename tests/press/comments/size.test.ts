import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { aProject, build, everything } from '../../support/build.ts';
import { anEngine } from '../../support/engine.ts';
import { phone } from '../../support/open.ts';
import { pagesOf } from '../../support/pages.ts';
import { serve } from '../../support/server.ts';

// A measurement, of what no essay has had yet: npm run test:comments.

const url = '/essays/two-hands/';
const count = 2000;

test(`${count} comments on one essay`, async () => {
  const project = await aProject();
  const dir = join(project, 'dist');
  await mkdir(dir);
  const server = await serve({ dir, base: '/' });
  const engine = await anEngine(server.address);
  const database = new DatabaseSync(join(engine.data, 'waline.sqlite'));
  const insert = database.prepare(
    `INSERT INTO wl_Comment (nick, comment, url, status, insertedAt, pid, rid)
     VALUES (?, ?, '${url}', 'approved', '2026-11-22 12:00:00', ?, ?)`,
  );
  const words =
    readFileSync(join(everything, 'content/essays/the-pencil.mdx'), 'utf8').match(/\p{L}+/gu) ?? [];
  // Knuth's multiplicative hash: words in no order, and the same at every run.
  const word = (index: number) => words[(Math.imul(index, 2654435761) >>> 8) % words.length];
  const someWords = (number: number) =>
    Array.from({ length: 60 }, (_, index) => word(number * 60 + index)).join(' ');
  database.exec('BEGIN');
  for (let number = 1; number <= count; number++) {
    // Every fourth answers the one before it.
    const parent = number % 4 === 0 ? number - 1 : null;
    insert.run(`Reader ${number}`, `${someWords(number)}\n\n*Number ${number}.*`, parent, parent);
  }
  database.exec('COMMIT');
  database.close();

  const environment = { SITE_URL: server.address, COMMENTS_URL: engine.address };
  const start = performance.now();
  await build(project, dir, environment);
  const seconds = (performance.now() - start) / 1000;
  const html =
    pagesOf({ name: '', dir, origin: '', base: '/' }).find(({ path }) => path === url)?.html ?? '';

  const browser = await chromium.connect(inject('browser'));
  const page = await browser.newPage({ viewport: phone });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(new URL(url, server.address).href);
  const seen = await page.evaluate(async () => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const [navigation] = performance.getEntriesByType(
      'navigation',
    ) as PerformanceNavigationTiming[];
    const before = performance.now();
    document.querySelector('.live > li:last-child article')?.scrollIntoView();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return {
      'comments on the page': document.querySelectorAll('.live article').length,
      elements: document.querySelectorAll('*').length,
      'first paint, ms': Math.round(paint?.startTime ?? 0),
      'whole page, ms': Math.round(navigation?.loadEventEnd ?? 0),
      'jump to the last, ms': Math.round(performance.now() - before),
    };
  });
  await browser.close();
  await server.close();
  await engine.end();
  await rm(project, { recursive: true });
  console.table({
    'build, s': Math.round(seconds),
    'page, KB': Math.round(html.length / 1000),
    'compressed, KB': Math.round(gzipSync(html).length / 1000),
    ...seen,
  });
  expect(seen['comments on the page']).toBe(count);
  expect(seconds).toBeLessThan(60);
  expect(seen['first paint, ms']).toBeLessThan(2000);
});
