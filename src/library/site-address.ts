const fallback = 'https://who-is-it-about.example/';

/**
 * Where the site stands on the web, from SITE_URL: its origin, and the base path under which it stands, '/' or '/…/'.
 * Without SITE_URL an address that is reserved for examples (RFC 2606).
 *
 * @param refuse Is told where SITE_URL is no address of a web site.
 */
export function siteAddress(
  siteUrl: string | undefined,
  refuse: (fault: string) => never,
): { origin: string; base: string } {
  const text = siteUrl?.trim() || fallback;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    refuse(
      `SITE_URL is "${text}", which is no address of a web site. Write it in full, as in https://example.org/essays/.`,
    );
  }
  return { origin: url.origin, base: url.pathname.replace(/\/?$/, '/') };
}

/** The origin of the site: `Astro.site`, which the configuration always sets. */
export function originOf(site: URL | undefined): URL {
  if (!site) throw new Error('The configuration sets no site.');
  return site;
}
