import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { idOf } from '../publication/collections.ts';
import { parseContentFile } from '../publication/text/content-files.ts';
import { notesOf } from '../publication/text/notes.ts';
import { countWords } from '../publication/essays.ts';
import { compiledText } from '../publication/text/markdown.ts';
import { schemas, type Data, type LoadedText } from '../publication/schemas.ts';

/** Whether an essay is loaded at all: what is not loaded leaves no word and no image in the output. */
export type IsShown = (essay: Pick<Data['essays'], 'draft' | 'published'>) => boolean;

/**
 * Loads the essays of a folder, each with its text compiled (see loadedText in publication/schemas.ts). A text is data,
 * and no module: one that has not changed since the last build is neither compiled again nor bundled.
 *
 * @param folder From the root of the project.
 */
export function essaysLoader(folder: string, isShown: IsShown): Loader {
  return {
    name: 'essays',
    async load({ config, store, generateDigest, watcher }) {
      const root = fileURLToPath(config.root);
      const compiler = digestOfCompiler(root);

      const hashOfPicture = (path: string) =>
        hashOf(join(root, path.startsWith('/') ? `public${path}` : `${folder}/${path}`));

      const load = async (name: string) => {
        const filePath = `${folder}/${name}`;
        const text = readFileSync(join(root, filePath), 'utf8');
        const id = idOf(name);
        const digest = generateDigest(`${compiler} ${config.base} ${text}`);
        const known = store.get<Data['essays'] & LoadedText>(id);
        const isSame =
          known?.digest === digest &&
          known.data.pictures.every(({ path, hash }) => hash === hashOfPicture(path));
        if (isSame && isShown(known.data)) return;
        const { data: written, body } = parseContentFile({ path: filePath, text });
        const data = schemas.essays.parse(written);
        store.delete(id);
        if (!isShown(data)) return;
        const { code, pictures } = compiledText(body, config.base);
        const isBeside = (path: string) => path.startsWith('.');
        store.set({
          id,
          data: {
            ...data,
            code,
            pictures: pictures.map((path) => ({
              path,
              hash: hashOfPicture(path),
              ...(isBeside(path) && { image: path }),
            })),
            notes: notesOf(body),
            words: countWords(body),
          },
          filePath,
          digest,
          assetImports: pictures.filter(isBeside),
          // In the place of these paths Astro gives the images as they are published.
          imageImports: pictures.flatMap((path, index) =>
            isBeside(path) ? [['pictures', index, 'image']] : [],
          ),
        });
      };

      // First: a file that cannot be loaded now is watched until it can.
      const isEssay = (path: string) =>
        dirname(path) === join(root, folder) && path.endsWith('.mdx');
      watcher?.add(join(root, folder));
      for (const event of ['add', 'change'] as const) {
        watcher?.on(event, (path) => {
          // What cannot be loaded has an error: the page of errors tells of it.
          if (isEssay(path)) void load(basename(path)).catch(() => {});
        });
      }
      watcher?.on('unlink', (path) => {
        if (isEssay(path)) store.delete(idOf(path));
      });

      const names = essayFiles(join(root, folder));
      const ids = new Set(names.map(idOf));
      for (const id of store.keys()) if (!ids.has(id)) store.delete(id);
      for (const name of names) await load(name);
    },
  };
}

const essayFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mdx'))
    .map(({ name }) => name);

/** The slugs of the essays of a folder that are shown. */
export function shownEssays(folder: string, isShown: IsShown): string[] {
  return essayFiles(folder)
    .filter((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const essay = schemas.essays.safeParse(parseContentFile({ path: name, text }).data);
      return essay.success && isShown(essay.data);
    })
    .map(idOf);
}

/** A hash of all code that a text is compiled with, its packages included. */
function digestOfCompiler(root: string): string {
  const code = join(root, 'src/publication');
  const files = readdirSync(code, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return hashOf(join(root, 'package.json'), ...files);
}

function hashOf(...files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('base64url');
}
