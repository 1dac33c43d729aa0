import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../../src/output/lock.ts';
import { aProject } from '../../support/build.ts';

// What the commands say where they cannot do what they are asked: one sentence, no stack, exit code 1, nothing changed.

let project: string;
beforeAll(async () => {
  project = await aProject();
});
afterAll(() => rmSync(project, { recursive: true }));

/** What a command says on its error output, and its exit code. */
function run(args: string[], cwd: string, environment: Record<string, string> = {}) {
  const { NODE_ENV, DEV, PROD, MODE, BASE_URL, VITEST, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1', ...environment },
  });
  return { status, said: stderr.trim() };
}
const serve = (...args: string[]) => run(['src/commands/serve.ts', ...args], project);
const comments = (environment: Record<string, string>, ...args: string[]) =>
  run(['comments/run.ts', ...args], process.cwd(), environment);

async function aTakenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Puts a file where the project needs a folder: nobody can write there, not even root. */
function block(path: string) {
  rmSync(join(project, path), { recursive: true, force: true });
  writeFileSync(join(project, path), '');
  onTestFinished(() => rmSync(join(project, path)));
}

test('npm start on a port in use says so before it builds', async () => {
  const port = await aTakenPort();
  expect(serve('start', '--port', String(port))).toEqual({
    status: 1,
    said: `Port ${port} is in use: choose another, as in npm start -- --port ${port + 1}.`,
  });
  expect(existsSync(join(project, 'dist'))).toBe(false);
});

test.each([
  ['npm start', 'start'],
  ['npm run dev', 'dev'],
])('a second %s in one folder says so, and changes nothing', (name, command) => {
  // Locks are of a process: a child of this one does not hold what this one holds.
  const folder = join(project, `node_modules/.astro`);
  expect(takeLock(folder, command)).toBe(true);
  expect(serve(command)).toEqual({
    status: 1,
    said: `${name} runs in this folder already: stop it first, by Ctrl+C where it runs.`,
  });
  expect(existsSync(join(project, 'dist'))).toBe(false);
});

test.each(['start', 'dev'])('npm %s where nothing can be kept says so', (command) => {
  block('node_modules/.astro');
  expect(serve(command)).toEqual({
    status: 1,
    said: 'node_modules/.astro cannot be written (EEXIST): let this user write there, and see that nothing else stands in its place.',
  });
});

test.each([
  ['npm start', 'start'],
  ['npm run dev', 'dev'],
])('%s at an address that is not of this machine says so', (name, command) => {
  const { status, said } = serve(command, '--host', '192.0.2.1');
  expect({ status, said: said.replace(/\(E[A-Z]+\)/, '(…)') }).toEqual({
    status: 1,
    said: `192.0.2.1 is no address of this machine (…): name one that is, as in ${name} -- --host 127.0.0.1.`,
  });
});

test('what is no port is named, with the usage', () => {
  expect(serve('start', '--port', '70000')).toEqual({
    status: 1,
    said: `"70000" is no port.
npm run dev [-- --port 4321] [--host address]
npm start [-- --port 4321] [--host address]`,
  });
});

test('a second npm run comments says so before it installs or writes anything', async () => {
  const port = await aTakenPort();
  const data = join(project, 'comments-data');
  expect(comments({ PORT: String(port), COMMENTS_DATA: data })).toEqual({
    status: 1,
    said: `Port ${port} is in use, by this engine already or by another program: set PORT to a free one.`,
  });
  expect(existsSync(data)).toBe(false);
});

test('an engine that cannot write its data says so', () => {
  const data = join(project, 'comments-data');
  block('comments-data');
  expect(comments({ PORT: '0', COMMENTS_DATA: data })).toEqual({
    status: 1,
    said: `${data} cannot be written (EEXIST): let this user write there, or set COMMENTS_DATA to another folder.`,
  });
});

test.each([
  [{ PORT: 'x' }, 'PORT is "x". Write a number from 1 to 65535.'],
  [
    { SITE_URL: 'example.org' },
    'SITE_URL is "example.org", which is no address of a web site. Write it in full, as in https://example.org/essays/.',
  ],
  [
    { COMMENTS_URL: 'https://example.org/c++/' },
    'COMMENTS_URL is "https://example.org/c++/", whose path can have only letters, digits, . _ ~ - and single slashes. Write it as in https://comments.example.org/.',
  ],
])('the engine refuses %o', (environment, said) => {
  expect(comments(environment, 'list')).toEqual({ status: 1, said });
});

test('no command needs a file .env', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(JSON.stringify(scripts)).not.toMatch(/--env-file(?!-if-exists)/);
});

test('a lock is free again when the process that held it is killed', () => {
  const folder = join(project, 'locks');
  mkdirSync(folder);
  const killed = run(
    [
      '--input-type=module',
      '--eval',
      `import { takeLock } from './src/output/lock.ts';
       console.error(takeLock(${JSON.stringify(folder)}, 'one'));
       process.kill(process.pid, 'SIGKILL');`,
    ],
    project,
  );
  expect(killed).toEqual({ status: null, said: 'true' });
  expect(takeLock(folder, 'one')).toBe(true);
});
