import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { contentFaults } from '../library/check-content.ts';
import type { Sources } from '../library/check-files.ts';
import { dayOf } from '../library/dates.ts';
import { faultsInWords } from '../library/faults.ts';

/** Stops the build before it starts where the content has a fault; while writing, says so and goes on. */
export function contentCheck(): AstroIntegration {
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup'({ command, config, logger }) {
        if (command !== 'build' && command !== 'dev') return;
        const faults = contentFaults(readSources(fileURLToPath(config.root)), dayOf(new Date()));
        if (faults.length === 0) return;
        logger.error(faultsInWords(faults));
        // Not by an error: Astro would wrap it into its own words and a stack.
        if (command === 'build') process.exit(1);
      },
    },
  };
}

function readSources(root: string): Sources {
  const listed = (folder: string) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
          .filter((entry) => !entry.isDirectory() && entry.name !== '.DS_Store')
          .map((entry) => ({
            path: relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
            isFile: entry.isFile(),
          }))
      : [];
  const content = listed('content');
  const files = content.filter(({ isFile }) => isFile).map(({ path }) => path);
  const isText = (path: string) => /\.(mdx?|ya?ml)$/.test(path);
  return {
    files: files
      .filter(isText)
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    otherFiles: files.filter((path) => !isText(path)),
    irregular: content.filter(({ isFile }) => !isFile).map(({ path }) => path),
    publicFiles: listed('public').map(({ path }) => path.slice('public/'.length)),
  };
}
