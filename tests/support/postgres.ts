import { execFile } from 'node:child_process';
import { chown, glob, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A PostgreSQL server of the machine's own, empty, in a temporary folder: the variables that name it, and its end. */
export async function aPostgres() {
  // Debian keeps them off the path.
  const debians = await Array.fromAsync(glob('/usr/lib/postgresql/*/bin'));
  const PATH = [process.env['PATH'], ...debians].join(delimiter);
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const data = join(folder, 'data');
  // It refuses to run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(folder, 65534, 65534);
  const run = (...command: [string, ...string[]]) => {
    const [file, ...args] = isRoot
      ? (['runuser', '-u', 'nobody', '--', ...command] as const)
      : command;
    return promisify(execFile)(file, args, { env: { ...process.env, PATH }, cwd: folder });
  };
  const port = await aFreePort();
  await run('initdb', '-D', data, '--auth=trust', '--username=comments').catch((error) => {
    throw new Error(`PostgreSQL is needed (on Debian: apt-get install postgresql): ${error}`);
  });
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  await run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  return {
    environment: {
      PG_HOST: '127.0.0.1',
      PG_PORT: String(port),
      PG_DB: 'postgres',
      PG_USER: 'comments',
      PG_PASSWORD: 'anything',
    },
    async end() {
      await run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop');
      await rm(folder, { recursive: true });
    },
  };
}

async function aFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
