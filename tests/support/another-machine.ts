// Loaded into a build by --import: a machine a year on, with one processor and without a network.
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import os from 'node:os';

const year = 365.25 * 24 * 60 * 60 * 1000;
const { now } = Date;
globalThis.Date = new Proxy(Date, {
  construct: (target, given) =>
    Reflect.construct(target, given.length === 0 ? [now() + year] : given),
  get: (target, key) => (key === 'now' ? () => now() + year : Reflect.get(target, key)),
});

os.availableParallelism = () => 1;
os.cpus = () => [];
syncBuiltinESMExports();

Socket.prototype.connect = () => {
  throw new Error('The build asks the network for something.');
};
