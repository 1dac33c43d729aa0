import { cachingOf, contentPolicy, headersOf, policy, typeOf } from '../../output/hosts/policy.ts';
import type { Redirect } from '../../publication/redirects.ts';
import { hostFiles } from '../../publication/addresses/paths.ts';

/** What a site is to serve at a path from its root, `/about/`; its bytes where they are known. */
export interface Resource {
  path: string;
  bytes?: Uint8Array;
}

/** What is checked of a host, and what an owner can do where it fails. */
export const fixes = {
  files: 'Copy the whole of dist/ to the host again.',
  types: 'Tell the host the type of these files.',
  headers: 'See that the host reads its file of the build: “Deploy” in the README says which.',
  caching:
    'See that the host reads its file of the build, and that nothing before it caches on its own.',
  compression: 'Let the host compress text, or send the .br and .gz files of the build.',
  vary: 'Let the host send Vary: Accept-Encoding with what it compresses: else a cache between gives it to those who cannot read it.',
  'not found': 'Let the host answer what it does not have with 404.html and status 404.',
  'headers of 404': 'Let the host send the headers of the policy with errors too.',
  'caching of 404': 'Let the host keep nothing that it does not have.',
  slashes: 'Let the host send the address of a folder without its slash on to the one with it.',
  redirects: 'See that the host reads its file of the build.',
  'host files': 'Keep the host from serving its own files to readers.',
} as const;

export type Check = keyof typeof fixes;

/** Something wrong with a host, and the paths where it shows. */
export interface HostError {
  check: Check;
  problem: string;
  paths: string[];
}

type Report = (check: Check, problem: string, path: string) => void;

interface Answer {
  path: string;
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** Where it came from, redirects followed. */
  url: string;
}

// What hosts call these types; where there are two, both are right (RFC 7303, RFC 9239). Pages name their character set
// themselves.
const types: Record<string, RegExp> = {
  '/': /^text\/html(; ?charset=utf-8)?$/i,
  css: /^text\/css/,
  js: /^(text|application)\/javascript/,
  json: /^application\/json/,
  png: /^image\/png$/,
  svg: /^image\/svg\+xml/,
  txt: /^text\/plain/,
  webp: /^image\/webp$/,
  woff2: /^font\/woff2$/,
  xml: /^(application|text)\/xml/,
};
const isText = (path: string) => /(\/|\.(css|html|js|json|svg|txt|xml))$/.test(path);
// Hosts leave what fits into a packet or two as it is, and some of them types that they do not know: those of feeds.
const worthCompressing = ({ path, body }: Answer) =>
  isText(path) && !typeOf(path) && body.length > 2048;

/**
 * Asks a host for everything that the site is to serve, and for what it is not to serve.
 *
 * @param home The address of the home page, with a slash at its end.
 */
export async function errorsOf(
  home: string,
  resources: readonly Resource[],
  redirects: readonly Redirect[] = policy.redirects,
): Promise<HostError[]> {
  const errors = new Map<string, HostError>();
  const report: Report = (check, problem, path) => {
    const key = `${check}: ${problem}`;
    const error = errors.get(key) ?? { check, problem, paths: [] };
    error.paths.push(path);
    errors.set(key, error);
  };

  const answers = await askAll(
    home,
    resources.map(({ path }) => path),
  );
  for (const [index, answer] of answers.entries()) {
    const { path, status, headers, body } = answer;
    if (status !== 200) {
      report('files', `status ${status}`, path);
      continue;
    }
    const bytes = resources[index]?.bytes;
    if (bytes && !Buffer.from(bytes).equals(body)) report('files', 'other bytes', path);
    const type = headers.get('content-type') ?? 'no type';
    if (!hasType(path, type)) report('types', type, path);
    reportHeaders('headers', answer, report);
    const caching = headers.get('cache-control') ?? 'nothing';
    if (caching !== cachingOf(path)) report('caching', caching, path);
    if (worthCompressing(answer) && !headers.get('content-encoding')) {
      report('compression', 'sent as it is', path);
    }
    if (
      headers.get('content-encoding') &&
      !/\baccept-encoding\b|\*/i.test(headers.get('vary') ?? '')
    ) {
      report('vary', `Vary: ${headers.get('vary') ?? 'nothing'}`, path);
    }
  }

  await checkAbsent(home, report);

  const folders = answers.filter(({ path, status }) => /.\/$/.test(path) && status === 200);
  const withoutSlash = await askAll(
    home,
    folders.map(({ path }) => path.slice(0, -1)),
  );
  for (const [index, { path, status, body }] of withoutSlash.entries()) {
    if (!Buffer.from(folders[index]?.body ?? []).equals(body)) {
      report('slashes', `status ${status}`, path);
    }
  }

  for (const { from, to } of redirects) {
    const { status, headers } = await ask(home, from, 'manual');
    const location = headers.get('location');
    const arrives = location && new URL(location, home).href === addressOf(home, to);
    if (![301, 308].includes(status) || !arrives) report('redirects', `status ${status}`, from);
  }

  for (const { path, status } of await askAll(
    home,
    hostFiles.map((name) => `/${name === '.hosting' ? '.hosting/nginx.conf' : name}`),
  )) {
    if (status === 200) report('host files', 'served', path);
  }
  return [...errors.values()];
}

/** Asks for what no site has. */
async function checkAbsent(home: string, report: Report): Promise<void> {
  const absent = [
    '/no-such-page/',
    '/no/such/page/at/all',
    '/essays/no-such.html',
    '/_astro/no.js',
  ];
  const [notFound] = await askAll(home, ['/404.html']);
  for (const answer of await askAll(home, absent)) {
    const { path, status, headers, body } = answer;
    if (status !== 404) report('not found', `status ${status}`, path);
    if (notFound && !Buffer.from(notFound.body).equals(body)) {
      report('not found', 'another page than 404.html', path);
    }
    reportHeaders('headers of 404', answer, report);
    if (headers.get('cache-control') === policy.caching.hashed) {
      report('caching of 404', 'kept for a year', path);
    }
  }
}

/** The address of a path from the root of the site. */
export function addressOf(home: string, path: string): string {
  return home + path.slice(1);
}

// So many questions are under way at a time, on as many connections.
const atATime = 8;

/** Asks for a path as a browser does, compression and redirects included. */
export async function ask(
  home: string,
  path: string,
  redirect: 'follow' | 'manual' = 'follow',
): Promise<Answer> {
  return onOpenConnection(async () => {
    const response = await fetch(addressOf(home, path), {
      redirect,
      headers: { 'accept-encoding': 'br, gzip' },
      signal: AbortSignal.timeout(30_000),
    });
    const { status, headers, url } = response;
    return { path, status, headers, url, body: new Uint8Array(await response.arrayBuffer()) };
  });
}

/**
 * A server may close an idle connection at the moment at which it is used again: then a question that changes nothing is
 * asked again (RFC 9112, 9.3.1). Each time there is an idle connection less.
 */
async function onOpenConnection<T>(request: () => Promise<T>): Promise<T> {
  for (let idle = atATime; ; idle--) {
    try {
      return await request();
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (idle === 0 || (code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET')) throw error;
    }
  }
}

/** Asks for all paths, a few at a time, and keeps their order. */
export async function askAll(home: string, paths: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < paths.length; at += atATime) {
    const some = paths.slice(at, at + atATime);
    answers.push(...(await Promise.all(some.map((path) => ask(home, path)))));
  }
  return answers;
}

function hasType(path: string, type: string): boolean {
  const named = typeOf(path);
  if (named) return type.replace(/;\s*/, '; ').toLowerCase() === named;
  const expected = types[/(\/|\w+)$/.exec(path)?.[0] ?? ''];
  return expected?.test(type) ?? true;
}

function reportHeaders(
  check: 'headers' | 'headers of 404',
  { path, headers }: Answer,
  report: Report,
) {
  for (const [name, value] of Object.entries(headersOf(path))) {
    const sent = headers.get(name);
    // A host may send two policies, the general one beside that of a kind of file: a browser obeys both.
    const isThere = name === contentPolicy ? sent?.split(', ').includes(value) : sent === value;
    if (!isThere) report(check, sent === null ? `no ${name}` : `${name}: ${sent}`, path);
  }
}
