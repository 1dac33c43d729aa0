import type { ViteUserConfig } from 'astro';

declare global {
  var loadedContent: Map<string, ReadonlyMap<string, unknown>> | undefined;
}

/**
 * Gives pages the content as loaders have left it in memory (see `keepInMemory`). While somebody writes, Astro gives
 * them what it has written to a file, as a module of JavaScript: with a thousand essays that is most of what a change
 * costs. It takes a Map of Maps as well, the entries of each collection by their ids.
 */
export const contentInMemory = {
  name: 'content-in-memory',
  load: {
    order: 'pre',
    filter: { id: /^\0astro:data-layer-content$/ },
    handler: () => 'export default new Map(globalThis.loadedContent);',
  },
} satisfies NonNullable<ViteUserConfig['plugins']>[number];

/** Keeps the entries of a collection, in the order in which Astro would write them. */
export function keepInMemory(collection: string, entries: Iterable<[string, unknown]>): void {
  const inOrder = [...entries].toSorted(([one], [other]) => one.localeCompare(other));
  globalThis.loadedContent ??= new Map();
  globalThis.loadedContent.set(collection, new Map(inOrder));
}
