import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { aProject } from '../../support/build.ts';

// One writer at work: the tests are the steps of an hour, in order.

const essay = 'content/essays/the-pencil.mdx';
const title = 'The pencil, or how to think with 18 centimeters of cedar';

let project: string;
let server: ChildProcess;
let browser: Browser;
let page: Page;
let address: string;
let said = '';

const edit = async (path: string, from: string, to: string) => {
  const text = await readFile(join(project, path), 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no "${from}".`);
  await writeFile(join(project, path), text.replace(from, to));
};
const heading = () => page.locator('article h1').innerText();
// The list of errors, once it says what is looked for.
const shows = (text: string) => page.locator('ol li', { hasText: text }).first().waitFor();

beforeAll(async () => {
  project = await aProject();
  await edit(essay, 'kind: retelling', 'kind: retold');
  await edit(
    'astro.config.mjs',
    'rehypePlugins: [...text.rehypePlugins]',
    "rehypePlugins: [...text.rehypePlugins, () => (_, file) => void (/Timbuktu/.test(file) && file.fail('No.'))]",
  );
  const astro = join(process.cwd(), 'node_modules/astro/bin/astro.mjs');
  const { NODE_ENV, DEV, PROD, MODE, BASE_URL, VITEST, ...env } = process.env;
  server = spawn(process.execPath, ['--env-file=.env', astro, 'dev', '--port', '0'], {
    cwd: project,
    env,
  });
  address = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += stripVTControlCharacters(chunk.toString());
      const found = /http:\/\/localhost:\d+\//.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.on('exit', () => reject(new Error(`The server stopped.\n${said}`)));
  });
  browser = await chromium.connect(inject('browser'));
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await browser.close();
  server.kill();
  await rm(project, { recursive: true, force: true });
});

test('started with an error, it shows the error and no page', async () => {
  const response = await page.goto(`${address}essays/the-pencil/`);
  expect(response?.status()).toBe(500);
  const error = '"kind" is "retold". Write retelling';
  await shows(error);
  await shows(`${essay}:7`);
  expect(said).toContain(`${essay}:7: ${error}`);
  for (const path of ['', 'atom.xml', 'series/hand-and-machine/complete/']) {
    expect((await fetch(address + path)).status, path).toBe(500);
  }
});

test('fixed, the error gives way to the page without a restart or a hand', async () => {
  await edit(essay, 'kind: retold', 'kind: retelling');
  expect(await heading()).toBe(title);
  expect(said).toContain('The content has no error any more.');
});

test('a change without an error is on the page', async () => {
  await edit(essay, 'standfirst: >-\n  A pencil', 'standfirst: >-\n  A crayon');
  await page.getByText('A crayon is the only tool').first().waitFor();
});

test('a page shows the content as it is in memory, and not what Astro has written of it', async () => {
  await setTimeout(1500); // For a second Astro passes over what it has written itself.
  const written = join(project, '.astro/data-store.json');
  await Promise.all([page.waitForEvent('load'), writeFile(written, '[]')]);
  expect(await heading()).toBe(title);
});

test('errors made while a page is open come over it, all of them', async () => {
  await edit(essay, 'that matters: a tool', "doesn't [matter](/essays/nowhere/): a tool");
  await edit('content/series/hand-and-machine.yaml', 'title:', 'titel:');
  await page.getByRole('heading', { name: 'The content has 4 errors' }).waitFor();
  await shows('"titel" is not a key here. Did you mean "title"?');
  await shows('the link "/essays/nowhere/" leads to no page of this site.');
  await shows('"doesn\'t" has a straight quotation mark or apostrophe');
  await edit('content/series/hand-and-machine.yaml', 'titel:', 'title:');
  await edit(essay, "doesn't [matter](/essays/nowhere/): a tool", 'that matters: a tool');
  expect(await heading()).toBe(title);
});

test('an error that comes while a page still loads is shown on it all the same', async () => {
  // What nobody is there to be told, Vite keeps for who comes next; so somebody is there.
  const other = await browser.newPage();
  await Promise.all([other.waitForEvent('websocket'), other.goto(address)]);
  let connect = () => {};
  const isTold = new Promise<void>((resolve) => (connect = resolve));
  // Vite's client, which is told of changes, arrives after the error has been.
  let isHeld = false;
  await page.route('**/@vite/client', async (route) => {
    isHeld = true;
    await isTold;
    await route.continue();
  });
  await page.goto(`${address}essays/the-pencil/`, { waitUntil: 'commit' });
  await page.locator('article h1').waitFor();
  const saidBefore = said.length;
  await edit(essay, 'title: The pencil', 'titel: The pencil');
  await expect
    .poll(() => said.slice(saidBefore), { timeout: 30_000 })
    .toContain('"titel" is not a key here');
  expect(isHeld).toBe(true);
  expect(await page.locator('article h1').count()).toBe(1);
  connect();
  await shows('"titel" is not a key here');
  await page.unroute('**/@vite/client');
  await other.close();
  await edit(essay, 'titel: The pencil', 'title: The pencil');
  expect(await heading()).toBe(title);
});

test('text that cannot be read stops nothing', async () => {
  await edit(essay, 'title: The pencil', 'title: [The pencil');
  await shows('the data of the file cannot be read');
  await edit(essay, 'title: [The pencil', 'title: The pencil');
  expect(await heading()).toBe(title);
  await edit(essay, '</Aside>', '</Asid>');
  await shows('the text cannot be read as MDX');
  await edit(essay, '</Asid>', '</Aside>');
  expect(await heading()).toBe(title);
});

test('a new file is checked, a renamed one found, a deleted one missed', async () => {
  const text = `---
title: Zanzibar
standfirst: An essay on zanzibars.
authors: [nobody]
published: 2020-01-01
kind: original
---

All about zanzibars.
`;
  const old = join(project, 'content/essays/zanzibar.mdx');
  await writeFile(old, text);
  await shows('there is no author "nobody"');
  await writeFile(old, text.replace('nobody', 'mara-lind'));
  expect(await heading()).toBe(title);

  await rename(old, join(project, 'content/essays/pemba.mdx'));
  await expect
    .poll(async () => (await fetch(`${address}essays/pemba/`)).status, { timeout: 30_000 })
    .toBe(200);
  await expect
    .poll(async () => (await fetch(`${address}essays/zanzibar/`)).status, { timeout: 30_000 })
    .toBe(404);

  // Editors know the file by its new name.
  await expect
    .poll(() => readFile(join(project, '.astro/collections/collections.json'), 'utf8'), {
      timeout: 30_000,
    })
    .toContain('content/essays/pemba.mdx');

  await edit(essay, 'that matters: a tool', '[one](/essays/pemba/) that matters: a tool');
  await page.getByRole('link', { name: 'one', exact: true }).waitFor();
  await rm(join(project, 'content/essays/pemba.mdx'));
  await shows('the link "/essays/pemba/" leads to no page of this site.');
});

test('what a loader cannot load is an error like any other, and hides none', async () => {
  await edit(essay, '[one](/essays/pemba/) that matters: a tool', 'that matters: a tool');
  expect(await heading()).toBe(title);
  await writeFile(
    join(project, 'content/essays/gate.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
  );
  await edit(essay, 'that matters: a tool', 'that matters: ![a tool](./gate.svg)');
  await edit('content/site.yaml', 'title:', 'titel:');
  await shows('the image "./gate.svg" does not say how large it is');
  await shows('"titel" is not a key here. Did you mean "title"?');
  await edit('content/site.yaml', 'titel:', 'title:');
  await edit(essay, 'that matters: ![a tool](./gate.svg)', 'that matters: a tool');
  expect(await heading()).toBe(title);
});

test('a text that the plugins of the configuration stop at is one, too', async () => {
  await edit(essay, 'that matters: a tool', 'that matters in Timbuktu: a tool');
  await shows('the text cannot be compiled (No)');
  await edit(essay, 'that matters in Timbuktu: a tool', 'that matters: a tool');
  expect(await heading()).toBe(title);
});
