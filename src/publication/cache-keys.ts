import { hash } from 'node:crypto';
import type { Author, Essay, Series, Site, Topic } from './model.ts';
import { commentsUrl } from './addresses/paths.ts';

// What Astro's incremental builds know pages by: a page whose key and whose code are those of the last build is not
// rendered again. https://docs.astro.build/en/reference/experimental-flags/incremental-build/

type Thing = Essay | Author | Series | Topic;

/** A short name for data: the same for the same, another for another. Images are not looked at: Astro notes who does. */
export const digestOf = (data: unknown): string =>
  hash(
    'sha256',
    JSON.stringify(data, (key, value: unknown) => (key === 'image' ? undefined : value)),
    'base64url',
  );

/** What a page that shows a thing may show of others: those to which it leads. */
function neighbors(thing: Thing): Thing[] {
  if ('slug' in thing) {
    const { authors, part, answers, answeredBy } = thing;
    const others = [...answers, ...answeredBy].map(({ essay }) => essay);
    return [...authors, ...(part ? [part.series] : []), ...others];
  }
  return thing.essays;
}

// The page of an essay has the series, the other essays of it, and their authors.
const reach = 3;

/**
 * Gives keys for what shows things, and words or numbers besides. A key changes where any of these changes, or anything
 * that is up to three steps away from one, as the author of an essay of the same series is.
 */
export function cacheKeys(site: Site): (...shown: readonly (Thing | string | number)[]) => string {
  const ofSite = digestOf(site);
  const known = Array.from({ length: reach + 1 }, () => new Map<Thing, string>());
  const keyOf = (thing: Thing, steps: number): string => {
    const key =
      known[steps]?.get(thing) ??
      digestOf([
        thing.digest,
        ...(steps > 0 ? neighbors(thing).map((one) => keyOf(one, steps - 1)) : []),
      ]);
    known[steps]?.set(thing, key);
    return key;
  };
  return (...shown) =>
    digestOf([
      ofSite,
      commentsUrl,
      ...shown.map((one) => (typeof one === 'object' ? keyOf(one, reach) : one)),
    ]);
}
