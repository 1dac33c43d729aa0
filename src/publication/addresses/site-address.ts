/** An address that is reserved for examples, RFC 2606. */
export const exampleOrigin = 'https://who-is-it-about.example';

/**
 * Where the site stands on the web: its origin, and the base path under which it stands, '/' or '/…/'. SITE_URL says so;
 * else Netlify and Vercel say it to the builds that they run; else it is an address for examples.
 *
 * @param refuse Is told where what says so is no address of a web site.
 */
export function siteAddress(
  environment: Readonly<Record<string, string | undefined>>,
  refuse: (error: string) => never,
): { origin: string; base: string } {
  const text = addressIn(environment) || exampleOrigin;
  const url = webAddress(text);
  if (!url) {
    refuse(
      `SITE_URL is "${text}", which is no address of a web site. Write it in full, as in https://example.org/essays/.`,
    );
  }
  return { origin: url.origin, base: url.pathname };
}

/**
 * Where the engine behind the comments stands, from COMMENTS_URL; nothing where the site takes no comments.
 *
 * @param refuse Is told where COMMENTS_URL is no address of a web site.
 */
export function commentsAddress(
  commentsUrl: string | undefined,
  refuse: (error: string) => never,
): URL | undefined {
  const text = commentsUrl?.trim();
  if (!text) return undefined;
  const url = webAddress(text);
  if (!url) {
    refuse(
      `COMMENTS_URL is "${text}", which is no address of a web site. Write it in full, as in https://comments.example.org/.`,
    );
  }
  return url;
}

/** The address of a web site, ending in a slash, where the text is one. */
function webAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) return undefined;
  url.pathname = url.pathname.replace(/\/?$/, '/');
  return url;
}

/** The origin of the site: `Astro.site`, which the configuration always sets. */
export function originOf(site: URL | undefined): URL {
  if (!site) throw new Error('The configuration sets no site.');
  return site;
}

// Both name the address at which readers find the site, in builds of previews too. What Cloudflare names
// (CF_PAGES_URL) is the address of one build alone.
// https://docs.netlify.com/build/configure-builds/environment-variables/
// https://vercel.com/docs/environment-variables/system-environment-variables
function addressIn({
  SITE_URL,
  NETLIFY,
  URL: netlifyUrl,
  VERCEL_PROJECT_PRODUCTION_URL: vercelHost,
}: Readonly<Record<string, string | undefined>>): string | undefined {
  return (
    SITE_URL?.trim() ||
    (NETLIFY === 'true' ? netlifyUrl : undefined) ||
    (vercelHost && `https://${vercelHost}`)
  );
}
