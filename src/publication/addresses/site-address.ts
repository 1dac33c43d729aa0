/** An address that is reserved for examples, RFC 2606. */
export const exampleOrigin = 'https://site.example';

/** The variables of an environment, as `process.env` has them. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the site stands on the web: its origin, and the base path under which it stands, '/' or '/…/'. SITE_URL says so;
 * else Netlify and Vercel say it to the builds that they run; else it is the fallback.
 *
 * @param refuse Is told, in one sentence and its fix, where what says so cannot be the address of a site.
 * @param fallback An address in full.
 */
export function siteAddress(
  environment: Environment,
  refuse: (error: string) => never,
  fallback: string = exampleOrigin,
): { origin: string; base: string } {
  const text = addressIn(environment) || fallback;
  const { origin, pathname } = webAddress('SITE_URL', text, 'https://example.org/essays/', refuse);
  return { origin, base: pathname };
}

/**
 * Where the engine behind the comments stands, from COMMENTS_URL: an address that ends in a slash; nothing where the
 * variable is unset or empty.
 *
 * @param refuse Is told, in one sentence and its fix, where COMMENTS_URL cannot be the address of an engine.
 */
export function commentsAddress(
  commentsUrl: string | undefined,
  refuse: (error: string) => never,
): URL | undefined {
  const text = commentsUrl?.trim();
  return text
    ? webAddress('COMMENTS_URL', text, 'https://comments.example.org/', refuse)
    : undefined;
}

// As it is looked up: é is xn--9ca there. Labels with single dots between them, RFC 1123, or an address of IPv6.
const isHost =
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])$/;

/**
 * The address of a web site, ending in a slash. It is written into pages, policies and the configurations of hosts, each
 * of which has signs of its own: only those pass that mean the same to all of them.
 */
function webAddress(
  name: string,
  text: string,
  example: string,
  refuse: (error: string) => never,
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isHost.test(url.hostname) || !/^https?:\/\/[^/\\]/i.test(text)) {
    return refuse(
      `${name} is "${text}", which is no address of a web site. Write it in full, as in ${example}.`,
    );
  }
  // It is not repeated: logs are read by others.
  if (url.username || url.password) {
    return refuse(
      `${name} has a user name or a password in it. Write it without, as in ${example}.`,
    );
  }
  // As it is written: what is parsed is escaped.
  if (!/^https?:\/\/[^/?#\\@\s]+(\/(?!\.\.?(\/|$))[A-Za-z0-9._~-]+)*\/?$/i.test(text)) {
    return refuse(
      `${name} is "${text}", whose path can have only letters, digits, . _ ~ - and single slashes. Write it as in ${example}.`,
    );
  }
  if (/\.(html?|php)\/?$/i.test(url.pathname)) {
    return refuse(
      `${name} is "${text}", which is the address of a page. Write that of its folder, as in ${example}.`,
    );
  }
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
}: Environment): string | undefined {
  return (
    SITE_URL?.trim() ||
    (NETLIFY === 'true' ? netlifyUrl?.trim() : undefined) ||
    (vercelHost && `https://${vercelHost}`)
  );
}
