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
  const problem = await whyNotServed(command, port, host);
  // Before anything is built.
  if (problem !== undefined) refuse(problem);
  const server = { port, ...(host !== undefined && { host }) };
  // It takes a second to load.
  const astro = () => import('astro');
  if (command === 'dev') await (await astro()).dev({ server });
  else {
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

/** Why nothing can be served at a port of this machine, in a sentence; nothing where it can. */
async function whyNotServed(
  command: 'dev' | 'start',
  port: number,
  host: string | undefined,
): Promise<string | undefined> {
  const name = command === 'dev' ? 'npm run dev' : 'npm start';
  const code = (await whyNotHeard(port, host)) ?? (await whyNotHeard(port));
  if (code === undefined) return undefined;
  if (code === 'EADDRINUSE') {
    // While writing, Astro takes the next port, and says so.
    return command === 'dev'
      ? undefined
      : `Port ${port} is in use: choose another, as in ${name} -- --port ${port + 1}.`;
  }
  return code === 'EACCES'
    ? `Port ${port} is not for this user: choose one from 1024 on, as in ${name} -- --port 4321.`
    : `${host} is no address of this machine (${code}): name one that is, as in ${name} -- --host 127.0.0.1.`;
}

/** The code of the error with which a server that listens there ends; nothing where it listens. */
function whyNotHeard(port: number, host?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}
