// npm run comments: starts the engine behind the comments; with a word more it moderates. The README says how.

import { commentsAddress, siteAddress } from '../src/publication/addresses/site-address.ts';
import { installEngine } from './install.ts';
import { moderate } from './moderate.ts';

const refuse = (error: string): never => {
  console.error(error);
  process.exit(1);
};
const [command, ...numbers] = process.argv.slice(2);
const port = Number(process.env['PORT'] || 8360);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  refuse(`PORT is "${process.env['PORT']}". Write a number from 1 to 65535.`);
}
const { origin, base } = siteAddress(process.env, refuse, 'http://localhost:4321/');
const site = new URL(base, origin);
const address =
  commentsAddress(process.env['COMMENTS_URL'], refuse) ?? new URL(`http://127.0.0.1:${port}/`);

if (command === undefined) {
  if (!installEngine()) process.exit(1);
  const { startEngine } = await import('./engine.ts');
  const { dataFolder } = await import('./keys.ts');
  const here = await startEngine(site, address, port);
  console.log(`The comments of ${site.href} are taken at ${here}; their data is in ${dataFolder}.

  Build the site with them:  COMMENTS_URL=${address.href} SITE_URL=${site.href} npm run build
  See what waits:            npm run comments -- list
  Approve, refuse, delete:   npm run comments -- approve 1 2`);
} else {
  process.exitCode = await moderate(address, command, numbers);
}
