import { Tinypool } from 'tinypool';

/**
 * A thread beside the one that renders, for what takes long. It begins when it is first asked, which takes a third of a
 * second, and ends when nobody has asked for a while. What it is given and gives back is copied.
 *
 * @param module What it runs: the address of a file, whose default export is a function of one thing.
 */
export const threadFor = (module: URL): Pick<Tinypool, 'run'> =>
  new Tinypool({
    filename: module.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 10_000,
    // The next is there when one is done.
    concurrentTasksPerWorker: 8,
    // What it makes is soon gone; without a limit, much of it would first come together.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
