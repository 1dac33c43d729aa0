// npm run test:engines: every page in Firefox and in a WebKit browser, where the machine has them (on Debian:
// apt-get install firefox-esr webkit2gtk-driver xvfb). A page must open without an error of its own, show its title in the
// site's font, and not scroll sideways on a phone. It stands beside the tests because it needs packages of the system.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../support/build.ts';
import { pagesOf } from '../support/pages.ts';
import { serve } from '../support/server.ts';

/** A browser that opens an address and says what it sees there. */
interface Engine {
  name: string;
  open: (url: string, width: number) => Promise<Sight>;
  close: () => Promise<void>;
}

interface Sight {
  title: string;
  font: boolean;
  overflow: number;
  errors: string[];
}

// Runs in the page. Errors of styles and policies do not reach scripts; those that do are listed by the policy itself.
const look = `(async () => {
  await document.fonts.ready;
  return JSON.stringify({
    title: document.querySelector('h1').textContent.trim(),
    font: document.fonts.check('20px "Source Serif"'),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  });
})()`;

const height = 800;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 60) throw error;
      await wait(250);
    }
  }
}

/** Stock Firefox, by WebDriver BiDi: https://w3c.github.io/webdriver-bidi/ */
async function firefox(): Promise<Engine> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'));
  const port = 9333;
  const child = await started('firefox-esr', [
    ...['--headless', '--no-remote', '--profile', profile],
    `--remote-debugging-port=${port}`,
  ]);
  const socket = await until(
    () =>
      new Promise<WebSocket>((resolve, reject) => {
        const attempt = new WebSocket(`ws://127.0.0.1:${port}/session`);
        attempt.onopen = () => resolve(attempt);
        attempt.onerror = () => reject(new Error('Firefox does not answer.'));
      }),
  );
  let count = 0;
  const waiting = new Map<number, (message: { result?: unknown; error?: string }) => void>();
  let errors: string[] = [];
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    waiting.get(message.id)?.(message);
    if (message.method === 'log.entryAdded' && message.params.level === 'error') {
      errors.push(message.params.text);
    }
  };
  const send = (method: string, params: object) =>
    new Promise<never>((resolve, reject) => {
      count += 1;
      waiting.set(count, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error}`)) : resolve(result as never),
      );
      socket.send(JSON.stringify({ id: count, method, params }));
    });
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = (await send('browsingContext.getTree', {})) as {
    contexts: { context: string }[];
  };
  const context = contexts[0]?.context;
  return {
    name: 'Firefox',
    open: async (url, width) => {
      errors = [];
      await send('browsingContext.setViewport', { context, viewport: { width, height } });
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
      const { result } = (await send('script.evaluate', {
        expression: look,
        target: { context },
        awaitPromise: true,
      })) as { result: { value: string } };
      return { ...JSON.parse(result.value), errors };
    },
    close: async () => {
      socket.close();
      if (child.pid) process.kill(-child.pid);
      await wait(500);
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** WebKitGTK, by WebDriver: https://www.w3.org/TR/webdriver2/ */
async function webkit(): Promise<Engine> {
  const port = 9444;
  // It has no headless mode of its own.
  const child = await started('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`]);
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      signal: AbortSignal.timeout(60_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } };
    if (value?.error) throw new Error(`${path}: ${value.message}`);
    return value as unknown;
  };
  await until(() => call('GET', '/status'));
  const { sessionId } = (await call('POST', '/session', { capabilities: {} })) as {
    sessionId: string;
  };
  const session = `/session/${sessionId}`;
  return {
    name: 'WebKit',
    open: async (url, width) => {
      await call('POST', `${session}/window/rect`, { width, height });
      await call('POST', `${session}/url`, { url });
      const seen = (await call('POST', `${session}/execute/async`, {
        script: `const done = arguments[0]; (${look}).then(done, (error) => done(String(error)));`,
        args: [],
      })) as string;
      return { ...JSON.parse(seen), errors: [] };
    },
    close: async () => {
      await call('DELETE', session);
      if (child.pid) process.kill(-child.pid);
    },
  };
}

function started(command: string, args: string[]): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('spawn', () => resolve(child));
    child.once('error', () => reject(new Error(`${command} is not installed.`)));
  });
}

const dir = await mkdtemp(join(tmpdir(), 'site-'));
const server = await serve({ dir, base: '/' });
await build(process.cwd(), dir, { SITE_URL: server.address });
const pages = pagesOf({ name: '', dir, origin: new URL(server.address).origin, base: '/' });

for (const start of [firefox, webkit]) {
  const engine = await start().catch((error: Error) => {
    console.log(`${start.name}: not tried. ${error.message}`);
    return undefined;
  });
  if (!engine) continue;
  const errors: string[] = [];
  for (const { path, document } of pages) {
    for (const width of [1280, 500]) {
      const { title, font, overflow, errors } = await engine.open(
        new URL(path, server.address).href,
        width,
      );
      const where = `${path} at ${width} px`;
      if (title !== document.querySelector('h1')?.textContent?.trim())
        errors.push(`${where}: "${title}"`);
      if (!font) errors.push(`${where}: the font is not there`);
      if (overflow > 0) errors.push(`${where}: ${overflow} px too wide`);
      errors.push(...errors.map((error) => `${where}: ${error}`));
    }
  }
  await engine.close();
  console.log(`${engine.name}: ${pages.length} pages, ${errors.length} errors.`);
  for (const error of errors) console.error(`  ${error}`);
  if (errors.length > 0) process.exitCode = 1;
}
await server.close();
await rm(dir, { recursive: true });
