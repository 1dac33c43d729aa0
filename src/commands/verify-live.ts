// npm run verify:live -- https://their.site/: checks a deployed site as the tests check a built one, and file by file
// against the build in dist/, and says what to do where something is wrong. It only reads.

import { refuse } from '../output/refuse.ts';
import { siteAddress } from '../publication/addresses/site-address.ts';
import { verify } from './verify/site.ts';

const usage = 'Say which site: npm run verify:live -- https://example.org/';
const [given = '', ...more] = process.argv.slice(2);
if (given === '' || more.length > 0) refuse(usage);
const { origin, base } = siteAddress({ SITE_URL: given }, () =>
  refuse(`"${given}" is no address of a site. ${usage}`),
);
const home = origin + base;
const { count, findings, compared } = await verify(home, 'dist').catch((error: Error) => {
  const cause = error.cause instanceof Error ? error.cause.message || error.cause.name : '';
  return refuse(`${home} cannot be checked: ${cause || error.message}.`);
});
for (const { check, problem, paths, fix } of findings) {
  const others = paths.length > 1 ? `, and ${paths.length - 1} more` : '';
  console.log(`${check}: ${problem}\n  at ${paths[0]}${others}\n  ${fix}\n`);
}
if (compared !== true && findings.every(({ check }) => check !== 'address')) {
  console.log(
    `${compared}, so that its files are not compared: build with SITE_URL=${home} first.\n`,
  );
}
const files = compared === true ? ', each as it is in dist/,' : '';
console.log(
  findings.length === 0
    ? `${home} is right: ${count} addresses${files} as the policy says.`
    : `${home}: ${findings.length === 1 ? '1 thing' : `${findings.length} things`} to fix, on ${count} addresses.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
