// npm run comments: starts the engine behind the comments; with a word more it moderates. The README says how.

import { commentsAddress, siteAddress } from '../src/publication/addresses/site-address.ts';
import { startEngine } from './engine.ts';
import { installEngine } from './install.ts';
import { dataFolder, StartError } from './keys.ts';
import { moderate } from './moderate.ts';

const [command, ...words] = process.argv.slice(2);
const port = Number(process.env['PORT'] || 8360);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  refuse(`PORT is "${process.env['PORT']}". Write a number from 1 to 65535.`);
}
const { origin, base } = siteAddress(process.env, refuse, 'http://localhost:4321/');
const site = new URL(base, origin);
const address =
  commentsAddress(process.env['COMMENTS_URL'], refuse) ?? new URL(`http://127.0.0.1:${port}/`);

if (command === undefined) {
  const host = process.env['HOST'] || '127.0.0.1';
  const here = await startEngine(site, address, port, host).catch(fail);
  console.log(`The comments of ${site.href} are taken at ${here}; their data is in ${dataFolder}.

  Build the site with them:  COMMENTS_URL=${address.href} SITE_URL=${site.href} npm run build
  See what waits:            npm run comments -- list
  Approve, refuse, delete:   npm run comments -- approve 1 2
  The same in a browser:     ${address.href}moderate, by the password in keys.json`);
} else if (command === 'install' && words.length === 0) {
  process.exitCode = installEngine() ? 0 : 1;
} else {
  // Who reads may have read enough, as `head` has.
  process.stdout.on('error', () => process.exit());
  process.exitCode = await moderate(address, command, words).catch(fail);
}

/** What a user can do about an error at the start, where it is not one of the program. */
function inWords({
  code,
  syscall,
  message,
  hostname,
}: NodeJS.ErrnoException & { hostname?: string }): string | undefined {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use, by this engine already or by another program: set PORT to a free one.`;
  }
  if (syscall === 'listen') return `Port ${port} cannot be used (${code}): set PORT to another.`;
  if (syscall === 'getaddrinfo' && hostname === process.env['HOST']) {
    return `HOST is "${hostname}", which is no address of this machine. Write one, as in 127.0.0.1.`;
  }
  if (message.startsWith('database disk image is malformed') || /not a database/.test(message)) {
    return `The database in ${dataFolder} is damaged (${message}): put back a copy of it.`;
  }
  if (syscall === 'connect' || syscall === 'getaddrinfo')
    return `PostgreSQL does not answer: ${message}.`;
  // Five letters or digits: https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (/^(?=.*\d)[0-9A-Z]{5}$/.test(code ?? '')) return `PostgreSQL refuses: ${message}.`;
  if (/^(ERR_TLS_|DEPTH_|SELF_SIGNED_|UNABLE_TO_|CERT_)/.test(code ?? '')) {
    return `PostgreSQL does not prove who it is (${message}): set PG_HOST to the name in its certificate, or let NODE_EXTRA_CA_CERTS name the certificate of who vouches for it.`;
  }
  // Every file that it writes lies there.
  if (syscall !== undefined || code === 'ERR_SQLITE_ERROR') {
    return `${dataFolder} cannot be written (${code}): let this user write there, or set COMMENTS_DATA to another folder.`;
  }
  return undefined;
}

/** Ends with what a user can do about an error, or where that is nothing with the error. */
function fail(error: NodeJS.ErrnoException): never {
  const sentence = error instanceof StartError ? error.message : inWords(error);
  if (sentence === undefined) throw error;
  return refuse(sentence);
}

function refuse(error: string): never {
  console.error(error);
  process.exit(1);
}
