import { hash } from 'node:crypto';
import { scriptsIn } from './own-scripts.ts';

// What a meta element cannot carry (frame-ancestors, sandbox, reporting) is for the host to send.
const directives = (
  fonts: string,
  connect: string,
  form: string,
  scripts: string,
  styles: string,
) => [
  "default-src 'none'",
  "img-src 'self'",
  `font-src ${fonts}`,
  `connect-src ${connect}`,
  "base-uri 'none'",
  `form-action ${form}`,
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  `style-src ${styles}`,
  `script-src ${scripts}`,
];

const start = '<meta http-equiv="content-security-policy" content="';

/** Whether a page has its policy: no text has a tag that is not written as one. */
export const hasPolicy = (html: string) => html.includes(start);

/** What a page is allowed besides what it holds. */
interface Permissions {
  /** The origin to which the forms of comments are sent, where the site has them. */
  comments?: string | undefined;
  /** Whether the page may load scripts of the site and run WebAssembly, as the search does. */
  webAssembly?: boolean;
}

/**
 * The page with a content security policy that allows just what it holds: its own styles and scripts by their hashes,
 * and nothing inline besides; where it has a form, that may be sent. The policy is the first thing after the character
 * set. Astro's own `security.csp` lists the styles of all pages on each of them, and scripts of its own that no page
 * has: a kilobyte that does not compress.
 */
export function withPolicy(html: string, permissions: Permissions = {}): string {
  const charset = '<meta charset="utf-8">';
  if (!html.includes(charset))
    throw new Error(`A page has no ${charset} for its policy to follow.`);
  const meta = `${start}${policyOf(html, permissions)}">`;
  return html.replace(charset, charset + meta);
}

function policyOf(html: string, { comments, webAssembly }: Permissions): string {
  const styles = hashesOf(
    [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, text = '']) => text),
  );
  const scripts = hashesOf(scriptsIn(html).map(({ text }) => text));
  // Nothing connects but a form; Lighthouse reads robots.txt from within a page. The engine answers a form that is sent
  // without scripts by a redirect to the page, and browsers hold the policy of forms against redirects too.
  const hosts =
    comments !== undefined && /<form[^>]* method="post"/.test(html)
      ? `'self' ${comments}`
      : "'self'";
  const form = html.includes('<form') ? hosts : "'none'";
  const engine = webAssembly ? " 'self' 'wasm-unsafe-eval'" : '';
  // A page that brings letters along has them in its styles.
  const fonts = html.includes('url(data:font') ? "'self' data:" : "'self'";
  return directives(fonts, hosts, form, scripts + engine, styles).join(';');
}

function hashesOf(texts: readonly string[]): string {
  const hashes = texts.map((text) => `'sha256-${hash('sha256', text, 'base64')}'`);
  return [...new Set(hashes)].join(' ') || "'none'";
}
