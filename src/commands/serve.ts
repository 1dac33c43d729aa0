// npm run dev: the site as it is written. npm start: the site as it is built. Either runs once in a folder.

import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeLock } from '../output/lock.ts';
import { refuse } from '../output/refuse.ts';
import { whyNotWritten } from '../output/system-errors.ts';

const usage = `npm run dev [-- --port 4321] [--host address]
npm start [-- --port 4321] [--host address]`;

try {
  const { command, port, host } = wantedBy(process.argv.slice(2));
  if (!takeLock('node_modules/.astro', command)) {
    const name = command === 'dev' ? 'npm run dev' : 'npm start';
    refuse(`${name} runs in this folder already: stop it first, by Ctrl+C where it runs.`);
  }
  const server = { port, ...(host !== undefined && { host }) };
  // It takes a second to load.
  const astro = () => import('astro');
  if (command === 'dev') await (await astro()).dev({ server });
  else {
    // Before anything is built. Astro would take the next port, and say so where nobody looks for it.
    if (!(await isFree(port))) {
      refuse(`Port ${port} is in use: choose another, as in npm start -- --port ${port + 1}.`);
    }
    const build = [join('node_modules', 'astro', 'bin', 'astro.mjs'), 'build'];
    const { status } = spawnSync(process.execPath, build, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
    await (await astro()).preview({ server });
  }
} catch (error) {
  const sentence = whyNotWritten(error, process.cwd());
  if (sentence === undefined) throw error;
  refuse(sentence);
}

function wantedBy(args: string[]): { command: 'dev' | 'start'; port: number; host?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { port: { type: 'string', default: '4321' }, host: { type: 'string' } },
    });
    const [command, ...more] = positionals;
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Error(`"${values.port}" is no port.`);
    }
    if ((command !== 'dev' && command !== 'start') || more.length > 0) {
      throw new Error(`"${more[0] ?? command}" is too much.`);
    }
    return { command, port, ...(values.host !== undefined && { host: values.host }) };
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Whether nothing listens at a port, at any address of this machine. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
