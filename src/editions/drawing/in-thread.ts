import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { threadFor } from '../../threads/thread.ts';
import type { SocialCard } from './social-card.ts';
import threadSource from './thread.ts?raw';

/** What the thread runs: it is bundled with nothing, so that nobody else sees it change. */
export { threadSource };

const thread = threadFor(pathToFileURL(resolve('src/editions/drawing/thread.ts')));

/** Draws a card as `socialCard` does, in a thread, while others are at work. */
export async function socialCardInThread(card: SocialCard): Promise<Uint8Array<ArrayBuffer>> {
  return thread.run(card);
}
