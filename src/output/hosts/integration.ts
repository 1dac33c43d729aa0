import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { en } from '../../words/en.ts';
import { wordsIn } from '../../words/words.ts';
import { filesForHosts } from './files.ts';
import { firebaseConfig } from './firebase.ts';
import { policy, type Policy } from './policy.ts';
import { vercelConfig } from './vercel.ts';
import { exampleOrigin } from '../../publication/addresses/site-address.ts';
import type { Redirect } from '../../publication/redirects.ts';
import { refuse } from '../refuse.ts';

/**
 * Writes what hosts read beside the pages, and says so where the build does not know where the site will stand.
 *
 * @param language Of the site, BCP 47, once its content is read.
 * @param redirects Those of the content, once it is read.
 */
export function hostFiles(
  language: () => string,
  redirects: () => readonly Redirect[],
): AstroIntegration {
  let site = { base: '/', origin: exampleOrigin, root: '' };
  return {
    name: 'host-files',
    hooks: {
      'astro:config:done'({ config }) {
        const root = fileURLToPath(config.root);
        site = { base: config.base, origin: config.site ?? exampleOrigin, root };
      },
      'astro:build:done'({ dir, logger }) {
        const out = fileURLToPath(dir);
        const all = { ...policy, redirects: thoseIn(out, redirects()) };
        const words = wordsIn(language()) ?? en;
        const written = Object.entries(filesForHosts(all, site.base, words, site.origin));
        for (const [path, text] of written) {
          writeFileSync(placeIn(out, path), text);
        }
        // A feed or a book at its old address, where no host can redirect who asks for it.
        for (const { from, to } of all.redirects.filter(
          ({ from }) => !/(\/|\.html?)$/.test(from),
        )) {
          copyFileSync(join(out, to), placeIn(out, from.slice(1)));
        }
        if (site.origin === exampleOrigin) {
          logger.warn(`SITE_URL is not set: the site names ${exampleOrigin}/ as its address.`);
        }
        for (const path of stale(site.root, all)) {
          logger.warn(`${path} does not have the redirects of the content: run npm run generate.`);
        }
      },
    },
  };
}

/** The redirects to what there is: a site without comments has no feed of them. */
const thoseIn = (out: string, redirects: readonly Redirect[]): Redirect[] =>
  redirects.filter(({ to }) => existsSync(join(out, to.replace(/#.*$/, ''))));

/** Where a file is written that is not there, in a folder that is. */
function placeIn(out: string, path: string): string {
  const file = join(out, path);
  if (existsSync(file)) {
    refuse(
      `/${path.replace(/(^|\/)index\.html$/, '$1')} is where a redirect begins (“formerly” and “redirects” in content/), and the site has a page or a file there: take one of the two out.`,
    );
  }
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** What two hosts read from the repository before they build, where it is there and not as it should be. */
function stale(root: string, all: Policy): string[] {
  const files = { 'vercel.json': vercelConfig(all), 'firebase.json': firebaseConfig(all) };
  return Object.entries(files).flatMap(([path, text]) => {
    const file = join(root, path);
    return existsSync(file) && readFileSync(file, 'utf8') !== text ? [path] : [];
  });
}
