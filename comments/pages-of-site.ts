import { snapshotFile, routes } from '../src/publication/addresses/paths.ts';

/** How long what the site said of its pages is enough, in milliseconds. */
const fresh = 10_000;

/** How long the site may take to say it, in milliseconds. */
const patience = 3000;

/**
 * Tells whether a page of the site takes comments. The site publishes which essays it has; where it does not say, or
 * cannot be reached, every page may be one: a comment too many is seen when the site is built, one lost is lost.
 */
export function pagesOf(site: URL): (page: string) => Promise<boolean> {
  let known: Set<string> | undefined;
  let asked = -Infinity;
  return async (page) => {
    if (!known?.has(page) && Date.now() - asked > fresh) {
      asked = Date.now();
      known = await essaysOf(site);
    }
    return known?.has(page) ?? true;
  };
}

async function essaysOf(site: URL): Promise<Set<string> | undefined> {
  try {
    const response = await fetch(new URL(snapshotFile, site), {
      signal: AbortSignal.timeout(patience),
    });
    const { essays }: { essays?: unknown } = await response.json();
    if (!Array.isArray(essays)) return undefined;
    return new Set(essays.map((slug) => routes.essay(String(slug))));
  } catch {
    return undefined; // As said above.
  }
}
