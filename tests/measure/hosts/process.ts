import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter } from 'node:path';

/** Where commands are looked for: servers lie where a user who is not root does not look. */
export const serverPath = [process.env['PATH'], '/usr/sbin'].join(delimiter);

/** A port of the loopback address that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
}

/**
 * Starts a server and waits until it answers at an address. Resolves to what stops it, and all that it started, and
 * removes the folder that it ran in.
 *
 * @throws Error with what the server said where it ends, or does not answer within a minute.
 */
export async function started(
  command: string,
  args: string[],
  address: string,
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<() => Promise<void>> {
  const child = spawn(command, args, {
    cwd,
    env: {
      ...process.env,
      PATH: serverPath,
      ...env,
    },
    // A group of its own, so that it ends with all its children and nothing else does.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (said = (said + data).slice(-2000)));
  }
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  const stop = async () => {
    if (child.pid && isRunning) process.kill(-child.pid);
    await ended;
    await rm(cwd, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 120 && isRunning; tries++) {
    const answers = await fetch(address, { signal: AbortSignal.timeout(5000) }).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (answers) return stop;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const problem = isRunning ? 'does not answer' : 'ended';
  await stop();
  throw new Error(`${command} ${problem}: ${said.trim()}`);
}
