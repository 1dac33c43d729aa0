import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { en } from '../../words/en.ts';
import { wordsIn } from '../../words/words.ts';
import { filesForHosts } from './files.ts';
import { policy } from './policy.ts';
import { exampleOrigin } from '../../publication/addresses/site-address.ts';

/**
 * Writes what hosts read beside the pages, and says so where the build does not know where the site will stand.
 *
 * @param language Of the site, BCP 47, once its content is read.
 */
export function hostFiles(language: () => string): AstroIntegration {
  let site = { base: '/', isExample: false };
  return {
    name: 'host-files',
    hooks: {
      'astro:config:done'({ config }) {
        site = { base: config.base, isExample: config.site === exampleOrigin };
      },
      'astro:build:done'({ dir, logger }) {
        for (const [path, text] of Object.entries(
          filesForHosts(policy, site.base, wordsIn(language()) ?? en),
        )) {
          const file = join(fileURLToPath(dir), path);
          if (existsSync(file))
            throw new Error(
              `${path} is there already: a page still stands where a redirect begins.`,
            );
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, text);
        }
        if (site.isExample) {
          logger.warn(`SITE_URL is not set: the site names ${exampleOrigin}/ as its address.`);
        }
      },
    },
  };
}
