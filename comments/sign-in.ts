import { createHash, timingSafeEqual } from 'node:crypto';

/** Wrong passwords that one reader may give within {@link pause}. */
const attempts = 5;

/** How long who has given too many wrong passwords must wait, in milliseconds. */
const pause = 60_000;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** What became of a password. */
export type Verdict = 'right' | 'wrong' | 'too many';

/**
 * Checks passwords. A wrong one costs nothing: the engine, whose check takes as long as thousands of pages, is not asked.
 * Who gives too many waits; nobody else does.
 *
 * @param password The right one.
 */
export function signIn(
  password: string,
  now: () => number = Date.now,
): (reader: string, given: string) => Verdict {
  const right = digest(password);
  let begun = now();
  let wrong = new Map<string, number>();
  return (reader, given) => {
    if (now() - begun >= pause) {
      begun = now();
      wrong = new Map();
    }
    const count = wrong.get(reader) ?? 0;
    if (count >= attempts) return 'too many';
    if (timingSafeEqual(digest(given), right)) return 'right';
    wrong.set(reader, count + 1);
    return 'wrong';
  };
}
