import { expect, test } from 'vitest';
import { apacheConfig } from '../../../src/output/hosts/apache.ts';
import { azureConfig } from '../../../src/output/hosts/azure.ts';
import { caddyConfig } from '../../../src/output/hosts/caddy.ts';
import { filesForHosts } from '../../../src/output/hosts/files.ts';
import { firebaseConfig } from '../../../src/output/hosts/firebase.ts';
import { headersFile, redirectsFile } from '../../../src/output/hosts/netlify-cloudflare.ts';
import { nginxConfig } from '../../../src/output/hosts/nginx.ts';
import { cachingOf, policy, typeOf, type Policy } from '../../../src/output/hosts/policy.ts';
import { en } from '../../../src/words/en.ts';
import { vercelConfig } from '../../../src/output/hosts/vercel.ts';

const example: Policy = { ...policy, redirects: [{ from: '/old/', to: '/new/' }] };
const forms = {
  'Netlify and Cloudflare': headersFile(example, '/base/'),
  Azure: azureConfig(example, '/base/'),
  Vercel: vercelConfig(example),
  Firebase: firebaseConfig(example),
  nginx: nginxConfig(example, '/base/'),
  Caddy: caddyConfig(example, '/base/'),
  Apache: apacheConfig(example, '/base/'),
};

test.each(Object.entries(forms))('%s is told every header, type and caching', (_, text) => {
  for (const [name, value] of Object.entries(policy.headers)) {
    expect(text).toContain(name);
    expect(text).toContain(value);
  }
  for (const { type } of policy.types) expect(text).toContain(type);
  expect(text).toContain(policy.caching.hashed);
  expect(text).toContain(policy.svg);
});

test('no rule of Netlify and Cloudflare repeats a header of another, but the policy of SVG files', () => {
  const names = [...headersFile(policy, '/').matchAll(/^ {2}([\w-]+):/gm)].map(([, name]) => name);
  const once = names.filter((name) => name !== 'Content-Type');
  expect(new Set(once).size).toBe(once.length - 1);
  expect(once.filter((name) => name === 'Content-Security-Policy')).toHaveLength(2);
  const typed = policy.types.flatMap(({ paths }) => paths);
  expect(new Set(typed).size).toBe(typed.length);
});

test('what Netlify and Cloudflare send by themselves is what pages are to have', () => {
  expect(policy.caching.others).toBe('public, max-age=0, must-revalidate');
});

test('a page that has moved is told to every host, base path included', () => {
  expect(redirectsFile(example, '/base/')).toBe(
    '/base/old/ /base/new/ 301!\n/base/old/ /base/new/ 301\n',
  );
  expect(JSON.parse(forms.Azure).routes[0]).toEqual({
    route: '/base/old/',
    redirect: '/base/new/',
    statusCode: 301,
  });
  expect(JSON.parse(forms.Vercel).redirects).toEqual([
    { source: '/((?:.+/)?)old/', destination: '/$1new/', statusCode: 301 },
  ]);
  expect(JSON.parse(forms.Firebase).hosting.redirects).toEqual([
    { source: '/:base*/old/', destination: '/:base*/new/', type: 301 },
  ]);
  expect(forms.nginx).toContain('location = /base/old/ { return 301 /base/new/; }');
  expect(forms.Caddy).toContain('redir /base/old/ /base/new/ 301');
  expect(forms.Apache).toContain('RewriteRule ^old/$ /base/new/ [R=301,L,NE]');
});

test('hosts that cannot redirect have a page at the old place that forwards', () => {
  const page = filesForHosts(example, '/base/', en, 'https://example.org')['old/index.html'];
  expect(page).toContain('<meta http-equiv="refresh" content="0; url=/base/new/">');
  expect(page).toContain('<a href="/base/new/">');
  expect(page).toContain('<link rel="canonical" href="https://example.org/base/new/">');
  expect(page).toContain('<meta name="robots" content="noindex">');
});

test('a path has the type and the caching of its kind', () => {
  expect(typeOf('/authors/ann-doe/atom.xml')).toBe('application/xml; charset=utf-8');
  expect(typeOf('/authors/ann-doe/deeper/atom.xml')).toBe(undefined);
  expect(typeOf('/series/one/one.epub')).toBe('application/epub+zip');
  expect(typeOf('/sitemap-0.xml')).toBe(undefined);
  expect(cachingOf('/_astro/a.css')).toBe(policy.caching.hashed);
  expect(cachingOf('/about/')).toBe(policy.caching.others);
});
