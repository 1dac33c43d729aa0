// Runs after npm has installed everything, on the Node that the npm scripts will run on: the one that npm installed
// with the project where there is one for the machine, or else the machine's own.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `This site needs Node 22.12 or later and runs on ${process.versions.node} here: install Node 24 from https://nodejs.org, then run npm ci again.`,
  );
  process.exit(1);
}
