import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { lookAt } from '../../check/sources.ts';
import type { Sources } from '../../check/files.ts';
import { imagePattern } from '../../publication/collections.ts';
import type { OldPost, OldSite } from './posts.ts';
import { pictureName } from './text.ts';

type Post = OldPost & { id: string };

/** The pictures of an export: those that lie in it, and can be shown. */
export class Pictures {
  /** Files to be copied, by where they go, from the root of the project. */
  readonly taken = new Map<string, string>();
  #folder: string;
  #there: ReadonlySet<string>;
  #whole = new Map<string, boolean>();

  constructor({ folder }: OldSite, { otherFiles }: Sources) {
    this.#folder = folder;
    this.#there = new Set(otherFiles);
  }

  /** Looks into the pictures that a text names: whether they can be read to their end. */
  async look({ html, cover, folder }: Post, origin: URL | undefined): Promise<void> {
    const addresses = [...html.matchAll(/\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(
      ([, double, single]) => double ?? single ?? '',
    );
    for (const address of [...addresses, cover ?? '']) {
      const file = this.#fileOf(address.replaceAll('&amp;', '&'), folder, origin);
      if (file === undefined || this.#whole.has(file)) continue;
      const { state, errors } = await lookAt(dirname(file), basename(file));
      this.#whole.set(file, state === 'whole' && errors.length === 0);
    }
  }

  /** Whether the export has a picture of an address. */
  find(address: string, { folder }: Post, origin: URL | undefined): boolean {
    return this.#fileOf(address, folder, origin) !== undefined;
  }

  /** Takes a picture along, and gives the path by which the text of the post names it; nothing where it cannot be shown. */
  take(address: string, { id, kind, folder }: Post, origin: URL | undefined): string | undefined {
    const file = this.#fileOf(address, folder, origin);
    if (file === undefined || this.#whole.get(file) === false) return undefined;
    const wanted = pictureName(id, file);
    for (let number = 1; ; number++) {
      const name = number === 1 ? wanted : wanted.replace(/(\.\w+)$/, `-${number}$1`);
      const path = `content/${kind}/${name}`;
      if (this.taken.get(path) !== file && (this.taken.has(path) || this.#there.has(path)))
        continue;
      this.taken.set(path, file);
      return `./${name}`;
    }
  }

  #fileOf(address: string, folder: string, origin: URL | undefined): string | undefined {
    if (address === '' || address.startsWith('data:')) return undefined;
    const base = origin ?? new URL('https://nowhere.invalid/');
    if (!URL.canParse(address, base)) return undefined;
    const isOwn = !/^([a-z]+:)?\/\//i.test(address);
    const written = decoded(
      isOwn ? address.replace(/[?#].*$/, '') : new URL(address, base).pathname,
    );
    const beside = isOwn && !written.startsWith('/') ? [join(folder, written)] : [];
    const below = written.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
    const roots = this.#rootsFrom(folder);
    const suffixes = below.map((_, index) => join(...below.slice(index)));
    // Of an address in full, the name of the file alone says too little.
    const known = isOwn || suffixes.length === 1 ? suffixes : suffixes.slice(0, -1);
    const candidates = [
      ...beside,
      ...known.flatMap((path) => roots.map((root) => join(root, path))),
    ];
    return candidates.find((path) => imagePattern.test(path) && isFile(path));
  }

  /** The folders in which pictures may lie: the one of the text and those around it, and where programs keep them. */
  #rootsFrom(folder: string): string[] {
    const around = [folder];
    const isWithin = !relative(this.#folder, folder).startsWith('..');
    for (
      let one = folder;
      isWithin && one !== this.#folder && one !== dirname(one);
      one = dirname(one)
    ) {
      around.push(dirname(one));
    }
    const above =
      this.#folder.split(sep).length > 3
        ? [dirname(this.#folder), dirname(dirname(this.#folder))]
        : [];
    const kept = [
      'static',
      'public',
      'assets',
      'content/images',
      'wp-content/uploads',
      'src/assets',
      'src',
    ];
    return [
      ...around,
      ...[...around, ...above].flatMap((root) => kept.map((name) => join(root, name))),
      ...above,
    ];
  }
}

export const picturesOf = (site: OldSite, sources: Sources) => new Pictures(site, sources);

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // A percent sign of its own.
  }
}
