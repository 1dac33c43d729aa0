import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { answering } from './answers.ts';
import { installEngine } from './install.ts';
import { isPostgres, prepareDatabase } from './database.ts';
import { requestFilter } from './request-filter.ts';
import { administrator, dataFolder, makeKeys, type Keys } from './keys.ts';

const require = createRequire(import.meta.url);

const listening = async (server: Server, port: number) => {
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

/**
 * Installs the engine's packages, and makes its database and administrator, where they are not there yet; and starts it.
 *
 * @param site The address of the site, whose pages alone may post.
 * @param address The address at which the public finds the engine.
 * @returns The address on this machine at which it listens.
 * @throws EADDRINUSE where something listens at the port, before anything is written.
 */
export async function startEngine(site: URL, address: URL, port: number): Promise<string> {
  let answer: RequestListener = (_, response) => response.writeHead(503).end();
  const here = await listening(
    createServer((request, response) => answer(request, response)),
    port,
  );
  const keys = makeKeys();
  if (!installEngine()) process.exit(1); // npm has said why.
  const { hasAdministrator } = await prepareDatabase(dataFolder);
  const engine = loadEngine(keys, site, address);
  if (!hasAdministrator) await register(engine, keys);
  answer = requestFilter(engine);
  return here;
}

function loadEngine({ jwt }: Keys, site: URL, address: URL): RequestListener {
  Object.assign(process.env, {
    TZ: 'UTC', // The engine writes the time of the machine, and reads it back as UTC.
    TMPDIR: dataFolder, // It writes its settings, keys among them, into a folder for temporary files.
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
  const waline: (settings: object) => RequestListener = require('@waline/vercel');
  const hosts = [site.hostname, address.hostname].map(RegExp.escape).join('|');
  const engine = waline({
    env: 'production',
    secureDomains: new RegExp(`^(${hosts})$`),
    ...answering(site),
  });
  // It would log every statement of SQL with all that is in it, and the password of the database.
  const { logger } = Reflect.get(globalThis, 'think');
  logger.info = logger.debug = () => {};
  return engine;
}

/** The first who registers becomes the administrator: that happens before anybody else can reach the engine. */
async function register(engine: RequestListener, { password }: Keys) {
  const server = createServer(engine);
  const address = await listening(server, 0);
  const response = await fetch(new URL('api/user', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', referer: address },
    body: JSON.stringify({ display_name: 'Editor', email: administrator, password }),
  });
  const { errno } = await response.json();
  if (errno !== 0) throw new Error(`The engine made no administrator: ${response.status}.`);
  server.closeAllConnections();
  server.close();
}
