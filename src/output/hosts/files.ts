import { apacheConfig } from './apache.ts';
import { azureConfig } from './azure.ts';
import { caddyConfig } from './caddy.ts';
import { forwardingPage } from './forwarding-page.ts';
import { headersFile, redirectsFile } from './netlify-cloudflare.ts';
import { nginxConfig } from './nginx.ts';
import type { Words } from '../../words/en.ts';
import type { Policy } from './policy.ts';

/**
 * The files that a build adds to the site for its hosts, by their paths in the folder of the site.
 *
 * @param origin Of the site.
 */
export function filesForHosts(
  policy: Policy,
  base: string,
  words: Words,
  origin: string,
): Record<string, string> {
  return {
    _headers: headersFile(policy, base),
    _redirects: redirectsFile(policy, base),
    '.htaccess': apacheConfig(policy, base),
    'staticwebapp.config.json': azureConfig(policy, base),
    // Not read from here by any host: for the owner of a server to copy.
    '.hosting/nginx.conf': nginxConfig(policy, base),
    '.hosting/caddy.conf': caddyConfig(policy, base),
    // Tells GitHub Pages not to run Jekyll, which leaves out what begins with an underscore.
    '.nojekyll': '',
    ...Object.fromEntries(
      policy.redirects
        .filter(({ from }) => /(\/|\.html?)$/.test(from))
        .map((redirect) => [
          redirect.from.slice(1).replace(/(^|\/)$/, '$1index.html'),
          forwardingPage(redirect, base, words, origin),
        ]),
    ),
  };
}
