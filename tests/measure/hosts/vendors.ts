import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort, started } from './process.ts';
import type { Host, Running } from './host.ts';

// The runtimes by which vendors let their customers try a site at home. They are the vendors' word on how their hosts
// read our files, where they follow it themselves. What they do on the way must not reach the vendor.

export const served = 'Harmless: nothing in them is secret.';
export const byPath =
  'Its headers go by paths alone, so that what is missing from _astro/ is kept for a year.';
const quiet = {
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  SWA_CLI_DISABLE_TELEMETRY: 'true',
  NETLIFY_TELEMETRY_DISABLED: '1',
};

interface Package {
  name: string;
  version: string;
}
interface Cli extends Package {
  command: string;
}

const cloudflareCli: Cli = { name: 'wrangler', version: '4.164.0', command: 'wrangler' };
const netlifyCli: Cli = { name: 'netlify-cli', version: '27.10.2', command: 'netlify' };
const firebaseCli: Cli = { name: 'firebase-tools', version: '15.34.2', command: 'firebase' };
const azureCli: Cli = { name: '@azure/static-web-apps-cli', version: '2.0.10', command: 'swa' };

export const cloudflare: Host = {
  name: 'Cloudflare (wrangler pages dev)',
  version: () => installed(cloudflareCli),
  differs: {
    vary: 'What stands before it compresses on its own.',
    'host files': served,
  },
  async start({ root }) {
    const port = await freePort();
    return startedIn(await anEmptyFolder(), cloudflareCli, port, [
      ...['pages', 'dev', root, '--ip', '127.0.0.1', '--port', `${port}`],
      ...['--inspector-port', `${await freePort()}`, '--compatibility-date', '2026-01-01'],
    ]);
  },
};

export const netlify: Host = {
  name: 'Netlify (netlify dev --offline)',
  version: () => installed(netlifyCli),
  differs: {
    types: 'It sends its own Content-Type, and then not that of _headers.',
    caching: 'It turns caching off, as for a site that changes while one looks.',
    compression: 'Compression is left to what stands before it.',
    'host files': served,
  },
  async start({ root }) {
    const port = await freePort();
    return startedIn(await anEmptyFolder(), netlifyCli, port, [
      ...['dev', '--offline', '--no-open', '--dir', root, '--port', `${port}`],
      // They would need Deno, from the network.
      '--internal-disable-edge-functions',
    ]);
  },
};

export const firebase: Host = {
  name: 'Firebase (emulators:start --only hosting)',
  version: () => installed(firebaseCli),
  differs: {
    'caching of 404': byPath,
    'host files': 'Those that "ignore" names are not uploaded, but the emulator reads the folder.',
  },
  async start({ root, project }) {
    const port = await freePort();
    const folder = await anEmptyFolder();
    const config = JSON.parse(await readFile(join(project, 'firebase.json'), 'utf8'));
    const emulators = {
      hosting: { host: '127.0.0.1', port },
      hub: { port: await freePort() },
      logging: { port: await freePort() },
      ui: { enabled: false },
    };
    await writeFile(join(folder, 'firebase.json'), JSON.stringify({ ...config, emulators }));
    await symlink(root, join(folder, 'dist'));
    const args = ['emulators:start', '--only', 'hosting', '--project', 'demo-site'];
    return startedIn(folder, firebaseCli, port, args);
  },
};

export const azure: Host = {
  name: 'Azure (swa start)',
  version: () => installed(azureCli),
  differs: {
    'headers of 404': 'The emulator sends none.',
    compression: 'Compression is left to what stands before it.',
    'host files': served,
  },
  async start({ root }) {
    const port = await freePort();
    return startedIn(await anEmptyFolder(), azureCli, port, [
      ...['start', root, '--swa-config-location', root],
      ...['--host', '127.0.0.1', '--port', `${port}`],
    ]);
  },
};

/** Also a home folder: nothing of the user's is read or written. */
const anEmptyFolder = () => mkdtemp(join(tmpdir(), 'vendor-'));

/** The folder into which a package is installed. */
export const folderOf = ({ name, version }: Package) =>
  resolve('node_modules/.cache/hosts', `${name.replace('/', '-')}-${version}`);

/** Installs a package where it is not yet, without running its scripts, and gives its version. */
export async function installed(wanted: Package): Promise<string> {
  const folder = folderOf(wanted);
  const mark = join(folder, 'complete');
  if (!existsSync(mark)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    const exactly = `${wanted.name}@${wanted.version}`;
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', exactly];
    await promisify(execFile)('npm', args, { cwd: folder });
    await writeFile(mark, '');
  }
  return wanted.version;
}

async function startedIn(cwd: string, cli: Cli, port: number, args: string[]): Promise<Running> {
  const own = join(folderOf(cli), 'node_modules', cli.name);
  const { bin } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'));
  const command = join(own, typeof bin === 'string' ? bin : bin[cli.command]);
  const origin = `http://127.0.0.1:${port}`;
  const env = { ...quiet, HOME: cwd };
  return {
    origin,
    stop: await started(process.execPath, [command, ...args], origin, { cwd, env }),
  };
}
