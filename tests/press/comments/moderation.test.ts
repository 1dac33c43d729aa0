import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { expectAccessible } from '../../support/axe.ts';
import { anEngine } from '../../support/engine.ts';

// What a moderator does, on the command line and on a phone, and what an owner sees who starts the engine twice or has
// lost its keys. With the real engine, and without a site.

const site = 'http://127.0.0.1:9/';
const phone = { width: 360, height: 640 };

let engine: Awaited<ReturnType<typeof anEngine>>;
let browser: Browser;
beforeAll(async () => {
  [engine, browser] = await Promise.all([anEngine(site), chromium.connect(inject('browser'))]);
});
afterAll(async () => {
  await browser.close();
  await engine.end();
});

const password = () => JSON.parse(readFileSync(join(engine.data, 'keys.json'), 'utf8')).password;

/** Sends comments, and gives the number of the first: those after it count on. */
async function send(...comments: { nick?: string; comment: string; url?: string }[]) {
  for (const comment of comments) {
    const outcome = await engine.post({ nick: 'Ann', url: '/essays/a/', ...comment });
    expect(outcome).toBe('received');
  }
  const numbers = JSON.parse(await engine.moderate('export')).map(
    ({ number }: { number: number }) => number,
  );
  return Number(numbers.at(-1)) - comments.length + 1;
}

/** The comments that there are, each by its text, with what was decided of it. */
const all = async (...filters: string[]): Promise<Record<string, string>> =>
  Object.fromEntries(
    JSON.parse(await engine.moderate('export', ...filters)).map(
      ({ text, state }: { text: string; state: string }) => [text, state],
    ),
  );

beforeEach(async () => {
  if (Object.keys(await all()).length > 0) await engine.moderate('delete', '1-999999999');
});

/** Runs `npm run comments -- …` where it fails, and gives what it says. */
async function failing(environment: Record<string, string>, ...words: string[]): Promise<string> {
  const env = { ...process.env, SITE_URL: site, COMMENTS_DATA: engine.data, ...environment };
  const { stderr } = await promisify(execFile)(process.execPath, ['comments/run.ts', ...words], {
    env,
    timeout: 30_000,
  }).catch((error: { stderr: string }) => error);
  return stderr;
}

test('comments are listed by page, name, word and state', async () => {
  const first = await send(
    { comment: 'One red.' },
    { comment: 'Two.', url: '/essays/b/' },
    { nick: 'Bea', comment: 'Three red.' },
  );
  await engine.moderate('approve', first);
  expect(await engine.moderate('list')).toMatch(/Two\.\n.*Three red\.\n\n2 comments wait\.\n$/s);
  expect(await engine.moderate('list', '--state', 'approved')).toMatch(/\(approved\)\n {4}One red/);
  expect(await all('--essay', 'b')).toEqual({ 'Two.': 'waiting' });
  expect(await all('--by', 'bea')).toEqual({ 'Three red.': 'waiting' });
  expect(await all('--word', 'RED', '--state', 'waiting')).toEqual({ 'Three red.': 'waiting' });
});

test('ranges, and everything by one writer, are decided at once', async () => {
  const first = await send(
    ...['a', 'b', 'c', 'd'].map((comment) => ({ comment })),
    ...['e', 'f'].map((comment) => ({ nick: 'Max', comment })),
  );
  await engine.moderate('approve', `${first + 1}-${first + 2}`, first + 3);
  expect(await all()).toMatchObject({ a: 'waiting', b: 'approved', c: 'approved', d: 'approved' });
  await engine.moderate('refuse', '--by', 'Max');
  expect(await all()).toMatchObject({ d: 'approved', e: 'refused', f: 'refused' });
  await engine.moderate('delete', '--like', first + 4, '--state', 'refused');
  expect(Object.keys(await all())).toEqual(['a', 'b', 'c', 'd']);
});

test('what is exported is all that was written, and no trace of a network', async () => {
  const number = await send({ comment: '1. One\n\n    code' });
  const exported = JSON.parse(await engine.moderate('export'));
  expect(exported).toEqual([
    {
      ...{ number, state: 'waiting', name: 'Ann', page: '/essays/a/' },
      ...{ text: '1. One\n\n    code', time: expect.stringMatching(/^20.*Z$/) },
    },
  ]);
});

test('a number that no comment has, a state that is none and a change to nothing are said', async () => {
  const here = { COMMENTS_URL: engine.address };
  expect(await failing(here, 'approve', '77')).toBe('There is no comment 77.\n');
  expect(await failing(here, 'approve', '--by', 'Nobody')).toBe('There are no such comments.\n');
  expect(await failing(here, 'list', '--state', 'public')).toMatch(/^Usage: /);
  expect(await failing(here, 'delete')).toMatch(/^Usage: /);
});

test('an editor with a phone signs in, approves one, and deletes all by another', async () => {
  await send(
    { comment: 'Good.' },
    { nick: '<b>Max', comment: '<script>a' },
    { nick: '<b>Max', comment: 'b' },
  );
  const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
  const page = await context.newPage();
  const response = await page.goto(new URL('moderate', engine.address).href);
  expect(response?.headers()['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
  );
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('This is not the password.');
  await page.getByLabel('Password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel(/, Ann/).check();
  await page.getByRole('button', { name: 'Approve' }).click();
  expect(await all()).toEqual({ 'Good.': 'approved', '<script>a': 'waiting', b: 'waiting' });
  await page.getByRole('link', { name: 'All by this name' }).first().click();
  await page.getByLabel('All 2 of this list').check();
  await page.getByRole('button', { name: 'Delete' }).click();
  expect(await all()).toEqual({ 'Good.': 'approved' });
  const overflow = page.locator('html');
  expect(await overflow.evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await page.getByLabel('Password').isVisible()).toBe(true);
  await context.close();
});

test('the list of the moderator is accessible, and shows markup as it was written', async () => {
  await send({ nick: '"><img src=x>', comment: '</pre><script>pwned=1</script>' });
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(new URL('moderate', engine.address).href);
  await page.getByLabel('Password').fill(password());
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.locator('article pre').textContent()).toBe('</pre><script>pwned=1</script>');
  expect(await page.locator('script, img').count()).toBe(0);
  await expectAccessible(page);
  await context.close();
});

test('no form but that of the list decides: neither without a session nor without its token', async () => {
  const number = await send({ comment: 'Mine.' });
  const post = (cookie: string, fields: Record<string, string>) =>
    fetch(new URL('moderate', engine.address), {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ do: 'approve', number: String(number), ...fields }),
      redirect: 'manual',
    });
  const entered = await fetch(new URL('moderate/in', engine.address), {
    method: 'POST',
    body: new URLSearchParams({ password: password() }),
    redirect: 'manual',
  });
  const cookie = entered.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  expect((await post('', { token: 'a' })).status).toBe(401);
  expect((await post('moderator=9999999999999.a', { token: 'a' })).status).toBe(401);
  expect((await post(cookie.split(';')[0] ?? '', { token: 'a' })).status).toBe(401);
  expect(await all()).toEqual({ 'Mine.': 'waiting' });
});

test('forty wrong passwords cost a reader no time', async () => {
  const asked = Array.from({ length: 40 }, () =>
    fetch(new URL('api/token', engine.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.1' },
      body: JSON.stringify({ email: 'editor@localhost', password: 'wrong' }),
    }).then(({ status }) => status),
  );
  const begun = performance.now();
  await send({ comment: 'Meanwhile.' });
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(new Set(await Promise.all(asked))).toEqual(new Set([401, 429]));
});

test('no file that is sent, to whatever address and in whatever way, is kept or ends the engine', async () => {
  const before = readdirSync(engine.data).toSorted();
  for (const method of ['DELETE', 'PUT', 'POST', 'PATCH', 'OPTIONS']) {
    for (const path of ['api/comment/1', 'api/comment', 'moderate', 'moderate/in', 'pages']) {
      const body = new FormData();
      body.append('__proto__', new Blob(['x'.repeat(100_000)]), `a.${'x'.repeat(300)}`);
      const status = await fetch(new URL(path, engine.address), { method, body }).then(
        (response) => response.status,
        () => 0, // Turned away while it still sends.
      );
      expect([0, 404, 411, 413, 415], `${method} ${path}`).toContain(status);
    }
  }
  expect(readdirSync(engine.data).toSorted()).toEqual(before);
  await send({ comment: 'Still here.' });
});

test('a second start, at the same port or on the same data, is one sentence', async () => {
  const { port } = new URL(engine.address);
  expect(await failing({ PORT: port })).toBe(
    `Port ${port} is in use, by this engine already or by another program: set PORT to a free one.\n`,
  );
  expect(await failing({ PORT: '0' })).toBe(
    `Another engine runs on ${engine.data}: end it first, or set COMMENTS_DATA to another folder.\n`,
  );
});

test('keys that are damaged or lost are made anew by a command, and no comment is lost', async () => {
  await send({ comment: 'Before.' });
  await engine.stop();
  const keys = join(engine.data, 'keys.json');
  writeFileSync(keys, '{"jwt":');
  expect(await failing({ PORT: '0' })).toBe(
    `${keys} is damaged. Make new keys by npm run comments -- password, and start the engine again: no comment is lost.\n`,
  );
  expect(await engine.moderate('password')).toContain(`The password is ${password()}\n`);
  await engine.start();
  expect(await all()).toEqual({ 'Before.': 'waiting' });
  await engine.stop();
  rmSync(keys);
  await engine.start();
  expect(await all()).toEqual({ 'Before.': 'waiting' });
});

test('a password that is soon guessed is refused', async () => {
  const data = join(engine.data, 'other');
  const environment = { PORT: '0', COMMENTS_DATA: data, COMMENTS_PASSWORD: 'editor' };
  expect(await failing(environment)).toMatch(
    /^COMMENTS_PASSWORD has 6 characters\. Give it 12 or more/,
  );
});
