import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installEngine } from '../../comments/install.ts';

/** Installs the engine once, before the tests that start it. */
export default function setup() {
  if (!installEngine()) throw new Error('The engine of the comments was not installed.');
}

/**
 * The engine as `npm run comments` starts it, in a process of its own, with its data in a new folder.
 *
 * @param site The address of the site whose pages may post.
 * @param environment The database, where it is not SQLite.
 */
export async function anEngine(site: string, environment: Record<string, string> = {}) {
  const data = await mkdtemp(join(tmpdir(), 'engine-'));
  const env = { ...process.env, ...environment, SITE_URL: site, COMMENTS_DATA: data };
  let port = '0';
  let child: ChildProcess;
  let log = '';

  /** @param seconds Between two comments of one reader; readers of a test are all of one address. */
  async function start(seconds = 0) {
    child = spawn(process.execPath, ['comments/run.ts'], {
      env: { ...env, PORT: port, IPQPS: String(seconds) },
    });
    const address = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        log += chunk;
        const [, found] = / are taken at (http:\S+\/);/.exec(log) ?? [];
        if (found) resolve(found);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.on('exit', () => reject(new Error(`The engine did not start:\n${log}`)));
    });
    ({ port } = new URL(address));
    return address;
  }

  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    log = '';
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };

  const address = await start();
  return {
    address,
    data,
    start,
    stop,
    /** Runs `npm run comments -- …`, and gives what it prints. */
    async moderate(...words: (string | number)[]) {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['comments/run.ts', ...words.map(String)],
        { env: { ...env, COMMENTS_URL: address } },
      );
      return stdout;
    },
    /** Posts as the page's script does, and gives the outcome. */
    async post(fields: Record<string, string>): Promise<string> {
      const response = await fetch(new URL('api/comment', address), {
        method: 'POST',
        headers: { accept: 'application/json', referer: site },
        body: new URLSearchParams(fields),
      });
      const { outcome } = await response.json();
      return outcome;
    },
    async end() {
      await stop();
      await rm(data, { recursive: true });
    },
  };
}
