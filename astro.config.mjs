import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { contentCheck } from './src/check/integration.ts';
import { contentLoaders } from './src/loaders/integration.ts';
import { finish } from './src/output/finish.ts';
import { hostFiles } from './src/output/hosts/integration.ts';
import { summary } from './src/output/summary.ts';
import { wholeOutput } from './src/output/whole-output.ts';
import { commentsAddress, siteAddress } from './src/publication/addresses/site-address.ts';
import { textPlugins } from './src/publication/text/plugins.ts';

const refuse = (error) => {
  console.error(error);
  process.exit(1);
};
const { origin, base } = siteAddress(process.env, refuse);
const comments = commentsAddress(process.env['COMMENTS_URL'], refuse);

// Astro writes the value of a variable into the modules in whose text it finds the name, and this name is in all: a build
// that another program starts would make everything anew.
delete process.env['_'];

const content = contentCheck();
const text = textPlugins(base);

export default defineConfig({
  site: origin,
  base,
  trailingSlash: 'always',
  // What the last four do to the output follows in this order.
  integrations: [
    content,
    contentLoaders(),
    // Renders the texts that loaders/entries.ts has compiled.
    mdx(),
    sitemap(),
    hostFiles(content.language, content.redirects),
    finish(comments?.origin),
    summary(content.stats, content.redirects),
    wholeOutput(),
  ],
  // What every text of the content goes through: essays, pages, Markdown in YAML files and comments.
  markdown: {
    processor: unified({
      gfm: false, // remark-gfm is among the plugins, with an option.
      smartypants: false, // The content is typographic already.
      remarkPlugins: [...text.remarkPlugins],
      remarkRehype: text.remarkRehype,
      rehypePlugins: [...text.rehypePlugins],
    }),
  },
  // While some pages are written, others are rendered.
  build: { inlineStylesheets: 'always', concurrency: 8 },
  vite: {
    build: {
      rolldownOptions: {
        // Lower case only: some disks and hosts do not tell a from A.
        output: { hashCharacters: 'base36' },
      },
    },
  },
  logger: { entrypoint: './src/output/log.ts' },
  devToolbar: { enabled: false },
  // Tells editors which file belongs to which schema (.vscode/settings.json).
  experimental: { contentIntellisense: true, incrementalBuild: true },
});
