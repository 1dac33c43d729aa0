import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../src/output/lock.ts';
import { answering } from './answers.ts';
import { commentedPages, isPostgres, postgresTls, prepareDatabase } from './database.ts';
import { installEngine } from './install.ts';
import { dataFolder, makeKeys, StartError, type Keys } from './keys.ts';
import { log } from './log.ts';
import { moderationPage } from './moderation-page.ts';
import { guarded, requestFilter, type Handler } from './request-filter.ts';
import { signIn } from './sign-in.ts';

const require = createRequire(import.meta.url);

/** How long a request may take to come in, its head and all of it, in milliseconds. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000 };

/**
 * Installs the engine's packages, and makes its database and administrator, where they are not there yet; and starts it.
 *
 * @param site The address of the site, whose pages alone may post.
 * @param address The address at which the public finds the engine.
 * @param host The address of this machine at which it listens.
 * @returns The address at which it listens.
 * @throws EADDRINUSE where something listens at the port, before anything is written; StartError where somebody must mend
 * something first.
 */
export async function startEngine(
  site: URL,
  address: URL,
  port: number,
  host: string,
): Promise<string> {
  let answer: RequestListener = (_, response) => response.writeHead(503).end();
  const server = createServer({ ...patience, connectionsCheckingInterval: 5000 }, (...both) =>
    answer(...both),
  );
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  const here = new URL(`http://${reached.includes(':') ? `[${reached}]` : reached}:${taken}/`);

  mkdirSync(dataFolder, { recursive: true });
  if (!takeLock(dataFolder, 'engine')) {
    throw new StartError(
      `Another engine runs on ${dataFolder}: end it first, or set COMMENTS_DATA to another folder.`,
    );
  }
  const keys = makeKeys();
  if (!installEngine()) process.exit(1); // npm has said why.
  await prepareDatabase(dataFolder, keys.password);
  const engine = loadEngine(keys, [site, address, here]);
  surviveErrors();

  const comments = requestFilter(engine, signIn(keys.password));
  const moderation = guarded(moderationPage(keys, address, here));
  const pages = guarded(async (_, response) => {
    const list = JSON.stringify({ pages: await commentedPages(dataFolder) });
    response.writeHead(200, { 'content-type': 'application/json' }).end(list);
  });
  answer = (request, response) => {
    if (/^\/moderate([/?]|$)/.test(request.url ?? '')) return moderation(request, response);
    if (request.method === 'GET' && request.url === '/pages') return pages(request, response);
    return comments(request, response);
  };
  return here.href;
}

/** What goes wrong outside of any request, as a connection to PostgreSQL that breaks, is said, and ends nothing. */
function surviveErrors() {
  process.on('uncaughtException', log);
  process.on('unhandledRejection', log);
  // Who reads the log may be gone.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function loadEngine({ jwt }: Keys, [site, ...engines]: [site: URL, ...engines: URL[]]): Handler {
  // It writes its settings, keys among them, into a folder for temporary files, and reads them never again.
  const temporary = mkdtempSync(join(tmpdir(), 'comments-'));
  rmSync(join(dataFolder, 'runtime'), { recursive: true, force: true }); // Where an earlier version had them.
  Object.assign(process.env, {
    TZ: 'UTC', // The engine writes the time of the machine, and reads it back as UTC.
    TMPDIR: temporary,
    SITE_URL: site.href,
    JWT_TOKEN: jwt,
    COMMENT_AUDIT: 'true', // Nothing is public before somebody has read it.
    OAUTH_URL: 'data:application/json,{"services":[]}', // Else every request asks a host elsewhere.
    AKISMET_KEY: 'false', // Else names, texts and addresses go to a company.
    DISABLE_REGION: 'true',
    DISABLE_USERAGENT: 'true',
    MARKDOWN_TEX: 'false',
    MARKDOWN_HIGHLIGHT: 'false',
    ...(!isPostgres() && { SQLITE_PATH: dataFolder }),
  });
  // The engine's PostgreSQL adapter leaves backslashes as they are, in strings where they escape: \' ends the string,
  // and what follows is run. https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE
  const { Parser } = require('think-model-postgresql');
  Parser.prototype.escapeString = (text: string) => text.replace(/[\\']/g, '\\$&');

  process.noDeprecation = true; // Of Node's own functions that its packages call.
  const waline: (settings: object) => Handler = require('@waline/vercel');
  const hosts = [site, ...engines].map(({ hostname }) => RegExp.escape(hostname)).join('|');
  const engine = waline({
    env: 'production',
    secureDomains: new RegExp(`^(${hosts})$`),
    ...answering(site),
  });
  rmSync(temporary, { recursive: true, force: true });
  const think = Reflect.get(globalThis, 'think');
  // It would take anybody's word for being the database.
  if (isPostgres()) think.config('model').postgresql.ssl = postgresTls();
  // It would log every statement of SQL with all that is in it, and the password of the database.
  think.logger.info = think.logger.debug = () => {};
  return engine;
}
