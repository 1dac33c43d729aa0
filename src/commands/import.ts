import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  constants,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { todayIn } from '../check/today.ts';
import { sourcesReader } from '../check/sources.ts';
import { whyNotWritten } from '../output/system-errors.ts';
import { siteFile } from '../publication/collections.ts';
import { ghostSite } from '../writing/import/ghost.ts';
import { imported, type Imported } from '../writing/import/imported.ts';
import { markdownSite } from '../writing/import/markdown-files.ts';
import { NoExport, type OldSite } from '../writing/import/posts.ts';
import { substackSite } from '../writing/import/substack.ts';
import { wordPressSite } from '../writing/import/wordpress.ts';

// npm run import: makes content of what another program has kept. Nothing is fetched, and nothing that is there changes.

const usage = `npm run import -- <folder or file>
takes Markdown of Hugo, Jekyll or Astro, an export of WordPress (XML), of Ghost (JSON or ZIP) or of Substack (ZIP or folder).`;

const temporary: string[] = [];
try {
  const path = resolve(wanted());
  const site = await siteIn(path);
  if (site.posts.length === 0)
    throw new NoExport(`${path} has no post in it that can be read.\n\n${usage}`);
  const sources = await sourcesReader(process.cwd())();
  if (sources.files.every((file) => file.path !== siteFile)) {
    throw new NoExport(
      `${siteFile} is missing. Write it first: what is imported becomes a part of that site.`,
    );
  }
  const made = await imported(site, sources, todayIn(sources));
  write(made);
  console.log(report(made, site));
} catch (error) {
  const sentence = error instanceof NoExport ? error.message : whyNotWritten(error, process.cwd());
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
} finally {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
}

function wanted(): string {
  try {
    const { positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new NoExport(usage);
    if (!existsSync(path)) throw new NoExport(`There is no ${path}.\n\n${usage}`);
    return path;
  } catch (error) {
    if (error instanceof NoExport) throw error;
    throw new NoExport(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

async function siteIn(path: string): Promise<OldSite> {
  if (/\.zip$/i.test(path)) return siteIn(unpacked(path));
  if (!statSync(path).isDirectory()) {
    if (/\.xml$/i.test(path)) return wordPressSite(path);
    if (/\.json$/i.test(path)) return ghostSite(path);
    if (/\.(md|mdx|markdown)$/i.test(path)) return markdownSite(path);
    throw new NoExport(`${path} is of no kind that can be imported.\n\n${usage}`);
  }
  const names = readdirSync(path);
  if (names.includes('posts.csv')) return substackSite(path);
  const [xml] = names.filter((name) => name.endsWith('.xml'));
  const hasMarkdown = names.some((name) =>
    /\.(md|mdx|markdown)$|^(content|_posts|src)$/i.test(name),
  );
  if (xml !== undefined && !hasMarkdown && isWordPress(join(path, xml)))
    return wordPressSite(join(path, xml));
  const [json] = names.filter((name) => name.endsWith('.json') && isGhost(join(path, name)));
  if (json !== undefined && !hasMarkdown) return ghostSite(join(path, json));
  const [only, ...others] = names.filter((name) => !name.startsWith('.') && name !== '__MACOSX');
  const inner = only === undefined ? path : join(path, only);
  if (others.length === 0 && temporary.includes(path) && statSync(inner).isDirectory())
    return siteIn(inner);
  return markdownSite(path);
}

function startOf(path: string): string {
  return readFileSync(path, 'utf8').slice(0, 10_000);
}

function isWordPress(path: string): boolean {
  return startOf(path).includes('<rss');
}

function isGhost(path: string): boolean {
  return /"(db|data)"\s*:/.test(startOf(path));
}

/** A folder with what an archive holds: no file of it comes to lie outside. */
function unpacked(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  temporary.push(folder);
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(readFileSync(path));
  } catch (error) {
    throw new NoExport(
      `${path} cannot be unpacked (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  for (const [name, bytes] of Object.entries(files)) {
    const file = resolve(folder, name);
    if (name.endsWith('/') || !file.startsWith(folder + sep)) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return folder;
}

function write({ files, pictures }: Imported): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: path === siteFile ? 'w' : 'wx' });
  }
  for (const [path, from] of pictures) copyFileSync(from, path, constants.COPYFILE_EXCL);
}

function report(made: Imported, { posts }: OldSite): string {
  const count = (pattern: RegExp) => made.files.filter(({ path }) => pattern.test(path)).length;
  const plural = (number: number, one: string, many: string) =>
    `${number} ${number === 1 ? one : many}`;
  const lines = [
    ...made.drafts.flatMap(({ path, reasons }) => [
      `${path} is a draft:`,
      ...reasons.map(indented),
    ]),
    ...(made.lost.length > 0 ? ['', 'Not kept:'] : []),
    ...made.lost.flatMap(({ from, reasons }) => [`${from}:`, ...reasons.map(indented)]),
    '',
    `Of ${plural(posts.length, 'post', 'posts')} are made: ${[
      plural(count(/^content\/essays\//), 'essay', 'essays'),
      plural(count(/^content\/pages\//), 'page', 'pages'),
      plural(count(/^content\/authors\//), 'author', 'authors'),
      plural(made.pictures.size, 'picture', 'pictures'),
      plural(made.redirects, 'redirect', 'redirects'),
    ].join(
      ', ',
    )}. Nothing was fetched, and nothing that was there has changed but the redirects in ${siteFile}.`,
    ...(made.drafts.length > 0
      ? [
          `${plural(made.drafts.length, 'is a draft', 'are drafts')} for the reasons above: mend them, and take the key draft out.`,
        ]
      : []),
    ...(made.exceptions > 0
      ? [
          `${plural(made.exceptions, 'passage is', 'passages are')} not in the style of the house, and may stand: the key allow names each.`,
        ]
      : []),
    'npm run dev shows them.',
  ];
  return lines.join('\n').trim();
}

function indented(reason: string): string {
  return reason.replace(/^/gm, '  ');
}
