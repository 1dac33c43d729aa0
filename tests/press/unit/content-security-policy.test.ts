import { expect, test } from 'vitest';
import { withPolicy } from '../../../src/output/content-security-policy.ts';

const page = (body: string) =>
  `<html><head><meta charset="utf-8"></head><body>${body}</body></html>`;

test('a page without styles and scripts allows none', () => {
  const html = withPolicy(page(''));
  expect(html).toContain("default-src 'none'");
  expect(html).toContain("style-src 'none';script-src 'none'");
});

test('a page allows its own styles by their hash', () => {
  // printf 'a{}' | openssl dgst -sha256 -binary | base64
  expect(withPolicy(page('<style>a{}</style>'))).toContain(
    "style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='",
  );
});

test('only a page with a form for comments may send one, to the engine behind them', () => {
  const comments = 'https://comments.example.org';
  expect(withPolicy(page('<form method="post"></form>'), { comments })).toMatch(
    /connect-src 'self' https:\/\/comments\.example\.org;base-uri 'none';form-action 'self' https:\/\/comments\.example\.org;/,
  );
  expect(withPolicy(page(''), { comments })).toBe(withPolicy(page('')));
  expect(withPolicy(page(''))).toContain("connect-src 'self';base-uri 'none';form-action 'none'");
});

test('a form that only asks may be sent to the site itself, and nowhere else', () => {
  const comments = 'https://comments.example.org';
  expect(withPolicy(page('<form></form>'), { comments })).toContain(
    "connect-src 'self';base-uri 'none';form-action 'self';",
  );
});

test('only the page that searches may load scripts of the site and run WebAssembly', () => {
  const script = '<script>a()</script>';
  const policyOf = (html: string) => /script-src ([^"]*)"/.exec(html)?.[1];
  expect(policyOf(withPolicy(page(script)))).toMatch(/^'sha256-[^' ]+'$/);
  expect(policyOf(withPolicy(page(script), { webAssembly: true }))).toMatch(
    /^'sha256-[^' ]+' 'self' 'wasm-unsafe-eval'$/,
  );
});

test('data blocks need no permission', () => {
  expect(withPolicy(page('<script type="application/ld+json">{}</script>'))).toContain(
    "script-src 'none'",
  );
});
