import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import sharp from 'sharp';
import { type Sources } from './files.ts';
import { imagePattern } from '../publication/collections.ts';
import type { ContentFile } from '../publication/text/content-files.ts';
import { hasMetadata } from '../unstable/image-metadata.ts';

/**
 * Reads all that the site is made from, each time it is called; looks into an image only where it has not seen it.
 *
 * @param root The folder of the project.
 */
export function sourcesReader(root: string): () => Promise<Sources> {
  const isWhole = new Map<string, Promise<boolean>>();
  const isDamaged = async (path: string) => {
    const { size, mtimeMs } = statSync(join(root, path));
    const version = `${path} ${size} ${mtimeMs}`;
    const whole = isWhole.get(version) ?? canBeRead(join(root, path));
    isWhole.set(version, whole);
    return !(await whole);
  };

  return async () => {
    const content = listed(root, 'content');
    const files = content.filter(({ isFile }) => isFile).map(({ path }) => path);
    const inPublic = listed(root, 'public').map(({ path }) => path);
    const images = [...files, ...inPublic].filter((path) => imagePattern.test(path));
    // One at a time: beside another, one that is cut short has been seen to pass.
    const damaged: string[] = [];
    for (const path of images) if (await isDamaged(path)) damaged.push(path);
    return {
      files: contentFiles(root),
      otherFiles: files.filter((path) => !isText(path)),
      irregular: content.filter(({ isFile }) => !isFile).map(({ path }) => path),
      publicFiles: inPublic.map((path) => path.slice('public/'.length)),
      damagedImages: damaged,
    };
  };
}

/** The files in `content/` that hold text. */
function contentFiles(root: string): ContentFile[] {
  return listed(root, 'content')
    .filter(({ path, isFile }) => isFile && isText(path))
    .map(({ path }) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const isText = (path: string) => /\.(mdx?|ya?ml)$/.test(path);

function listed(root: string, folder: string) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name !== '.DS_Store')
    .map((entry) => ({
      path: relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
      isFile: entry.isFile(),
    }));
}

/**
 * Whether an image can be decoded to its end, and is one that Astro can read. Astro would publish one that is cut short,
 * with its lower part grey.
 */
async function canBeRead(file: string): Promise<boolean> {
  const isWhole = await sharp(file, { failOn: 'error' })
    .stats()
    .then(
      () => true,
      () => false,
    );
  return isWhole && hasMetadata(await readFile(file));
}
