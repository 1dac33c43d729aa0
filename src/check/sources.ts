import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'astro/zod';
import sharp from 'sharp';
import { activeErrors, canAct } from './active-files.ts';
import type { ContentError } from './errors.ts';
import { isLitter, type Sources } from './files.ts';
import { imagePattern } from '../publication/collections.ts';
import type { ContentFile } from '../publication/text/content-files.ts';
import { hasMetadata } from '../unstable/image-metadata.ts';

/**
 * Reads all that the site is made from, each time it is called; looks into a picture only where it has not seen it.
 *
 * @param root The folder of the project.
 */
export function sourcesReader(root: string): () => Promise<Sources> {
  const looked = new Map<string, Promise<Look>>();
  const lookInto = (path: string): Promise<Look> => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    const version = `${path} ${stat?.size} ${stat?.mtimeMs}`;
    const look = looked.get(version) ?? lookAt(root, path);
    looked.set(version, look);
    return look;
  };

  return async () => {
    const problems: ContentError[] = [];
    const inContent = listed(root, 'content', problems);
    const inPublic = listed(root, 'public', problems);
    const files: ContentFile[] = [];
    for (const path of inContent.filter(isText)) {
      try {
        files.push({ path, text: readFileSync(join(root, path), 'utf8') });
      } catch (error) {
        problems.push(...unreadable(path, error));
      }
    }
    const damagedImages: string[] = [];
    const largeImages: string[] = [];
    // One at a time: beside another, one that is cut short has been seen to pass.
    for (const path of [...inContent, ...inPublic].filter((one) => !isRead(one))) {
      try {
        accessSync(join(root, path), constants.R_OK);
      } catch (error) {
        problems.push(...unreadable(path, error));
        continue;
      }
      if (!imagePattern.test(path) && !(canAct(path) && path.startsWith('public/'))) continue;
      const { state, errors } = await lookInto(path);
      problems.push(...errors);
      if (state === 'damaged') damagedImages.push(path);
      if (state === 'large') largeImages.push(path);
    }
    return {
      files,
      otherFiles: inContent.filter((path) => !isText(path)),
      publicFiles: inPublic.map((path) => path.slice('public/'.length)),
      problems,
      damagedImages,
      largeImages,
      hasComments: Boolean(process.env['COMMENTS_URL']?.trim()),
    };
  };
}

const isText = (path: string) => /\.(mdx?|ya?ml)$/.test(path);

/** Whether a file is one whose text has been read. */
const isRead = (path: string) => path.startsWith('content/') && isText(path);

/**
 * The files of a folder and of those in it, from the root of the project. What is neither file nor folder, or cannot be
 * read, is a problem. What editors and systems leave beside the content is passed over; what of it lies in `public/`
 * would be published, and is listed.
 */
function listed(root: string, folder: string, problems: ContentError[]): string[] {
  if (!existsSync(join(root, folder))) return [];
  let entries: Dirent[];
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    problems.push(...unreadable(folder, error));
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path.startsWith('content/') && isLitter(entry.name)) return [];
    if (entry.name.includes('\uFFFD')) {
      problems.push({
        file: path,
        problem: 'the name of the file is not UTF-8',
        fix: 'Rename it in lower case a to z, digits and hyphens.',
      });
      return [];
    }
    if (entry.isDirectory()) return listed(root, path, problems);
    if (entry.isFile()) return [path];
    problems.push({
      file: path,
      ...(entry.isSymbolicLink()
        ? {
            problem: 'this is a link and not a file',
            fix: 'Put the file itself in its place: what a link leads to is not checked.',
          }
        : {
            problem: 'this is a pipe, a socket or a device, and not a file',
            fix: 'Take it out.',
          }),
    });
    return [];
  });
}

/** What is said of a file or folder that cannot be read; nothing where it is gone since its folder was. */
function unreadable(file: string, error: unknown): ContentError[] {
  const { code } = z
    .object({ code: z.string() })
    .catch({ code: String(error) })
    .parse(error);
  if (code === 'ENOENT') return [];
  return [{ file, problem: `it cannot be read (${code})`, fix: 'Let this user read it.' }];
}

/** What is known of a picture, or of another file that can act, once it has been looked into. */
interface Look {
  state: 'whole' | 'damaged' | 'large';
  errors: ContentError[];
}

/** Looks into such a file. @param path From the root. */
export async function lookAt(root: string, path: string): Promise<Look> {
  const file = join(root, path);
  try {
    const errors = canAct(path) ? activeErrors(path, await readFile(file, 'utf8')) : [];
    if (!imagePattern.test(path)) return { state: 'whole', errors };
    const state = await stateOf(file);
    // A phone's format, by another name: https://nokiatech.github.io/heif/technical.html
    const isHeic = state === 'damaged' && /^.{4}ftyp(hei|hev|mif|msf)/s.test(await startOf(file));
    if (!isHeic) return { state, errors };
    const problem = 'the picture is HEIC, whatever its name says, which browsers do not show';
    const fix = 'Save it anew as JPEG, PNG, WebP or AVIF.';
    return { state: 'whole', errors: [{ file: path, problem, fix }] };
  } catch (error) {
    return { state: 'whole', errors: unreadable(path, error) };
  }
}

/** The first bytes of a file, each as a letter. */
const startOf = async (file: string) => (await readFile(file)).toString('latin1', 0, 16);

/** What sharp, and Astro with it, decodes at most, in pixels. */
const mostPixels = 0x3fff ** 2;

/**
 * Whether an image can be decoded to its end, and is one that Astro can read. Astro would publish one that is cut short,
 * with its lower part grey.
 */
async function stateOf(file: string): Promise<Look['state']> {
  const size = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!size) return 'damaged';
  if (size.width * size.height > mostPixels) return 'large';
  const isWhole = await sharp(file, { failOn: 'error' })
    .stats()
    .then(
      () => true,
      () => false,
    );
  return isWhole && (await hasMetadata(await readFile(file))) ? 'whole' : 'damaged';
}
