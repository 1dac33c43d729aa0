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
  expect(addressFrom({})).toEqual({ origin: 'https://who-is-it-about.example', base: '/' });
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
  'https://example.org/?a',
  'https://example.org/#a',
])('SITE_URL %s is refused with the way to write it', (url) =>
  expect(() => siteAddress(url)).toThrow(
    `SITE_URL is "${url}", which is no address of a web site. Write it in full, as in https://example.org/essays/.`,
  ),
);

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

test.each(['comments.example.org', 'javascript:alert(1)', 'https://example.org/?a'])(
  'COMMENTS_URL %s is refused with the way to write it',
  (url) =>
    expect(() => comments(url)).toThrow(
      `COMMENTS_URL is "${url}", which is no address of a web site. Write it in full, as in https://comments.example.org/.`,
    ),
);

test('the title of a page names the site where both fit into 60 characters', () => {
  expect(documentTitle('About', 'Who?')).toBe('About · Who?');
  expect(documentTitle('x'.repeat(53), 'Who?')).toBe(`${'x'.repeat(53)} · Who?`);
  expect(documentTitle('x'.repeat(54), 'Who?')).toBe('x'.repeat(54));
  expect(documentTitle(undefined, 'Who?')).toBe('Who?');
});
