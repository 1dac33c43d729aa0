import type { ContentFile } from '../publication/text/content-files.ts';
import { didYouMean, type ContentError } from './errors.ts';
import {
  fixedPages,
  hostFiles,
  madeFolders,
  snapshotFile,
  unsignedId,
} from '../publication/addresses/paths.ts';
import {
  collectionOf,
  extensionOf,
  folders,
  hasBody,
  idOf,
  imagePattern,
  siteFile,
} from '../publication/collections.ts';
import { idPattern, type CollectionName } from '../publication/schemas.ts';
import { unseen } from '../publication/text/unseen.ts';

/** All that the site is made from, as it lies on the disk. Paths are relative, with forward slashes. */
export interface Sources {
  /** The files in `content/` that hold text, with paths from the root of the project. */
  files: readonly ContentFile[];
  /** The paths of all other files in `content/`, from the root of the project. */
  otherFiles: readonly string[];
  /** What in `content/` is no file and no folder: links. */
  irregular?: readonly string[];
  /** The paths of the files in `public/`, from there. */
  publicFiles: readonly string[];
  /** The paths of the images of both folders that cannot be read, from the root of the project. */
  damagedImages?: readonly string[];
}

/** What is wrong with the names of files: no place, no address, two of one id, a page's own place. */
export function nameErrors({
  files,
  otherFiles,
  irregular = [],
  publicFiles,
}: Sources): ContentError[] {
  const errors: ContentError[] = irregular.map((file) => ({
    file,
    problem: 'this is a link and not a file',
    fix: 'Put the file itself in its place: what a link leads to is not checked.',
  }));
  const all = [...files.map(({ path }) => path), ...otherFiles].toSorted();
  if (!all.includes(siteFile)) {
    const fix = 'Write it, with the keys title, description, language and tagAuthority.';
    errors.push({ file: siteFile, problem: 'the file is missing', fix });
  }
  const seen = new Map<string, string>();
  for (const file of all) {
    // The writer’s guide is for people.
    if (file === 'content/README.md' || file === siteFile) continue;
    const [, folder = ''] = file.split('/');
    const collection = folders.find((name) => name === folder);
    if (!collection) {
      const fix = didYouMean(folder, ['site.yaml', ...folders], `Folders: ${folders.join(', ')}.`);
      errors.push({ file, problem: 'the file is in no folder that the site reads', fix });
      continue;
    }
    if (hasBody(collection) && imagePattern.test(file)) continue;
    const id = idOf(file);
    const key = `${folder}/${id.toLowerCase()}`;
    const other = seen.get(key);
    if (other !== undefined) {
      const problem = `the file has the same id as ${other}`;
      errors.push({ file, problem, fix: 'Rename one of the two.' });
    }
    seen.set(key, file);
    errors.push(...nameErrorsOf(file, collection));
  }
  return [...errors, ...publicErrors(publicFiles, pageIds(files))];
}

/** What is wrong with the name of one file of a collection, whatever others there are. */
function nameErrorsOf(file: string, collection: CollectionName): ContentError[] {
  const errors: ContentError[] = [];
  const id = idOf(file);
  if (!collectionOf(file)) {
    errors.push({
      file,
      problem: 'the file would not be read',
      fix: `Name it content/${collection}/<id>${extensionOf(collection)}.`,
    });
  } else if (!idPattern.test(id)) {
    errors.push({
      file,
      problem: `"${id}" cannot be an address`,
      fix: 'Name the file in lower case a to z, digits and single hyphens.',
    });
  }
  if (collection === 'authors' && id === unsignedId) {
    const fix = 'Choose another id: this page lists the essays that nobody signed.';
    errors.push({ file, problem: `"${id}" cannot be an author`, fix });
  }
  if (collection === 'pages' && reserved.has(id)) {
    const fix = 'Choose another name: the site has something of its own there.';
    errors.push({ file, problem: `"${id}" cannot be a page`, fix });
  }
  return errors;
}

/** What stands at the root of the output without a file in `content/pages`. */
const reserved: ReadonlySet<string> = new Set([
  ...fixedPages.map((page) => page.split('/')[1] ?? ''),
  ...madeFolders,
  ...hostFiles,
  snapshotFile,
  '404',
  'index',
]);

const pageIds = (files: Sources['files']) =>
  files.filter(({ path }) => collectionOf(path) === 'pages').map(({ path }) => idOf(path));

/** A page's file in public/ would be overwritten by the page, or overwrite it, without a word. */
function publicErrors(publicFiles: readonly string[], pages: readonly string[]): ContentError[] {
  return publicFiles
    .filter((path) => {
      const first = path.split('/')[0]?.toLowerCase() ?? '';
      return (
        path.endsWith('.html') ||
        reserved.has(first) ||
        pages.includes(first) ||
        /^(robots|sitemap.*)\.\w+$/.test(first)
      );
    })
    .map((path) => ({
      file: `public/${path}`,
      problem: 'the file would stand where the site has a page of its own',
      fix: 'Rename it, or take it out.',
    }));
}

// What may be one of them, in a text of any length.
const maybeUnseen = new RegExp(`${unseen.source}|\\\\u[0-9a-f]{4}|&#`, 'iu');

/** Where a file has characters that cannot be seen, as they are or written as escapes. */
export function characterErrors({ files }: Sources): ContentError[] {
  return files.flatMap(({ path, text }) =>
    (maybeUnseen.test(text) ? text.split('\n') : []).flatMap((line, index) => {
      const read = line
        .replace(/^\uFEFF/, '')
        .replace(/\\u([0-9a-f]{4})|&#x([0-9a-f]+);/gi, (_, yaml?: string, html?: string) =>
          String.fromCodePoint(Math.min(parseInt(yaml ?? html ?? '', 16), 0x10ffff)),
        )
        .replace(/&#(\d+);/g, (_, code: string) =>
          String.fromCodePoint(Math.min(Number(code), 0x10ffff)),
        );
      const code = unseen.exec(read)?.[0].codePointAt(0)?.toString(16).toUpperCase();
      if (code === undefined) return [];
      return {
        file: path,
        line: index + 1,
        problem: `the line has an unseen control character in it, U+${code.padStart(4, '0')}`,
        fix: 'Delete it; write the words again by hand if it cannot be found.',
      };
    }),
  );
}
