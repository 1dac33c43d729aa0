import { brotliCompressSync, constants } from 'node:zlib';

// What a server sends before the first answer of a browser: ten segments of 1,460 bytes, https://datatracker.ietf.org/doc/html/rfc6928,
// with room for headers, of which ours and those that hosts add are 650.
const firstFlight = 13_900;

const preload = /<link rel="preload"[^>]* as="font"[^>]*>/;
const shared = /<style data-letters="shared">[^]*?<\/style>/;
const brought = /<style data-letters="brought">[^]*?<\/style>/;
const letters = /base64,([A-Za-z\d+/=]+)/;

/**
 * A page that can bring the letters of its text along (fonts/page-face.ts): as it does so, where it then still arrives in
 * the first flight of a connection; else, like all others, with those of the files that pages share.
 *
 * @param finished What else is to be done with either.
 */
export function withLetters(html: string, finished: (html: string) => string): string {
  if (brought.test(html)) {
    const page = finished(html.replace(preload, '').replace(shared, ''));
    // The letters that are brought have figures for running text alone.
    if (!page.includes('tabular-nums') && leastSizeOf(page) <= firstFlight) return page;
  }
  return finished(html.replace(brought, ''));
}

/**
 * The bytes of a page as small as it can be sent, or a few more. The best level of Brotli takes seventy milliseconds and
 * makes less than 0.907 of what a fast one makes in one; letters are compressed already, and written out in base64 have
 * a hundredth more to send, however often they stand there.
 */
function leastSizeOf(page: string): number {
  const [, first = ''] = letters.exec(page) ?? [];
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const rest = brotliCompressSync(page.replaceAll(first, ''), { params }).length;
  return rest * 0.907 + first.length * 0.75 * 1.009;
}
