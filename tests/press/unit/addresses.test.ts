import { expect, test } from 'vitest';
import { underBase } from '../../../src/publication/addresses/paths.ts';
import {
  commentsAddress,
  siteAddress as addressOr,
} from '../../../src/publication/addresses/site-address.ts';
import { documentTitle } from '../../../src/publication/titles.ts';

const addressFrom = (environment: Record<string, string>) =>
  addressOr(environment, (error) => {
    throw new Error(error);
  });
const siteAddress = (url: string) => addressFrom({ SITE_URL: url });

test('a path stands under the base path', () => {
  expect(underBase('/about/', '/')).toBe('/about/');
  expect(underBase('/about/', '/essays/')).toBe('/essays/about/');
});

test('SITE_URL gives origin and base path', () => {
  expect(siteAddress('https://example.org')).toEqual({ origin: 'https://example.org', base: '/' });
  expect(siteAddress('https://example.org:8080/a/b')).toEqual({
    origin: 'https://example.org:8080',
    base: '/a/b/',
  });
});

test('without SITE_URL the site stands at an address reserved for examples', () => {
  expect(addressFrom({})).toEqual({ origin: 'https://site.example', base: '/' });
  expect(siteAddress(' ')).toEqual(addressFrom({}));
});

test('without SITE_URL the site stands where Netlify or Vercel, building it, say that it will', () => {
  const here = { origin: 'https://who.example.org', base: '/' };
  expect(addressFrom({ NETLIFY: 'true', URL: 'https://who.example.org' })).toEqual(here);
  expect(addressFrom({ VERCEL_PROJECT_PRODUCTION_URL: 'who.example.org' })).toEqual(here);
  expect(addressFrom({ URL: 'https://not-netlify.example.org' })).toEqual(addressFrom({}));
  expect(
    addressFrom({
      SITE_URL: 'https://who.example.org/',
      NETLIFY: 'true',
      URL: 'https://a.example',
    }),
  ).toEqual(here);
});

test.each([
  'example.org',
  '/essays/',
  'ftp://example.org/',
  'https:/example.org/',
  'https://*/',
  'https://*.example.org/',
  'https://exam ple.org/',
  'https://example.org:99a/',
  'https://example..org/',
  'https://example.org./',
  'https://-example.org/',
  'https:///example.org/',
  'https:\\\\example.org/',
  'https:example.org',
  'https://exam%20ple.org/',
  '//example.org/',
])('SITE_URL %s is refused with the way to write it', (url) =>
  expect(() => siteAddress(url)).toThrow(
    `SITE_URL is "${url}", which is no address of a web site. Write it in full, as in https://example.org/essays/.`,
  ),
);

test.each([
  'https://example.org/?a',
  'https://example.org/#a',
  'https://example.org//evil.example/',
  'https://example.org//',
  'https://example.org/a//',
  'https://example.org/é/',
  'https://example.org/%C3%A9/',
  'https://example.org/a b/',
  'https://example.org/"/',
  'https://example.org/c++/',
  'https://example.org/(a)/',
  'https://example.org/[id]/',
  'https://example.org/*/',
  'https://example.org/a;b/',
  'https://example.org/a$/',
  'https://example.org\\a/',
  'https://example.org/a/../b/',
  'https://example.org/./',
  'https://example.org/..',
  'https://exam\nple.org/',
  'https://example.org/a%2e/',
])('SITE_URL %s is refused for the signs in its path', (url) =>
  expect(() => siteAddress(url)).toThrow(
    `SITE_URL is "${url}", whose path can have only letters, digits, . _ ~ - and single slashes. Write it as in https://example.org/essays/.`,
  ),
);

test.each(['https://example.org/index.html', 'https://example.org/essays/index.HTM/'])(
  'SITE_URL %s is refused, which names a page',
  (url) =>
    expect(() => siteAddress(url)).toThrow(
      `SITE_URL is "${url}", which is the address of a page. Write that of its folder, as in https://example.org/essays/.`,
    ),
);

test('an address of any script and of any port is one', () => {
  expect(siteAddress('https://bücher.example/a_b/c~d.e/').origin).toBe(
    'https://xn--bcher-kva.example',
  );
  expect(siteAddress('http://[::1]:4321/').origin).toBe('http://[::1]:4321');
});

const comments = (url: string | undefined) =>
  commentsAddress(url, (error) => {
    throw new Error(error);
  })?.href;

test('without COMMENTS_URL there are no comments', () => {
  expect(comments(undefined)).toBe(undefined);
  expect(comments(' ')).toBe(undefined);
});

test('COMMENTS_URL may have a path, and ends in a slash', () => {
  expect(comments('https://comments.example.org')).toBe('https://comments.example.org/');
  expect(comments('https://example.org/comments')).toBe('https://example.org/comments/');
});

test.each(['comments.example.org', 'javascript:alert(1)', 'https://*/'])(
  'COMMENTS_URL %s is refused with the way to write it',
  (url) =>
    expect(() => comments(url)).toThrow(
      `COMMENTS_URL is "${url}", which is no address of a web site. Write it in full, as in https://comments.example.org/.`,
    ),
);

test('a name and a password in an address are refused, and not repeated', () => {
  const sentence = (name: string, example: string) =>
    `${name} has a user name or a password in it. Write it without, as in ${example}.`;
  expect(() => comments('https://u:secret@example.org/')).toThrow(
    sentence('COMMENTS_URL', 'https://comments.example.org/'),
  );
  expect(() => siteAddress('https://u@example.org/')).toThrow(
    sentence('SITE_URL', 'https://example.org/essays/'),
  );
});

test('the title of a page names the site where both fit into 60 characters', () => {
  expect(documentTitle('About', 'Who?')).toBe('About · Who?');
  expect(documentTitle('x'.repeat(53), 'Who?')).toBe(`${'x'.repeat(53)} · Who?`);
  expect(documentTitle('x'.repeat(54), 'Who?')).toBe('x'.repeat(54));
  expect(documentTitle(undefined, 'Who?')).toBe('Who?');
});
