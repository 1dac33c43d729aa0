import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { Loader } from 'astro/loaders';
import type { Checked, CheckedEntries } from '../check/entries.ts';
import { reasonOf, type ContentError } from '../check/errors.ts';
import type {} from '../check/integration.ts'; // For the types of its hooks.
import { besideIt } from '../publication/authors.ts';
import { hasBody } from '../publication/collections.ts';
import { dayOf, type PartialDate } from '../publication/dates.ts';
import { countWords } from '../publication/essays.ts';
import type { CollectionName, Data, LoadedText, TextPicture } from '../publication/schemas.ts';
import { compiledText, type MdxTree } from '../publication/text/markdown.ts';
import { lookAt } from './pictures.ts';
import { en, type Words } from '../words/en.ts';
import { wordsIn } from '../words/words.ts';
import { pluginsOf, type TextPlugins } from '../publication/text/plugins.ts';

/**
 * Whether an entry is loaded at all: what is not loaded leaves no word and no image in the output.
 *
 * @param today In the time zone of the site, as `yyyy-mm-dd`.
 */
export type IsShown = (data: Data[CollectionName], today: PartialDate) => boolean;

/**
 * Loads the entries of a collection, as the check of content has read and accepted them. The texts of essays and pages
 * are compiled (see loadedText in publication/schemas.ts). A text is data, and no module: one that has not changed since
 * the last build is neither compiled again nor bundled; one that was kept and is not as it was made is made anew.
 * Whatever cannot be loaded is an error of the content.
 *
 * @param isWriting Whether the texts are checked again when something changes. Else they are let go, once compiled,
 * which changes them.
 */
export function entriesLoader(name: CollectionName, isShown: IsShown, isWriting: boolean): Loader {
  return {
    name,
    async load({ config, store, generateDigest }) {
      const entries = await checkedEntries(config);
      const today = todayOf(entries);
      const shown = entries[name].filter(({ data }) => isShown(data, today));
      const language = entries.site[0]?.data.language ?? en.language;
      const ids = new Set<string>(shown.map(({ id }) => id));
      for (const id of store.keys()) if (!ids.has(id)) store.delete(id);

      const compiler = hasBody(name) ? compilerOf(config) : undefined;
      for (const entry of shown) {
        const { id, file } = entry;
        const data = { ...entry.data };
        const filePath = file.path;
        if (!compiler) {
          try {
            const stored = { ...data, ...(await portraitIn(data, filePath, config)) };
            const written = JSON.stringify(stored, withoutImages);
            if (JSON.stringify(store.get(id)?.data, withoutImages) !== written) store.delete(id);
            const digest = generateDigest(written);
            store.set({ id, data: stored, filePath, digest, ...importOf(stored) });
          } catch (error) {
            report(config, textError(error, entry));
          }
          continue;
        }
        const { prose } = entry;
        if (prose?.unreadable) continue; // It has an error.
        // In a build nobody asks for it after this, and of all texts it would be most of the memory.
        if (!isWriting) delete entry.prose;
        const words = wordsOf(data, language);
        const from = JSON.stringify([compiler.digest, words.language, data, file.body]);
        const digestOf = (result: object) =>
          generateDigest(JSON.stringify([from, result], withoutImages));
        const known = store.get<LoadedText & Record<string, unknown>>(id);
        if (
          known &&
          (madeFrom.get(known.data) === from || known.digest === digestOf(known.data)) &&
          known.data.pictures.every(({ file, hash }) => hash === hashOf(compiler.root, file))
        ) {
          madeFrom.set(known.data, from);
          continue;
        }
        store.delete(id);
        try {
          const text = await loadedTextOf(
            entry,
            compiler,
            words,
            isWriting ? structuredClone(prose?.tree) : prose?.tree,
          );
          const result = { ...data, ...text };
          const digest = digestOf(result);
          store.set({ id, data: result, filePath, digest, ...imports(text) });
        } catch (error) {
          report(config, textError(error, entry));
        }
      }
    },
  };
}

// What is known in this run to be as it was made, and from what: while somebody writes, all of it is asked for again and
// again.
const madeFrom = new WeakMap<object, string>();

// Astro puts something of its own in their place.
const withoutImages = (key: string, value: unknown) => (key === 'image' ? undefined : value);

/** The words of the interface for a text: in its own language where there are some, else in that of the site. */
const wordsOf = (data: Data[CollectionName], siteLanguage: string): Words =>
  ('language' in data && data.language !== undefined ? wordsIn(data.language) : undefined) ??
  wordsIn(siteLanguage) ??
  en;

const todayOf = ({ site }: CheckedEntries) => dayOf(new Date(), site[0]?.data.timeZone);

/** All names that the essays have had which are shown: under any of them the engine may have comments. */
export async function shownEssays(config: AstroConfig, isShown: IsShown): Promise<string[]> {
  const entries = await checkedEntries(config);
  const today = todayOf(entries);
  return entries.essays
    .filter(({ data }) => isShown(data, today))
    .flatMap(({ id, data: { formerly = [] } }) => [...formerly, id]);
}

// What the integration `contentCheck` offers in its hooks.

async function checkedEntries({ integrations }: AstroConfig): Promise<CheckedEntries> {
  for (const { hooks } of integrations) {
    const entries = await hooks['content:entries']?.();
    if (entries) return entries;
  }
  throw new Error('The integration contentCheck() is missing in astro.config.mjs.');
}

function report({ integrations }: AstroConfig, error: ContentError): void {
  for (const { hooks } of integrations) hooks['content:error']?.(error);
}

function textError(thrown: unknown, { file }: Checked<CollectionName>): ContentError {
  const { reason, line } = reasonOf(thrown);
  return {
    file: file.path,
    line: file.bodyLine + line,
    problem: `the text cannot be compiled (${reason})`,
    fix: 'Change what stands there, or the plugin in astro.config.mjs that stops at it.',
  };
}

/** A text as it is put into the store, where Astro finds the path of each image. */
interface StoredText extends Omit<LoadedText, 'pictures'> {
  pictures: StoredPicture[];
}

type StoredPicture = Omit<TextPicture, 'image'> & { image: string };

/** The file of a picture, by the path of the file that shows it and its own, `./…` or `/…`: from the root of the project. */
const fileOf = (filePath: string, path: string) =>
  path.startsWith('/') ? `public${path}` : join(dirname(filePath), path);

/** A hash of a file, from the root of the project. */
const hashOf = (root: string, file: string) =>
  createHash('sha256')
    .update(readFileSync(join(root, file)))
    .digest('base64url');

async function storedPicture(
  path: string,
  file: string,
  filePath: string,
  root: string,
): Promise<StoredPicture> {
  const image = relative(dirname(filePath), file).replace(/^(?!\.)/, './');
  return { path, file, hash: hashOf(root, file), ...(await lookAt(join(root, file))), image };
}

/** What texts are compiled with. */
interface Compiler {
  plugins: TextPlugins;
  /** Another one wherever the same text may be compiled otherwise. */
  digest: string;
  /** The folder of the project. */
  root: string;
}

function compilerOf(config: AstroConfig): Compiler {
  const root = fileURLToPath(config.root);
  const plugins = pluginsOf(config.markdown.processor);
  const code = ['src/loaders', 'src/publication/text', 'src/words'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((file) => `${folder}/${file}`),
  );
  const configuration = readdirSync(root).filter((file) =>
    /^(astro\.config\.\w+|package(-lock)?\.json)$/.test(file),
  );
  const hash = createHash('sha256');
  for (const file of [...configuration, ...code]) hash.update(readFileSync(join(root, file)));
  const all = [...plugins.remarkPlugins, ...plugins.rehypePlugins].flat();
  hash.update(
    all.map((one) => (typeof one === 'function' ? String(one) : JSON.stringify(one))).join(),
  );
  return {
    plugins,
    digest: hash.update(config.base).digest('base64url'),
    root,
  };
}

async function loadedTextOf(
  { file: { path: filePath, body } }: Checked<CollectionName>,
  { plugins, root }: Compiler,
  interfaceWords: Words,
  tree?: MdxTree,
): Promise<StoredText> {
  const { code, pictures, notes, sections, passages } = await compiledText(
    body,
    filePath,
    plugins,
    interfaceWords,
    tree,
  );
  const pictureOf = (path: string) => storedPicture(path, fileOf(filePath, path), filePath, root);
  return {
    code,
    pictures: await Promise.all(pictures.map(pictureOf)),
    notes,
    sections,
    passages,
    words: countWords(body),
  };
}

/** What is seen of the picture of an author, and the path by which Astro finds it. */
async function portraitIn(
  data: Data[CollectionName],
  filePath: string,
  config: AstroConfig,
): Promise<{ portrait?: StoredPicture }> {
  if (!('picture' in data) || !data.picture) return {};
  const root = fileURLToPath(config.root);
  const path = besideIt(data.picture.file);
  return { portrait: await storedPicture(path, fileOf(filePath, path), filePath, root) };
}

const importOf = ({ portrait }: { portrait?: StoredPicture }) =>
  portrait ? { assetImports: [portrait.image], imageImports: [['portrait', 'image']] } : {};

/** What Astro is told of the pictures of a text: in the place of these paths it gives the images as they are published. */
const imports = ({ pictures }: StoredText) => ({
  assetImports: pictures.map(({ image }) => image),
  imageImports: pictures.map((_, index) => ['pictures', index, 'image']),
});
