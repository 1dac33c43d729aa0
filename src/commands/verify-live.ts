// npm run verify:live -- https://their.site/: checks a deployed site as the tests check a built one, and says what to do
// where something is wrong. It only reads.

import { verify } from './verify/site.ts';

const [given = ''] = process.argv.slice(2);
if (!URL.canParse(given) || !/^https?:/.test(given)) {
  console.error('Say which site: npm run verify:live -- https://example.org/');
  process.exit(2);
}
const home = given.replace(/\/?$/, '/');
const { count, findings } = await verify(home).catch((error: Error) => {
  console.error(`${home} cannot be checked: ${error.message}`);
  process.exit(2);
});
for (const { check, problem, paths, fix } of findings) {
  const others = paths.length > 1 ? `, and ${paths.length - 1} more` : '';
  console.log(`${check}: ${problem}\n  at ${paths[0]}${others}\n  ${fix}\n`);
}
console.log(
  findings.length === 0
    ? `${home} is right: ${count} addresses, as the policy says.`
    : `${home}: ${findings.length} things to fix, on ${count} addresses.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
