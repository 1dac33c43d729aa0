import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { contentFaults, type Sources } from '../library/check-content.ts';
import { dayOf } from '../library/dates.ts';
import { ContentError } from '../library/faults.ts';

/** Stops the build before it starts where the content has a fault; while writing, says so and goes on. */
export function contentCheck(): AstroIntegration {
  return {
    name: 'content-check',
    hooks: {
      'astro:config:setup'({ command, config, logger }) {
        if (command !== 'build' && command !== 'dev') return;
        const faults = contentFaults(readSources(fileURLToPath(config.root)), dayOf(new Date()));
        if (faults.length === 0) return;
        const error = new ContentError(faults);
        if (command === 'build') throw error;
        logger.error(error.message);
      },
    },
  };
}

function readSources(root: string): Sources {
  const listed = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== '.DS_Store')
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'));
  const content = listed('content');
  const isText = (path: string) => /\.(mdx?|ya?ml)$/.test(path);
  return {
    files: content
      .filter(isText)
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
    otherFiles: content.filter((path) => !isText(path)),
    publicFiles: listed('public').map((path) => path.slice('public/'.length)),
  };
}
