import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HtmlValidate } from 'html-validate';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { longestName } from '../../../src/publication/addresses/comment-form.ts';
import { longestBeginning } from '../../../src/publication/passages.ts';
import { aProject, build } from '../../support/build.ts';
import { anEngine } from '../../support/engine.ts';
import { elementsOfReaders, injections } from '../../support/injections.ts';
import { filesOf, pagesOf } from '../../support/pages.ts';
import { serve } from '../../support/server.ts';

// What strangers send, through the real engine and the real build, into a real browser.

const url = '/essays/two-hands/';
/** Levels of replies; the page indents three. */
const depth = 6;

let engine: Awaited<ReturnType<typeof anEngine>>;
let server: Awaited<ReturnType<typeof serve>>;
let browser: Browser;
let project: string;
let dir: string;
let sent = 0;

beforeAll(async () => {
  project = await aProject();
  dir = join(project, 'dist');
  await mkdir(dir);
  server = await serve({ dir, base: '/' });
  browser = await chromium.connect(inject('browser'));
  engine = await anEngine(server.address);
  const post = async (nick: string, comment: string, some = {}) => {
    expect(await engine.post({ nick, comment, url, ...some }), comment.slice(0, 80)).toBe(
      'received',
    );
    sent++;
  };
  for (const text of injections) {
    // Which passage it is on is of a stranger's making too.
    const passage = `${1 + (sent % 4)} ${[...text].slice(0, longestBeginning).join('')}`;
    await post([...text].slice(0, longestName).join(''), text, { passage });
  }
  // Fields that the form does not have.
  const secret = {
    mail: 'leak@example.com',
    link: 'javascript:pwned=1',
    ua: 'leak/1.0',
    status: 'approved',
  };
  await post('Extra', 'Fields that are not asked for.', {
    ...secret,
    sticky: '1',
    user_id: '1',
    ip: '203.0.113.9',
  });
  expect(await engine.moderate('list')).toContain(`${sent} comments wait.`);
  const numbers = Array.from({ length: sent }, (_, index) => index + 1);
  await engine.moderate('approve', ...numbers);
  for (let level = 0; level < depth; level++) {
    await post(`Level ${level}`, `Deeper by ${level}.`, { pid: String(sent) });
    await engine.moderate('approve', sent);
  }
  await build(project, dir, { SITE_URL: server.address, COMMENTS_URL: engine.address });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await engine.end();
  await rm(project, { recursive: true });
});

test(`none of ${injections.length} injections is live`, async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => troubles.push(dialog.message()));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.address)) troubles.push(request.url());
  });
  await page.goto(new URL(url, server.address).href);
  await page.getByText('Write a comment').click();
  const found = await page.evaluate(() => {
    const live = document.querySelectorAll('.live');
    const inside = [...(live[0]?.querySelectorAll('*') ?? [])];
    const names = inside.flatMap((element) =>
      [...element.attributes]
        .filter(({ name }) => !name.startsWith('data-astro-cid-'))
        .map(({ name }) => `${element.localName} ${name}`),
    );
    return {
      lists: live.length,
      comments: document.querySelectorAll('.live article').length,
      elements: [...new Set(inside.map(({ localName }) => localName))].toSorted(),
      attributes: [...new Set(names)].toSorted(),
      links: [...document.querySelectorAll<HTMLAnchorElement>('.live .p-content a[href]')].map(
        ({ href, rel }) => `${new URL(href).protocol} ${rel}`,
      ),
      outside: ['h1', 'form', 'base', 'body > :not(script)', 'section'].map(
        (selector) => document.querySelectorAll(selector).length,
      ),
      scripts: document.scripts.length,
      pwned: 'pwned' in window,
    };
  });
  await page.setViewportSize({ width: 320, height: 640 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await context.close();
  expect(troubles).toEqual([]);
  expect(found.pwned).toBe(false);
  expect(found.lists).toBe(1);
  expect(found.comments).toBe(sent);
  const ours = ['a', 'article', 'header', 'h3', 'li', 'ol', 'p', 'q', 'span', 'time', 'div'];
  expect([...ours, ...elementsOfReaders]).toEqual(expect.arrayContaining(found.elements));
  expect(found.attributes).toEqual([
    ...[
      'a aria-label',
      'a class',
      'a data-answers',
      'a href',
      'a rel',
      'article class',
      'article id',
      'div class',
      'div dir',
      'h3 class',
      'h3 id',
    ],
    ...['ol class', 'ol role', 'p class', 'q dir', 'span class', 'time class', 'time datetime'],
  ]);
  expect(new Set(found.links)).toEqual(new Set(['https: ugc nofollow']));
  expect(found.outside).toEqual([1, 1, 0, 4, 5]);
  expect(found.scripts).toBe(4);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('the page is valid HTML, and its data is JSON', async () => {
  const page = pagesOf({ name: '', dir, origin: '', base: '/' }).find(({ path }) => path === url);
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'void-style': 'off', 'attr-quotes': 'off', 'no-redundant-role': 'off' },
  });
  const report = await validator.validateString(page?.html ?? '');
  const messages = report.results.flatMap(({ messages }) => messages);
  expect(messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  const data = page?.document.querySelector('script[type="application/ld+json"]')?.textContent;
  expect(JSON.parse(data ?? '').commentCount).toBe(sent);
});

test('nothing of a reader but name and words is in the site, and no address in the engine', () => {
  const database = new DatabaseSync(join(engine.data, 'waline.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT ip, mail, link, ua, sticky, user_id FROM wl_Comment').all();
  database.close();
  expect(rows).toHaveLength(sent);
  const pseudonyms = new Set(rows.map(({ ip }) => String(ip)));
  expect([...pseudonyms].join()).toMatch(/^fd[0-9a-f:]+$/);
  for (const { mail, link, ua, sticky, user_id } of rows) {
    expect([mail, ua, sticky, user_id]).toEqual([null, null, null, null]);
    // It keeps which passage a comment is on.
    expect(String(link)).toMatch(/^(null|p[1-4]( |$))/);
  }
  for (const file of filesOf({ name: '', dir, origin: '', base: '/' })) {
    const text = readFileSync(join(dir, file), 'utf8');
    expect(text, file).not.toMatch(/leak[@/]|203\.0\.113\.9|libravatar|qlogo/);
    for (const pseudonym of pseudonyms) expect(text, file).not.toContain(pseudonym);
  }
});

test('what a stranger writes cannot steer the terminal of the moderator', async () => {
  await engine.post({
    nick: '\u001B[31mEve\u202E',
    comment: '\u001B]0;owned\u0007\u009B2J\r\n',
    url,
  });
  const list = await engine.moderate('list');
  expect(list).toContain('Eve');
  expect(list).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
});
