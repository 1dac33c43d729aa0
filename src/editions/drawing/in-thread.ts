import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tinypool } from 'tinypool';
import type { SocialCard } from './social-card.ts';
import threadSource from './thread.ts?raw';

/** What a thread runs: it is bundled with nothing, so that nobody else sees it change. */
export { threadSource };

const thread = new Tinypool({
  filename: pathToFileURL(resolve('src/editions/drawing/thread.ts')).href,
  minThreads: 0,
  maxThreads: 1,
  idleTimeout: 10_000,
  // The next is there when one is done.
  concurrentTasksPerWorker: 8,
  // What it makes is soon gone; without a limit, much of it would first come together.
  resourceLimits: { maxYoungGenerationSizeMb: 8 },
});

/** Draws a card as `socialCard` does, in a thread, while others are at work. */
export async function socialCardInThread(card: SocialCard): Promise<Uint8Array<ArrayBuffer>> {
  return thread.run(card);
}
