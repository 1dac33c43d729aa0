// Runs after npm has installed everything, on the Node that the npm scripts will run on: the one that npm installed
// with the project where there is one for the machine, or else the machine's own.
const { node: needed } = require('../../package.json').engines;
const [current, least] = [process.versions.node, needed.replace('>=', '')];
if (current.localeCompare(least, 'en', { numeric: true }) < 0) {
  console.error(
    `This site needs Node ${least} or later, and this is ${current}: install Node 24 from https://nodejs.org, then run npm ci again.`,
  );
  process.exit(1);
}
