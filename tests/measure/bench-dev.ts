// npm run bench:dev [-- <number of essays>…]: how long npm run dev of many essays takes until it shows one of them, and
// how long a change takes until a browser that shows the page shows it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import startBrowser from '../support/browser.ts';
import { aProject } from '../support/build.ts';
import { writeLargeContent } from '../support/large-content.ts';
import { freePort } from './hosts/process.ts';

/** How often each change is made; the one in the middle is told. */
const times = 3;

/** A moment after which a server has nothing left to do, in milliseconds. */
const pause = 2000;

/** Starts a project while it is written, and waits until it shows a page: gives the seconds, and what stops it. */
async function shown(project: string, port: number, path: string, words: string) {
  const address = `http://localhost:${port}/`;
  const start = performance.now();
  const child = spawn('npm', ['run', 'dev', '--', '--port', `${port}`], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it ends with all its children and nothing else does.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid);
    await ended;
  };
  for (;;) {
    const html = await fetch(address + path).then(
      (response) => response.text(),
      () => '',
    );
    if (html.includes(words)) break;
    if (child.exitCode !== null || performance.now() - start > 120_000) {
      await stop();
      throw new Error(`npm run dev does not show ${path}: ${said}\n${html.slice(0, 1000)}`);
    }
    await setTimeout(20);
  }
  return { seconds: (performance.now() - start) / 1000, address, stop };
}

/** Seconds from a change of a file until a page shows it, in the middle of several. */
async function changed(page: Page, file: string, from: RegExp, name: string): Promise<number> {
  const took: number[] = [];
  const text = await readFile(file, 'utf8');
  for (let time = 0; time < times; time++) {
    await setTimeout(pause);
    const word = `${name}${time}`;
    const start = performance.now();
    await writeFile(
      file,
      text.replace(from, (_, before: string) => `${before}${word} `),
    );
    await page.locator('main', { hasText: word }).waitFor();
    took.push((performance.now() - start) / 1000);
  }
  return took.toSorted((one, other) => one - other)[times >> 1] ?? NaN;
}

/** What so many essays take: seconds by what is done. */
async function costsOf(essays: number, endpoint: string): Promise<Record<string, number>> {
  const project = await aProject();
  const browser = await chromium.connect(endpoint);
  try {
    await writeLargeContent(project, essays);
    const index = (essays >> 1) - ((essays >> 1) % 5); // One that is signed, and discussed.
    const path = `essays/essay-${index}/`;
    const words = `number ${index + 1}`;
    const content = (file: string) => join(project, 'content', file);

    // The same for both: with another, Astro keeps nothing.
    const port = await freePort();
    const cold = await shown(project, port, path, words);
    await setTimeout(pause);
    await cold.stop();
    const { seconds, address, stop } = await shown(project, port, path, words);
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(20_000);
      await Promise.all([page.waitForEvent('websocket'), page.goto(address + path)]);
      const essay = content(`essays/essay-${index}.mdx`);
      const author = content(`authors/author-${Math.floor(index / 4)}.yaml`);
      return {
        'first page, nothing kept': cold.seconds,
        'first page': seconds,
        'a word of the text': await changed(page, essay, /(\n## .*\n\n)/, 'Word'),
        'a word of the title': await changed(page, essay, /(\ntitle: )/, 'Title'),
        'the name of its author': await changed(page, author, /(name: )/, 'Name'),
      };
    } finally {
      await stop();
    }
  } finally {
    await browser.close();
    await rm(project, { recursive: true });
  }
}

const written = process.argv.slice(2);
const sizes = written.length > 0 ? written.map(Number) : [10, 1000];
if (sizes.some((size) => !Number.isInteger(size) || size < 10)) {
  console.error('npm run bench:dev -- 10 1000: each argument is a number of essays, at least 10.');
  process.exit(1);
}
let endpoint = '';
const stopBrowser = await startBrowser({
  provide: (_, address) => void (endpoint = String(address)),
});
try {
  const rows: Record<string, Record<string, number>> = {};
  for (const essays of sizes) {
    const costs = await costsOf(essays, endpoint);
    for (const [name, seconds] of Object.entries(costs)) {
      (rows[name] ??= {})[`${essays} essays`] = Number(seconds.toFixed(2));
    }
  }
  console.table(rows);
} finally {
  await stopBrowser();
}
