import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  longestComment,
  longestName,
  type Outcome,
} from '../../../src/publication/addresses/comment-form.ts';
import { en } from '../../../src/words/en.ts';
import { aProject, build } from '../../support/build.ts';
import { anEngine } from '../../support/engine.ts';
import { desktop } from '../../support/open.ts';
import { pagesOf, textOf } from '../../support/pages.ts';
import { aPostgres } from '../../support/postgres.ts';
import { serve } from '../../support/server.ts';

const sentences: Record<Outcome, string> = {
  ...en.form.outcomes,
  incomplete: en.form.outcomes.incomplete(longestName, longestComment),
  long: en.form.outcomes.long(longestComment),
};

// The life of comments with the real engine, from a real browser, step by step: each test goes on where the one before
// it ended. PostgreSQL needs more than npm brings; npm run test:comments asks for it.

const path = '/essays/two-hands/';
const databases = ['SQLite', ...(process.env['TEST_COMMENTS'] === 'all' ? ['PostgreSQL'] : [])];

describe.each(databases)('on %s', (database) => {
  let postgres: Awaited<ReturnType<typeof aPostgres>> | undefined;
  let engine: Awaited<ReturnType<typeof anEngine>>;
  let server: Awaited<ReturnType<typeof serve>>;
  let project: string;
  let dir: string;
  let browser: Browser;

  beforeAll(async () => {
    project = await aProject();
    dir = join(project, 'dist');
    await mkdir(dir);
    server = await serve({ dir, base: '/' });
    postgres = database === 'PostgreSQL' ? await aPostgres() : undefined;
    [engine, browser] = await Promise.all([
      anEngine(server.address, postgres?.environment),
      chromium.connect(inject('browser')),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await engine.end();
    await postgres?.end();
    await rm(project, { recursive: true });
  });

  const rebuild = () =>
    build(project, dir, { SITE_URL: server.address, COMMENTS_URL: engine.address });

  /** The live comments of the page as it is built: who wrote them, and to whom. */
  const shown = () => {
    const page = pagesOf({ name: '', dir, origin: '', base: '/' }).find((one) => one.path === path);
    return [...(page?.document.querySelectorAll('.live h3') ?? [])].map(textOf);
  };

  async function open(javaScriptEnabled = true) {
    const context = await browser.newContext({ viewport: desktop, javaScriptEnabled });
    const page = await context.newPage();
    const asked: string[] = [];
    const troubles: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(server.address + path.slice(1));
    return { page, asked, troubles, close: () => context.close() };
  }

  async function write(page: Page, name: string, text: string, parent?: number) {
    // By key: beside other tests the page may still move under a click.
    await page.getByText('Write a comment').press('Enter');
    await page.getByLabel('Your name').fill(name);
    await page.getByLabel('Your comment').fill(text);
    if (parent !== undefined) await page.getByLabel('In reply to No.').fill(String(parent));
    await page.getByRole('button', { name: 'Send' }).click();
  }

  /** Waits until the page says what became of a comment, and that alone. */
  async function told(page: Page, outcome: Outcome) {
    await page.waitForURL((url) => url.hash === `#sent-${outcome}`);
    const seen = page.locator('.outcomes > :visible');
    await expect.poll(() => seen.count()).toBe(1);
    expect(await seen.textContent()).toContain(sentences[outcome]);
  }

  test('nothing is asked of the engine before a comment is sent, by opening the form neither', async () => {
    await rebuild();
    const { page, asked, close } = await open();
    await page.getByText('Write a comment').click();
    await page.getByLabel('Your name').fill('Ann');
    await page.waitForLoadState('networkidle');
    await close();
    expect(asked.length).toBeGreaterThan(0);
    for (const url of asked) expect(url).toContain(server.address);
    expect(shown()).toEqual([]);
  });

  test('a comment sent by script is told to wait, the page stays, and the focus goes to the answer', async () => {
    const { page, troubles, close } = await open();
    await page.evaluate(() => document.body.classList.add('same-page'));
    await write(page, 'Ann', "By script, with a backslash \\' and *stars*.");
    await told(page, 'received');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('sent-received');
    expect(await page.getByRole('status').textContent()).toContain(sentences.received);
    expect(await page.getByLabel('Your comment').inputValue()).toBe('');
    expect(await page.locator('body.same-page').count()).toBe(1);
    expect(troubles).toEqual([]);
    await close();
  });

  test('a comment sent without scripts leads back to the page, which says the same', async () => {
    const { page, close } = await open(false);
    await write(page, 'Bea', 'Without scripts.');
    await told(page, 'received');
    expect(page.url()).toBe(`${server.address}${path.slice(1)}#sent-received`);
    await close();
  });

  test('what waits is in the list of the moderator and on no page', async () => {
    const list = await engine.moderate('list');
    expect(list).toMatch(/^1  Ann, 20.* UTC, on \/essays\/two-hands\/\n    By script/);
    expect(list).toMatch(/2  Bea, .*\n    Without scripts\.\n\n2 comments wait\.\n$/s);
    await engine.moderate('approve', 1);
    await rebuild();
    expect(shown()).toEqual(['Ann']);
  });

  test('a reply names the number of what it answers, and stands under it', async () => {
    const { page, close } = await open(false);
    await write(page, 'Cal', 'In reply.', 1);
    await told(page, 'received');
    await close();
    await engine.moderate('approve', 3);
    expect(await engine.post({ nick: 'Dee', comment: 'Deeper.', url: path, pid: 'No. 3' })).toBe(
      'received',
    );
    await engine.moderate('approve', 4);
    await rebuild();
    expect(shown()).toEqual(['Ann', 'Cal, in reply to Ann', 'Dee, in reply to Cal']);
  });

  test.each([true, false])(
    'what is refused says why (scripts: %s), and keeps the text',
    async (scripts) => {
      const { page, close } = await open(scripts);
      await write(page, 'Eve', 'A reply to nobody.', 99);
      await told(page, 'unanswerable');
      if (!scripts) await page.goBack();
      expect(await page.getByLabel('Your comment').inputValue()).toBe('A reply to nobody.');
      await close();
    },
  );

  test.each([true, false])(
    'a text of four times the length is taken into the form whole, counted, and refused (scripts: %s)',
    async (scripts) => {
      const { page, close } = await open(scripts);
      const text = 'Long. '.repeat((4 * longestComment) / 6);
      await write(page, 'Max', text);
      await told(page, 'long');
      if (!scripts) await page.goBack();
      expect(await page.getByLabel('Your comment').inputValue()).toBe(text);
      if (scripts) {
        expect(await page.locator('output').innerText()).toBe('19998 of at most 5,000 characters');
      }
      await close();
    },
  );

  test('the link beside a comment leads to the form, and a script fills in what it says', async () => {
    for (const scripts of [true, false]) {
      const { page, close } = await open(scripts);
      await page.getByRole('link', { name: 'Reply to No. 3' }).press('Enter');
      const field = page.getByLabel('In reply to No.');
      await expect.poll(() => field.isVisible()).toBe(true);
      expect(await field.inputValue()).toBe(scripts ? '3' : '');
      if (scripts) expect(await page.evaluate(() => document.activeElement?.id)).toBe('write-text');
      await close();
    }
  });

  test('a comment of the archive is answered by its name, and the answer stands among those of today', async () => {
    const archived = '/essays/the-pencil/';
    const html = readFileSync(join(dir, archived, 'index.html'), 'utf8');
    expect(html).toContain('data-answers="archive-a-reader"');
    expect(html).toContain('<noscript>archive-a-reader</noscript>');
    const reply = { nick: 'Hal', comment: 'To the archive.', url: archived };
    expect(await engine.post({ ...reply, pid: 'archive-a-reader' })).toBe('received');
    await engine.moderate('approve', 5);
    await rebuild();
    const page = pagesOf({ name: '', dir, origin: '', base: '/' }).find(
      ({ path }) => path === archived,
    );
    const answer = page?.document.querySelector('.live #comment-no_5 h3');
    expect(answer && textOf(answer)).toBe('Hal, in reply to Ada Reader');
    expect(answer?.querySelector('a')?.getAttribute('href')).toBe('#comment-a-reader');
    await engine.moderate('delete', 5);
  });

  test.each([true, false])(
    'a passage is answered, and the answer stands beside it (scripts: %s)',
    async (scripts) => {
      const place = '/essays/the-pencil/';
      const { page, close } = await open(scripts);
      await page.goto(new URL(`${place}#p2`, server.address).href);
      const field = page.getByLabel('On paragraph');
      if (scripts) await page.getByRole('link', { name: 'Reply', exact: true }).press('Enter');
      else {
        await page.getByText('Write a comment').press('Enter');
        await field.selectOption({ index: 2 });
      }
      expect(await field.inputValue()).toBe('2 The hand knows where the line will end before…');
      const name = `Ida ${scripts}`;
      await page.getByLabel('Your name').fill(name);
      await page.getByLabel('Your comment').fill(`So does mine, ${scripts}.`);
      await page.getByRole('button', { name: 'Send' }).click();
      await told(page, 'received');
      await close();
      const list = await engine.moderate('list');
      expect(list).toContain('paragraph 2 The hand knows where the line will end before…');
      await engine.moderate('approve', '--by', name);
      await rebuild();
      const built = pagesOf({ name: '', dir, origin: '', base: '/' }).find(
        ({ path }) => path === place,
      );
      const mark = built?.document.querySelector('#p2 .remarks');
      expect(textOf(mark ?? undefined)).toBe('2 comments on this paragraph');
      expect(textOf(built?.document.querySelector('.live article > p a'))).toContain(
        'The hand knows where the line will end before…',
      );
      await engine.moderate('delete', '--by', name, '--state', 'all');
    },
  );

  test('the same twice, nothing at all, too much, and what fills the trap are refused', async () => {
    const post = (fields: Record<string, string>) =>
      engine.post({ nick: 'Ann', comment: 'Again.', url: path, ...fields });
    expect(await post({})).toBe('received');
    expect(await post({})).toBe('repeated');
    expect(await post({ comment: ' \n ' })).toBe('incomplete');
    expect(await post({ nick: ' ' })).toBe('incomplete');
    expect(await post({ comment: 'x'.repeat(5001) })).toBe('long');
    expect(await post({ url: '/essays/nothing-here/' })).toBe('pageless');
    expect(await post({ nick: 'x'.repeat(61) })).toBe('incomplete');
    expect(await post({ subject: 'Buy' })).toBe('mechanical');
    expect(await post({ comment: '😀'.repeat(5000) })).toBe('received');
    // A comment that waits cannot be answered, nor one of another essay.
    expect(await post({ comment: 'To Bea', pid: '2' })).toBe('unanswerable');
    expect(await post({ comment: 'To Ann', pid: '1', url: '/essays/the-pencil/' })).toBe(
      'unanswerable',
    );
  });

  test('conditions of SQL cannot be written into a comment', async () => {
    for (const comment of [
      "\\'; DELETE FROM wl_comment; --",
      "'; DELETE FROM wl_comment; --",
      '\\',
      "\\\\'",
    ]) {
      expect(await engine.post({ nick: comment, comment, url: path })).toBe('received');
    }
    const list = await engine.moderate('list');
    expect(list).toContain("\\'; DELETE FROM wl_comment; --");
    const response = await fetch(new URL('api/comment', engine.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', referer: server.address },
      body: JSON.stringify({
        nick: ['exp', '= (DELETE FROM wl_comment)'],
        comment: 'x',
        url: path,
      }),
    });
    expect(response.status).toBe(400);
  });

  test('pages of other sites cannot post, and nobody but the moderator changes anything', async () => {
    const ask = (method: string, path: string, headers: Record<string, string>, body?: string) =>
      fetch(new URL(path, engine.address), { method, headers, ...(body && { body }) });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const fields = `nick=Eve&comment=From+elsewhere&url=${path}`;
    const elsewhere = { ...form, origin: 'https://elsewhere.example' };
    expect((await ask('POST', 'api/comment', elsewhere, fields)).status).toBe(403);
    const own = { 'content-type': 'application/json', referer: server.address };
    expect((await ask('PUT', 'api/comment/2', own, '{"status":"approved"}')).status).toBe(401);
    expect((await ask('DELETE', 'api/comment/1', own)).status).toBe(401);
    expect((await ask('POST', 'api/user', own, '{"email":"a"}')).status).toBe(404);
    const listed = await ask('GET', 'api/comment?type=list', own);
    expect((await listed.json()).errno).not.toBe(0);
  });

  test('killed while comments arrive, the engine comes back with every one that it had taken', async () => {
    const taken: string[] = [];
    const posting = (async () => {
      for (let index = 0; ; index++) {
        const comment = `Number ${index} of many`;
        const outcome = await engine.post({ nick: 'Max', comment, url: path });
        if (outcome === 'received') taken.push(comment);
      }
    })().catch(() => {});
    await expect.poll(() => taken.length, { timeout: 20_000 }).toBeGreaterThan(20);
    await engine.stop('SIGKILL');
    await posting;
    await engine.start();
    const list = await engine.moderate('list');
    for (const comment of taken) expect(list).toContain(`    ${comment}\n`);
  });

  test('one comment a minute is taken of one reader', async () => {
    await engine.stop();
    await engine.start(60);
    expect(await engine.post({ nick: 'Fay', comment: 'One.', url: path })).toBe('received');
    const { page, close } = await open();
    await write(page, 'Fay', 'Two.');
    await told(page, 'hasty');
    expect(await page.getByLabel('Your comment').inputValue()).toBe('Two.');
    await close();
  });

  test('what is refused or deleted is gone with the next build, a comment with the replies to it', async () => {
    expect(shown()).toEqual(['Ann', 'Cal, in reply to Ann', 'Dee, in reply to Cal']);
    await engine.moderate('approve', 2);
    await engine.moderate('refuse', 2);
    await engine.moderate('delete', 3);
    await rebuild();
    expect(shown()).toEqual(['Ann']);
  });

  test('without the engine the site is built with the comments that it had, and a comment keeps its text', async () => {
    await engine.stop();
    expect(await rebuild()).toContain('THE COMMENTS ARE NOT UP TO DATE');
    expect(shown()).toEqual(['Ann']);
    const { page, close } = await open();
    await write(page, 'Gil', 'Into the void.');
    await told(page, 'unreachable');
    expect(await page.getByLabel('Your comment').inputValue()).toBe('Into the void.');
    await close();
  });
});
