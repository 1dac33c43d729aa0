import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { seal, unseal } from './cache-seal.ts';
import { takeLock } from './lock.ts';
import { sayInstead } from '../unstable/printed-errors.ts';
import { keepAssets } from '../unstable/rendered-assets.ts';
import { refuse } from './refuse.ts';
import { whyNotWritten, whyNotWrittenAsPrinted } from './system-errors.ts';

// Vite takes what follows a # or a ? for no part of a path, and the compiler of Astro does not escape quotes and line
// breaks.
const unreadable = /["#?\\\p{Cc}]/u;

/**
 * Lets a build change the folder of the site at its very end, and as a whole: it is written beside it, and then takes its
 * place. A build that fails, or is killed, leaves the site of the one before, and nothing in the caches that a later one
 * would take for right. In one project builds do not run at the same time. Comes last of all integrations.
 */
export function wholeOutput(): AstroIntegration {
  const started = performance.now();
  let root = '';
  let cache = '';
  let assets = '';
  let output: Output | undefined;
  const orRefuse = (write: () => void) => {
    try {
      write();
    } catch (error) {
      const sentence = whyNotWritten(error, root);
      if (sentence === undefined) throw error;
      refuse(sentence);
    }
  };
  return {
    name: 'whole-output',
    hooks: {
      'astro:config:setup'({ command, config, updateConfig, logger }) {
        root = fileURLToPath(config.root);
        const sign = unreadable.exec(decodeURIComponent(config.root.pathname))?.[0];
        if (sign !== undefined) {
          refuse(
            `The path of this folder has ${JSON.stringify(sign)} in it, which the tools of the build cannot read: give the folder another name. It is ${root}`,
          );
        }
        if (command !== 'build') return;
        assets = config.build.assets;
        cache = fileURLToPath(config.cacheDir);
        sayInstead((printed) => whyNotWrittenAsPrinted(printed, root));
        const given = fileURLToPath(config.outDir).replace(/[\\/]$/, '');
        if (!existsSync(given) && lstatSync(given, { throwIfNoEntry: false })) {
          refuse(
            `${relative(root, given)} is a link to nothing: make the folder to which it leads, or take the link away.`,
          );
        }
        orRefuse(() => {
          if (!takeLock(cache, 'build')) {
            refuse('Another build runs in this folder: wait until it has ended.');
          }
          // Where Astro writes the types of the content.
          mkdirSync(join(root, '.astro'), { recursive: true });
          accessSync(join(root, '.astro'), constants.W_OK);
          output = outputAt(given);
          unseal(cache);
        });
        if (output) updateConfig({ outDir: pathToFileURL(`${output.unfinished}/`) });
        logger.info('Reading the content');
      },
      'astro:build:start'({ logger }) {
        logger.info('Compiling the pages');
      },
      'astro:build:generated'() {
        if (output) keepAssets(output.unfinished, assets);
      },
      'astro:build:done'({ logger }) {
        orRefuse(() => {
          seal(cache);
          output?.finish();
        });
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        logger.info(`Built in ${seconds} s: ${relative(root, output?.folder ?? root)}/`);
      },
    },
  };
}

/** The folder of a site, and the one beside it in which the next is made. */
interface Output {
  folder: string;
  unfinished: string;
  /** Puts the one that was made into the place of the other. */
  finish(): void;
}

function outputAt(given: string): Output {
  // A link stays, and what it leads to is changed.
  const folder = existsSync(given) ? realpathSync(given) : join(dirname(given), basename(given));
  const beside = (what: string) => join(dirname(folder), `.${basename(folder)}-${what}`);
  const [unfinished, before] = [beside('building'), beside('before')];
  // Where the last build was killed between the two steps of its end.
  if (!existsSync(folder) && existsSync(before)) renameSync(before, folder);
  for (const rest of [unfinished, before]) rmSync(rest, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  process.once('exit', () => rmSync(unfinished, { recursive: true, force: true }));
  // With a slash, so that a file of that name is refused.
  if (existsSync(folder)) accessSync(`${folder}/`, constants.W_OK);
  return {
    folder,
    unfinished,
    finish() {
      if (existsSync(folder)) renameSync(folder, before);
      renameSync(unfinished, folder);
      // Of those who publish by git: Astro leaves it in its place too.
      const repository = join(before, '.git');
      if (existsSync(repository)) renameSync(repository, join(folder, '.git'));
      rmSync(before, { recursive: true, force: true });
    },
  };
}
