import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

// What a meta element cannot carry (frame-ancestors, sandbox, reporting) is for the host to send.
const fixed = [
  "default-src 'none'",
  "img-src 'self'",
  "font-src 'self'",
  // Nothing connects; Lighthouse reads robots.txt from within a page.
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/**
 * Writes into every page of the build a content security policy that allows just what that page holds: its own
 * styles and scripts by their hashes, and nothing inline besides. Astro's own `security.csp` lists the styles of all
 * pages on each of them, and scripts of its own that no page has: a kilobyte that does not compress.
 */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done'({ dir }) {
        const root = fileURLToPath(dir);
        for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
          if (!file.endsWith('.html')) continue;
          const html = readFileSync(join(root, file), 'utf8');
          writeFileSync(join(root, file), withPolicy(html));
        }
      },
    },
  };
}

/** The page with its policy as the first thing after its character set. */
export function withPolicy(html: string): string {
  const charset = '<meta charset="utf-8">';
  if (!html.includes(charset))
    throw new Error(`A page has no ${charset} for its policy to follow.`);
  const meta = `<meta http-equiv="content-security-policy" content="${policyOf(html)}">`;
  return html.replace(charset, charset + meta);
}

function policyOf(html: string): string {
  const styles = hashesOf(html, /<style[^>]*>([^]*?)<\/style>/g);
  // Data blocks, such as JSON-LD, are not scripts: they need no permission.
  const scripts = hashesOf(html, /<script(?![^>]*ld\+json)[^>]*>([^]*?)<\/script>/g);
  return [...fixed, `style-src ${styles}`, `script-src ${scripts}`].join(';');
}

function hashesOf(html: string, pattern: RegExp): string {
  const hashes = [...html.matchAll(pattern)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [...new Set(hashes)].join(' ') || "'none'";
}
