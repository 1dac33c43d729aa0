import { generatedFolder } from '../../publication/addresses/paths.ts';
import type { Redirect } from '../../publication/redirects.ts';

/** What every host of the site is to send besides the files themselves. Paths are from the root of the site. */
export interface Policy {
  /** Go with every response, that of the 404 page too. */
  headers: Readonly<Record<string, string>>;
  /**
   * The `Content-Security-Policy` of SVG files in the place of the one above: opened by itself, one is a page, and could
   * run scripts.
   */
  svg: string;
  /** The `Cache-Control` of files whose name holds a hash of their content, and that of all others. */
  caching: { hashed: string; others: string };
  /** Types that a host cannot tell by the ending of a name. `:name` stands for any part of a path. */
  types: readonly { type: string; paths: readonly `/${string}`[] }[];
  /** None by the program: those of the content are added when it is read. */
  redirects: readonly Redirect[];
}

/** The policy of this site. The forms in this folder say it in the words of each host. */
export const policy: Policy = {
  headers: {
    // Only what a meta element cannot carry: the rest stands in every page, and differs from page to page.
    'Content-Security-Policy': "frame-ancestors 'none'",
    // A year, https://hstspreload.org; not for subdomains, which are not this site's to decide on.
    'Strict-Transport-Security': 'max-age=31536000',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    // All of it is public, and its pictures show in feed readers, which are pages of other sites.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  },
  svg: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox; frame-ancestors 'none'",
  caching: {
    // A year is the longest that caches heed, RFC 9111 and RFC 8246.
    hashed: 'public, max-age=31536000, immutable',
    // Kept, but never shown without asking: what is unchanged costs one answer without a body. Netlify, Cloudflare and
    // Vercel send just this by themselves.
    others: 'public, max-age=0, must-revalidate',
  },
  types: [
    {
      // Under application/atom+xml and application/rss+xml browsers show a person the markup, without its style sheet.
      type: 'application/xml; charset=utf-8',
      paths: [
        '/rss.xml',
        '/atom.xml',
        '/comments.xml',
        '/authors/:id/atom.xml',
        '/series/:id/atom.xml',
        '/topics/:id/atom.xml',
        '/essays/:slug/comments.xml',
      ],
    },
    {
      type: 'application/feed+json; charset=utf-8',
      paths: [
        '/feed.json',
        '/authors/:id/feed.json',
        '/series/:id/feed.json',
        '/topics/:id/feed.json',
      ],
    },
    { type: 'application/epub+zip', paths: ['/series/:id/:book.epub'] },
    {
      type: 'text/markdown; charset=utf-8',
      paths: ['/essays/:slug/index.md', '/series/:id/index.md'],
    },
    { type: 'application/x-bibtex; charset=utf-8', paths: ['/essays/:slug/cite.bib'] },
    {
      type: 'application/x-research-info-systems; charset=utf-8',
      paths: ['/essays/:slug/cite.ris'],
    },
  ],
  redirects: [],
};

/** The header for which SVG files have a value of their own. */
export const contentPolicy = 'Content-Security-Policy';

/** The headers of a path from the root of the site, besides those of caching and type. */
export function headersOf(path: string, { headers, svg }: Policy = policy): Policy['headers'] {
  return path.endsWith('.svg') ? { ...headers, [contentPolicy]: svg } : headers;
}

/** A path of the policy as the source of a regular expression. */
export function patternOf(path: string): string {
  return path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+');
}

/** The type that the policy names for a path from the root of the site, if it names one. */
export function typeOf(path: string, { types }: Policy = policy): string | undefined {
  return types.find(({ paths }) =>
    paths.some((candidate) => new RegExp(`^${patternOf(candidate)}$`).test(path)),
  )?.type;
}

/** The `Cache-Control` of a path from the root of the site. */
export function cachingOf(path: string, { caching }: Policy = policy): string {
  return path.startsWith(generatedFolder) ? caching.hashed : caching.others;
}
