import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { filesForHosts } from '../../../src/output/hosts/files.ts';
import { en } from '../../../src/words/en.ts';
import { policy } from '../../../src/output/hosts/policy.ts';
import { filesOf, pagesOf } from '../../support/pages.ts';

// What Cloudflare takes of a site, the narrowest of the common hosts:
// https://developers.cloudflare.com/pages/platform/limits/
const mostFiles = 20_000;
const largestFile = 25 * 1024 * 1024;

const { everything, underBase } = inject('sites');

describe.each([everything, underBase])('$name', (site) => {
  const files = filesOf(site).map((file) => file.slice(site.base.length));
  const written = new Map(Object.entries(filesForHosts(policy, site.base, en, site.origin)));
  const bytesOf = (file: string) => readFileSync(join(site.dir, file));

  test('every path is lower case ASCII', () => {
    // Astro itself names the pictures that it makes, in both cases.
    const isMade = (file: string) => /^_astro\/.+_\w+\.(avif|gif|jpe?g|png|svg|webp)$/.test(file);
    for (const file of files) if (!isMade(file)) expect(file).toMatch(/^[a-z0-9/._-]+$/);
  });

  test('files and their sizes are far below what hosts take', () => {
    expect(files.length).toBeLessThan(mostFiles / 10);
    for (const file of files) {
      expect(statSync(join(site.dir, file)).size, file).toBeLessThan(largestFile / 10);
    }
  });

  test('what hosts read is there, as the policy says for this base path', () => {
    expect(written.has('.nojekyll')).toBe(true);
    for (const [path, text] of written) {
      // The content security policy is put into pages afterwards.
      if (!path.endsWith('.html')) expect(bytesOf(path).toString(), path).toBe(text);
    }
  });

  test('beside every text of a kilobyte or more lies the same text compressed', () => {
    const texts = files.filter(
      (file) => /\.(html|xml|json|txt|svg|css|js)$/.test(file) && !written.has(file),
    );
    expect(texts.length).toBeGreaterThan(10);
    for (const file of texts) {
      const text = bytesOf(file);
      expect(existsSync(join(site.dir, `${file}.br`)), file).toBe(text.length >= 1024);
      if (text.length < 1024) continue;
      expect(brotliDecompressSync(bytesOf(`${file}.br`)).equals(text), file).toBe(true);
      expect(gunzipSync(bytesOf(`${file}.gz`)).equals(text), file).toBe(true);
    }
  });

  test('the 404 page works at any depth: all that it names begins at the root of the host', () => {
    const page = pagesOf(site).find(({ path }) => path === `${site.base}404.html`);
    const named = [...(page?.document.querySelectorAll('[href], [src]') ?? [])].map(
      (element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '',
    );
    expect(named.length).toBeGreaterThan(10);
    for (const address of named) {
      if (!/^(https:|#)/.test(address)) expect(address.startsWith(site.base), address).toBe(true);
    }
  });
});
