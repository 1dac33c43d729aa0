import type { ContentFile } from '../publication/text/content-files.ts';
import { didYouMean, type ContentError } from './errors.ts';
import { unseenIn } from './keys.ts';
import {
  fixedPages,
  hostFiles,
  madeFiles,
  madeFolders,
  ownIds,
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
  /** What was found wrong while they were read: links, pipes, what cannot be read, drawings that act. */
  problems?: readonly ContentError[];
  /** The paths of the files in `public/`, from there. */
  publicFiles: readonly string[];
  /** The paths of the images of both folders that cannot be read, from the root of the project. */
  damagedImages?: readonly string[];
  /** Those that have more pixels than can be read. */
  largeImages?: readonly string[];
  /** Whether the site takes comments, and has feeds of them. */
  hasComments?: boolean;
}

/** What is wrong with the names of files: no place, no address, two of one id, a page's own place. */
export function nameErrors({
  files,
  otherFiles,
  problems = [],
  publicFiles,
}: Sources): ContentError[] {
  const errors: ContentError[] = [...problems];
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
    if (hasPictures(collection) && imagePattern.test(file)) continue;
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

/** Whether the files of a collection may have pictures beside them. */
const hasPictures = (name: CollectionName) => hasBody(name) || name === 'authors';

/** What is wrong with the name of one file of a collection, whatever others there are. */
function nameErrorsOf(file: string, collection: CollectionName): ContentError[] {
  const errors: ContentError[] = [];
  const id = idOf(file);
  if (hasPictures(collection) && foreignImage.test(file)) {
    errors.push({
      file,
      problem: 'the picture is in a format that browsers do not show',
      fix: 'Save it as JPEG, PNG, WebP or AVIF.',
    });
  } else if (!hasPictures(collection) && imagePattern.test(file)) {
    const fix = 'Put it beside the essay, the page or the author that shows it.';
    errors.push({ file, problem: 'no picture of this folder is shown', fix });
  } else if (
    !collectionOf(file) &&
    !/\.(mdx?|markdown|txt|ya?ml|json|toml|html?)$|\/[^.]*$/i.test(file)
  ) {
    const fix = 'Put it into public/, if readers are to have it, or take it out.';
    errors.push({ file, problem: 'the file is no text that the site reads', fix });
  } else if (!collectionOf(file)) {
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
  if (collection === 'series' && ownIds.has(id)) {
    const fix = 'Choose another id: the home page has a part of its own by it.';
    errors.push({ file, problem: `"${id}" cannot be a series`, fix });
  }
  if (collection === 'pages' && reserved.has(id)) {
    const fix = 'Choose another name: the site has something of its own there.';
    errors.push({ file, problem: `"${id}" cannot be a page`, fix });
  }
  return errors;
}

/** Pictures that cameras and programs write, and browsers do not show. */
export const foreignImage =
  /\.(heic|heif|tiff?|bmp|jxl|jp2|psd|xcf|eps|ai|raw|dng|cr2|cr3|nef|arw|svgz)$/i;

/** What stands at the root of the output without a file in `content/pages`. */
const reserved: ReadonlySet<string> = new Set([
  ...fixedPages.map((page) => page.split('/')[1] ?? ''),
  ...madeFolders,
  ...madeFiles,
  ...hostFiles,
  '404',
  'index',
]);

const pageIds = (files: Sources['files']) =>
  files.filter(({ path }) => collectionOf(path) === 'pages').map(({ path }) => idOf(path));

// What editors, systems and tools leave beside the files that people write.
const litter =
  /^(\..*|.*~|~\$.*|#.*#|Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r|__MACOSX|4913|sed[A-Za-z0-9]{6}|.*\.(swp|swo|bak|orig|rej|tmp|temp|part|crdownload)|.*\.tmp\..*|.*\.sb-.*|.*___jb_(tmp|old)___)$/i;

/** Whether the name of a file or folder is one that no writer gives: hidden, or left by an editor or a system. */
export const isLitter = (name: string): boolean => litter.test(name);

const secret =
  /^(id_(rsa|dsa|ecdsa|ed25519).*|.*\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|env|sqlite3?|sql)|(credentials|secrets?|keys)\.(json|ya?ml|toml|txt)|htpasswd|wp-config\.php)$/i;

// What hosts take for orders to them: Cloudflare, IIS, Netlify, Vercel, Firebase.
const orders =
  /^(_worker\.js|_routes\.json|web\.config|wrangler\.(toml|jsonc?)|netlify\.toml|vercel\.json|firebase\.json)$/i;

/** Files that would replace one of the site, and those that nobody means to publish. */
function publicErrors(publicFiles: readonly string[], pages: readonly string[]): ContentError[] {
  const errors = new Map<string, ContentError>();
  for (const path of publicFiles) {
    const names = path.split('/');
    const report = (depth: number, problem: string, fix: string) => {
      const file = ['public', ...names.slice(0, depth + 1)].join('/');
      errors.set(file, { file, problem, fix });
    };
    const first = (names[0] ?? '').toLowerCase();
    if (isMade(first, pages)) {
      const fix = 'Rename it, or take it out.';
      report(names.length, 'the file would stand where the site has a page of its own', fix);
      continue;
    }
    const isKept = (name: string) => !secret.test(name) && !orders.test(name) && !isLitter(name);
    const depth = names.findIndex(
      (name, index) => !isKept(name) && !(index === 0 && name === '.well-known'),
    );
    const name = names[depth];
    if (name === undefined) continue;
    if (secret.test(name) || /^\.(env|git|ht|ssh|aws|npmrc|netrc)/i.test(name)) {
      const fix = 'Take it out of public/, and change the secret; or rename it, if it holds none.';
      report(depth, 'it may hold a secret, and would be published', fix);
    } else if (orders.test(name)) {
      const fix = 'Take it out: the build writes what hosts are told.';
      report(depth, 'the file would tell a host what to do', fix);
    } else {
      const fix = 'Delete it, or rename it if it is to be published.';
      report(depth, 'it is hidden, or left by an editor or a system, and would be published', fix);
    }
  }
  return [...errors.values()];
}

/** Whether what is at the root of the output by a name is made by the build. */
const isMade = (name: string, pages: readonly string[]) =>
  [name, name.replace(/\.html?$/, '')].some((one) => reserved.has(one) || pages.includes(one)) ||
  /^sitemap-\w+\.xml$/.test(name);

/** Where a file has characters that cannot be seen, or is not the UTF-8 that it is read as. */
export function characterErrors({ files }: Sources): ContentError[] {
  return files.flatMap(({ path: file, text: written }) => {
    const text = written.replace(/^\uFEFF/, ' '); // The mark of byte order is none of them.
    if (!unseen.test(text)) return [];
    const lineAt = (at: number) => text.slice(0, at).split('\n').length;
    const lost = text.search(/[\u0000\uFFFD]/);
    if (lost !== -1) {
      const fix = 'Save it as UTF-8, and look whether its letters are still there.';
      return [{ file, line: lineAt(lost), problem: 'the file is not UTF-8 from here on', fix }];
    }
    return text.split('\n').flatMap((line, index) => {
      const character = unseen.exec(line)?.[0];
      if (character === undefined) return [];
      const start = written.split('\n').slice(0, index).join('\n').length + (index > 0 ? 1 : 0);
      const places = [...line.matchAll(new RegExp(unseen, 'gu'))];
      const edits = places.map(({ 0: { length }, index: at }) => {
        return { start: start + at, end: start + at + length, text: '' };
      });
      return [{ file, line: index + 1, ...unseenIn('the line', character), edits }];
    });
  });
}
