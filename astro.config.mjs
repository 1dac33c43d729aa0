import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { contentCheck } from './src/integrations/content-check.ts';
import { contentSecurityPolicy } from './src/integrations/content-security-policy.ts';
import { fileSizes } from './src/integrations/file-sizes.ts';
import { siteAddress } from './src/library/site-address.ts';
import { essayProcessor } from './src/library/markdown.ts';

const { origin, base } = siteAddress(process.env['SITE_URL'], (fault) => {
  console.error(fault);
  process.exit(1);
});

export default defineConfig({
  site: origin,
  base,
  trailingSlash: 'always',
  integrations: [contentCheck(), mdx(), sitemap(), contentSecurityPolicy(), fileSizes()],
  markdown: { processor: essayProcessor(base), syntaxHighlight: false },
  build: { inlineStylesheets: 'always' },
  vite: {
    build: {
      rolldownOptions: {
        // MDX modules carry a directive of Astro's that the bundler does not know; nothing is lost by it.
        onLog: (level, log, print) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && print(level, log),
      },
    },
  },
  devToolbar: { enabled: false },
});
