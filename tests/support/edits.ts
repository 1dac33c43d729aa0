import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { checkContent } from '../../src/check/check.ts';
import { sourcesReader } from '../../src/check/sources.ts';
import { todayIn } from '../../src/check/today.ts';

// Edits of a publication as people make them, picked by chance: the same for the same seed.

/** Numbers from 0 to 1, by the generator of Park and Miller. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** A publication in a folder, as it is edited. */
class Content {
  #folder: string;
  #random: () => number;

  constructor(folder: string, random: () => number) {
    this.#folder = folder;
    this.#random = random;
  }

  pick<T>(some: readonly T[]): T {
    const picked = some[Math.floor(this.#random() * some.length)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  /** The files of a collection, from the folder of the content. */
  files(collection: string, ending = /\.(mdx|yaml)$/): string[] {
    const folder = join(this.#folder, collection);
    const names = existsSync(folder) ? readdirSync(folder).toSorted() : [];
    return names.filter((name) => ending.test(name)).map((name) => `${collection}/${name}`);
  }

  edit(file: string, change: (text: string) => string) {
    const path = join(this.#folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }

  write(file: string, bytes: string | Buffer) {
    writeFileSync(join(this.#folder, file), bytes);
  }

  remove(file: string) {
    rmSync(join(this.#folder, file));
  }

  /** Gives a file another name, here and wherever it is named. */
  rename(file: string, keepsOld: boolean) {
    const [, folder = '', old = '', ending = ''] = /^(\w+)\/([\w-]+)\.(\w+)$/.exec(file) ?? [];
    const name = `${old.replace(/-\d+$/, '')}-${Math.floor(this.#random() * 1000)}`;
    const move = (from: string, to: string) => {
      if (existsSync(join(this.#folder, from))) {
        renameSync(join(this.#folder, from), join(this.#folder, to));
      }
    };
    move(file, `${folder}/${name}.${ending}`);
    if (folder === 'essays') move(`discussions/${old}.yaml`, `discussions/${name}.yaml`);
    const everywhere = ['pages', 'essays', 'authors', 'series', 'discussions'];
    for (const one of [...everywhere.flatMap((each) => this.files(each)), 'site.yaml']) {
      this.edit(one, (text) =>
        text.replace(new RegExp(`(?<![\\w-])${old}(?![\\w-])(?!\\.png)`, 'g'), name),
      );
    }
    if (!keepsOld) return;
    this.edit(`${folder}/${name}.${ending}`, (text) =>
      text.includes('formerly:')
        ? text.replace('formerly: [', `formerly: [${old}, `)
        : text.replace(/^(---\n)?/, `$1formerly: [${old}]\n`),
    );
  }
}

const word = (random: () => number) =>
  ['plane', 'chisel', 'mallet', 'gouge', 'bevel', 'awl'][Math.floor(random() * 6)] ?? '';
const valueOf = (key: string) => new RegExp(`^${key}: (?!>|\\|).*$`, 'm');

const kinds: Record<string, (content: Content, random: () => number) => void | Promise<void>> = {
  'a paragraph comes': (content, random) =>
    content.edit(content.pick(content.files('essays')), (text) =>
      text.replace(/\n---\n\n/, `\n---\n\nA ${word(random)} is never lent.\n\n`),
    ),
  'a paragraph goes': (content) =>
    content.edit(content.pick(content.files('essays')), (text) =>
      text.replace(/^A \w+ is never lent\.\n\n/m, ''),
    ),
  'a title': (content, random) =>
    content.edit(content.pick([...content.files('essays'), ...content.files('series')]), (text) =>
      text.replace(valueOf('title'), `title: On the ${word(random)} again`),
    ),
  'a standfirst': (content, random) =>
    content.edit(
      content.pick(['essays', 'series', 'authors'].flatMap((name) => content.files(name))),
      (text) => text.replace(valueOf('standfirst'), `standfirst: What a ${word(random)} is for.`),
    ),
  'the name of an author': (content, random) =>
    content.edit(content.pick(content.files('authors')), (text) =>
      text.replace(valueOf('name'), `name: Ann ${word(random)}`),
    ),
  'the title of the site': (content, random) =>
    content.edit('site.yaml', (text) =>
      text.replace(valueOf('title'), `title: The ${word(random)}`),
    ),
  'a day': (content, random) =>
    content.edit(content.pick(content.files('essays')), (text) =>
      text.replace(valueOf('published'), `published: 20${10 + Math.floor(random() * 9)}-02-03`),
    ),
  'a draft': (content) =>
    content.edit(content.pick(content.files('essays')), (text) =>
      /^draft: true\n/m.test(text)
        ? text.replace(/^draft: true\n/m, '')
        : text.replace(/^kind: /m, 'draft: true\nkind: '),
    ),
  'a position': (content, random) =>
    content.edit(content.pick(content.files('essays')), (text) =>
      text.replace(/^position: .*$/m, `position: ${Math.round(random() * 100) / 100}`),
    ),
  'the order of a series': (content) =>
    content.edit(content.pick(content.files('series')), (text) =>
      text.replace(/^(essays:\n)( {2}- .*\n)((?: {2}- .*\n)+)/m, '$1$3$2'),
    ),
  'the words of a discussion': (content, random) =>
    content.edit(content.pick(content.files('discussions')), (text) =>
      text.replace(valueOf('place'), `place: beside the ${word(random)}`),
    ),
  'a picture': async (content, random) => {
    const background = { r: Math.floor(random() * 255), g: 9, b: 9 };
    const size = { width: 40, height: 30, channels: 3 } as const;
    const picture = await sharp({ create: { ...size, background } })
      .png()
      .toBuffer();
    content.write(content.pick(content.files('essays', /\.png$/)), picture);
  },
  'an essay comes': (content, random) =>
    content.write(
      `essays/of-a-${word(random)}.mdx`,
      `---\ntitle: Of a ${word(random)}\nstandfirst: What it is.\nauthors: []\npublished: 2021-03-04\nkind: original\n---\n\nA ${word(random)}.\n`,
    ),
  'an essay goes': (content) => content.remove(content.pick(content.files('essays'))),
  'an essay, renamed': (content) => content.rename(content.pick(content.files('essays')), false),
  'a series, renamed': (content) => content.rename(content.pick(content.files('series')), false),
  'an author, renamed': (content) => content.rename(content.pick(content.files('authors')), false),
  'something, renamed with its old name kept': (content) =>
    content.rename(
      content.pick(['essays', 'series', 'authors'].flatMap((name) => content.files(name))),
      true,
    ),
};

/**
 * Edits the content of a project once, so that it is still right.
 *
 * @returns What was edited.
 */
export async function editByChance(project: string, random: () => number): Promise<string> {
  const folder = join(project, 'content');
  const before = join(project, 'content-before');
  const names = Object.keys(kinds);
  for (;;) {
    cpSync(folder, before, { recursive: true });
    const name = names[Math.floor(random() * names.length)] ?? '';
    await kinds[name]?.(new Content(folder, random), random);
    const sources = await sourcesReader(project)();
    const isRight = checkContent(sources, todayIn(sources)).errors.length === 0;
    if (!isRight) {
      rmSync(folder, { recursive: true });
      renameSync(before, folder);
      continue;
    }
    rmSync(before, { recursive: true });
    return name;
  }
}
